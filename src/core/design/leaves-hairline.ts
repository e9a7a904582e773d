/* Treatments that leave the client's own hairline as it is. */
import type { Treating } from '../consultation/schema.ts';

const LEAVING: readonly Treating[] = ['crown', 'thinning', 'alopecia', 'scar'];

export const leavesHairline = (treating: Treating | undefined): boolean => treating !== undefined && LEAVING.includes(treating);

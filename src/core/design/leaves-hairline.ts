/* Where the client's own hairline stays as it is: women's part lines and diffuse thinning, and whatever lies behind it. */
import type { Treating } from '../consultation/schema.ts';

const LEAVING: readonly Treating[] = ['crown', 'thinning', 'alopecia', 'scar'];

export const leavesHairline = (treating: Treating | undefined): boolean => treating !== undefined && LEAVING.includes(treating);

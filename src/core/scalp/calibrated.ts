/* Whether lengths on the head can be told in millimetres. */
import type { Project } from '../consultation/schema.ts';

/** assumed: beyond 6 % a height of 65 mm is off by more than 4 mm, as the place of the glabella is; the eye does as well. */
const MOST_SD_SHARE = 0.06;

/** null where lengths can be told; else what is missing, or that the scale is only a guess. */
export function whyNotCalibrated({ scale, head }: Pick<Project, 'scale' | 'head'>): 'scale' | 'head' | 'guess' | null {
  if (!scale) return 'scale';
  if (!head) return 'head';
  return scale.sdShare > MOST_SD_SHARE ? 'guess' : null;
}
/** Standard deviation of a length, mm: of the scale, and of two ends that are each set to about half a mm (assumed). */
export const lengthSdMm = (mm: number, { sdShare }: Pick<NonNullable<Project['scale']>, 'sdShare'>) => Math.hypot(mm * sdShare, 0.7);

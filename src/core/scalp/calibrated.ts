/* Whether the scale is good enough to show lengths in millimetres. */
import type { Project } from '../consultation/schema.ts';

/** assumed: beyond 6 % a height of 65 mm is off by more than 4 mm, the error of the glabella; a guess by eye is as good. */
const MAX_SD_SHARE = 0.06;

/** null if lengths can be shown; else what is missing, or 'guess' if the scale is too uncertain. */
export function whyNotCalibrated({ scale, head }: Pick<Project, 'scale' | 'head'>): 'scale' | 'head' | 'guess' | null {
  if (!scale) return 'scale';
  if (!head) return 'head';
  return scale.sdShare > MAX_SD_SHARE ? 'guess' : null;
}
/** Standard deviation of a length, mm: of the scale, and 0.7 mm for two ends set to about half a mm each (assumed). */
export const lengthSdMm = (mm: number, { sdShare }: Pick<NonNullable<Project['scale']>, 'sdShare'>) => Math.hypot(mm * sdShare, 0.7);

/* The default sessions of a treatment: three, light to dark, depending on the skin. */
import type { SkinClass } from './schema.ts';

const USUAL_DAYS = [
  { day: 0, cumulativeShare: 0.3 },
  { day: 12, cumulativeShare: 0.65 },
  { day: 26, cumulativeShare: 1 },
] as const;
/**
 * Usual parts of water to one of pigment, by session. assumed: the direction follows clinics (thinner on fair skin, stronger on dark), the
 * values are chosen so that each skin turns about as grey as finished work.
 */
const USUAL_DILUTIONS: Record<SkinClass, readonly [number, number, number]> = {
  I: [38, 26, 18],
  II: [34, 23, 16],
  III: [30, 20, 14],
  IV: [30, 20, 14],
  V: [20, 13, 9],
  VI: [15, 10, 7],
};
export const usualSessions = (skin: SkinClass) => USUAL_DAYS.map((session, k) => ({ ...session, dilution: USUAL_DILUTIONS[skin][k] }));

/* The default sessions of a treatment: three, light to dark, depending on the skin. */
import type { SkinClass, Treatment } from './schema.ts';

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
/** On fair skin, if no dark hair of the client's own is seen. assumed: clinics begin fair hair at 40 to 60 parts and end it at 25. */
const FAIR_DILUTIONS: Partial<typeof USUAL_DILUTIONS> = { I: [50, 34, 24], II: [44, 30, 21] };
/** @param isFair whether the client's hair is fair, or not known to be dark */
export const usualSessions = (skin: SkinClass, isFair = false) =>
  USUAL_DAYS.map((session, k) => ({ ...session, dilution: ((isFair && FAIR_DILUTIONS[skin]) || USUAL_DILUTIONS[skin])[k] }));

/** Whose usual washes a treatment has; null if they were changed. */
export function usualFor({ sessions, skin }: Pick<Treatment, 'sessions' | 'skin'>): 'dark hair' | 'fair hair' | null {
  const isUsual = (isFair: boolean) => JSON.stringify(sessions) === JSON.stringify(usualSessions(skin, isFair));
  return isUsual(false) ? 'dark hair' : isUsual(true) ? 'fair hair' : null;
}

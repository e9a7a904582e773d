/*
 * Position of a day along the time bar: the weeks of sessions and healing take more than half of it, the years share the rest
 * logarithmically. Positions are shares 0..1 of the bar.
 */
import { settledAfter } from '../core/treatment/healing.ts';

export const FIRST_DAY = -1;
export const THREE_YEARS_DAY = 1095;
const FIVE_YEARS_DAYS = 1825;
/** Days over which the logarithmic part is about linear. */
const LOG_DAYS = 120;

export interface TimeScale {
  lastDay: number;
  toShare(day: number): number;
  toDay(share: number): number;
}

export function timeScale(sessionDays: readonly number[]): TimeScale {
  const last = sessionDays[sessionDays.length - 1] ?? 0;
  const healed = settledAfter(last);
  const end = Math.max(FIVE_YEARS_DAYS, healed + 365);
  const knots: [number, number][] =
    last > 0
      ? [
          [FIRST_DAY, 0],
          [0, 0.05],
          [last, 0.4],
          [healed, 0.6],
        ]
      : [
          [FIRST_DAY, 0],
          [0, 0.05],
          [healed, 0.5],
        ];
  const from = knots[knots.length - 1][1];
  const whole = Math.log(1 + (end - healed) / LOG_DAYS);
  return {
    lastDay: end,
    toShare(day) {
      if (day >= healed) return Math.min(1, from + ((1 - from) * Math.log(1 + (day - healed) / LOG_DAYS)) / whole);
      for (let i = 1; i < knots.length; i++) {
        const [d1, u1] = knots[i];
        const [d0, u0] = knots[i - 1];
        if (day <= d1) return Math.max(0, u0 + ((u1 - u0) * (day - d0)) / (d1 - d0));
      }
      return 1;
    },
    toDay(share) {
      if (share >= from) return Math.min(end, healed + LOG_DAYS * (Math.exp(((share - from) / (1 - from)) * whole) - 1));
      for (let i = 1; i < knots.length; i++) {
        const [d1, u1] = knots[i];
        const [d0, u0] = knots[i - 1];
        if (share <= u1) return Math.max(FIRST_DAY, d0 + ((d1 - d0) * (share - u0)) / (u1 - u0));
      }
      return end;
    },
  };
}

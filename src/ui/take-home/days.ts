/* The days of the film and their labels. */
import type { Treatment } from '../../core/consultation/schema.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import { FIRST_DAY } from '../time-scale.ts';
import { count } from '../words.ts';

/** Least length of a film, days; it ends when the last session has healed. */
const MIN_DAYS = 60;
/** Largest number of pictures: of a longer treatment some days are skipped. */
const MAX_PICTURES = 90;
/** How long each picture is shown: days pass quickly, the first and the last picture stay longer. assumed. */
const SECONDS = { before: 1.2, session: 0.5, day: 0.15, last: 2.5 } as const;

/** Before, then day by day. */
export function filmedDays(treatment: Treatment) {
  const sessionDays = treatment.sessions.map(({ day }) => day);
  const last = Math.max(MIN_DAYS, settledDay(treatment));
  const step = Math.ceil(last / MAX_PICTURES);
  const days = new Set([...Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step), ...sessionDays, last]);
  return [
    { day: FIRST_DAY, label: 'Before', seconds: SECONDS.before },
    ...[...days]
      .sort((a, b) => a - b)
      .map((day) => ({
        day,
        label: `${words(sessionDays, day)}, day ${count(day)}`,
        seconds: day === last ? SECONDS.last : sessionDays.includes(day) ? SECONDS.session : SECONDS.day,
      })),
  ];
}
const words = (sessionDays: readonly number[], day: number) => `Session ${sessionDays.filter((of) => of <= day).length}`;

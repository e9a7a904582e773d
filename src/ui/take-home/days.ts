/* Which days a client takes home as a film, and what is written below each. */
import type { Treatment } from '../../core/consultation/schema.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import { FIRST_DAY } from '../time-scale.ts';
import { count } from '../words.ts';

/** A film shows at least so many days, and stops where the last session has healed. */
const LEAST_DAYS = 60;
/** A treatment of many months is shown by fewer days than it has. */
const MOST_PICTURES = 90;
/** How long each is shown: days run by, what came before and what it comes to stay for a look. assumed. */
const SECONDS = { before: 1.2, session: 0.5, day: 0.15, last: 2.5 } as const;

/** Before, then day by day. */
export function filmedDays(treatment: Treatment) {
  const sessionDays = treatment.sessions.map(({ day }) => day);
  const last = Math.max(LEAST_DAYS, settledDay(treatment));
  const step = Math.ceil(last / MOST_PICTURES);
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

/* The days that are compared: before, each session, healed, and three years later if that is later still. */
import type { Treatment } from '../core/consultation/schema.ts';
import { settledDay } from '../core/treatment/healing.ts';
import { FIRST_DAY, THREE_YEARS_DAY } from './time-scale.ts';
import { dayWords } from './words.ts';

export interface NamedDay {
  day: number;
  /** '' if the day itself is the name */
  title: string;
  /** the day in words beside the title, or '' */
  detail: string;
}

export function comparedDays(treatment: Treatment): NamedDay[] {
  const healed = settledDay(treatment);
  const named = (day: number, title: string) => ({ day, title, detail: day < 0 ? '' : dayWords(day) });
  return [
    named(FIRST_DAY, 'Before'),
    ...treatment.sessions.map(({ day }, i) => named(day, `Session ${i + 1}`)),
    named(healed, 'Healed'),
    ...(healed < THREE_YEARS_DAY ? [named(THREE_YEARS_DAY, '')] : []),
  ];
}

/** Title and day in one line. */
export const namedDayWords = ({ title, detail }: Pick<NamedDay, 'title' | 'detail'>) => [title, detail].filter(Boolean).join(', ');

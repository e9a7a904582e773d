/* Which pictures stand side by side, and what each is called. Pure. */
import type { Screen } from '../../app/store.ts';
import type { Consultation } from '../../core/consultation/consultation.ts';
import type { Treatment } from '../../core/consultation/schema.ts';
import { planOf } from '../../core/consultation/shown-project.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import { dayWords, photoWords } from '../words.ts';

export const KINDS = ['days', 'plans', 'photos'] as const;
export type Kind = (typeof KINDS)[number];
export const KIND_WORDS: Readonly<Record<Kind, string>> = { days: 'Days', plans: 'Plans', photos: 'Photos' };
/** More are too small to tell one from another. */
export const MOST_PICTURES = 12;
const THREE_YEARS_DAYS = 1095;

export interface Pictured {
  photoId: string;
  planName: string;
  /** below 0: before */
  day: number;
  title: string;
  /** beside the title, or '' */
  detail: string;
}

/** The kinds that have something to compare. */
export const kindsOf = ({ photos, plans }: Consultation): Kind[] =>
  KINDS.filter((kind) => kind === 'days' || (kind === 'plans' ? plans.length > 1 : photos.length > 1));

export function picturesOf(
  kind: Kind,
  consultation: Consultation,
  { photoId, planName, day }: Pick<Screen, 'photoId' | 'planName' | 'day'>,
): Pictured[] {
  const shown = { photoId, planName, day };
  const { photos, plans } = consultation;
  const plan = planOf(consultation, planName);
  if (kind === 'plans')
    return plans.slice(0, MOST_PICTURES).map(({ name }) => ({ ...shown, planName: name, title: `Plan ${name}`, detail: dayWords(day) }));
  if (kind === 'photos')
    return photos
      .slice(0, MOST_PICTURES)
      .map((photo) => ({ ...shown, photoId: photo.id, title: photoWords(photo), detail: dayWords(day) }));
  return plan ? daysOf(plan.treatment).map(([at, title]) => ({ ...shown, day: at, title, detail: at < 0 ? '' : dayWords(at) })) : [];
}

/** Before, the day of each session, healed, and years later; each day once. */
function daysOf(treatment: Treatment): [day: number, title: string][] {
  const healed = settledDay(treatment);
  return [
    [-1, 'Before'],
    ...treatment.sessions.map(({ day }, i): [number, string] => [day, `Session ${i + 1}`]),
    [healed, 'Healed'],
    ...(healed < THREE_YEARS_DAYS ? [[THREE_YEARS_DAYS, ''] as [number, string]] : []),
  ];
}
/** What of a picture is said in one line. */
export const pictureWords = ({ title, detail }: Pictured) => [title, detail].filter(Boolean).join(', ');

/* Which pictures are compared, and their names. Pure. */
import type { Screen } from '../../app/store.ts';
import type { Consultation } from '../../core/consultation/consultation.ts';
import { planOf } from '../../core/consultation/shown-project.ts';
import { comparedDays, type NamedDay } from '../compared-days.ts';
import { dayWords, photoWords } from '../words.ts';

export const KINDS = ['days', 'plans', 'photos'] as const;
export type Kind = (typeof KINDS)[number];
export const KIND_WORDS: Readonly<Record<Kind, string>> = { days: 'Days', plans: 'Plans', photos: 'Photos' };
/** More would be too small to tell apart. */
export const MAX_PICTURES = 12;

export interface Pictured extends NamedDay {
  photoId: string;
  planName: string;
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
    return plans.slice(0, MAX_PICTURES).map(({ name }) => ({ ...shown, planName: name, title: `Plan ${name}`, detail: dayWords(day) }));
  if (kind === 'photos')
    return photos.slice(0, MAX_PICTURES).map((photo) => ({ ...shown, photoId: photo.id, title: photoWords(photo), detail: dayWords(day) }));
  return plan ? comparedDays(plan.treatment).map((day) => ({ ...shown, ...day })) : [];
}

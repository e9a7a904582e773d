/*
 * Adds, removes, reorders and renames photos and plans of a consultation. Each function returns the consultation unchanged if the change is
 * not allowed: a plan name that is taken, one photo too many, removing the last photo or plan.
 */
import {
  type Consultation,
  MAX_LABEL_LENGTH,
  MAX_PHOTOS,
  MAX_PLANS,
  type PhotoEntry,
  PLAN_NAME_LENGTH,
  type Plan,
} from './consultation.ts';
import { photoOf, planOf } from './shown-project.ts';

export type NewPhoto = Pick<PhotoEntry, 'id' | 'name' | 'widthPx' | 'heightPx' | 'side'> &
  Partial<Pick<PhotoEntry, 'label' | 'takenAt' | 'camera'>>;

/** Appends a photo. */
export function withPhoto(consultation: Consultation, photo: NewPhoto): Consultation {
  const { photos } = consultation;
  const isTaken = photos.some(({ id }) => id.toLowerCase() === photo.id.toLowerCase());
  if (photos.length >= MAX_PHOTOS || isTaken) return consultation;
  const entry: PhotoEntry = { label: '', camera: null, ...photo, scale: null, pose: null, white: null };
  return { ...consultation, photos: [...photos, entry] };
}

export const withoutPhoto = (consultation: Consultation, photoId: string): Consultation =>
  consultation.photos.length > 1 && photoOf(consultation, photoId)
    ? { ...consultation, photos: consultation.photos.filter(({ id }) => id !== photoId) }
    : consultation;

/** Replaces a photo by its turned version, not measured; if it is the only photo, plans that were only proposed will be proposed again. */
export function turnedPhoto(consultation: Consultation, photoId: string, turned: Pick<PhotoEntry, 'id' | 'widthPx' | 'heightPx'>) {
  const { photos, plans } = consultation;
  const lies = { scale: null, pose: null, white: null, landmarks: undefined, evidence: undefined, differs: undefined };
  const isProposed = ({ design: { hairline, zones, strokes } }: Plan) =>
    zones.every(({ proposed }) => proposed) && !strokes.length && (!hairline || !!hairline.shape);
  const unproposed = (plan: Plan) => ({ ...plan, design: { ...plan.design, hairline: null, zones: [] } });
  return {
    ...consultation,
    photos: photos.map((one) =>
      one.id === photoId ? { ...one, ...lies, ...turned, camera: one.camera?.assumed ? null : one.camera } : one,
    ),
    plans: photos.length > 1 ? plans : plans.map((plan) => (isProposed(plan) ? unproposed(plan) : plan)),
  };
}

export function changedPhoto(consultation: Consultation, photoId: string, change: Partial<PhotoEntry>): Consultation {
  const before = photoOf(consultation, photoId);
  if (!before || Object.entries(change).every(([key, value]) => before[key] === value)) return consultation;
  return { ...consultation, photos: consultation.photos.map((one) => (one === before ? { ...before, ...change, id: photoId } : one)) };
}
export const labelledPhoto = (consultation: Consultation, photoId: string, label: string): Consultation =>
  changedPhoto(consultation, photoId, { label: label.trim().slice(0, MAX_LABEL_LENGTH) });

/** @param to new index of the photo, counted without it */
export function movedPhoto(consultation: Consultation, photoId: string, to: number): Consultation {
  const photo = photoOf(consultation, photoId);
  if (!photo) return consultation;
  const others = consultation.photos.filter((one) => one !== photo);
  const at = Math.min(others.length, Math.max(0, Math.round(to)));
  const photos = [...others.slice(0, at), photo, ...others.slice(at)];
  return photos.every((one, i) => one === consultation.photos[i]) ? consultation : { ...consultation, photos };
}

/** The first of A, B, C ... that no plan has. */
function freshPlanName({ plans }: Consultation): string {
  for (let i = 0; ; i++) {
    const name = String.fromCharCode(65 + (i % 26)) + (i < 26 ? '' : ` ${Math.floor(i / 26) + 1}`);
    if (!plans.some((plan) => plan.name === name)) return name;
  }
}
/** Inserts a copy after a plan and returns its name. */
export function withPlanCopied(consultation: Consultation, planName: string): { consultation: Consultation; name: string } {
  const plan = planOf(consultation, planName);
  if (!plan || consultation.plans.length >= MAX_PLANS) return { consultation, name: planName };
  const name = freshPlanName(consultation);
  const plans = consultation.plans.flatMap((one) => (one === plan ? [one, { ...plan, name }] : [one]));
  return { consultation: { ...consultation, plans }, name };
}

/** Whether a plan may have this name. */
export const isPlanName = ({ plans }: Consultation, planName: string, wanted: string): boolean =>
  wanted.length >= PLAN_NAME_LENGTH.least &&
  wanted.length <= PLAN_NAME_LENGTH.most &&
  !plans.some((plan) => plan.name === wanted && plan.name !== planName);
export function renamedPlan(consultation: Consultation, planName: string, wanted: string): Consultation {
  const plan = planOf(consultation, planName);
  if (!plan || wanted === planName || !isPlanName(consultation, planName, wanted)) return consultation;
  return { ...consultation, plans: consultation.plans.map((one) => (one === plan ? { ...plan, name: wanted } : one)) };
}
export const withoutPlan = (consultation: Consultation, planName: string): Consultation =>
  consultation.plans.length > 1 && planOf(consultation, planName)
    ? { ...consultation, plans: consultation.plans.filter(({ name }) => name !== planName) }
    : consultation;

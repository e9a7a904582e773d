/* What a person can do with the photos and plans of the open consultation, one undo step each. Photos are added by the desk, which has their files. */
import type { Consultation } from '../core/consultation/consultation.ts';
import {
  labelledPhoto,
  movedPhoto,
  renamedPlan,
  withoutPhoto,
  withoutPlan,
  withPlanCopied,
} from '../core/consultation/photos-and-plans.ts';
import { photoOf, planOf } from '../core/consultation/shown-project.ts';
import { inGesture, setScreen } from './actions.ts';
import { withHeadFitted } from './join-heads.ts';
import { noteFittedAnew } from './measured.ts';
import type { AppStore } from './store.ts';

/** False where nothing was changed: it would not be legal, or a drag is under way. */
export function changeConsultation(store: AppStore, change: (consultation: Consultation) => Consultation): boolean {
  const { consultation } = store.getState();
  if (!consultation || inGesture(store)) return false;
  const next = change(consultation);
  if (next !== consultation) store.setState({ consultation: next });
  return next !== consultation;
}
/** The head is fitted again to the photos that are left, in the same step. */
export function removePhoto(store: AppStore, photoId: string): boolean {
  const { consultation: before, screen } = store.getState();
  if (!before || !changeConsultation(store, (c) => withoutPhotoFitted(c, photoId))) return false;
  noteFittedAnew(screen.measured, before, store.getState().consultation ?? before);
  return true;
}
function withoutPhotoFitted(before: Consultation, photoId: string): Consultation {
  const after = withoutPhoto(before, photoId);
  // one without a head has nothing to do with that of the others
  return after !== before && photoOf(before, photoId)?.pose ? withHeadFitted(before, after).consultation : after;
}
export const movePhoto = (store: AppStore, photoId: string, to: number) => changeConsultation(store, (c) => movedPhoto(c, photoId, to));
export const labelPhoto = (store: AppStore, photoId: string, label: string) =>
  changeConsultation(store, (c) => labelledPhoto(c, photoId, label));

export function showPlan(store: AppStore, planName: string) {
  const { consultation, screen } = store.getState();
  const plan = consultation && planOf(consultation, planName);
  if (!plan || inGesture(store)) return;
  const isSelected = plan.design.zones.some(({ id }) => id === screen.selectedZoneId);
  setScreen(store, { planName, tool: 'none', selectedZoneId: isSelected ? screen.selectedZoneId : (plan.design.zones[0]?.id ?? '') });
}
/** A copy of the shown plan, shown in its place. */
export function copyPlan(store: AppStore) {
  const { screen } = store.getState();
  let made = screen.planName;
  changeConsultation(store, (consultation) => {
    const copied = withPlanCopied(consultation, screen.planName);
    made = copied.name;
    return copied.consultation;
  });
  showPlan(store, made);
}
/** False where it cannot be called so. */
export function renamePlan(store: AppStore, wanted: string): boolean {
  const { screen } = store.getState();
  const name = wanted.trim();
  return changeConsultation(store, (c) => renamedPlan(c, screen.planName, name)) || name === screen.planName;
}
export const removePlan = (store: AppStore) => changeConsultation(store, (c) => withoutPlan(c, store.getState().screen.planName));

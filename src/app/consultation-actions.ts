/* Actions on the photos and plans of the open consultation, one undo step each. Photos are added by the desk, which has their files. */
import type { Consultation } from '../core/consultation/consultation.ts';
import {
  labelledPhoto,
  movedPhoto,
  renamedPlan,
  withoutPhoto,
  withoutPlan,
  withPlanCopied,
} from '../core/consultation/photos-and-plans.ts';
import { planOf } from '../core/consultation/shown-project.ts';
import { inGesture, setScreen } from './actions.ts';
import type { AppStore } from './store.ts';

/** False if nothing was changed: the change is not allowed, or a drag is in progress. */
export function changeConsultation(store: AppStore, change: (consultation: Consultation) => Consultation): boolean {
  const { consultation } = store.getState();
  if (!consultation || inGesture(store)) return false;
  const next = change(consultation);
  if (next !== consultation) store.setState({ consultation: next });
  return next !== consultation;
}
/** Leaves the head unchanged; the desk fits it again (desk/remove-and-refit.ts). */
export const removePhoto = (store: AppStore, photoId: string) => changeConsultation(store, (c) => withoutPhoto(c, photoId));
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
/** Copies the shown plan and shows the copy. */
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
/** False if the name is not allowed. */
export function renamePlan(store: AppStore, wanted: string): boolean {
  const { screen } = store.getState();
  const name = wanted.trim();
  return changeConsultation(store, (c) => renamedPlan(c, screen.planName, name)) || name === screen.planName;
}
export const removePlan = (store: AppStore) => changeConsultation(store, (c) => withoutPlan(c, store.getState().screen.planName));

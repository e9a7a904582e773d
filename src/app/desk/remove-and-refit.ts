/* Removes a photo at once and fits the head again to the rest. The fit arrives a moment later. */
import { photoOf } from '../../core/consultation/shown-project.ts';
import { notify } from '../actions.ts';
import { removePhoto } from '../consultation-actions.ts';
import type { Desk } from './desk.ts';

/** Null if the photo cannot be removed; else settles when the head has been fitted or that has failed (a notice says so). */
export function removePhotoAndRefit(desk: Desk, id: string): Promise<void> | null {
  const { store } = desk;
  const before = store.getState().consultation;
  if (!before || !removePhoto(store, id)) return null;
  const removed = store.getState().consultation;
  // a photo without a head does not affect the fit
  if (!removed || !photoOf(before, id)?.pose) return Promise.resolve();
  const refit = async () => (await import('./fit-to-rest.ts')).fitToRest(desk, removed);
  return refit().catch((error: Error) => {
    notify(store, 'problem', `The head could not be fitted to the photos that are left, and stays as it was: ${error.message}`);
  });
}

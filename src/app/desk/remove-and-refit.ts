/*
 * Removes a photo at once and fits the head again to the rest. The fit arrives a moment later and is written into the removal's undo step and
 * all later ones, also into steps that have been undone.
 */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { photoOf } from '../../core/consultation/shown-project.ts';
import { amend, inGesture, notify, stepsOf } from '../actions.ts';
import { removePhoto } from '../consultation-actions.ts';
import { withHeadFitted } from '../join-heads.ts';
import { noteRefitted } from '../measured.ts';
import type { Desk } from './desk.ts';

const GESTURE_MS = 100;

/** Null if the photo cannot be removed; else settles when the head has been fitted or that has failed (a notice says so). */
export function removePhotoAndRefit(desk: Desk, id: string): Promise<void> | null {
  const { store } = desk;
  const before = store.getState().consultation;
  if (!before || !removePhoto(store, id)) return null;
  const removed = store.getState().consultation;
  // a photo without a head does not affect the fit
  if (!removed || !photoOf(before, id)?.pose) return Promise.resolve();
  return fitToRest(desk, removed).catch((error: Error) => {
    notify(store, 'problem', `The head could not be fitted to the photos that are left, and stays as it was: ${error.message}`);
  });
}

async function fitToRest({ activities, services, store }: Desk, removed: Consultation) {
  await activities.run('fit', 'Fitting the head', async ({ signal }) => {
    const fitted = new Map<Consultation, Consultation>();
    for (;;) {
      while (inGesture(store) && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, GESTURE_MS));
      signal.throwIfAborted();
      const steps = stepsOf(store);
      const since = steps.includes(removed) ? steps.slice(steps.indexOf(removed)) : [];
      const next = since.find((step) => !fitted.has(step));
      if (!next) break;
      const alike = [...fitted.keys()].find(({ photos, head }) => photos === next.photos && head === next.head);
      const { head, photos } =
        (alike && fitted.get(alike)) ?? (await withHeadFitted(services.fitHeads, next, next, new Map(), signal)).consultation;
      fitted.set(next, { ...next, head, photos });
    }
    const { measured } = store.getState().screen;
    for (const [before, after] of fitted) noteRefitted(measured, before, after);
    amend(store, fitted);
  });
}

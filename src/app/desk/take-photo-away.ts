/*
 * Removes a photo at once and fits the head again to those that are left. The fit arrives a moment later, in the removal's undo step and in
 * all that were made after it; one that was undone meanwhile has it when it is done again.
 */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { photoOf } from '../../core/consultation/shown-project.ts';
import { amend, inGesture, notify, stepsOf } from '../actions.ts';
import { removePhoto } from '../consultation-actions.ts';
import { withHeadFitted } from '../join-heads.ts';
import { noteFittedAnew } from '../measured.ts';
import type { Desk } from './desk.ts';

const GESTURE_MS = 100;

/** Null where it cannot go; else settles when the head is fitted, or could not be, which is told. */
export function takePhotoAway(desk: Desk, id: string): Promise<void> | null {
  const { store } = desk;
  const before = store.getState().consultation;
  if (!before || !removePhoto(store, id)) return null;
  const removed = store.getState().consultation;
  // one without a head has nothing to do with that of the others
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
    for (const [before, after] of fitted) noteFittedAnew(measured, before, after);
    amend(store, fitted);
  });
}

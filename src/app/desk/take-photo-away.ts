/*
 * Removes a photo at once and fits the head again to those that are left. The fit arrives a moment later and joins the removal's undo step.
 * It never overwrites what was undone or changed in the meantime.
 */
import { photoOf } from '../../core/consultation/shown-project.ts';
import { amend, inGesture } from '../actions.ts';
import { removePhoto } from '../consultation-actions.ts';
import { withHeadFitted } from '../join-heads.ts';
import { noteFittedAnew } from '../measured.ts';
import type { Desk } from './desk.ts';

const GESTURE_MS = 100;

/** Null where it cannot go; else settles when the head is fitted. */
export function takePhotoAway(desk: Desk, id: string): Promise<unknown> | null {
  const before = desk.store.getState().consultation;
  if (!before || !removePhoto(desk.store, id)) return null;
  // one without a head has nothing to do with that of the others
  return photoOf(before, id)?.pose ? fitToRest(desk, id) : Promise.resolve();
}

function fitToRest({ activities, services, store }: Desk, gone: string) {
  return activities.run('fit', 'Fitting the head', async ({ signal }) => {
    for (;;) {
      const { consultation: before } = store.getState();
      if (!before || photoOf(before, gone)) return;
      const { consultation: after } = await withHeadFitted(services.fitHeads, before, before, new Map(), signal);
      while (inGesture(store) && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, GESTURE_MS));
      signal.throwIfAborted();
      const { consultation, screen } = store.getState();
      if (consultation !== before) continue;
      amend(store, after);
      noteFittedAnew(screen.measured, before, after);
      return;
    }
  });
}

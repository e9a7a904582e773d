/*
 * Fits the head again to the photos that are left once one was removed, and writes it into the removal's undo step and all later ones, also into
 * steps that have been undone. Loaded with the first removal.
 */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { amend, stepsSince } from '../actions.ts';
import { withHeadFitted } from '../join-heads.ts';
import { noteRefitted } from '../measured.ts';
import type { Desk } from './desk.ts';
import { gestureEnd } from './gesture-end.ts';

export async function fitToRest({ activities, services, store }: Desk, removed: Consultation) {
  await activities.run('fit', 'Fitting the head', async ({ signal }) => {
    const fitted = new Map<Consultation, Consultation>();
    for (;;) {
      await gestureEnd(store, signal);
      const next = stepsSince(store, removed).find((step) => !fitted.has(step));
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

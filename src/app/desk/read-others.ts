/*
 * Has the photos that are not shown read, so that the plan does not depend on the shown one: whenever the consultation is at rest, and only
 * while nothing else is running.
 */
import { inGesture } from '../actions.ts';
import { queued } from '../queued.ts';
import type { Desk } from './desk.ts';

/** Waits this long after the last change. */
const SETTLED_MS = 800;

/** Reads photos that are unread or whose head has moved. */
export function readOthers(desk: Desk) {
  const { store } = desk;
  const look = queued(
    (run) => setTimeout(run, SETTLED_MS),
    async () => {
      if ((store.getState().consultation?.photos.length ?? 0) < 2) return;
      // tried again after the next change
      const loaded = await import('./read-unread.ts').catch(() => null);
      const { consultation, screen } = store.getState();
      if (!loaded || !consultation) return;
      if (inGesture(store) || screen.busy) return look();
      void loaded.readUnread(desk);
    },
  );
  store.subscribe(({ consultation, screen }, before) => {
    if (!consultation) return;
    const hasOthers = consultation.photos !== before.consultation?.photos;
    if (hasOthers) desk.planner.setPhotos(consultation.photos.map(({ id }) => id));
    const isDone = before.screen.busy && !screen.busy;
    if (hasOthers || isDone || consultation.head !== before.consultation?.head || screen.photoId !== before.screen.photoId) look();
  });
}

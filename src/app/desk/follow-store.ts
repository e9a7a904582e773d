/* Draws and saves whenever the state changes. */
import { inGesture } from '../actions.ts';
import { queued } from '../queued.ts';
import type { Desk } from './desk.ts';

/** What of the screen is saved with a consultation. */
const SAVED = ['way', 'step', 'day', 'photoId', 'planName'] as const;

export function followStore(desk: Desk) {
  const { store } = desk;
  const queueSave = queued(queueMicrotask, () => {
    if (!inGesture(store)) void desk.keeper.save();
  });
  store.subscribe((state, before) => {
    if (state.project !== before.project || state.screen !== before.screen || state.photo !== before.photo) desk.show.request();
    if (state.screen.viewportPx !== before.screen.viewportPx) desk.show.atOnce();
    if (state.consultation && desk.opened && !inGesture(store)) {
      const kept = SAVED.some((name) => state.screen[name] !== before.screen[name]);
      if (state.consultation !== before.consultation || (kept && !state.screen.playing)) queueSave();
    }
  });
}

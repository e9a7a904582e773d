/* Draws and saves whenever the state changes. */
import { inGesture } from '../actions.ts';
import { queued } from '../queued.ts';
import type { Desk } from './desk.ts';

/** What of the screen is saved with a consultation. */
const SAVED = ['way', 'step', 'day', 'photoId', 'planName'] as const;

/** What was opened is first saved after its first dots, which would wait for it: this long after them, or after opening it, ms. assumed. */
const AFTER_DOTS_MS = 100;
const AT_LATEST_MS = 3000;

export function followStore(desk: Desk) {
  const { store } = desk;
  let saved: Desk['opened'] = null;
  const queueSave = queued(queueMicrotask, () => {
    if (inGesture(store)) return;
    saved = desk.opened;
    void desk.keeper.save();
  });
  const saveFirst = () => {
    if (desk.opened !== saved) queueSave();
  };
  const waitForDots = queued((run) => setTimeout(run, AT_LATEST_MS), saveFirst);
  store.subscribe((state, before) => {
    if (state.project !== before.project || state.screen !== before.screen || state.photo !== before.photo) desk.show.request();
    if (state.screen.viewportPx !== before.screen.viewportPx) desk.show.atOnce();
    if (state.consultation && desk.opened && !inGesture(store)) {
      const kept = SAVED.some((name) => state.screen[name] !== before.screen[name]);
      if (state.consultation !== before.consultation || (kept && !state.screen.playing)) {
        if (desk.opened === saved || state.results.figures) queueSave();
        else waitForDots();
      }
      if (state.results.figures && !before.results.figures) setTimeout(saveFirst, AFTER_DOTS_MS);
    }
  });
}

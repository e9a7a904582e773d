/*
 * The wipe makes way for what is edited: once a line, a zone or a mark is taken hold of or changed, the whole picture shows the result. It
 * goes back to where it was when the editing is over: with another step, another way of looking, or another sheet of Preview. Wherever
 * somebody moves it meanwhile, it stays.
 */
import { setScreen } from '../app/actions.ts';
import type { AppState } from '../app/store.ts';
import type { Design } from '../core/consultation/schema.ts';
import type { Ui } from './context.ts';
import { hasDesign } from './design-state.ts';

const OPEN = 0;

export function openWipe(ui: Ui) {
  const { wipe } = ui.store.getState().screen;
  if (wipe === OPEN) return;
  ui.change({ wipeBefore: wipe });
  setScreen(ui.store, { wipe: OPEN });
}

export function putWipeBack(ui: Ui) {
  const { wipeBefore } = ui.local;
  if (wipeBefore === null) return;
  ui.change({ wipeBefore: null });
  if (ui.store.getState().screen.wipe === OPEN) setScreen(ui.store, { wipe: wipeBefore });
}

/** Call on every change of the store. */
export function wipeFollows(ui: Ui, now: AppState, before: AppState) {
  const isSame = (name: 'visit' | 'photoId' | 'planName') => now.screen[name] === before.screen[name];
  if (!isSame('visit')) return void (ui.local.wipeBefore !== null && ui.change({ wipeBefore: null }));
  if (now.screen.way !== before.screen.way || now.screen.step !== before.screen.step) return putWipeBack(ui);
  if (!isSame('photoId') || !isSame('planName') || !hasDesign(before.project) || !now.project) return;
  if (!isDrawnAlike(now.project.design, before.project.design)) openWipe(ui);
}

/** Whether two plans differ at most in the number of dots, which is judged beside bare skin, like the shade. */
function isDrawnAlike(a: Design, b: Design): boolean {
  if (a === b) return true;
  const isAlike = (zone: Design['zones'][number], i: number) =>
    b.zones[i] && (['kind', 'outline', 'blendMm', 'temples', 'avoidHair'] as const).every((name) => zone[name] === b.zones[i][name]);
  return a.hairline === b.hairline && a.strokes === b.strokes && a.zones.length === b.zones.length && a.zones.every(isAlike);
}

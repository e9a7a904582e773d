/* Switches to another way, or to a step of Plan. Unfinished drawing on the photo is dropped. */
import { setScreen } from '../../app/actions.ts';
import type { Step, Way } from '../../app/store.ts';
import type { Ui } from '../context.ts';

const ENDED = { draft: [], stroke: null, deleteArmed: false, whitePick: null, tappedMark: null, editedZoneId: '', picked: null };

export function goWay(ui: Ui, way: Way) {
  ui.change({ ...ENDED, wayBefore: ui.store.getState().screen.way });
  setScreen(ui.store, { way, tool: 'none', grid: null });
}

export function goTo(ui: Ui, step: Step) {
  ui.change({ ...ENDED, ...(ui.local.sheet === 'strip' ? { sheet: 'third' } : {}) });
  setScreen(ui.store, { way: 'plan', step, tool: 'none', grid: null });
}

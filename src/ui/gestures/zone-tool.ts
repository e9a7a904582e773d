/* Drawing on the photo: outlines corner by corner, and brush strokes. Nothing reaches the project before it is finished. */
import { addStroke, addZone, setScreen } from '../../app/actions.ts';
import type { PhotoPx, Zone } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';

const CLOSE_CSS_PX = 22;
const DOUBLE_TAP_MS = 350;
let lastTap = { time: 0, at: [0, 0] as PhotoPx };

/** Defaults of a new zone of each kind. */
export const newZone = (kind: Zone['kind'], outlinePx: PhotoPx[]): Zone => ({
  kind,
  outlinePx: outlinePx.map(([x, y]): PhotoPx => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]),
  perCm2: 140,
  // assumed: a scar is blended over a few mm, a fill over the usual 12
  blendMm: kind === 'fill' || kind === 'hair' ? 12 : 3,
  temples: 1,
  avoidHair: kind !== 'protect' && kind !== 'oldwork',
});

export function tapOutline(ui: Ui, at: PhotoPx, now: number) {
  const { screen } = ui.store.getState();
  const { draft } = ui.local;
  const cssPerPx = screen.view.scale / screen.viewportPx.dpr;
  const near = (p: PhotoPx) => Math.hypot(p[0] - at[0], p[1] - at[1]) * cssPerPx < CLOSE_CSS_PX;
  const twice = now - lastTap.time < DOUBLE_TAP_MS && near(lastTap.at);
  lastTap = { time: now, at };
  if (draft.length >= 3 && (twice || near(draft[0]))) return closeOutline(ui);
  if (!twice) ui.change({ draft: [...draft, at] });
}
export function closeOutline(ui: Ui) {
  const { tool } = ui.store.getState().screen;
  const { draft } = ui.local;
  if (draft.length >= 3 && tool !== 'none' && tool !== 'brush') addZone(ui.store, newZone(tool, draft));
  ui.change({ draft: [] });
}
export function cancelTool(ui: Ui) {
  if (ui.local.draft.length) ui.change({ draft: [] });
  else setScreen(ui.store, { tool: 'none' });
  ui.change({ stroke: null });
}

export const beginStroke = (ui: Ui, at: PhotoPx) => ui.change({ stroke: [at] });
export function extendStroke(ui: Ui, at: PhotoPx) {
  const { stroke } = ui.local;
  const { screen } = ui.store.getState();
  if (!stroke) return;
  const last = stroke[stroke.length - 1];
  // points about 2 CSS px apart are as fine as a hand is
  if ((Math.hypot(at[0] - last[0], at[1] - last[1]) * screen.view.scale) / screen.viewportPx.dpr >= 2)
    ui.change({ stroke: [...stroke, at] });
}
export function endStroke(ui: Ui, cancelled: boolean) {
  const { stroke } = ui.local;
  if (!stroke) return;
  ui.change({ stroke: null });
  if (cancelled) return;
  const { brush } = ui.store.getState().screen;
  addStroke(ui.store, { ...brush, pathPx: stroke.map(([x, y]): PhotoPx => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]) });
}

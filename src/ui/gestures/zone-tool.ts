/* Drawing on the photo: outlines corner by corner, scars and brush strokes. The project changes only when a drawing is finished. */
import { addStroke, addZone, setScreen } from '../../app/actions.ts';
import type { PhotoPx, PlaceDeg, Zone } from '../../core/consultation/schema.ts';
import { bandAlong } from '../../core/scalp/band.ts';
import { placesUnder } from '../../core/scalp/photo-map.ts';
import { placeLine, placePath } from '../../core/scalp/place-drawing.ts';
import type { Surface } from '../../core/scalp/surface.ts';
import type { Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';
import { openWipe } from '../opened-wipe.ts';

const CLOSE_CSS_PX = 22;
const DOUBLE_TAP_MS = 350;
/** A finger that moves less has tapped a corner. */
const TAP_CSS_PX = 10;
let lastTap = { time: 0, at: [0, 0] as PhotoPx };

/** Defaults of a new zone of each kind. */
export const newZone = (kind: Zone['kind'], outline: PlaceDeg[]): Zone => ({
  kind,
  outline,
  perCm2: 140,
  // assumed: a scar is blended over a few mm, a fill over the usual 12
  blendMm: kind === 'fill' || kind === 'hair' ? 12 : 3,
  temples: 1,
  avoidHair: kind !== 'protect' && kind !== 'oldwork',
});

/** Tolerance of the edges on the head, mm: fewer points to edit. */
const DRAWN_MM = 1;
const surfaceNow = (ui: Ui): Surface | null => {
  const { project } = ui.store.getState();
  return project && surfaceOf(project);
};
/** A zone with its outline drawn in the photo. */
export function addDrawnZone(ui: Ui, kind: Zone['kind'], outlinePx: readonly PhotoPx[]) {
  const surface = surfaceNow(ui);
  const zone = newZone(kind, []);
  if (!surface) return;
  addZone(ui.store, { ...zone, outline: placeLine(outlinePx, true, surface, zone.blendMm, DRAWN_MM) });
  ui.change({ editedZoneId: ui.store.getState().screen.selectedZoneId });
}
/** assumed: a scar of a few mm, and the skin beside it that is blended into the hair. */
export const SCAR_MM = 8;
/** Adds a scar drawn along in the photo: a zone around the part of the line that is on the head. */
function addDrawnScar(ui: Ui, pathPx: readonly PhotoPx[]) {
  const surface = surfaceNow(ui);
  const line = surface ? placesUnder(surface, pathPx) : [];
  if (!surface || !line.length) return;
  addZone(ui.store, newZone('scar', bandAlong(surface, line, SCAR_MM)));
  ui.change({ editedZoneId: ui.store.getState().screen.selectedZoneId });
}
/** A brush stroke drawn in the photo. */
export function addDrawnStroke(ui: Ui, pathPx: readonly PhotoPx[]) {
  const surface = surfaceNow(ui);
  const { brush } = ui.store.getState().screen;
  if (surface) addStroke(ui.store, { ...brush, path: placePath(pathPx, surface, brush.radiusMm) });
}

export function tapOutline(ui: Ui, at: PhotoPx, now: number) {
  const { screen } = ui.store.getState();
  const { draft } = ui.local;
  const cssPerPx = screen.view.scale / screen.viewportPx.dpr;
  const near = (p: PhotoPx) => Math.hypot(p[0] - at[0], p[1] - at[1]) * cssPerPx < CLOSE_CSS_PX;
  const twice = now - lastTap.time < DOUBLE_TAP_MS && near(lastTap.at);
  lastTap = { time: now, at };
  if (draft.length >= 3 && (twice || near(draft[0]))) return closeOutline(ui);
  openWipe(ui);
  if (!twice) ui.change({ draft: [...draft, at] });
}
export function closeOutline(ui: Ui) {
  const { tool } = ui.store.getState().screen;
  const { draft } = ui.local;
  if (draft.length >= 3 && tool !== 'none' && tool !== 'brush') addDrawnZone(ui, tool, draft);
  ui.change({ draft: [] });
}
export function cancelTool(ui: Ui) {
  if (ui.local.draft.length) ui.change({ draft: [] });
  else setScreen(ui.store, { tool: 'none' });
  ui.change({ stroke: null });
}

export function beginStroke(ui: Ui, at: PhotoPx) {
  openWipe(ui);
  ui.change({ stroke: [at] });
}
export function extendStroke(ui: Ui, at: PhotoPx) {
  const { stroke } = ui.local;
  const { screen } = ui.store.getState();
  if (!stroke) return;
  const last = stroke[stroke.length - 1];
  // points 2 CSS px apart are fine enough for a hand
  if ((Math.hypot(at[0] - last[0], at[1] - last[1]) * screen.view.scale) / screen.viewportPx.dpr >= 2)
    ui.change({ stroke: [...stroke, at] });
}
export function endStroke(ui: Ui, cancelled: boolean) {
  const { stroke } = ui.local;
  if (!stroke) return;
  ui.change({ stroke: null });
  if (cancelled) return;
  const { screen } = ui.store.getState();
  if (screen.tool !== 'scar') return addDrawnStroke(ui, stroke);
  const cssPerPx = screen.view.scale / screen.viewportPx.dpr;
  const isDrag = stroke.some(([x, y]) => Math.hypot(x - stroke[0][0], y - stroke[0][1]) * cssPerPx > TAP_CSS_PX);
  if (isDrag) addDrawnScar(ui, stroke);
  else tapOutline(ui, stroke[0], performance.now());
}

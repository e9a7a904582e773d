/*
 * Sets the scale by two taps, on the edges of a coin or the sides of the head. The second tap sets it, as one undo step, unless it is far from
 * the scale in use: then the panel asks first. The marks can be dragged afterwards.
 */
import { setScale, setScreen } from '../../app/actions.ts';
import type { PhotoPx, Project, Scale } from '../../core/consultation/schema.ts';
import { atHeadsCentre, HEAD_BREADTH_MM, scaleFromBreadth, scaleFromMarks, scaleFromTape } from '../../core/scalp/scale.ts';
import type { ScaleMethod, Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';
import { openWipe } from '../opened-wipe.ts';
import { knownLengths } from '../usual-coin.ts';

/** assumed: error of a tap on an edge, CSS px. A mark dragged under the loupe is more accurate. */
const TAP_SD_CSS_PX = 2;

/** Initial marks: a fifth of the picture apart, or the head's breadth if the head is known. */
function startMarks(project: Project, method: ScaleMethod): [PhotoPx, PhotoPx] {
  const { widthPx, heightPx } = project.photo;
  if (method !== 'marks') {
    const outline = surfaceOf(project)?.outlinePx(96);
    if (outline && project.head) {
      const y = project.head.centrePx[1];
      const xs = outline.map((p) => p[0]);
      return [
        [Math.min(...xs), y],
        [Math.max(...xs), y],
      ];
    }
    return [
      [widthPx * 0.26, heightPx * 0.42],
      [widthPx * 0.74, heightPx * 0.42],
    ];
  }
  return [
    [widthPx * 0.4, heightPx * 0.5],
    [widthPx * 0.6, heightPx * 0.5],
  ];
}

export const marksOf = (ui: Ui, project: Project) => ui.store.getState().screen.marksPx ?? startMarks(project, ui.local.scaleMethod);

/** Scale from the marks by the chosen method, at the head's centre; null if they are too close together. */
export function scaleFrom(ui: Ui, project: Project, markSdPx?: number): Scale | null {
  const [a, b] = marksOf(ui, project);
  const { scaleMethod, breadthOf, tapeMm } = ui.local;
  const lengthPx = Math.hypot(a[0] - b[0], a[1] - b[1]);
  if (scaleMethod === 'breadth') return scaleFromBreadth(lengthPx, HEAD_BREADTH_MM[breadthOf]);
  if (scaleMethod === 'tape') return scaleFromTape(lengthPx, tapeMm);
  const { markLengthMm } = ui.store.getState().screen;
  const there = scaleFromMarks(a, b, markLengthMm ?? knownLengths(navigator.language)[0].mm, markSdPx);
  const surface = surfaceOf(project);
  const seen = surface?.hit((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
  if (!there || !surface || !seen) return there;
  return atHeadsCentre(there, surface.centreMm[2] - seen.zMm, project.camera?.focalPx ?? null);
}

/** Change of scale, as a share, that needs confirming. No way of measuring is off by as much. */
const SUSPECT_SHARE = 0.25;
/** Factor by which all sizes in mm would change; null if it is within a quarter or no scale is set. */
export function suspectFactor(found: Scale | null, inUse: Scale | null | undefined): number | null {
  if (!found || !inUse || Math.abs(found.pxPerMm / inUse.pxPerMm - 1) <= SUSPECT_SHARE) return null;
  return inUse.pxPerMm / found.pxPerMm;
}

export function tapMark(ui: Ui, at: PhotoPx) {
  const { project, screen } = ui.store.getState();
  const first = ui.local.tappedMark;
  if (!project) return;
  openWipe(ui);
  if (!first) return ui.change({ tappedMark: at });
  ui.change({ tappedMark: null });
  setScreen(ui.store, { marksPx: [first, at] });
  const scale = scaleFrom(ui, project, (TAP_SD_CSS_PX * screen.viewportPx.dpr) / screen.view.scale);
  if (suspectFactor(scale, project.scale)) {
    if (ui.local.sheet === 'strip') ui.change({ sheet: 'third' });
  } else if (scale) setScale(ui.store, scale);
}

/* The patch in which the client's own shaved hair is read: a ring on the photo with a handle in its centre. */
import { svg } from 'lit-html';
import { setScreen } from '../../app/actions.ts';
import type { Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';
import { dragPoint } from './drag-point.ts';

export function stubbleLine(ui: Ui) {
  const { project, results } = ui.store.getState();
  const surface = project && surfaceOf(project);
  if (!results.stubble || !surface) return null;
  const { xPx, yPx, radiusMm } = results.stubble.patch;
  const depthMm = surface.hit(xPx, yPx)?.zMm;
  const radiusPx = radiusMm * (depthMm ? surface.focalPx / depthMm : surface.pxPerMm);
  const ring = `M${xPx - radiusPx} ${yPx}a${radiusPx} ${radiusPx} 0 1 0 ${2 * radiusPx} 0a${radiusPx} ${radiusPx} 0 1 0 ${-2 * radiusPx} 0`;
  return svg`<path class="line-under" d=${ring} /><path class="line" d=${ring} />`;
}

export function stubbleHandle(ui: Ui) {
  const { results, screen, project } = ui.store.getState();
  if (!results.stubble || !project || screen.tool !== 'none') return null;
  const { xPx, yPx } = results.stubble.patch;
  const { widthPx, heightPx } = project.photo;
  const { stubblePatch } = screen; // newer than the last reading, so that quick key presses add up
  return dragPoint(ui, {
    at: stubblePatch && stubblePatch !== 'proposed' ? stubblePatch : [xPx, yPx],
    label: 'Stubble patch',
    look: 'centre',
    onMove: ([x, y]) =>
      setScreen(ui.store, {
        stubblePatch: [Math.min(widthPx, Math.max(0, Math.round(x))), Math.min(heightPx, Math.max(0, Math.round(y)))],
      }),
  });
}

/* The head over the photo: outline, grid, and handles that move, stretch and tilt it. */
import { svg } from 'lit-html';
import { setHead } from '../../app/actions.ts';
import { clampedHalfAxis, type Head, type PhotoPx, type Project } from '../../core/consultation/schema.ts';
import { pictureTiltRad, tiltedBy } from '../../core/scalp/head-view.ts';
import type { Ui } from '../context.ts';
import { AXIS_WORDS, axisAlong, gridPath, outlineEnd, pathOf, surfaceOf } from '../head-geometry.ts';
import { dragPoint } from './drag-point.ts';
import { HANDLE_CSS_PX } from './spaced-handles.ts';

export function headLines(project: Project) {
  const surface = surfaceOf(project);
  if (!surface) return null;
  const outline = pathOf(surface.outlinePx(96), true);
  return svg`<path class="grid" d=${gridPath(surface)} /><path class="line-under" d=${outline} /><path class="line" d=${outline} />`;
}

export function headHandles(ui: Ui, project: Project) {
  const surface = surfaceOf(project);
  const head = project.head;
  if (!surface || !head) return null;
  const outline = surface.outlinePx(96);
  const tilt = pictureTiltRad(surface.rotation);
  const across: PhotoPx = [Math.cos(tilt), Math.sin(tilt)];
  const down: PhotoPx = [-Math.sin(tilt), Math.cos(tilt)];
  const current = () => ui.store.getState().project?.head ?? head;

  const stretch = (direction: PhotoPx, side: string) => {
    const at = outlineEnd(outline, direction[0], direction[1]);
    const axis = axisAlong(surface, direction[0], direction[1]);
    const reach = (p: PhotoPx) => (p[0] - head.centrePx[0]) * direction[0] + (p[1] - head.centrePx[1]) * direction[1];
    const whole = reach(at);
    return dragPoint(ui, {
      at,
      label: `Head ${AXIS_WORDS[axis]}, ${side}`,
      onMove: (to) => {
        const now = current();
        const halfAxesMm = [...now.halfAxesMm] as Head['halfAxesMm'];
        halfAxesMm[axis] = Math.round(clampedHalfAxis((head.halfAxesMm[axis] * Math.max(1, reach(to))) / whole) * 10) / 10;
        setHead(ui.store, { ...now, halfAxesMm });
      },
    });
  };
  const top = outlineEnd(outline, -down[0], -down[1]);
  const { view, viewportPx } = ui.store.getState().screen;
  const arm = Math.max(
    0.22 * Math.hypot(top[0] - head.centrePx[0], top[1] - head.centrePx[1]),
    (HANDLE_CSS_PX * viewportPx.dpr) / view.scale,
  );
  const knob: PhotoPx = [top[0] - down[0] * arm, top[1] - down[1] * arm];
  return svg`
    ${dragPoint(ui, { at: head.centrePx, label: 'Head centre', look: 'centre', onMove: (to) => setHead(ui.store, { ...current(), centrePx: [Math.round(to[0] * 10) / 10, Math.round(to[1] * 10) / 10] }) })}
    ${stretch([-across[0], -across[1]], 'left')}
    ${stretch(across, 'right')}
    ${stretch([-down[0], -down[1]], 'top')}
    ${stretch(down, 'bottom')}
    ${dragPoint(ui, {
      at: knob,
      label: 'Head tilt',
      look: 'knob',
      onMove: (to) => {
        const now = current();
        const wanted = Math.atan2(to[0] - now.centrePx[0], now.centrePx[1] - to[1]);
        setHead(ui.store, { ...now, rotationRad: tiltedBy(surface.rotation, wanted - tilt) });
      },
    })}`;
}

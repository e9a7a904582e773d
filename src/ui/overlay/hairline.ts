/* The hairline's curve with its points. */
import { svg } from 'lit-html';
import { changeHairline } from '../../app/actions.ts';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import { splineThrough } from '../../core/math/curve.ts';
import type { Ui } from '../context.ts';
import { addPoint, movePoint, nearestSegment, removePoint } from '../hairline-edit.ts';
import { pathOf } from '../head-geometry.ts';
import { toPhoto } from '../view.ts';
import { dragPoint } from './drag-point.ts';

export function hairlineLine(ui: Ui, project: Project, quiet = false) {
  const line = project.design.hairline;
  if (!line) return null;
  const d = pathOf(splineThrough(line.pointsPx, 6), false);
  const onDouble = (event: MouseEvent) => {
    const box = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
    const s = ui.store.getState().screen;
    if (!box) return;
    event.stopPropagation();
    const at: PhotoPx = toPhoto(s.view, s.viewportPx.dpr, event.clientX - box.left, event.clientY - box.top);
    changeHairline(ui.store, addPoint(line, nearestSegment(line.pointsPx, at, false), at, project.head ?? null));
  };
  if (quiet) return svg`<path class="line quiet" d=${d} />`;
  return svg`<path class="line-under" d=${d} /><path class="line" d=${d} /><path class="line-hit" d=${d} @dblclick=${onDouble} />`;
}

export function hairlineHandles(ui: Ui, project: Project) {
  const line = project.design.hairline;
  if (!line) return null;
  const n = line.pointsPx.length;
  const head = project.head ?? null;
  return line.pointsPx.map((at, i) =>
    dragPoint(ui, {
      at,
      label: `Hairline point ${i + 1} of ${n}`,
      onMove: (to) => {
        const now = ui.store.getState().project?.design.hairline;
        if (now) changeHairline(ui.store, movePoint(now, i, to, head));
      },
      onDelete: () => changeHairline(ui.store, removePoint(line, i, head)),
    }),
  );
}

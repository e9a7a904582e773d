/* The visible part of the hairline's curve, with handles at its most significant points. */
import { nothing, svg } from 'lit-html';
import { changeHairline } from '../../app/actions.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { curveInPhoto, placeInPhoto, placePointedAt } from '../../core/scalp/photo-map.ts';
import type { Ui } from '../context.ts';
import { addPoint, movePoint, nearestSegment, removePoint, softenPoint } from '../hairline-edit.ts';
import { pathsOf, surfaceOf } from '../head-geometry.ts';
import { pointAt } from '../view.ts';
import { dragPoint } from './drag-point.ts';
import { isPicked, type PointActions } from './point-bar.ts';
import { handleKeeper, MAX_ON_HAIRLINE, pictureShown } from './spaced-handles.ts';

const keeper = handleKeeper(MAX_ON_HAIRLINE, false);

export function hairlineLine(ui: Ui, project: Project, quiet = false) {
  const line = project.design.hairline;
  const surface = surfaceOf(project);
  if (!line || !surface) return null;
  const d = pathsOf(curveInPhoto(surface, line.points));
  const onDouble = (event: MouseEvent) => {
    const px = pointAt(ui.store.getState().screen, event);
    if (!px) return;
    event.stopPropagation();
    const at = placePointedAt(surface, px);
    keeper.touched(at);
    changeHairline(ui.store, addPoint(line, nearestSegment(line.points, at, false), at));
  };
  if (quiet) return svg`<path class="line quiet" d=${d} />`;
  return svg`<path class="line-under" d=${d} /><path class="line" d=${d} /><path class="line-hit" d=${d} @dblclick=${onDouble} />`;
}

export function hairlineHandles(ui: Ui, project: Project) {
  const line = project.design.hairline;
  const surface = surfaceOf(project);
  if (!line || !surface) return null;
  const n = line.points.length;
  const px = line.points.map((place) => placeInPhoto(surface, place));
  const handles = keeper.handles(line.points, px, pictureShown(ui));
  return handles.map((i) => {
    const place = px[i];
    return place
      ? dragPoint(ui, {
          at: place,
          label: `Hairline point ${i + 1} of ${n}`,
          isPicked: isPicked(ui, '', i, n),
          onPick: () => ui.change({ picked: { zoneId: '', index: i, count: n } }),
          onMove: (to) => {
            const now = ui.store.getState().project?.design.hairline;
            if (!now) return;
            const change = movePoint(now, i, placePointedAt(surface, to), handles);
            if (change.points) keeper.touched(change.points[i]);
            changeHairline(ui.store, change);
          },
          onDelete: () => changeHairline(ui.store, removePoint(line, i)),
        })
      : nothing;
  });
}

/** Actions on a point besides moving it. */
export function hairlineActions(ui: Ui, project: Project, index: number): PointActions | null {
  const line = project.design.hairline;
  if (!line?.points[index]) return null;
  const n = line.points.length;
  const hasTwin = line.mirrored && n - 1 - index !== index;
  const soften = () => {
    const change = softenPoint(line, index);
    if (change.points) keeper.touched(change.points[index]);
    changeHairline(ui.store, change);
  };
  return {
    label: `Hairline point ${index + 1} of ${n}`,
    place: line.points[index],
    remove: n - (hasTwin ? 2 : 1) >= 2 ? () => changeHairline(ui.store, removePoint(line, index)) : null,
    soften: index > 0 && index < n - 1 ? soften : null,
    alone: hasTwin ? () => changeHairline(ui.store, { mirrored: false }) : null,
  };
}

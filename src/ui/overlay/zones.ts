/*
 * The visible parts of zone outlines: all faintly, the selected one clearly, the edited one with handles, and the one being drawn. A proposed
 * zone covers everything behind the hairline and has no outline.
 */
import { nothing, svg } from 'lit-html';
import { changeZone } from '../../app/actions.ts';
import type { PlaceDeg, Project, Zone } from '../../core/consultation/schema.ts';
import { lineInPhoto, placeInPhoto, placePointedAt } from '../../core/scalp/photo-map.ts';
import type { Ui } from '../context.ts';
import { SCAR_MM } from '../gestures/zone-tool.ts';
import { carried, nearestSegment, softened } from '../hairline-edit.ts';
import { pathOf, pathsOf, surfaceOf } from '../head-geometry.ts';
import { pointAt, toScreen } from '../view.ts';
import { dragPoint } from './drag-point.ts';
import { isPicked, type PointActions } from './point-bar.ts';
import { handleKeeper, MAX_ON_OUTLINE, pictureShown } from './spaced-handles.ts';

const keeper = handleKeeper(MAX_ON_OUTLINE, true);

export function zoneLines(ui: Ui, project: Project) {
  const { selectedZoneId, tool } = ui.store.getState().screen;
  const surface = surfaceOf(project);
  if (!surface) return null;
  return project.design.zones.map((zone) => {
    if (zone.proposed) return null;
    const d = pathsOf(lineInPhoto(surface, zone.outline, true));
    if (zone.id !== selectedZoneId) return svg`<path class="line quiet" data-kind=${zone.kind} d=${d} />`;
    const insert = (event: MouseEvent) => {
      const px = pointAt(ui.store.getState().screen, event);
      if (!px) return;
      event.stopPropagation();
      const at = placePointedAt(surface, px);
      keeper.touched(at);
      ui.change({ editedZoneId: selectedZoneId });
      const k = nearestSegment(zone.outline, at, true);
      changeZone(ui.store, selectedZoneId, { outline: [...zone.outline.slice(0, k + 1), at, ...zone.outline.slice(k + 1)] });
    };
    return svg`<path class="line-under" d=${d} /><path class="line" data-kind=${zone.kind} d=${d} />
      ${tool === 'none' ? svg`<path class="line-hit" d=${d} @dblclick=${insert} />` : nothing}`;
  });
}

/** Handles of the zone whose outline is being edited. */
export function zoneHandles(ui: Ui, project: Project) {
  const { selectedZoneId, tool } = ui.store.getState().screen;
  const zoneIn = (shown: Project | null) => shown?.design.zones.find(({ id }) => id === selectedZoneId);
  const zone = zoneIn(project);
  const surface = surfaceOf(project);
  if (!zone || !surface || zone.proposed || tool !== 'none' || ui.local.editedZoneId !== selectedZoneId) return null;
  const n = zone.outline.length;
  const px = zone.outline.map((place) => placeInPhoto(surface, place));
  const handles = keeper.handles(zone.outline, px, pictureShown(ui));
  const replace = (change: (z: Zone) => PlaceDeg[]) => {
    const now = zoneIn(ui.store.getState().project);
    if (now) changeZone(ui.store, selectedZoneId, { outline: change(now) });
  };
  return handles.map((i) => {
    const place = px[i];
    return place
      ? dragPoint(ui, {
          at: place,
          label: `Outline point ${i + 1} of ${n}`,
          isPicked: isPicked(ui, selectedZoneId, i, n),
          onPick: () => ui.change({ picked: { zoneId: selectedZoneId, index: i, count: n } }),
          onMove: (to) => {
            const there = placePointedAt(surface, to);
            keeper.touched(there);
            replace((z) => carried(z.outline, i, there, handles, true));
          },
          onDelete: () => {
            if (n > 3) replace((z) => z.outline.filter((_, k) => k !== i));
          },
        })
      : nothing;
  });
}

/** Actions on a point of the edited outline besides moving it. */
export function outlineActions(ui: Ui, project: Project, index: number): PointActions | null {
  const { selectedZoneId, tool } = ui.store.getState().screen;
  const zone = project.design.zones.find(({ id }) => id === selectedZoneId);
  if (!zone?.outline[index] || tool !== 'none' || ui.local.editedZoneId !== selectedZoneId) return null;
  const set = (outline: PlaceDeg[]) => changeZone(ui.store, selectedZoneId, { outline });
  return {
    label: `Outline point ${index + 1} of ${zone.outline.length}`,
    place: zone.outline[index],
    remove: zone.outline.length > 3 ? () => set(zone.outline.filter((_, k) => k !== index)) : null,
    soften() {
      const outline = softened(zone.outline, index, true);
      keeper.touched(outline[index]);
      set(outline);
    },
    alone: null,
  };
}

/** The outline or brush stroke being drawn. */
export function draftLines(ui: Ui, project: Project) {
  const { draft, stroke } = ui.local;
  const { brush, tool, view, viewportPx } = ui.store.getState().screen;
  const widthMm = tool === 'scar' ? SCAR_MM : 2 * brush.radiusMm;
  const widthPx = project.scale ? widthMm * project.scale.pxPerMm : 0;
  return svg`
    ${draft.length ? svg`<path class="line-under" d=${pathOf(draft, false)} /><path class="line" d=${pathOf(draft, false)} />` : nothing}
    ${
      stroke
        ? svg`<path class="stroke" data-tool=${tool === 'scar' ? 'remove' : brush.tool} d=${stroke.length === 1 ? `${pathOf(stroke, false)}h0.01` : pathOf(stroke, false)}
          stroke-width=${(widthPx * view.scale) / viewportPx.dpr} />`
        : nothing
    }`;
}
export function draftPoints(ui: Ui) {
  const { view, viewportPx } = ui.store.getState().screen;
  return ui.local.draft.map((p, i) => {
    const [x, y] = toScreen(view, viewportPx.dpr, p);
    return svg`<circle class="draft-point" data-first=${i === 0 ? 'yes' : 'no'} cx=${x} cy=${y} r=${i === 0 ? 9 : 5} />`;
  });
}

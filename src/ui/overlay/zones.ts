/* Zone outlines: all faintly, the selected one with its points, and the one being drawn. A proposed zone is all behind the hairline: no outline. */
import { nothing, svg } from 'lit-html';
import { changeZone } from '../../app/actions.ts';
import type { PhotoPx, Project, Zone } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { nearestSegment } from '../hairline-edit.ts';
import { pathOf } from '../head-geometry.ts';
import { toPhoto, toScreen } from '../view.ts';
import { dragPoint } from './drag-point.ts';

const pointAt = (ui: Ui, event: MouseEvent): PhotoPx | null => {
  const box = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
  const s = ui.store.getState().screen;
  return box ? toPhoto(s.view, s.viewportPx.dpr, event.clientX - box.left, event.clientY - box.top) : null;
};

export function zoneLines(ui: Ui, project: Project) {
  const { selectedZoneId, tool } = ui.store.getState().screen;
  return project.design.zones.map((zone) => {
    const d = pathOf(zone.outlinePx, true);
    if (zone.proposed) return null;
    if (zone.id !== selectedZoneId) return svg`<path class="line quiet" data-kind=${zone.kind} d=${d} />`;
    const insert = (event: MouseEvent) => {
      const at = pointAt(ui, event);
      if (!at) return;
      event.stopPropagation();
      const k = nearestSegment(zone.outlinePx, at, true);
      changeZone(ui.store, selectedZoneId, { outlinePx: [...zone.outlinePx.slice(0, k + 1), at, ...zone.outlinePx.slice(k + 1)] });
    };
    return svg`<path class="line-under" d=${d} /><path class="line" data-kind=${zone.kind} d=${d} />
      ${tool === 'none' ? svg`<path class="line-hit" d=${d} @dblclick=${insert} />` : nothing}`;
  });
}

export function zoneHandles(ui: Ui, project: Project) {
  const { selectedZoneId, tool } = ui.store.getState().screen;
  const zoneIn = (shown: Project | null) => shown?.design.zones.find(({ id }) => id === selectedZoneId);
  const zone = zoneIn(project);
  if (!zone || zone.proposed || tool !== 'none') return null;
  const n = zone.outlinePx.length;
  const replace = (change: (z: Zone) => PhotoPx[]) => {
    const now = zoneIn(ui.store.getState().project);
    if (now) changeZone(ui.store, selectedZoneId, { outlinePx: change(now) });
  };
  return zone.outlinePx.map((at, i) =>
    dragPoint(ui, {
      at,
      label: `Outline point ${i + 1} of ${n}`,
      onMove: (to) => replace((z) => z.outlinePx.map((p, k) => (k === i ? [Math.round(to[0] * 10) / 10, Math.round(to[1] * 10) / 10] : p))),
      onDelete: () => {
        if (n > 3) replace((z) => z.outlinePx.filter((_, k) => k !== i));
      },
    }),
  );
}

/** The outline or brush stroke under way. */
export function draftLines(ui: Ui, project: Project) {
  const { draft, stroke } = ui.local;
  const { brush, view, viewportPx } = ui.store.getState().screen;
  const widthPx = project.scale ? 2 * brush.radiusMm * project.scale.pxPerMm : 0;
  return svg`
    ${draft.length ? svg`<path class="line-under" d=${pathOf(draft, false)} /><path class="line" d=${pathOf(draft, false)} />` : nothing}
    ${
      stroke
        ? svg`<path class="stroke" data-tool=${brush.tool} d=${stroke.length === 1 ? `${pathOf(stroke, false)}h0.01` : pathOf(stroke, false)}
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

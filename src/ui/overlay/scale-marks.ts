/* Two marks with a line between them, for the scale. They are no part of the project until the scale is set. */
import { svg } from 'lit-html';
import { setScreen } from '../../app/actions.ts';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import type { ScaleMethod, Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';
import { toScreen } from '../view.ts';
import { dragPoint } from './drag-point.ts';

/** Where the marks stand before anyone moves them: a fifth of the picture, or the head's breadth where the head is known. */
export function startMarks(project: Project, method: ScaleMethod): [PhotoPx, PhotoPx] {
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

export function scaleMarks(ui: Ui, project: Project) {
  const { view, viewportPx } = ui.store.getState().screen;
  const marks = marksOf(ui, project);
  const [a, b] = marks.map((m) => toScreen(view, viewportPx.dpr, m));
  const words = ui.local.scaleMethod === 'marks' ? ['First mark', 'Second mark'] : ['Head edge, left', 'Head edge, right'];
  const move = (index: 0 | 1) => (to: PhotoPx) => {
    const now = marksOf(ui, project);
    setScreen(ui.store, { marksPx: index === 0 ? [to, now[1]] : [now[0], to] });
  };
  return svg`<path class="line-under" d=${`M${a.join(' ')}L${b.join(' ')}`} /><path class="line" d=${`M${a.join(' ')}L${b.join(' ')}`} />
    ${dragPoint(ui, { at: marks[0], label: words[0], look: 'mark', onMove: move(0) })}
    ${dragPoint(ui, { at: marks[1], label: words[1], look: 'mark', onMove: move(1) })}`;
}

/* Two marks with a line between them, for the scale. They are not part of the project. */
import { svg } from 'lit-html';
import { setScreen } from '../../app/actions.ts';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { marksOf, tapMark } from '../gestures/scale-tool.ts';
import { toScreen } from '../view.ts';
import { dragPoint } from './drag-point.ts';

export function scaleMarks(ui: Ui, project: Project) {
  const { view, viewportPx } = ui.store.getState().screen;
  const { tappedMark } = ui.local;
  if (tappedMark)
    return dragPoint(ui, { at: tappedMark, label: 'First mark', look: 'mark', onMove: (to) => ui.change({ tappedMark: to }) });
  const marks = marksOf(ui, project);
  const [a, b] = marks.map((m) => toScreen(view, viewportPx.dpr, m));
  const words = ui.local.scaleMethod === 'marks' ? ['First mark', 'Second mark'] : ['Head edge, left', 'Head edge, right'];
  const move = (index: 0 | 1) => (to: PhotoPx) => {
    const now = marksOf(ui, project);
    setScreen(ui.store, { marksPx: index === 0 ? [to, now[1]] : [now[0], to] });
  };
  // an initial mark may cover the place that is to be tapped
  const onTap = (at: PhotoPx) => tapMark(ui, at);
  return svg`<path class="line-under" d=${`M${a.join(' ')}L${b.join(' ')}`} /><path class="line" d=${`M${a.join(' ')}L${b.join(' ')}`} />
    ${dragPoint(ui, { at: marks[0], label: words[0], look: 'mark', onMove: move(0), onTap })}
    ${dragPoint(ui, { at: marks[1], label: words[1], look: 'mark', onMove: move(1), onTap })}`;
}

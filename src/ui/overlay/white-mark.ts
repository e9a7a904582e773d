/* Marks where white was read, and the middle of the picture while it is being set. */
import { nothing, svg } from 'lit-html';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { middleOf, toScreen } from '../view.ts';

export function whiteMark(ui: Ui, project: Project) {
  const { view, viewportPx } = ui.store.getState().screen;
  const at = ui.local.whitePick ? middleOf(view, viewportPx) : (project.white?.atPx as PhotoPx | undefined);
  if (!at) return nothing;
  const [x, y] = toScreen(view, viewportPx.dpr, at);
  const ring = `M${x - 9} ${y}a9 9 0 1 0 18 0a9 9 0 1 0 -18 0`;
  return svg`<path class="line-under" d=${ring} /><path class="line" d=${ring} />`;
}

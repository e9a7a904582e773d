/* Sets white by a tap on a grey card or a white sheet in the photo, as one undo step. An unsuitable patch is refused. */
import { setWhite } from '../../app/actions.ts';
import type { PhotoPx } from '../../core/consultation/schema.ts';
import { readWhitePatch } from '../../core/photo/white-patch.ts';
import type { Ui } from '../context.ts';
import { surfaceOf } from '../head-geometry.ts';

export function tapWhite(ui: Ui, at: PhotoPx) {
  const { photo, project, results } = ui.store.getState();
  if (!photo || !project) return;
  const scale = photo.small.widthPx / photo.widthPx;
  // with white set, the skin tone is not comparable to the photo's own pixels
  const skinLab = !project.white && surfaceOf(project)?.hit(at[0], at[1]) ? (results.tone?.lab ?? null) : null;
  const patch = readWhitePatch(photo.small, at[0] * scale, at[1] * scale, skinLab);
  if (!patch.ok) return ui.change({ whitePick: { refused: patch.reason } });
  ui.change({ whitePick: null });
  const rounded = (x: number) => Math.round(x * 1e4) / 1e4;
  setWhite(ui.store, {
    gains: [rounded(patch.gains[0]), rounded(patch.gains[1]), rounded(patch.gains[2])],
    atPx: [Math.round(at[0]), Math.round(at[1])],
  });
}

/* Whether there are several photos, and taking one of them away. */
import { notify } from '../../app/actions.ts';
import type { PhotoEntry } from '../../core/consultation/consultation.ts';
import type { Ui } from '../context.ts';
import { photoWords, REMOVED } from '../words.ts';

export const isShown = (ui: Ui) => (ui.store.getState().consultation?.photos.length ?? 0) > 1;

/** The photo goes, and says how it comes back. */
export function takeAway(ui: Ui, photo: PhotoEntry) {
  if (ui.commands.removePhoto(photo.id)) notify(ui.store, 'note', REMOVED(photoWords(photo)));
}

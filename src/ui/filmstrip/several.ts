/* Whether there are several photos, and removing one. */
import { notify } from '../../app/actions.ts';
import type { PhotoEntry } from '../../core/consultation/consultation.ts';
import type { Ui } from '../context.ts';
import { photoWords, REMOVED } from '../words.ts';

export const isShown = (ui: Ui) => (ui.store.getState().consultation?.photos.length ?? 0) > 1;

/** Removes the photo, with a notice that undo restores it. */
export function removeWithNotice(ui: Ui, photo: PhotoEntry) {
  if (ui.commands.removePhoto(photo.id)) notify(ui.store, 'note', REMOVED(photoWords(photo)));
}

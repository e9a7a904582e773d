/*
 * Turns the shown photo, for files without an orientation or with a wrong one. The turn is written into the file and the head is measured
 * again; the plan stays on the head. One undo step.
 */
import { turnedPhoto } from '../../core/consultation/photos-and-plans.ts';
import { photoOf } from '../../core/consultation/shown-project.ts';
import { notify } from '../actions.ts';
import type { Desk } from './desk.ts';
import { measure } from './measure.ts';
import { freeId, makeThumbnails } from './photo-files.ts';
import { readForScreen } from './read-photo.ts';
import { putOnScreen } from './show-photo.ts';

export async function turnPhoto(desk: Desk) {
  const { opened, services, store } = desk;
  const id = opened?.shown.id;
  const { consultation } = store.getState();
  const entry = consultation && id && photoOf(consultation, id);
  const file = id && opened?.files.get(id);
  if (!opened || !entry || !file) return;
  try {
    const isTurned = await desk.activities.run('add', 'Turning the photo', async ({ signal }) => {
      const original = await services.turnedPhoto(file.original);
      const read = await readForScreen(desk, original, entry.name, { signal, progress() {} });
      if (!read.ok) return void (signal.aborted || notify(store, 'problem', read.reason));
      const now = store.getState().consultation;
      if (signal.aborted || desk.opened !== opened || !now || !photoOf(now, entry.id)) return void read.pixels.working.close();
      // undo needs the original file, which keeps its id
      const turnedId = freeId(now, opened, entry.name);
      opened.files.set(turnedId, { original: read.original, thumbnail: null });
      const { widthPx, heightPx } = read.photo;
      desk.switching?.abort();
      putOnScreen(desk, opened, turnedId, read, { consultation: turnedPhoto(now, entry.id, { id: turnedId, widthPx, heightPx }) });
      return true;
    });
    if (!isTurned) return;
  } catch (error) {
    return void notify(store, 'problem', `The photo could not be turned: ${(error as Error).message}`);
  }
  void makeThumbnails(desk);
  await measure(desk);
}

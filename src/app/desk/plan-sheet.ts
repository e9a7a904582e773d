/*
 * Contents of the printed plan, in its state at the time of the call: the head in each photo, small and without dots; the shown photo healed;
 * figures and advice. One photo is decoded at a time. Loaded on first use.
 */
import type { PhotoEntry } from '../../core/consultation/consultation.ts';
import { shownProject } from '../../core/consultation/shown-project.ts';
import { advise } from '../../core/treatment/advice.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import type { PlanSheet, SheetPicture } from '../commands.ts';
import { createPipeline } from '../pipeline.ts';
import { createPlanner } from '../planner.ts';
import type { Desk } from './desk.ts';
import { headRect, lay, scaledRect } from './head-rect.ts';
import { drawnOn, filmOf, type PictureAsked, pictureInTurn } from './picture-in-turn.ts';

/** Photos that fit on a page. */
const MAX_PHOTOS = 4;
/** Width of a head: 80 mm on paper at 280 px per inch. */
const HEAD_PX = 880;
/** Long side at which photos other than the shown one are decoded. */
const READ_PX = 2048;

export function planSheet(desk: Desk): Promise<PlanSheet | null> {
  const { opened, services, store } = desk;
  const { consultation, screen } = store.getState();
  if (!consultation || !opened) return Promise.resolve(null);
  const { photoId, planName } = screen;
  const saying = { text: 'Making the plan sheet', failed: 'The plan sheet could not be made' };
  return pictureInTurn(desk, saying, async (asked, { signal, progress }) => {
    const { project, pipeline, result } = asked;
    const others = consultation.photos.filter(({ id }) => id !== photoId);
    const shown = consultation.photos.filter((photo) => photo.id === photoId || others.indexOf(photo) < MAX_PHOTOS - 1);
    const photos: SheetPicture[] = [];
    let healed: SheetPicture | null = null;
    for (const [i, entry] of shown.entries()) {
      const { id, name } = entry;
      progress(saying.text, i / shown.length);
      if (id === photoId) {
        photos.push(await pictured(desk, asked, entry, -1, signal));
        if (result) healed = await pictured(desk, asked, entry, settledDay(project.treatment), signal);
        continue;
      }
      const file = opened.files.get(id);
      const read = file && (await services.readPhoto(file.original, { name, maxSidePx: READ_PX, signal }));
      if (!read?.ok) continue;
      try {
        const bitmap = read.pixels.working;
        const other = { ...asked, project: shownProject(consultation, id, planName), photo: read.photo, bitmap, result: null };
        photos.push(
          await pictured(desk, { ...other, pipeline: createPipeline(createPlanner(), id), lookOn: () => null }, entry, -1, signal),
        );
      } finally {
        read.pixels.working.close();
      }
    }
    return {
      project,
      planName,
      photos,
      photosLeftOut: consultation.photos.length - photos.length,
      healed,
      figures: result ? pipeline.figures(result, project) : null,
      advice: result ? advise(project, result.surface, result.skin, result.stubbleKept) : [],
    };
  });
}

/** The head in a photo on a day, as a JPEG. */
async function pictured(
  desk: Desk,
  asked: PictureAsked,
  { id, label }: Pick<PhotoEntry, 'id' | 'label'>,
  day: number,
  signal: AbortSignal,
): Promise<SheetPicture> {
  signal.throwIfAborted();
  const { project } = asked;
  const rect = headRect(project);
  const most = Math.min(1, asked.bitmap.width / project.photo.widthPx);
  const film = await filmOf(desk, asked, Math.min(most, HEAD_PX / rect.width), 1, signal);
  const cut = scaledRect(rect, project.photo.widthPx, film);
  const rgba = new Uint8Array(4 * cut.width * cut.height);
  lay(rgba, cut.width, 0, 0, await drawnOn(film, asked, day, signal), film.widthPx, cut);
  const made = await desk.services.writeJpeg({ widthPx: cut.width, heightPx: cut.height, hasAlpha: false }, one(rgba));
  if (!made.ok) throw new Error(made.reason);
  return { id, label, project, rect, jpeg: made.blob };
}
async function* one(strip: Uint8Array) {
  yield strip;
}

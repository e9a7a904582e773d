/*
 * Shows another photo of the open consultation. The previous photo stays on the screen until the next is decoded, and is then released.
 */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { photoOf, shownProject } from '../../core/consultation/shown-project.ts';
import { notify, setScreen } from '../actions.ts';
import { askedOnce } from '../asked-once.ts';
import { createPipeline, type Pipeline } from '../pipeline.ts';
import { type Desk, replaceShown } from './desk.ts';
import { measureShown } from './measure-shown.ts';
import { keepThumbnail } from './photo-files.ts';
import { readForScreen } from './read-photo.ts';
import type { Opened, ReadPhoto } from './services.ts';

/** Screen state that belongs to the shown photo, reset for the next. */
const AFRESH = { tool: 'none', marksPx: null, stubblePatch: null, comingPhotoId: '' } as const;

/** Shows a photo, and measures it if it is not measured yet. */
export async function showPhoto(desk: Desk, photoId: string): Promise<void> {
  const { store, opened } = desk;
  desk.switching?.abort();
  if (!opened) return;
  if (opened.shown.id === photoId) return putBack(desk, photoId);
  const switching = new AbortController();
  desk.switching = switching;
  desk.activities.abort('read');
  const { signal } = switching;
  setScreen(store, { comingPhotoId: photoId });
  try {
    const isShown = await decodeAndShow(desk, photoId, signal);
    if (!isShown) return;
  } catch (error) {
    if (!signal.aborted) notify(store, 'problem', `The photo could not be shown: ${(error as Error).message}`);
    return;
  } finally {
    if (desk.switching === switching) {
      desk.switching = null;
      setScreen(store, { comingPhotoId: '' });
    }
  }
  const { project } = store.getState();
  if (project && !project.scale && !project.head) await measureShown(desk);
}

function putBack({ store, opened }: Desk, photoId: string) {
  const { photo, screen } = store.getState();
  if (!photo && opened) store.setState({ photo: opened.shown.photo, screen: { ...screen, ...AFRESH, photoId } });
  else if (screen.comingPhotoId) setScreen(store, { comingPhotoId: '' });
}

async function decodeAndShow(desk: Desk, photoId: string, signal: AbortSignal): Promise<boolean> {
  const { store, opened } = desk;
  const entryNow = () => {
    const { consultation } = store.getState();
    return (consultation && desk.opened === opened && photoOf(consultation, photoId)) || null;
  };
  const entry = entryNow();
  const file = opened?.files.get(photoId);
  if (!opened || !entry) return false;
  if (!file) {
    notify(store, 'problem', `“${entry.name || photoId}” is not on this device: add the photo again.`);
    return false;
  }
  const read = await readForScreen(desk, file.original, entry.name, { signal, progress() {} });
  if (!read.ok) {
    if (!signal.aborted) notify(store, 'problem', read.reason);
    return false;
  }
  const { photo, pixels } = read;
  const pipeline = createPipeline(desk.planner, photoId);
  try {
    signal.throwIfAborted();
    if (entry.widthPx !== photo.widthPx || entry.heightPx !== photo.heightPx)
      throw new Error(
        `${entry.name} was planned on in ${entry.widthPx} x ${entry.heightPx} pixels and has ${photo.widthPx} x ${photo.heightPx}.`,
      );
    const { consultation, screen } = store.getState();
    const project = consultation && shownProject(consultation, photoId, screen.planName);
    const candidates = project?.head && desk.candidates.get(project.head.halfAxesMm);
    if (project && candidates) await pipeline.designAhead(project, photo, candidates, signal);
    signal.throwIfAborted();
    if (!entryNow()) throw signal.reason ?? new DOMException('The photo is gone', 'AbortError');
  } catch (error) {
    pixels.working.close();
    if (!entryNow()) return false;
    throw error;
  }
  putOnScreen(desk, opened, photoId, read, { pipeline });
  void keepThumbnail(desk, photoId, pixels.working);
  return true;
}

/**
 * Replaces the shown photo by a decoded one.
 * @param consultation set in the same step, if the photo is new to it
 */
export function putOnScreen(
  desk: Desk,
  opened: Opened,
  id: string,
  { photo, pixels }: ReadPhoto,
  { pipeline, consultation }: { pipeline?: Pipeline; consultation?: Consultation } = {},
) {
  const seekers = askedOnce(desk.services.seekersIn(pixels.working, photo));
  replaceShown(desk, opened, { id, photo, pixels, seekers, face: null }, pipeline ?? createPipeline(desk.planner, id));
  desk.store.setState(({ screen }) => ({
    ...(consultation ? { consultation } : {}),
    photo,
    screen: { ...screen, ...AFRESH, photoId: id },
  }));
}

/** Decodes the shown photo if undo has changed which one is shown. */
export function followShown(desk: Desk) {
  const { store } = desk;
  store.subscribe(({ consultation, photo, screen }, before) => {
    if (consultation && !photo && desk.opened && (before.photo || before.screen.photoId !== screen.photoId))
      void showPhoto(desk, screen.photoId);
  });
}

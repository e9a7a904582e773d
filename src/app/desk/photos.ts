/*
 * Adds photos to the open consultation: chosen, dropped, a whole folder, or from a guided visit. Each is decoded, measured and released
 * before the next. A single one is shown. Loaded on first use.
 */
import { type Consultation, MAX_PHOTOS } from '../../core/consultation/consultation.ts';
import { freshPhotoId } from '../../core/consultation/photo-ids.ts';
import { type NewPhoto, withPhoto } from '../../core/consultation/photos-and-plans.ts';
import { newProject, type Side } from '../../core/consultation/schema.ts';
import { consultationOf } from '../../core/consultation/version-1.ts';
import { notify } from '../actions.ts';
import type { KeptPhoto, OrReason } from '../commands.ts';
import type { Desk } from './desk.ts';
import { newId, writing } from './keep.ts';
import { measure, takeMeasured } from './measure.ts';
import { addMissingEvidence } from './missing-evidence.ts';
import { openPhoto, resume } from './open.ts';
import { freeId, keepThumbnail, makeThumbnails } from './photo-files.ts';
import { readForScreen } from './read-photo.ts';
import type { Opened, ReadPhoto } from './services.ts';
import { putOnScreen } from './show-photo.ts';

const FULL = `A consultation holds up to ${MAX_PHOTOS} photos: the others were not added.`;
const DELETED = { ok: false, reason: 'Everything on this device was deleted: the photo was not kept.' } as const;
interface Known {
  label: string;
  side: Side;
  takenAt: string;
}
const silent = (signal: AbortSignal) => ({ signal, progress() {} });

/** Opens the first photo as a new consultation and adds the others to it. */
export async function openPhotos(desk: Desk, files: readonly File[]) {
  const [first, ...others] = files;
  const before = desk.opened;
  await openPhoto(desk, first);
  if (others.length && desk.opened && desk.opened !== before) await addPhotos(desk, others, false);
}

/** @param isToShow show the photo: a single one is probably what the user wants to see */
export async function addPhotos(desk: Desk, files: readonly File[], isToShow = files.length === 1) {
  const { opened, store } = desk;
  if (!opened || !files.length) return;
  await desk.activities.run('add', 'Adding a photo', async ({ signal, progress }) => {
    await addMissingEvidence(desk, signal);
    if (desk.opened !== opened) return;
    for (const [i, file] of files.entries()) {
      if (files.length > 1) progress(`Adding photo ${i + 1} of ${files.length}`, i / files.length);
      try {
        if (isToShow) await addShown(desk, opened, file, signal);
        else await addUnseen(desk, opened, file, signal);
      } catch (error) {
        signal.throwIfAborted();
        notify(store, 'problem', `${file.name} could not be added: ${(error as Error).message}`);
      }
      if (isFull(store.getState().consultation) && i + 1 < files.length) return void notify(store, 'problem', FULL);
    }
  });
  if (desk.opened !== opened) return;
  void makeThumbnails(desk);
  const { project } = store.getState();
  if (isToShow && project && !project.scale && !project.head) await measure(desk);
}
const isFull = (consultation: Consultation | null) => (consultation?.photos.length ?? 0) >= MAX_PHOTOS;

async function addShown(desk: Desk, opened: Opened, file: File, signal: AbortSignal) {
  const read = await readOne(desk, opened, file, signal);
  if (!read) return;
  const add = adding(desk, opened, read);
  const { consultation } = desk.store.getState();
  if (!add || !consultation) return read.pixels.working.close();
  desk.switching?.abort();
  desk.store.setState({ consultation: withPhoto(consultation, add) });
  putOnScreen(desk, opened, add.id, read);
}

/** Adds one of several photos: decoded, measured and added in one step, without being shown. */
async function addUnseen(desk: Desk, opened: Opened, file: File, signal: AbortSignal) {
  const read = await readOne(desk, opened, file, signal);
  if (!read) return;
  try {
    const outcome = await measured(desk, read, null, signal);
    signal.throwIfAborted();
    const add = adding(desk, opened, read);
    if (!add) return;
    await takeMeasured(desk, (consultation) => withPhoto(consultation, add), add.id, outcome, signal);
    await keepThumbnail(desk, add.id, read.pixels.working);
  } finally {
    read.pixels.working.close();
  }
}

/** Null if it is refused (a notice says so) or the consultation has been closed. */
async function readOne(desk: Desk, opened: Opened, file: File, signal: AbortSignal): Promise<ReadPhoto | null> {
  const read = await readForScreen(desk, file, file.name, silent(signal));
  if (!read.ok) {
    signal.throwIfAborted();
    notify(desk.store, 'problem', read.reason);
    return null;
  }
  if (!signal.aborted && desk.opened === opened) return read;
  read.pixels.working.close();
  signal.throwIfAborted();
  return null;
}

/** The entry for a new photo, whose file is stored with the others; null if the consultation is full. */
function adding(desk: Desk, opened: Opened, { photo, original }: ReadPhoto, known: Partial<Known> = {}): NewPhoto | null {
  const { consultation } = desk.store.getState();
  if (!consultation || isFull(consultation)) return null;
  const id = freeId(consultation, opened, photo.name);
  opened.files.set(id, { original, thumbnail: null });
  return newPhoto(id, photo, known);
}
const newPhoto = (id: string, photo: ReadPhoto['photo'], known: Partial<Known>): NewPhoto => ({
  id,
  name: photo.name,
  widthPx: photo.widthPx,
  heightPx: photo.heightPx,
  camera: photo.exifFocalPx ? { focalPx: photo.exifFocalPx } : null,
  ...known,
});

const measured = ({ services }: Desk, { photo, pixels }: ReadPhoto, side: Side | null, signal: AbortSignal) =>
  services.measureOpened(services.seekersIn(pixels.working, photo), photo, { focalPx: photo.exifFocalPx, side }, signal);

/** Keeps a photo of the guided visit: adds it to the open consultation, or to that of the visit without opening it. */
export async function keepPhoto(desk: Desk, file: File, label: string, side: Side): Promise<OrReason<{ photo: KeptPhoto }>> {
  const { erasures } = desk;
  const isDeleted = () => desk.erasures !== erasures;
  const read = await readForScreen(desk, file, file.name);
  if (!read.ok) return read;
  const thumbnail = await desk.services.thumbnail(read.pixels.working).catch(() => null);
  read.pixels.working.close();
  if (isDeleted()) return DELETED;
  const now = new Date();
  const known = { label, side, takenAt: now.toLocaleDateString('sv') };
  const { opened, store } = desk;
  const { consultation } = store.getState();
  if (opened && consultation) {
    const add = adding(desk, opened, read, known);
    if (!add) return { ok: false, reason: FULL };
    opened.files.set(add.id, { original: read.original, thumbnail });
    store.setState({ consultation: withPhoto(consultation, add) });
    return { ok: true, photo: { id: desk.keeper.openId(), title: consultation.title } };
  }
  const before = desk.guided;
  const title = before?.consultation.title ?? `Guided photos, ${known.takenAt} ${now.toLocaleTimeString('sv', { timeStyle: 'short' })}`;
  const id = freshPhotoId(file.name, before?.consultation.photos.map((one) => one.id) ?? []);
  const add = newPhoto(id, read.photo, known);
  const visit = {
    id: before?.id ?? newId(),
    consultation: before ? withPhoto(before.consultation, add) : firstOf(add, title),
    files: new Map([...(before?.files ?? []), [id, { original: read.original, thumbnail }]]),
  };
  const view = { step: 'head', day: 54 };
  const entry = { id: visit.id, title, savedAt: now.getTime(), project: visit.consultation, view };
  const kept = await writing(desk, () => desk.services.library.keep(entry, visit.files));
  if (!kept.ok) return kept;
  if (isDeleted()) return DELETED;
  desk.guided = visit;
  return { ok: true, photo: { id: visit.id, title } };
}
function firstOf({ id, ...photo }: NewPhoto, title: string): Consultation {
  const { name, widthPx, heightPx, side } = photo;
  const made = consultationOf(newProject({ name, widthPx, heightPx, side }, title));
  return { ...made, photos: [{ ...made.photos[0], ...photo, id }] };
}

/** Opens the consultation of the guided visit, unless it is open already, and measures its photos. */
export async function openKept(desk: Desk, { id }: KeptPhoto, word: string) {
  desk.guided = null;
  if (desk.keeper.openId() !== id) await resume(desk, id);
  if (desk.keeper.openId() !== id) return;
  if (word) notify(desk.store, 'note', word);
  await measureRest(desk);
}

/** Measures the photos that are not measured yet, the shown one first. */
async function measureRest(desk: Desk) {
  const { opened, store } = desk;
  if (!opened) return;
  void makeThumbnails(desk);
  const bare = () => store.getState().consultation?.photos.filter(({ scale, pose }) => !scale && !pose) ?? [];
  if (bare().some(({ id }) => id === opened.shown.id)) await measure(desk);
  await desk.activities.run('add', 'Measuring the photos', async ({ signal, progress }) => {
    await addMissingEvidence(desk, signal);
    const left = bare().filter(({ id }) => id !== opened.shown.id);
    for (const [i, { id, name, side }] of left.entries()) {
      progress(`Measuring photo ${i + 1} of ${left.length}`, i / left.length);
      const file = opened.files.get(id);
      const read = file && (await readForScreen(desk, file.original, name, silent(signal)));
      if (!read?.ok) continue;
      try {
        signal.throwIfAborted();
        const outcome = await measured(desk, read, side ?? null, signal);
        signal.throwIfAborted();
        await takeMeasured(desk, (consultation) => consultation, id, outcome, signal);
      } finally {
        read.pixels.working.close();
      }
    }
  });
}

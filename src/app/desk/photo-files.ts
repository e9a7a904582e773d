/*
 * Files of the open consultation's photos: makes thumbnails for the filmstrip, once per photo, and releases files that undo and redo cannot
 * bring back.
 */
import type { Consultation } from '../../core/consultation/consultation.ts';
import { freshPhotoId } from '../../core/consultation/photo-ids.ts';
import { setScreen } from '../actions.ts';
import { queued } from '../queued.ts';
import type { Desk } from './desk.ts';
import type { Opened } from './services.ts';

/** An id for a new photo, different also from those that undo can bring back. */
export const freeId = ({ photos }: Consultation, opened: Opened, name: string) =>
  freshPhotoId(name, [...photos.map(({ id }) => id), ...opened.files.keys()]);

/** Makes the thumbnail of a decoded photo; a single photo needs none. */
export async function keepThumbnail(desk: Desk, photoId: string, bitmap: ImageBitmap | Blob): Promise<void> {
  const { opened, services, store } = desk;
  const file = opened?.files.get(photoId);
  if (!opened || !file || file.thumbnail || (store.getState().consultation?.photos.length ?? 0) < 2) return;
  const thumbnail = await services.thumbnail(bitmap).catch(() => null);
  if (!thumbnail || desk.opened !== opened || !opened.files.has(photoId)) return;
  opened.files.set(photoId, { ...file, thumbnail });
  showThumbnails(desk);
}

/** Makes missing thumbnails, one photo at a time. */
export async function makeThumbnails(desk: Desk) {
  const { opened, store } = desk;
  showThumbnails(desk);
  for (const { id } of store.getState().consultation?.photos ?? []) {
    const file = opened?.files.get(id);
    if (!opened || desk.opened !== opened) return;
    if (file && !file.thumbnail) await keepThumbnail(desk, id, id === opened.shown.id ? opened.shown.pixels.working : file.original);
  }
  void desk.keeper.save();
}

/** Puts the existing thumbnails in the store for the filmstrip. */
function showThumbnails({ opened, store }: Desk) {
  const thumbnails: Record<string, Blob> = {};
  for (const [id, { thumbnail }] of opened?.files ?? []) if (thumbnail) thumbnails[id] = thumbnail;
  setScreen(store, { thumbnails });
}

/** Releases the file of a removed photo when undo cannot bring it back. */
export function releaseFiles(desk: Desk) {
  const { store } = desk;
  const look = queued(queueMicrotask, () => {
    const { opened } = desk;
    const now = store.getState().consultation?.photos;
    if (!opened || !now || opened.files.size === now.length) return;
    const { pastStates, futureStates } = store.temporal.getState();
    const states = [...pastStates, ...futureStates].flatMap(({ consultation }) => consultation?.photos ?? []);
    const wanted = new Set([...now, ...states].map(({ id }) => id));
    for (const id of opened.files.keys()) if (!wanted.has(id) && id !== opened.shown.id) opened.files.delete(id);
  });
  store.subscribe((state, before) => {
    if (state.consultation !== before.consultation) look();
  });
}

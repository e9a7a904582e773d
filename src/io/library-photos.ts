/*
 * Photos in the library's database: `photo/CONSULTATION/PHOTO` and `thumbnail/CONSULTATION/PHOTO`, each with one attachment.
 * Version 1 wrote `photo/CONSULTATION`; such a photo is read with the id '' and removed once it is written under its own id.
 */
import type { PhotoFile, PhotoFiles } from './library.ts';
import { type Content, type Database, existing, putOver } from './library-documents.ts';

const PHOTO = 'photo/';
const THUMBNAIL = 'thumbnail/';
const ATTACHMENT = 'original';

const idsUnder = async (db: Database, prefix: string) =>
  (await db.allDocs({ startkey: prefix, endkey: `${prefix}\uffff` })).rows.map(({ id }) => id.slice(prefix.length));

/** Consultations that have a photo. */
export const photosOf = async (db: Database): Promise<ReadonlySet<string>> =>
  new Set((await idsUnder(db, PHOTO)).map((id) => id.split('/')[0]));

async function attachmentOf(db: Database, id: string): Promise<Blob | null> {
  const found = await db.getAttachment(id, ATTACHMENT).catch(() => null);
  return found instanceof Blob ? found : null;
}

export async function readPhotos(db: Database, consultationId: string): Promise<Map<string, PhotoFile>> {
  const files = new Map<string, PhotoFile>();
  const thumbnails = new Set(await idsUnder(db, `${THUMBNAIL}${consultationId}/`));
  for (const id of await idsUnder(db, `${PHOTO}${consultationId}/`)) {
    const original = await attachmentOf(db, `${PHOTO}${consultationId}/${id}`);
    const thumbnail = thumbnails.has(id) ? await attachmentOf(db, `${THUMBNAIL}${consultationId}/${id}`) : null;
    if (original) files.set(id, { original, thumbnail });
  }
  const first = files.size ? null : await attachmentOf(db, PHOTO + consultationId);
  if (first) files.set('', { original: first, thumbnail: null });
  return files;
}

/** Writes those that are missing, photos before thumbnails. */
export async function writePhotos(db: Database, consultationId: string, files: PhotoFiles) {
  const [photos, thumbnails] = [`${PHOTO}${consultationId}/`, `${THUMBNAIL}${consultationId}/`];
  const there = new Set(await idsUnder(db, photos));
  for (const [id, { original }] of files) if (!there.has(id)) await putOver(db, photos + id, withAttachment(original));
  const seen = new Set(await idsUnder(db, thumbnails));
  for (const [id, { thumbnail }] of files) if (thumbnail && !seen.has(id)) await putOver(db, thumbnails + id, withAttachment(thumbnail));
  await remove(db, PHOTO + consultationId);
}

/** Removes photos that the consultation does not contain, from the device and from `files`. */
export async function removeOthers(db: Database, consultationId: string, project: unknown, files: Map<string, PhotoFile>) {
  const entries = (project as { photos?: unknown }).photos;
  if (!Array.isArray(entries)) return;
  const wanted = new Set(entries.map((entry: { id?: unknown }) => entry.id));
  for (const id of [...files.keys()]) {
    if (wanted.has(id)) continue;
    files.delete(id);
    for (const prefix of [PHOTO, THUMBNAIL]) await remove(db, `${prefix}${consultationId}/${id}`);
  }
}

async function remove(db: Database, id: string) {
  const there = await existing(db, id);
  if (there) await db.remove(id, there._rev);
}

const withAttachment = (blob: Blob): Content => ({
  _attachments: { [ATTACHMENT]: { content_type: blob.type || 'application/octet-stream', data: blob } },
});

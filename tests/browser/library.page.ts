/* Runs in a page of its own: one window of the library, on storage that all pages of the test share. */
import type { Consultation } from '../../src/core/consultation/consultation.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { openLibrary } from '../../src/io/library.ts';

const library = openLibrary('test');
const project = (title: string): Consultation => consultationOf(newProject({ name: 'front.jpg', widthPx: 40, heightPx: 50 }, title));
const photo = (text: string, thumbnail: string | null = null) => ({
  original: new Blob([text], { type: 'image/jpeg' }),
  thumbnail: thumbnail === null ? null : new Blob([thumbnail], { type: 'image/jpeg' }),
});

export const keep = ({ id, title, step = '', savedAt = 1 }: { id: string; title: string; step?: string; savedAt?: number }) =>
  library.keep({ id, title, savedAt, project: project(title), view: { step } }, new Map([['front', photo(`photo of ${id}`)]]));
const put = IDBObjectStore.prototype.put;
/** The device has room for projects and none for photos. */
let isRefusing = false;
/** A transaction that writes a document does not end. */
let isStuck = false;
/** Blobs are refused as WebKit does: the transaction that one is put in never ends. */
let isWithoutBlobs = false;
const holdsBlob = (value: unknown) => value instanceof Blob || (value as { body?: unknown } | null)?.body instanceof Blob;
function hold(store: IDBObjectStore, goesOn: () => boolean) {
  const again = () => {
    if (goesOn()) store.get('').onsuccess = again;
  };
  again();
}
IDBObjectStore.prototype.put = function (...args) {
  if (isWithoutBlobs && holdsBlob(args[0])) {
    hold(this, () => true);
    const refused = new EventTarget();
    queueMicrotask(() => refused.dispatchEvent(new Event('error', { cancelable: true })));
    return withHandlers(refused);
  }
  if (isStuck && this.name === 'document-store') hold(this, () => isStuck);
  const request = put.apply(this, args);
  if (isRefusing && this.name === 'attach-store') this.transaction.abort();
  return request;
};
/** on… of a request that is none */
function withHandlers(target: EventTarget) {
  const request = target as IDBRequest<IDBValidKey>;
  target.addEventListener('error', (event) => request.onerror?.(event));
  return request;
}
export function refusePhotos(refuse: boolean) {
  isRefusing = refuse;
}
export function refuseBlobs() {
  isWithoutBlobs = true;
}
export function getStuck(stuck: boolean) {
  isStuck = stuck;
}
const impatient = openLibrary('stuck', 500);
/** In a library that soon gives up. */
export const keepInTime = ({ id, title }: { id: string; title: string }) =>
  impatient.keep({ id, title, savedAt: 1, project: project(title), view: {} }, new Map([['front', photo(`photo of ${id}`)]]));
export async function open(id: string) {
  const found = await library.open(id);
  const texts = await Promise.all(
    [...(found?.files ?? [])].map(async ([name, { original, thumbnail }]) => [
      name,
      await original.text(),
      (await thumbnail?.text()) ?? null,
    ]),
  );
  return found && { title: found.saved.title, view: found.saved.view, photos: texts };
}
export const list = async () => (await library.list()).map(({ id }) => id);
export const has = (id: string) => library.has(id);
export const deleteEverything = () => library.deleteEverything();

/** Another program's window that never lets go of the database. */
export async function holdDatabases() {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  await Promise.all(
    names.map(
      (name) =>
        new Promise((resolve) => {
          indexedDB.open(name).onsuccess = resolve;
        }),
    ),
  );
}
/** Everything in all databases, as text. */
export async function content() {
  const found: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of db.objectStoreNames)
      found.push(
        ...(await new Promise<unknown[]>((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        })),
      );
    db.close();
  }
  return JSON.stringify(found);
}
/** A project whose photo is gone, as older versions of Stubble could leave it. */
export async function putWithoutPhoto(id: string) {
  const { default: Pouch } = await import('pouchdb-browser');
  await new Pouch<{ title: string; savedAt: number; project: Consultation }>('test').put({
    _id: `project/${id}`,
    title: id,
    savedAt: 9,
    project: project(id),
  });
}

/** Two photos, or only the first of them. */
export function keepSeveral({ id, ids }: { id: string; ids: string[] }) {
  const made = project(id);
  const photos = ids.map((photoId) => ({ ...made.photos[0], id: photoId }));
  const files = new Map(ids.map((photoId) => [photoId, photo(`photo ${photoId}`, `small ${photoId}`)]));
  return library.keep({ id, title: id, savedAt: 2, project: { ...made, photos }, view: {} }, files);
}
/** As version 1 wrote it: one document for the photo, a project of one photo. */
export async function putVersion1(id: string) {
  const { default: Pouch } = await import('pouchdb-browser');
  const db = new Pouch<Record<string, unknown>>('test');
  await db.put({ _id: `photo/${id}`, _attachments: { original: { content_type: 'image/jpeg', data: new Blob(['old photo']) } } });
  await db.put({
    _id: `project/${id}`,
    title: id,
    savedAt: 9,
    project: newProject({ name: 'old.jpg', widthPx: 40, heightPx: 50 }, id),
    view: {},
  });
}

/* Runs in a page of its own: one window of the library, on storage that all pages of the test share. */
import { newProject, type Project } from '../../src/core/consultation/schema.ts';
import { openLibrary } from '../../src/io/library.ts';

const library = openLibrary('test');
const project = (title: string): Project => newProject({ name: 'front.jpg', widthPx: 40, heightPx: 50 }, title);

export const keep = ({ id, title, step = '' }: { id: string; title: string; step?: string }) =>
  library.keep({ id, title, savedAt: 1, project: project(title), view: { step } }, new Blob([`photo of ${id}`], { type: 'image/jpeg' }));
/** The device has room for projects and none for photos. */
const put = IDBObjectStore.prototype.put;
let isRefusing = false;
IDBObjectStore.prototype.put = function (...args) {
  const request = put.apply(this, args);
  if (isRefusing && this.name === 'attach-store') this.transaction.abort();
  return request;
};
export function refusePhotos(refuse: boolean) {
  isRefusing = refuse;
}
export async function open(id: string) {
  const found = await library.open(id);
  return found && { title: found.saved.project.title, view: found.saved.view, photo: await found.original.text() };
}
export const list = async () => (await library.list()).map(({ id }) => id);
export const has = (id: string) => library.has(id);
export const deleteEverything = () => library.deleteEverything();

/** Another program's window that never lets go of the database. */
export async function hold() {
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
  await new Pouch<{ title: string; savedAt: number; project: Project }>('test').put({
    _id: `project/${id}`,
    title: id,
    savedAt: 9,
    project: project(id),
  });
}

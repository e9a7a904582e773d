/* Keeping consultations and finishes on this device, and deleting all of it. */
import { type KeptFinish, newProject, type Side } from '../../core/project/schema.ts';
import { notify, setSession } from '../actions.ts';
import type { KeptPhoto, OrReason } from '../commands.ts';
import type { Desk } from './desk.ts';
import { close, WORKING_SIDE_PX } from './open.ts';
import type { Opened } from './services.ts';

export const newId = () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

/** Deleting everything waits for what is being written, so that nothing is written after it. */
async function writing<T>({ keeping }: Desk, work: Promise<T>): Promise<T> {
  keeping.add(work);
  try {
    return await work;
  } finally {
    keeping.delete(work);
  }
}

export async function save(desk: Desk) {
  const { store, opened } = desk;
  const { project, session } = store.getState();
  if (!project || !opened) return;
  setSession(store, { saved: 'saving' });
  const { step, day, wipe } = session;
  const title = project.title || project.photo.name;
  const result = await writing(desk, desk.services.library.putProject(opened.id, title, project, { step, day, wipe }, Date.now()));
  const wasFailing = session.saved === 'failed';
  setSession(store, { saved: result.ok ? 'saved' : 'failed' });
  if (!result.ok && !wasFailing) notify(store, 'loss', result.reason);
}

/** A consultation that was just opened, with its photo. */
export async function keepNew(desk: Desk, opened: Opened) {
  await save(desk);
  if (desk.opened !== opened) return;
  const kept = await writing(desk, desk.services.library.putPhoto(opened.id, opened.original));
  if (!kept.ok) notify(desk.store, 'problem', kept.reason);
}

/** Keeps a photo as a consultation of its own, without opening it. */
export async function keepPhoto(desk: Desk, file: File, view: string, side: Side): Promise<OrReason<{ photo: KeptPhoto }>> {
  const { library, readPhoto } = desk.services;
  const read = await readPhoto(file, { name: file.name, maxSidePx: WORKING_SIDE_PX });
  if (!read.ok) return read;
  read.pixels.working.close();
  const { widthPx, heightPx } = read.photo;
  const now = new Date();
  const title = `${view}, ${now.toLocaleDateString('sv')} ${now.toLocaleTimeString('sv', { timeStyle: 'short' })}`;
  const id = newId();
  const project = newProject({ name: file.name, widthPx, heightPx, side }, title);
  const write = async () => {
    // the photo first: a consultation without its photo would be of no use
    const photo = await library.putPhoto(id, read.original);
    return photo.ok ? library.putProject(id, title, project, { step: 'head', day: 54 }, now.getTime()) : photo;
  };
  const kept = await writing(desk, write());
  return kept.ok ? { ok: true, photo: { id, title } } : kept;
}

export async function changeFinishes(desk: Desk, change: (finishes: readonly KeptFinish[]) => readonly KeptFinish[]) {
  const { library } = desk.services;
  const kept = await writing(desk, library.changeFinishes(change));
  return kept.ok ? { ok: true as const, finishes: await library.finishes() } : kept;
}

export async function deleteEverything(desk: Desk) {
  desk.activities.abort('export');
  close(desk);
  await Promise.allSettled(desk.keeping);
  const deleted = await desk.services.library.deleteEverything();
  if (deleted.ok) notify(desk.store, 'note', 'Everything Stubble kept on this device is gone.');
  else notify(desk.store, 'problem', deleted.reason);
}

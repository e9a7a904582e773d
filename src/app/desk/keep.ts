/* Keeping consultations and finishes on this device, and deleting all of it. */
import { type KeptFinish, newProject, type Side } from '../../core/consultation/schema.ts';
import { notify } from '../actions.ts';
import type { KeptPhoto, OrReason } from '../commands.ts';
import type { Desk } from './desk.ts';
import { close, WORKING_SIDE_PX } from './open.ts';

export const newId = () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

/** Deleting everything waits for what is being written, so that nothing is written after it. */
export async function writing<T>({ keeping }: Pick<Desk, 'keeping'>, work: Promise<T>): Promise<T> {
  keeping.add(work);
  try {
    return await work;
  } finally {
    keeping.delete(work);
  }
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
  const kept = await writing(
    desk,
    library.keep({ id, title, savedAt: now.getTime(), project, view: { step: 'head', day: 54 } }, read.original),
  );
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

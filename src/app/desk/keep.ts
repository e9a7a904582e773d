/* Keeps consultations and finishes on this device, and deletes everything. */
import type { Consultation } from '../../core/consultation/consultation.ts';
import type { KeptFinish } from '../../core/consultation/schema.ts';
import { notify } from '../actions.ts';
import type { Desk } from './desk.ts';
import { close } from './open.ts';
import type { PhotoFiles } from './services.ts';

export const newId = () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

/** Photos of a guided visit, each kept when taken, in one consultation that is opened at the end. */
export interface GuidedVisit {
  id: string;
  consultation: Consultation;
  files: PhotoFiles;
}

/** Writes to this device, once a running deletion is over; deleting everything waits for it, so that nothing is written after the deletion. */
export async function writing<T>(desk: Pick<Desk, 'keeping' | 'erasing'>, write: () => Promise<T>): Promise<T> {
  while (desk.erasing) await desk.erasing;
  const work = write();
  desk.keeping.add(work);
  try {
    return await work;
  } finally {
    desk.keeping.delete(work);
  }
}

export async function changeFinishes(desk: Desk, change: (finishes: readonly KeptFinish[]) => readonly KeptFinish[]) {
  const { library } = desk.services;
  const kept = await writing(desk, () => library.changeFinishes(change));
  return kept.ok ? { ok: true as const, finishes: await library.finishes() } : kept;
}

export async function deleteEverything(desk: Desk) {
  desk.activities.abort('export');
  desk.guided = null;
  desk.erasures += 1;
  close(desk);
  const erasing = Promise.allSettled(desk.keeping).then(() => desk.services.library.deleteEverything());
  const over = () => {
    if (desk.erasing === isOver) desk.erasing = null;
  };
  const isOver = erasing.then(over, over);
  desk.erasing = isOver;
  const deleted = await erasing;
  if (deleted.ok) notify(desk.store, 'note', 'Everything Stubble kept on this device is gone.');
  else notify(desk.store, 'problem', deleted.reason);
}

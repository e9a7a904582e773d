/* Runs in a page of its own: a desk with the app's own readers and no graphics, where files are opened one after the other. */

import { setScreen } from '../../src/app/actions.ts';
import type { Desk } from '../../src/app/desk/desk.ts';
import { openPhoto, openProject } from '../../src/app/desk/open.ts';
import { looksLikeProject } from '../../src/core/consultation/looks-like-project.ts';
import { bytesOfBase64 } from '../support/bytes-of-base64.ts';
import { deskWithoutGraphics } from '../support/page-desk.ts';

export interface SentFile {
  name: string;
  base64: string;
}
export interface Outcome {
  name: string;
  isOpened: boolean;
  /** what is open is the same as before, to the last field */
  isUnchanged: boolean;
  said: string[];
  tookMs: number;
}

let base: SentFile | null = null;
let desk: Desk | null = null;

async function openBase(): Promise<Desk> {
  desk = deskWithoutGraphics();
  if (base) await openPhoto(desk, new File([bytesOfBase64(base.base64)], base.name));
  await desk.keeper.save();
  if (!desk.store.getState().project) throw new Error('the photo of the test does not open');
  return desk;
}

/** @param open the photo that is open meanwhile */
export async function openEach({ open, files }: { open: SentFile; files: SentFile[] }): Promise<Outcome[]> {
  base = open;
  const outcomes: Outcome[] = [];
  let at = await openBase();
  for (const { name, base64 } of files) {
    const bytes = bytesOfBase64(base64);
    const { store } = at;
    setScreen(store, { notices: [] });
    const before = { ...store.getState(), opened: at.opened, text: JSON.stringify(store.getState().project) };
    const file = new File([bytes], name);
    const since = performance.now();
    await (looksLikeProject(bytes.subarray(0, 64)) || /\.(smp|json)$/i.test(name) ? openProject(at, file) : openPhoto(at, file));
    const tookMs = performance.now() - since;
    await at.keeper.save();
    const after = store.getState();
    const isUnchanged =
      after.project === before.project &&
      after.photo === before.photo &&
      at.opened === before.opened &&
      JSON.stringify(after.project) === before.text;
    const isOpened = after.project !== before.project && at.opened !== before.opened;
    outcomes.push({ name, isOpened, isUnchanged, said: after.screen.notices.map(({ text }) => text), tookMs });
    if (!isUnchanged) {
      at.opened?.shown.pixels.working.close();
      at = await openBase();
    }
  }
  return outcomes;
}

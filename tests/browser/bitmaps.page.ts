/* Runs in a page of its own: counts the bitmaps that are made and not closed, while photos are read, fail halfway, and go over a desk. */

import { undo } from '../../src/app/actions.ts';
import { closeToStart, openPhoto } from '../../src/app/desk/open.ts';
import { addPhotos } from '../../src/app/desk/photos.ts';
import { removePhotoAndRefit } from '../../src/app/desk/remove-and-refit.ts';
import { showPhoto } from '../../src/app/desk/show-photo.ts';
import { turnPhoto } from '../../src/app/desk/turn.ts';
import { readPhoto } from '../../src/io/read-photo.ts';
import { bytesOfBase64 } from '../support/bytes-of-base64.ts';
import { deskWithoutGraphics } from '../support/page-desk.ts';
import type { SentFile } from './broken-files.page.ts';

const open = new Set<ImageBitmap>();
/** all that were ever counted: a message may be read again after its bitmap was closed */
const arrived = new WeakSet<ImageBitmap>();
let calls = 0;
/** called before the n-th bitmap is made */
let atCall: (n: number) => void = () => {};
const make = window.createImageBitmap;
window.createImageBitmap = async (...all: unknown[]) => {
  atCall(++calls);
  const bitmap = await (make as (...all: unknown[]) => Promise<ImageBitmap>)(...all);
  open.add(bitmap);
  return bitmap;
};
// a worker that has decoded a photo sends its bitmap
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data') as { get: () => unknown };
Object.defineProperty(MessageEvent.prototype, 'data', {
  ...data,
  get(this: MessageEvent) {
    const sent = data.get.call(this);
    for (const value of Object.values(sent ?? {})) if (value instanceof ImageBitmap && !arrived.has(value)) open.add(value);
    for (const value of open) arrived.add(value);
    return sent;
  },
});
const close = ImageBitmap.prototype.close;
ImageBitmap.prototype.close = function () {
  open.delete(this);
  close.call(this);
};

/** One that was handed over to a worker has no size any more. */
const stillOpen = () => [...open].filter(({ width }) => width > 0).length;

const fileOf = ({ name, base64 }: SentFile) => new File([bytesOfBase64(base64)], name);
const noMemory = () => {
  throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
};

export interface Reading {
  name: string;
  /** which bitmap was the one */
  at: number;
  way: 'fails' | 'is cancelled';
  said: string;
  stayOpen: number;
}
/** Reads each photo again and again, with its first, its second, ... bitmap failing, or cancelled over it, until none is left to fail. */
export async function readEach(files: SentFile[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const sent of files)
    for (const way of ['fails', 'is cancelled'] as const)
      for (let at = 1, isMet = true; isMet; at++) {
        const stop = new AbortController();
        calls = 0;
        isMet = false;
        atCall = (n) => {
          if (n !== at) return;
          isMet = true;
          if (way === 'fails') noMemory();
          stop.abort();
        };
        let said = 'opens';
        try {
          const read = await readPhoto(fileOf(sent), { name: sent.name, maxSidePx: 150, signal: stop.signal });
          if (read.ok) {
            const full = await read.pixels.decodeFull(stop.signal).catch((error: Error) => error);
            if (full instanceof Error) said = full.name === 'AbortError' ? 'cancelled' : full.message;
            else full.close();
            read.pixels.working.close();
          } else said = read.reason;
        } catch (error) {
          said = stop.signal.aborted ? 'cancelled' : `throws ${error}`;
        }
        readings.push({ name: sent.name, at: isMet ? at : 0, way, said, stayOpen: stillOpen() });
        for (const left of open) left.close();
      }
  atCall = () => {};
  return readings;
}

/** How many bitmaps are open after each thing that happens to photos on a desk; one is shown at a time. */
export async function onDesk({ photos, broken }: { photos: SentFile[]; broken: SentFile }): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const desk = deskWithoutGraphics();
  const { store } = desk;
  const quiet = async () => {
    while (desk.switching || store.getState().screen.busy) await new Promise((resolve) => setTimeout(resolve, 20));
    await desk.keeper.save();
  };
  const count = async (what: string) => {
    await quiet();
    counts[what] = stillOpen();
  };
  const [first, second, third, ...others] = photos.map(fileOf);
  await openPhoto(desk, first);
  await count('opened');
  await openPhoto(desk, second);
  await count('replaced');
  await openPhoto(desk, fileOf(broken));
  await count('refused');
  for (let at = 1; at <= 3; at++) {
    calls = 0;
    atCall = (n) => n === at && desk.activities.abort('open');
    await openPhoto(desk, third);
    atCall = () => {};
    await count(`cancelled over bitmap ${at}`);
  }
  const both = [openPhoto(desk, first), openPhoto(desk, second)];
  await Promise.all(both);
  await count('overtaken');
  await addPhotos(desk, [third]);
  await count('added');
  await addPhotos(desk, others);
  await count('more added');
  const ids = store.getState().consultation?.photos.map(({ id }) => id) ?? [];
  await Promise.all(ids.map((id) => showPhoto(desk, id)));
  await count('shown one over the other');
  calls = 0;
  atCall = (n) => n === 1 && noMemory();
  await showPhoto(desk, ids[0]);
  atCall = () => {};
  await count('shown, and failing');
  await removePhotoAndRefit(desk, store.getState().screen.photoId);
  await count('taken away');
  undo(store);
  await count('and back');
  await turnPhoto(desk);
  await count('turned');
  undo(store);
  await count('turned back');
  const switching = showPhoto(desk, ids[1]);
  await closeToStart(desk);
  await switching;
  await count('closed');
  return counts;
}

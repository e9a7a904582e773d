/* Makes the reading copy of a photo in a worker, or in the page where workers cannot draw; an abort terminates the worker. */
import type { CopyAnswer } from './copy.worker.ts';
import { lastingWorker } from './in-worker.ts';
import { type ReadingCopy, readingCopy } from './reading-copy.ts';

const copier = lastingWorker((name) => new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module', name }));
/** Loads the worker, which takes longer than decoding a photo. */
export const warmCopier = copier.warmUp;

/** @throws the signal's reason, or RangeError without a canvas of that size */
export async function copyAway(bitmap: ImageBitmap, hasAlpha: boolean, signal?: AbortSignal): Promise<ReadingCopy> {
  // of an opaque picture this shares the pixels and copies nothing
  const sent = await createImageBitmap(bitmap, hasAlpha ? { premultiplyAlpha: 'none' } : {});
  try {
    const copy = await copier.ask<CopyAnswer, ReadingCopy>(sent, { take: (answer) => answer.copy, signal, transfer: [sent] });
    if (copy) return copy;
  } finally {
    sent.close();
  }
  return readingCopy(bitmap);
}

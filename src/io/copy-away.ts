/* Makes the reading copy of a photo in a worker, or in the page where workers cannot draw; an abort terminates the worker. */
import type { CopyAnswer } from './copy.worker.ts';
import { askWorker } from './in-worker.ts';
import { type ReadingCopy, readingCopy } from './reading-copy.ts';

/** @throws the signal's reason, or RangeError without a canvas of that size */
export async function copyAway(bitmap: ImageBitmap, hasAlpha: boolean, signal?: AbortSignal): Promise<ReadingCopy> {
  // of an opaque picture this shares the pixels and copies nothing
  const sent = await createImageBitmap(bitmap, hasAlpha ? { premultiplyAlpha: 'none' } : {});
  const start = (name: string) => new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module', name });
  try {
    const copy = await askWorker<CopyAnswer, ReadingCopy>(start, sent, (answer) => answer.copy, signal, [sent]);
    if (copy) return copy;
  } finally {
    sent.close();
  }
  return readingCopy(bitmap);
}

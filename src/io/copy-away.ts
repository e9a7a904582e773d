/* Makes the reading copy of a photo in a worker, or in the page where workers cannot draw; an abort terminates the worker. */
import type { CopyAnswer, CopyQuestion } from './copy.worker.ts';
import { lastingWorker } from './in-worker.ts';
import type { LookedAt } from './looked-at.ts';
import type { ReadingCopy } from './reading-copy.ts';

const copier = lastingWorker((name) => new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module', name }));
/** Loads the worker, which takes longer than decoding a photo. */
export const warmCopier = copier.warmUp;

interface CopyOptions {
  hasAlpha: boolean;
  signal?: AbortSignal;
  /** gets the copies that models look at, before the reading copy is made; never called if a worker cannot make them */
  onLookedAt?: (copies: LookedAt) => void;
}

/** @throws the signal's reason, or RangeError without a canvas of that size */
export async function copyAway(bitmap: ImageBitmap, { hasAlpha, signal, onLookedAt }: CopyOptions): Promise<ReadingCopy> {
  // the pixels are copied once, when this is sent
  const sent = await createImageBitmap(bitmap, hasAlpha ? { premultiplyAlpha: 'none' } : {});
  const take = (answer: CopyAnswer): ReadingCopy | null | undefined => {
    if ('copy' in answer) return answer.copy;
    onLookedAt?.(answer.lookedAt);
    return undefined;
  };
  const question: CopyQuestion = { bitmap: sent, hasAlpha, isLookedAt: !!onLookedAt };
  try {
    const copy = await copier.ask<CopyAnswer, ReadingCopy>(question, { take, signal, transfer: [sent] });
    if (copy) return copy;
  } finally {
    sent.close();
  }
  const { readingCopy } = await import('./reading-copy.ts');
  return readingCopy(bitmap, hasAlpha);
}

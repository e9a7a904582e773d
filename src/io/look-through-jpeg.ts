/* Checks and repairs a JPEG in a worker; an abort terminates the worker. */
import { lastingWorker } from './in-worker.ts';
import type { JpegAnswer, LookedThrough } from './jpeg.worker.ts';

const looker = lastingWorker((name) => new Worker(new URL('./jpeg.worker.ts', import.meta.url), { type: 'module', name }));

/** Null if its scans cannot be parsed. @throws the signal's reason */
export const lookThroughJpeg = (bytes: Uint8Array, signal?: AbortSignal) =>
  looker.ask<JpegAnswer, LookedThrough>(bytes, { take: ({ repaired }) => repaired, signal });

/* Checks and repairs a JPEG in a worker; an abort terminates the worker. */
import { askWorker } from './in-worker.ts';
import type { JpegAnswer } from './jpeg.worker.ts';
import type { RepairedJpeg } from './repair-jpeg.ts';

/** Null if its scans cannot be parsed. @throws the signal's reason */
export const lookThroughJpeg = (bytes: Uint8Array, signal?: AbortSignal) =>
  askWorker<JpegAnswer, RepairedJpeg>(
    (name) => new Worker(new URL('./jpeg.worker.ts', import.meta.url), { type: 'module', name }),
    bytes,
    ({ repaired }) => repaired,
    signal,
  );

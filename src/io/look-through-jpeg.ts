/* Asks a worker to look a JPEG through and to repair it; an abort ends the worker. */
import { askWorker } from './in-worker.ts';
import type { JpegAnswer } from './jpeg.worker.ts';
import type { RepairedJpeg } from './repair-jpeg.ts';

/** Null where its scans cannot be followed. @throws the signal's reason */
export const lookThroughJpeg = (bytes: Uint8Array, signal?: AbortSignal) =>
  askWorker<JpegAnswer, RepairedJpeg>(
    new Worker(new URL('./jpeg.worker.ts', import.meta.url), { type: 'module' }),
    bytes,
    ({ repaired }) => repaired,
    signal,
  );

/* Asks a worker to decode a HEIC, at the size that is kept of it; an abort ends the worker. */
import type { DecodedHeif } from './decode-heif.ts';
import type { HeicAnswer } from './heic.worker.ts';
import { askWorker } from './in-worker.ts';

/** Null where it cannot be decoded. @throws the signal's reason */
export const decodeHeic = (bytes: Uint8Array, { signal, onProgress }: { signal?: AbortSignal; onProgress?: (share: number) => void }) =>
  askWorker<HeicAnswer, DecodedHeif>(
    new Worker(new URL('./heic.worker.ts', import.meta.url), { type: 'module' }),
    bytes,
    (answer) => {
      if ('share' in answer) return void onProgress?.(answer.share);
      return 'decoded' in answer ? answer.decoded : null;
    },
    signal,
  );

/* Asks a worker to measure a photo, so that the page stays usable meanwhile; an abort ends the worker. */
import type { PhotoMeasures } from '../core/scalp/measure-photo.ts';
import type { MeasureAnswer, MeasureRequest } from './measure.worker.ts';

export function measureAway(request: MeasureRequest, signal?: AbortSignal): Promise<PhotoMeasures | null> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      worker.terminate();
      signal?.removeEventListener('abort', stop);
    };
    const stop = () => {
      end();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<MeasureAnswer>) => {
      end();
      if ('problem' in data) reject(new Error(data.problem));
      else resolve(data.measures);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message || 'the measuring could not be started'));
    };
    worker.postMessage(request);
  });
}

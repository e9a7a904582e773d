/*
 * Candidates by head size: asked for once, sampled in a worker, kept. The canonical head's are started with the app,
 * so they are ready by the time a photo is.
 */
import { type Candidates, sampledHalfAxes } from '../core/stipple/candidates.ts';
import type { HalfAxesMm } from '../core/stipple/head-points.ts';
import type { CandidatesMessage } from './candidates.worker.ts';

const KEEP = 2;

export interface CandidateSource {
  /** the candidates for a head, or null while they are being sampled; `onReady` of the source is called when they are there */
  get(halfAxesMm: HalfAxesMm): Candidates | null;
  /** the same, waited for */
  whenReady(halfAxesMm: HalfAxesMm): Promise<Candidates>;
}

export function createCandidateSource(onProgress: (share: number | null) => void, onReady: () => void): CandidateSource {
  const cache = new Map<string, { ready: Candidates | null; promise: Promise<Candidates> }>();
  const entry = (halfAxesMm: HalfAxesMm) => {
    const axes = sampledHalfAxes(halfAxesMm);
    const key = axes.join();
    const known = cache.get(key);
    if (known) return known;
    const made: { ready: Candidates | null; promise: Promise<Candidates> } = { ready: null, promise: null as never };
    made.promise = new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./candidates.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<CandidatesMessage>) => {
        if ('share' in data) return onProgress(data.share);
        worker.terminate();
        made.ready = data.candidates;
        onProgress(null);
        resolve(data.candidates);
        onReady();
      };
      worker.onerror = (event) => {
        worker.terminate();
        cache.delete(key);
        onProgress(null);
        reject(new Error(`sampling the dots failed: ${event.message}`));
      };
      worker.postMessage(axes);
    });
    made.promise.catch(() => {});
    cache.set(key, made);
    if (cache.size > KEEP) cache.delete(cache.keys().next().value as string);
    return made;
  };
  return { get: (halfAxesMm) => entry(halfAxesMm).ready, whenReady: (halfAxesMm) => entry(halfAxesMm).promise };
}

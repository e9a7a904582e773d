/*
 * Candidates by head size: sampled in a worker (about 200 MB while it runs) and kept. The canonical head's are started with the app, so
 * they are ready by the time a photo is. A head that the screen no longer shows and nobody waits for is not sampled on.
 */
import { type Candidates, sampledHalfAxes } from '../core/stipple/candidates.ts';
import type { HalfAxesMm } from '../core/stipple/head-points.ts';
import type { CandidatesMessage } from './candidates.worker.ts';

const KEEP = 2;

export interface CandidateSource {
  /** the candidates for the head on the screen, or null while they are being sampled; `onReady` of the source is called when they are there */
  get(halfAxesMm: HalfAxesMm): Candidates | null;
  /** the same, waited for until the signal says otherwise */
  whenReady(halfAxesMm: HalfAxesMm, signal?: AbortSignal): Promise<Candidates>;
}

interface Waiting {
  resolve(candidates: Candidates): void;
  reject(reason: unknown): void;
}
interface Sampling {
  worker: Worker;
  waiting: Set<Waiting>;
}

export function createCandidateSource(onProgress: (share: number | null) => void, onReady: () => void): CandidateSource {
  const kept = new Map<string, Candidates>();
  const sampled = new Map<string, Sampling>();
  let shown = '';

  const end = (key: string) => {
    sampled.get(key)?.worker.terminate();
    sampled.delete(key);
    if (!sampled.size) onProgress(null);
  };
  const endUnwanted = () => {
    for (const [key, { waiting }] of sampled) if (key !== shown && !waiting.size) end(key);
  };
  const sampling = (key: string, axes: HalfAxesMm): Sampling => {
    const known = sampled.get(key);
    if (known) return known;
    const worker = new Worker(new URL('./candidates.worker.ts', import.meta.url), { type: 'module' });
    const made: Sampling = { worker, waiting: new Set() };
    worker.onmessage = ({ data }: MessageEvent<CandidatesMessage>) => {
      if ('share' in data) return onProgress(data.share);
      kept.set(key, data.candidates);
      if (kept.size > KEEP) kept.delete(kept.keys().next().value as string);
      end(key);
      for (const one of made.waiting) one.resolve(data.candidates);
      onReady();
    };
    worker.onerror = (event) => {
      end(key);
      for (const one of made.waiting) one.reject(new Error(`sampling the dots failed: ${event.message}`));
    };
    worker.postMessage(axes);
    sampled.set(key, made);
    return made;
  };

  return {
    get(halfAxesMm) {
      const axes = sampledHalfAxes(halfAxesMm);
      shown = axes.join();
      endUnwanted();
      const ready = kept.get(shown) ?? null;
      if (!ready) sampling(shown, axes);
      return ready;
    },
    whenReady: (halfAxesMm, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const axes = sampledHalfAxes(halfAxesMm);
        const key = axes.join();
        const ready = kept.get(key);
        if (ready) return resolve(ready);
        const { waiting } = sampling(key, axes);
        const mine = { resolve, reject };
        waiting.add(mine);
        signal?.addEventListener('abort', () => {
          waiting.delete(mine);
          reject(signal.reason);
          endUnwanted();
        });
      }),
  };
}

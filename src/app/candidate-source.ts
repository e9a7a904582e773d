/*
 * Candidates by head size: made in a worker, one head at a time (sampling takes about 200 MB), and cached. Those of the canonical head are
 * requested at startup, so they are ready when a photo is. Sampling stops for a head that is neither shown nor waited for.
 */
import { type Candidates, sampledHalfAxes } from '../core/stipple/candidates.ts';
import type { HalfAxesMm } from '../core/stipple/head-points.ts';
import { startWatched } from '../io/worker-life.ts';
import type { CandidatesMessage } from './candidates.worker.ts';

const KEEP = 2;

export interface CandidateSource {
  /** the candidates for the head on the screen; null while they are being sampled, then the source's `onReady` is called */
  get(halfAxesMm: HalfAxesMm): Candidates | null;
  /** waits for the candidates until the signal aborts */
  whenReady(halfAxesMm: HalfAxesMm, signal?: AbortSignal): Promise<Candidates>;
}

interface Waiting {
  resolve(candidates: Candidates): void;
  reject(reason: unknown): void;
}
interface Wanted {
  axes: HalfAxesMm;
  waiting: Set<Waiting>;
}

/** @param onProblem called if sampling for the shown head fails; it is then not retried until another head was shown. Waiting callers get a rejection */
export function createCandidateSource(
  onProgress: (share: number | null) => void,
  onReady: () => void,
  onProblem: (problem: string) => void = () => {},
): CandidateSource {
  const kept = new Map<string, Candidates>();
  const wanted = new Map<string, Wanted>();
  let running: { key: string; worker: Worker; stopWatching(): void } | null = null;
  let shown = '';
  let hasFailed = false;

  const end = (key: string) => {
    wanted.delete(key);
    if (running?.key !== key) return;
    running.stopWatching();
    running.worker.terminate();
    running = null;
  };
  /** Starts sampling for the head on the screen, else for the first one requested. */
  const goOn = () => {
    if (running) return;
    const key = wanted.has(shown) ? shown : wanted.keys().next().value;
    const next = key === undefined ? undefined : wanted.get(key);
    if (key === undefined || !next) return onProgress(null);
    const { worker, whenGone } = startWatched(
      (name) => new Worker(new URL('./candidates.worker.ts', import.meta.url), { type: 'module', name }),
    );
    const fail = (problem: string) => {
      end(key);
      for (const one of next.waiting) one.reject(new Error(`sampling the dots failed: ${problem}`));
      hasFailed ||= key === shown;
      goOn();
      if (key === shown) onProblem(problem);
    };
    running = { key, worker, stopWatching: whenGone(() => fail('the part of the program that makes them has stopped')) };
    worker.onmessage = ({ data }: MessageEvent<CandidatesMessage>) => {
      if ('share' in data) return onProgress(data.share);
      if ('problem' in data) return fail(data.problem);
      kept.set(key, data.candidates);
      hasFailed &&= key !== shown;
      if (kept.size > KEEP) kept.delete(kept.keys().next().value as string);
      end(key);
      for (const one of next.waiting) one.resolve(data.candidates);
      goOn();
      onReady();
    };
    worker.onerror = ({ message }) => fail(message);
    worker.postMessage(next.axes);
  };
  const endUnwanted = () => {
    const unwanted = [...wanted].filter(([key, { waiting }]) => key !== shown && !waiting.size);
    for (const [key] of unwanted) end(key);
    if (unwanted.length) goOn();
  };
  const want = (key: string, axes: HalfAxesMm): Wanted => {
    const made = wanted.get(key) ?? { axes, waiting: new Set() };
    wanted.set(key, made);
    goOn();
    return made;
  };

  return {
    get(halfAxesMm) {
      const axes = sampledHalfAxes(halfAxesMm);
      hasFailed &&= shown === axes.join();
      shown = axes.join();
      endUnwanted();
      const ready = kept.get(shown) ?? null;
      if (!ready && !hasFailed) want(shown, axes);
      return ready;
    },
    whenReady: (halfAxesMm, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const axes = sampledHalfAxes(halfAxesMm);
        const key = axes.join();
        const ready = kept.get(key);
        if (ready) return resolve(ready);
        const { waiting } = want(key, axes);
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

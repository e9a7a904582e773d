/* Sends one question to a worker; an abort terminates the worker. */
import { startWatched } from './worker-life.ts';

type Start = (name: string) => Worker;

export interface Asking<Answer, Result> {
  /** converts an answer to the result; undefined while there are more answers to come */
  take(answer: Answer): Result | null | undefined;
  signal?: AbortSignal;
  transfer?: Transferable[];
}

/** @returns null if the worker fails or is ended. @throws the signal's reason */
type Ask = <Answer, Result>(question: unknown, asking: Asking<Answer, Result>) => Promise<Result | null>;

/** Asks a new worker, which ends with its answer. @param start starts the worker under this name */
export const askWorker = <Answer, Result>(start: Start, question: unknown, asking: Asking<Answer, Result>): Promise<Result | null> =>
  lasting(start).askLast(question, asking);

/** A worker that waits for the next question after its answer, so that its program is loaded and warm. One that fails is replaced. */
export function lastingWorker(start: Start): { ask: Ask; warmUp(): void } {
  const { ask, warmUp } = lasting(start);
  return { ask, warmUp };
}

function lasting(start: Start) {
  let idle: ReturnType<typeof begin> | null = null;
  const begin = () => {
    const { worker, whenGone } = startWatched(start);
    const watched = { worker, fail: () => {}, stopWatching: () => {} };
    watched.stopWatching = whenGone(() => watched.fail());
    worker.onmessageerror = () => watched.fail();
    worker.onerror = (event) => {
      event.preventDefault();
      watched.fail();
    };
    return watched;
  };
  const rest = (watched: ReturnType<typeof begin>) => {
    const end = () => {
      if (idle === watched) idle = null;
      watched.stopWatching();
      watched.worker.terminate();
    };
    if (idle) return end();
    idle = watched;
    watched.fail = end;
  };
  const asked = <Answer, Result>(question: unknown, { take, signal, transfer = [] }: Asking<Answer, Result>, lasts: boolean) =>
    new Promise<Result | null>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const watched = idle ?? begin();
      idle = null;
      const { worker } = watched;
      const end = (result: Result | null, isWell = false) => {
        signal?.removeEventListener('abort', stop);
        resolve(result);
        if (isWell && lasts) return rest(watched);
        watched.stopWatching();
        worker.terminate();
      };
      const stop = () => {
        reject(signal?.reason);
        end(null);
      };
      signal?.addEventListener('abort', stop);
      watched.fail = () => end(null);
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        const result = take(data);
        if (result !== undefined) end(result, true);
      };
      try {
        worker.postMessage(question, transfer);
      } catch {
        // the question could not be copied: out of memory
        end(null);
      }
    });
  return {
    ask: <Answer, Result>(question: unknown, asking: Asking<Answer, Result>) => asked(question, asking, true),
    askLast: <Answer, Result>(question: unknown, asking: Asking<Answer, Result>) => asked(question, asking, false),
    warmUp: () => {
      try {
        if (!idle) rest(begin());
      } catch {
        // told when it is asked
      }
    },
  };
}

/** The same promise until the signal aborts; the work itself goes on. @throws the signal's reason */
export function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

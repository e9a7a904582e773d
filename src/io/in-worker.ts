/* Sends one question to a worker; an abort terminates the worker. */
import { startWatched } from './worker-life.ts';

type Start = (name: string) => Worker;

export interface Asking<Answer, Result> {
  /** converts an answer to the result; undefined while there are more answers to come */
  take(answer: Answer): Result | null | undefined;
  signal?: AbortSignal;
  transfer?: Transferable[];
  /** goes to the worker that is still answering the last question, which its answer builds on, instead of a second one */
  follows?: boolean;
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

/** Takes an answer, null if the worker has ended; false if there are more to come. */
type Pending = (answer: unknown) => boolean;

function lasting(start: Start) {
  let idle: ReturnType<typeof begin> | null = null;
  /** asked last */
  let last: ReturnType<typeof begin> | null = null;
  const begin = () => {
    const { worker, whenGone } = startWatched(start);
    /** in the order in which they are answered */
    const pending: Pending[] = [];
    const end = () => {
      if (idle === watched) idle = null;
      stopWatching();
      worker.terminate();
      for (const take of pending.splice(0)) take(null);
    };
    const stopWatching = whenGone(end);
    const watched = { worker, pending, end };
    worker.onmessageerror = end;
    worker.onerror = (event) => {
      event.preventDefault();
      end();
    };
    return watched;
  };
  const rest = (watched: ReturnType<typeof begin>) => {
    if (idle) return watched.end();
    idle = watched;
  };
  const asked = <Answer, Result>(question: unknown, { take, signal, transfer = [], follows }: Asking<Answer, Result>, lasts: boolean) =>
    new Promise<Result | null>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      last = follows && last?.pending.length ? last : (idle ?? begin());
      if (idle === last) idle = null;
      const watched = last;
      const { worker, pending, end } = watched;
      const stop = () => {
        reject(signal?.reason);
        end();
      };
      signal?.addEventListener('abort', stop);
      pending.push((answer) => {
        const result = answer === null ? null : take(answer as Answer);
        if (result === undefined) return false;
        signal?.removeEventListener('abort', stop);
        resolve(result);
        return true;
      });
      worker.onmessage = ({ data }: MessageEvent) => {
        if (!pending[0]?.(data)) return;
        pending.shift();
        if (pending.length) return;
        if (lasts) rest(watched);
        else end();
      };
      try {
        worker.postMessage(question, transfer);
      } catch {
        // the question could not be copied: out of memory
        end();
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

/* Sends one question to a worker; an abort terminates the worker. */
import { startWatched } from './worker-life.ts';

/**
 * @param start starts the worker under this name
 * @param take converts an answer to the result; undefined while there are more answers to come
 * @returns null if the worker fails or is ended. @throws the signal's reason
 */
export function askWorker<Answer, Result>(
  start: (name: string) => Worker,
  question: unknown,
  take: (answer: Answer) => Result | null | undefined,
  signal?: AbortSignal,
  transfer: Transferable[] = [],
): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const { worker, whenGone } = startWatched(start);
    const end = (result: Result | null) => {
      stopWatching();
      worker.terminate();
      signal?.removeEventListener('abort', stop);
      resolve(result);
    };
    const stop = () => {
      reject(signal?.reason);
      end(null);
    };
    const stopWatching = whenGone(() => end(null));
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const result = take(data);
      if (result !== undefined) end(result);
    };
    worker.onmessageerror = () => end(null);
    worker.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    try {
      worker.postMessage(question, transfer);
    } catch {
      // the question could not be copied: out of memory
      end(null);
    }
  });
}

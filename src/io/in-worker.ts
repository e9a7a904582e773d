/* Sends one question to a worker; an abort terminates the worker. */

/**
 * @param take converts an answer to the result; undefined while there are more answers to come
 * @returns null if the worker fails. @throws the signal's reason
 */
export function askWorker<Answer, Result>(
  worker: Worker,
  question: unknown,
  take: (answer: Answer) => Result | null | undefined,
  signal?: AbortSignal,
): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    const end = (result: Result | null) => {
      worker.terminate();
      signal?.removeEventListener('abort', stop);
      resolve(result);
    };
    const stop = () => {
      reject(signal?.reason);
      end(null);
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const result = take(data);
      if (result !== undefined) end(result);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    worker.postMessage(question);
  });
}

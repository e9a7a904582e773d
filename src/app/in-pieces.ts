/* Long work in pieces, between which the page answers. */
import type { Steps } from '../core/math/steps.ts';

/** Work is paused after this long, ms, so that a slow machine is not blocked for 100 ms either: one piece can take as long again. */
const AT_ONCE_MS = 16;

/** Resolves as a task of its own, after what waits already. */
const nextTask = () =>
  new Promise<void>((resolve) => {
    // a timer would wait for 4 ms each time
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** @throws the signal's reason */
export async function inPieces<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  // what came before and what comes after are not added to a piece
  for (;;) {
    await nextTask();
    signal?.throwIfAborted();
    const since = performance.now();
    let step = steps.next();
    while (!step.done && performance.now() - since < AT_ONCE_MS) step = steps.next();
    if (!step.done) continue;
    await nextTask();
    return step.value;
  }
}

/*
 * Detects that a worker has ended without an error event. Each worker holds a lock of its own name while it lives (Web Locks), so that
 * getting the lock means that the worker is gone.
 */

/** assumed: long enough to load a worker's script on a slow line */
const STARTS_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;

/** Called in the worker at its start: holds the lock until the worker ends. */
export function holdLife() {
  if (self.name) navigator.locks?.request(self.name, () => new Promise(() => {})).catch(() => {});
}

/**
 * Starts a worker under a unique name. `whenGone` calls `tell` once when the worker has ended or never started, and returns a function that
 * stops the watching. Without Web Locks it never calls.
 */
export function startWatched(start: (name: string) => Worker): { worker: Worker; whenGone(tell: () => void): () => void } {
  const name = `stubble-worker-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  return { worker: start(name), whenGone: (tell) => whenFree(name, tell) };
}

function whenFree(name: string, tell: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const isHeld = () => navigator.locks.request(name, { ifAvailable: true }, async (lock) => lock === null);
  const watch = async () => {
    const since = performance.now();
    while (!(await isHeld())) {
      if (signal.aborted) return;
      if (performance.now() - since > STARTS_WITHIN_MS) return tell();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    if (!signal.aborted) await navigator.locks.request(name, { signal }, async () => tell());
  };
  // rejects if the watching was stopped
  if (typeof navigator !== 'undefined' && navigator.locks) watch().catch(() => {});
  return () => stop.abort();
}

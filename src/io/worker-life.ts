/*
 * Detects that a worker has ended without an error event. Each worker holds a lock of its own name while it lives (Web Locks), so that
 * getting the lock means that the worker is gone. Whether one that holds no lock is slow or gone is told by a second one of its kind, started
 * later: the clock would call every worker of a busy machine dead.
 */

const LOOK_EVERY_MS = 250;
/** Looks after which the second one is started. assumed: few workers take 4 s to start, so a second one is rare */
const LOOKS_ALONE = 16;
/** The first one has as many looks more as the second one took to start, and these. */
const LOOKS_OVER = 4;
/** Looks after which no worker seems to start here at all, about two minutes. */
const MAX_LOOKS = 480;

/**
 * Called in a worker at its start: `answer` gets its messages, in turn, once the lock is held. Work that does not pause would keep the worker
 * from getting it, and it would be taken for dead.
 */
export function serve<Question>(answer: (question: Question) => unknown) {
  const held = holdLife();
  // thrown outside of a promise it reaches the page as an error of the worker
  const fail = (error: unknown) =>
    setTimeout(() => {
      throw error;
    });
  self.onmessage = ({ data }: MessageEvent<Question>) => void held.then(() => answer(data)).catch(fail);
}

/** Resolves when the lock is held, or cannot be had. */
const holdLife = () =>
  new Promise<void>((resolve) => {
    if (!self.name || !navigator.locks) return resolve();
    const hold = () => {
      resolve();
      return new Promise(() => {});
    };
    navigator.locks.request(self.name, hold).catch(() => resolve());
  });

type Start = (name: string) => Worker;

/**
 * Starts a worker under a unique name. `whenGone` calls `tell` once when the worker has ended or never started, and returns a function that
 * stops the watching. Without Web Locks it never calls.
 */
export function startWatched(start: Start): { worker: Worker; whenGone(tell: () => void): () => void } {
  const name = uniqueName();
  return { worker: start(name), whenGone: (tell) => whenFree(name, start, tell) };
}
const uniqueName = () => `stubble-worker-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;

function whenFree(name: string, start: Start, tell: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const watch = async () => {
    if (!(await hasStarted(name, start, signal))) tell();
    else await navigator.locks.request(name, { signal }, async () => tell());
  };
  // rejects if the watching was stopped
  if (typeof navigator !== 'undefined' && navigator.locks) watch().catch(() => {});
  return () => stop.abort();
}

/** True once the worker lives, false once it is behind one that was started after it. @throws the signal's reason */
async function hasStarted(name: string, start: Start, signal: AbortSignal): Promise<boolean> {
  const isHeld = (lock: string) => navigator.locks.request(lock, { ifAvailable: true }, async (free) => free === null);
  let second: { worker: Worker; name: string } | null = null;
  let deadline = MAX_LOOKS;
  try {
    for (let looks = 0; !(await isHeld(name)); looks++) {
      signal.throwIfAborted();
      if (looks >= deadline) return false;
      if (looks === LOOKS_ALONE) {
        const secondName = uniqueName();
        second = { worker: start(secondName), name: secondName };
      } else if (second && (await isHeld(second.name))) {
        deadline = looks + (looks - LOOKS_ALONE) + LOOKS_OVER;
        second.worker.terminate();
        second = null;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } finally {
    second?.worker.terminate();
  }
  signal.throwIfAborted();
  return true;
}

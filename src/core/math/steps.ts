/* Long work in pieces: a generator that yields where the caller may pause, so that the page stays responsive. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs it to the end without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

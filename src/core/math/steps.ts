/* Long work in pieces: a generator that yields where the caller may pause, so that the page stays responsive. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs it to the end without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Runs it over the numbers from 0 to `total`, this many at a time. */
export function* inParts(total: number, aStep: number, run: (from: number, to: number) => void): Steps<void> {
  for (let from = 0; from < total; from += aStep) {
    yield;
    run(from, Math.min(total, from + aStep));
  }
}

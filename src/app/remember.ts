import type { Steps } from '../core/math/steps.ts';

/** Runs `stage` again only when an argument is another one than last time. */
export function remember<A extends unknown[], R>(stage: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || args.some((a, i) => a !== last?.args[i])) last = { args, result: stage(...args) };
    return last.result;
  };
}

/** The same for a stage that is done a piece at a time: `yield*` it. */
export function rememberSteps<A extends unknown[], R>(stage: (...args: A) => Steps<R>): (...args: A) => Steps<R> {
  let last: { args: A; result: R } | null = null;
  return function* (...args) {
    if (last && !args.some((a, i) => a !== last?.args[i])) return last.result;
    const result = yield* stage(...args);
    last = { args, result };
    return result;
  };
}

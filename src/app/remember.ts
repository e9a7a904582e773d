import type { Steps } from '../core/math/steps.ts';

/** Caches the last result of `stage`: it runs again only if an argument has changed. */
export function remember<A extends unknown[], R>(stage: (...args: A) => R): (...args: A) => R {
  let last: Last<A, R> | null = null;
  return (...args) => {
    if (!isOf(last, args)) last = { args, result: stage(...args) };
    return last.result;
  };
}
/** The same for a stage in pieces. */
export function rememberSteps<A extends unknown[], R>(stage: (...args: A) => Steps<R>): (...args: A) => Steps<R> {
  let last: Last<A, R> | null = null;
  return function* (...args) {
    if (isOf(last, args)) return last.result;
    const result = yield* stage(...args);
    last = { args, result };
    return result;
  };
}
interface Last<A, R> {
  args: A;
  result: R;
}
const isOf = <A extends unknown[], R>(last: Last<A, R> | null, args: A): last is Last<A, R> =>
  last !== null && args.length === last.args.length && args.every((a, i) => a === last.args[i]);

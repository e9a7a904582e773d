/** Caches the last result of `stage`: it runs again only if an argument has changed. */
export function remember<A extends unknown[], R>(stage: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || args.length !== last.args.length || args.some((a, i) => a !== last?.args[i])) last = { args, result: stage(...args) };
    return last.result;
  };
}

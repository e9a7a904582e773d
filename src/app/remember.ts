/** Runs `stage` again only when an argument is another one than last time. */
export function remember<A extends unknown[], R>(stage: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || args.length !== last.args.length || args.some((a, i) => a !== last?.args[i])) last = { args, result: stage(...args) };
    return last.result;
  };
}

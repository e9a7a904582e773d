/*
 * A table of stages: each row names its inputs and computes one value. Values are computed on demand, in pieces if a row is slow, and the
 * last value of each row is cached.
 */
import { finish, type Steps } from '../core/math/steps.ts';

export interface Row<Given, Made> {
  name: keyof Made;
  reads: readonly (keyof Given | keyof Made)[];
  when?: (given: Given) => boolean;
  // `stageRows` checks the types of inputs and result
  run: (...reads: never[]) => unknown;
}
/** Makes rows of a table whose input and result types are checked. */
export const stageRows =
  <Given, Made>() =>
  <N extends keyof Made, const R extends readonly (keyof Given | keyof Made)[]>(
    name: N,
    reads: R,
    run: (...args: { -readonly [K in keyof R]: (Given & Made)[R[K]] }) => Made[N] | Steps<Made[N]>,
  ): Row<Given, Made> => ({ name, reads, run });
/** A row that is null unless `when` holds. */
export const only = <Given, Made>(when: (given: Given) => boolean, row: Row<Given, Made>): Row<Given, Made> => ({ ...row, when });

export interface Stages<Given, Made> {
  /** the value of a stage, computed in pieces; only the inputs of the stages involved have to be given */
  steps<N extends keyof Made>(name: N, given: Partial<Given>): Steps<Made[N]>;
  /** the value without pauses */
  value<N extends keyof Made>(name: N, given: Partial<Given>): Made[N];
}

const isSteps = (made: unknown): made is Steps<unknown> => typeof (made as Steps<unknown> | null)?.next === 'function';

export function createStages<Given, Made>(rows: readonly Row<Given, Made>[]): Stages<Given, Made> {
  type Name = keyof Given | keyof Made;
  const rowOf = new Map(rows.map((row) => [row.name as Name, row]));
  const last = new Map<Name, { args: unknown[]; value: unknown }>();

  function* valueFor(name: Name, given: Given, known: Map<Name, unknown>): Steps<unknown> {
    const row = rowOf.get(name);
    if (!row) {
      if (!(name in (given as object))) throw new Error(`the stages were not given ${String(name)}`);
      return given[name as keyof Given];
    }
    if (known.has(name)) return known.get(name);
    let value: unknown = null;
    if (!row.when || row.when(given)) {
      const args: unknown[] = [];
      for (const read of row.reads) args.push(yield* valueFor(read, given, known));
      const before = last.get(name);
      if (before?.args.every((arg, i) => arg === args[i])) value = before.value;
      else {
        const made = row.run(...(args as never[]));
        value = isSteps(made) ? yield* made : made;
        last.set(name, { args, value });
        yield;
      }
    }
    known.set(name, value);
    return value;
  }
  // `stageRows` has checked that the row of this name gives this type
  const steps = <N extends keyof Made>(name: N, given: Partial<Given>) => valueFor(name, given as Given, new Map()) as Steps<Made[N]>;
  return { steps, value: (name, given) => finish(steps(name, given)) };
}

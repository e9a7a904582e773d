/*
 * A table of stages: each row names its inputs and computes one value. Values are computed on demand, in pieces if a row is slow, and the
 * last value of each row is cached. Two callers that need the same value at the same time share the work, whichever goes on with it.
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

/** A value, or what is left of its making. */
interface Kept {
  args: unknown[];
  rest: Steps<unknown> | null;
  value: unknown;
}

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
  const last = new Map<Name, Kept>();
  const keptFor = ({ name, run }: Row<Given, Made>, args: unknown[]): { kept: Kept; isNew: boolean } => {
    const before = last.get(name);
    if (before?.args.every((arg, i) => arg === args[i])) return { kept: before, isNew: false };
    const made = run(...(args as never[]));
    const kept = isSteps(made) ? { args, rest: made, value: null } : { args, rest: null, value: made };
    last.set(name, kept);
    return { kept, isNew: true };
  };
  function* finished(name: Name, kept: Kept): Steps<void> {
    try {
      while (kept.rest) {
        const step = kept.rest.next();
        if (!step.done) yield;
        else Object.assign(kept, { rest: null, value: step.value });
      }
    } catch (error) {
      if (last.get(name) === kept) last.delete(name);
      throw error;
    }
  }

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
      const { kept, isNew } = keptFor(row, args);
      yield* finished(name, kept);
      value = kept.value;
      if (isNew) yield;
    }
    known.set(name, value);
    return value;
  }
  // `stageRows` has checked that the row of this name gives this type
  const steps = <N extends keyof Made>(name: N, given: Partial<Given>) => valueFor(name, given as Given, new Map()) as Steps<Made[N]>;
  return { steps, value: (name, given) => finish(steps(name, given)) };
}

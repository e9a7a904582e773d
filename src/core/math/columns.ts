/* Where a repeated computation gets its typed arrays: newly allocated, or the same memory every time. */

/** Returns a column of zeros. @param name identifies the column among those of one caller */
export type Lend = (name: string, length: number) => Float32Array;

export const newColumns: Lend = (_, length) => new Float32Array(length);

/** Returns the same array for the same name and length, set to zero: the earlier contents are lost. */
export function reusedColumns(): Lend {
  const lent = new Map<string, Float32Array>();
  return (name, length) => {
    const before = lent.get(name);
    if (before?.length === length) return before.fill(0);
    const column = new Float32Array(length);
    lent.set(name, column);
    return column;
  };
}

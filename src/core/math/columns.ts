/* Columns of numbers that are worked out again and again: new each time, or the same memory over and over. */

/** Gives a column of zeros. @param name tells the columns of one caller apart */
export type Lend = (name: string, length: number) => Float32Array;

export const newColumns: Lend = (_, length) => new Float32Array(length);

/** Lends the same memory under the same name again: what was lent before is overwritten. */
export function sameColumns(): Lend {
  const lent = new Map<string, Float32Array>();
  return (name, length) => {
    const before = lent.get(name);
    if (before?.length === length) return before.fill(0);
    const column = new Float32Array(length);
    lent.set(name, column);
    return column;
  };
}

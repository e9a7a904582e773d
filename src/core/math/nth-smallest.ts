/** The value that would be at `n` if the first `count` values were sorted; reorders them (Hoare 1961). No value may be NaN. */
export function nthSmallest(values: Float32Array, count: number, n: number): number {
  let from = 0;
  let to = count - 1;
  while (from < to) {
    const middle = values[(from + to) >> 1];
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i] < middle) i++;
      while (values[j] > middle) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (n <= j) to = j;
    else if (n >= i) from = i;
    else break;
  }
  return values[n];
}

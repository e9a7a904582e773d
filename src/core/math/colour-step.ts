/* Edges along a line of colour samples, three channels each. */

/** Difference between the means of the `window` samples before and after sample `at`, summed over the channels. */
export function stepAcross(line: Float32Array, at: number, window: number): number {
  let difference = 0;
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    for (let d = 1; d <= window; d++) sum += line[(at - d) * 3 + c] - line[(at + d) * 3 + c];
    difference += Math.abs(sum) / window;
  }
  return difference;
}

/**
 * The strongest edge of a line of 2 (half + window) + 1 samples, as an offset in samples from its middle, -half..half. The weight falls
 * from 1 in the middle to 0.5 at +-half. Null where no weighted step exceeds `least`. Of a line that breaks off early, what there is is searched.
 */
export function clearestStep(line: Float32Array, half: number, window: number, least: number): number | null {
  let best: number | null = null;
  let most = least;
  const last = Math.min(half, line.length / 3 - 1 - half - 2 * window);
  for (let s = -half; s <= last; s++) {
    const weighed = stepAcross(line, s + half + window, window) * (1 - (0.5 * Math.abs(s)) / half);
    if (weighed > most) [most, best] = [weighed, s];
  }
  return best;
}

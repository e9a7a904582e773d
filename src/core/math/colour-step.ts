/* Steps of colour along a line of samples, three channels each: where one thing ends and another begins. */

/** How far the means of `window` samples before and after sample `at` lie apart, summed over the channels. */
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
 * The clearest step of a line of 2 (half + window) + 1 samples, as samples from its middle, within `half`; at the ends a step counts half.
 * Null where none is over `least`.
 */
export function clearestStep(line: Float32Array, half: number, window: number, least: number): number | null {
  let best: number | null = null;
  let most = least;
  for (let s = -half; s <= half; s++) {
    const weighed = stepAcross(line, s + half + window, window) * (1 - (0.5 * Math.abs(s)) / half);
    if (weighed > most) [most, best] = [weighed, s];
  }
  return best;
}

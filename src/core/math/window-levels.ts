/*
 * Percentiles of an image within a square window, at the nodes of a coarse grid: a histogram slides along each row of nodes
 * (Huang, Yang & Tang 1979).
 */

import { finish, type Steps } from './steps.ts';

/** Width of a histogram bin; values are clamped to +-`REACH`. */
const BIN = 0.002;
const REACH = 0.256;
const BINS = Math.round((2 * REACH) / BIN);
/** Columns whose values are binned at once. */
const BINNED_COLUMNS = 32;

/** Rows of nodes between two pauses. */
const A_STEP = 64;

export interface WindowOptions {
  widthPx: number;
  heightPx: number;
  /** spacing of the nodes, px; the first is at 0, 0 */
  stepPx: number;
  /** half-width of the window, px */
  reachPx: number;
  /** the percentiles wanted, as shares 0..1, ascending */
  shares: readonly number[];
  /** a window gives NaN if a smaller share of it is known */
  leastKnown: number;
}

/**
 * @param values row by row, about -0.25 to 0.25; NaN where unknown
 * @returns `shares.length` values for each node, NaN where too little is known; nodes row by row, ceil(size / step) + 1 per side
 */
export const windowLevels = (values: Float32Array, options: WindowOptions): Float32Array =>
  finish(levelSteps(binned(values, options), options));

/** The bin of each value, for any window. Unknown values have one of their own, the first; column by column, since a window that slides on takes in and drops columns. */
export function binned(values: Float32Array, { widthPx: w, heightPx: h }: Pick<WindowOptions, 'widthPx' | 'heightPx'>): Uint16Array {
  const bins = new Uint16Array(w * h);
  // some columns at a time: all of them would not stay in the processor's cache
  for (let left = 0; left < w; left += BINNED_COLUMNS)
    for (let y = 0; y < h; y++)
      for (let x = left, i = y * w + x, right = Math.min(w, left + BINNED_COLUMNS); x < right; x++, i++) {
        const value = values[i];
        bins[x * h + y] = Number.isNaN(value) ? 0 : 1 + Math.min(BINS - 1, Math.max(0, Math.floor((value + REACH) / BIN)));
      }
  return bins;
}

/** windowLevels in pieces. @param bins result of `binned` */
export function* levelSteps(
  bins: Uint16Array,
  { widthPx: w, heightPx: h, stepPx: step, reachPx: reach, shares, leastKnown }: WindowOptions,
): Steps<Float32Array> {
  const columns = Math.ceil(w / step) + 1;
  const rows = Math.ceil(h / step) + 1;
  const out = new Float32Array(columns * rows * shares.length).fill(Number.NaN);
  const least = leastKnown * (2 * reach + 1) ** 2;
  const counts = new Int32Array(1 + BINS);
  for (let row = 0; row < rows; row++) {
    if (row % A_STEP === 0) yield;
    const y = Math.min(h - 1, row * step);
    const [top, bottom] = [Math.max(0, y - reach), Math.min(h - 1, y + reach)];
    counts.fill(0);
    let [left, right] = [0, 0];
    for (let column = 0; column < columns; column++) {
      const x = Math.min(w - 1, column * step);
      const [nextLeft, nextRight] = [Math.max(0, x - reach), Math.min(w, x + reach + 1)];
      count(counts, bins, { top, bottom, left: right, right: nextRight, h }, 1);
      count(counts, bins, { top, bottom, left, right: nextLeft, h }, -1);
      [left, right] = [nextLeft, nextRight];
      const known = (bottom + 1 - top) * (right - left) - counts[0];
      if (known < least) continue;
      let below = 0;
      let bin = 1;
      for (let s = 0; s < shares.length; s++) {
        const wanted = shares[s] * known;
        while (below + counts[bin] < wanted) below += counts[bin++];
        out[(row * columns + column) * shares.length + s] = (bin - 1 + (wanted - below) / Math.max(1, counts[bin])) * BIN - REACH;
      }
    }
  }
  return out;
}

interface Part {
  top: number;
  bottom: number;
  left: number;
  /** the first column beyond */
  right: number;
  h: number;
}
/** Counts the values of a part in or out. */
function count(counts: Int32Array, bins: Uint16Array, { top, bottom, left, right, h }: Part, by: 1 | -1) {
  for (let x = left; x < right; x++) for (let i = x * h + top, end = x * h + bottom; i <= end; i++) counts[bins[i]] += by;
}

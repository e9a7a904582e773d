/*
 * The veil of a photo: for each cell of a coarse grid, how grey, tinted and dark pigment nearby makes the skin, and the redness of fresh work.
 * All are smooth, so cells of 0.4 mm are fine enough, and cells twice as wide for grey and tint, which are read back from them afterwards. The
 * grid is fixed to the photo, so every zoom, tile and strip reads the same values.
 * Healing scales all dots of a session alike: each session is summed once per plan, and a day only weights the sums.
 */

import type { Treatment, Zone } from '../consultation/schema.ts';
import { type Lend, newColumns } from '../math/columns.ts';
import { finish, inParts, type Steps } from '../math/steps.ts';
import { beyondRim, innermostPx2, isSurelyOn, type Rim } from '../scalp/rim.ts';
import { type DayOptions, type FreshWork, freshLightMm2, type LookingDots, sessionStates } from './appearance.ts';
import type { Dots } from './dots-in-photo.ts';
import { VEIL_GAIN, VEIL_SIGMA_MM } from './pigments.ts';

export const VEIL_CELL_MM = 0.4;
/** Gaussians are cut off at this many sigmas. */
const SUPPORT_SIGMAS = 3.5;
/** Variance that bilinear reading adds to a Gaussian, cells^2; subtracted beforehand. */
const READING_SPREAD = 1 / 6;
/** Smallest variance that the grid can represent, cells^2. assumed. */
const LEAST_VARIANCE = 0.4;

/** Grey, tint, dark and redness of each cell; row 0 at the top. Cell (i, j) is centred on photo px ((left + i + 0.5) cellPx, (top + j + 0.5) cellPx). */
export interface Veil {
  widthCells: number;
  heightCells: number;
  left: number;
  top: number;
  cellPx: number;
  rgba: Float32Array;
}
export const VEIL_COLUMNS = 4;
/** Two columns that spread alike: dark and redness; grey and tint, summed on a grid of their own, coarser by COARSER. */
const NEAR_COLUMNS = { stride: VEIL_COLUMNS, first: 2 } as const;
const WIDE_COLUMNS = { stride: 2, first: 0 } as const;
const COARSER = 2;

/** The columns that the veil is summed from. */
export type VeilDots = LookingDots & Pick<Dots, 'xPx' | 'yPx' | 'pxPerMm' | 'cosTheta' | 'tiltX' | 'tiltY' | 'rim'>;
interface Layer {
  /** 0: old work, which does not heal */
  session: number;
  isScar: boolean;
  /** sums as if every dot were fresh, interleaved: grey, tint, dark, redness */
  sums: Float32Array;
}
/** Grey and tint are summed on the wide grid first. */
type WideLayer = Layer & { wideSums: Float32Array };
type Grid = Omit<Veil, 'rgba'>;
/** The veil of a plan for any day. */
export interface VeilLayers {
  grid: Grid;
  layers: Layer[];
}

/** Dots added between two pauses. */
const A_STEP = 5000;

/** Sums the veil of all dots per session. About 50 ms for 100,000 dots. */
export const veilLayers = (...args: Parameters<typeof veilSteps>): VeilLayers | null => finish(veilSteps(...args));

/** veilLayers in pieces. */
export function* veilSteps(dots: VeilDots, treatment: FreshWork, zones: readonly Zone[]): Steps<VeilLayers | null> {
  if (dots.count === 0) return null;
  let meanPxPerMm = 0;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < dots.count; i++) {
    meanPxPerMm += dots.pxPerMm[i] / dots.count;
    minX = Math.min(minX, dots.xPx[i]);
    minY = Math.min(minY, dots.yPx[i]);
    maxX = Math.max(maxX, dots.xPx[i]);
    maxY = Math.max(maxY, dots.yPx[i]);
  }
  const cellPx = VEIL_CELL_MM * meanPxPerMm;
  const reachPx = SUPPORT_SIGMAS * VEIL_SIGMA_MM.grey * meanPxPerMm;
  const left = COARSER * (Math.floor((minX - reachPx) / cellPx / COARSER) - 1);
  const top = COARSER * (Math.floor((minY - reachPx) / cellPx / COARSER) - 1);
  const wide = {
    widthCells: Math.ceil(((maxX + reachPx) / cellPx - left) / COARSER) + 1,
    heightCells: Math.ceil(((maxY + reachPx) / cellPx - top) / COARSER) + 1,
    left: left / COARSER,
    top: top / COARSER,
    cellPx: cellPx * COARSER,
  };
  const grid = { widthCells: wide.widthCells * COARSER, heightCells: wide.heightCells * COARSER, left, top, cellPx };
  const layers: WideLayer[] = [];
  const isScar = zones.map((z) => z.kind === 'scar');
  /** layer of each dot */
  const layerOf = new Uint8Array(dots.count);
  for (let i = 0; i < dots.count; i++) {
    const isInScar = isScar[dots.zone[i]] ?? false;
    let k = 0;
    while (k < layers.length && (layers[k].session !== dots.session[i] || layers[k].isScar !== isInScar)) k++;
    if (k === layers.length) {
      const cells = wide.widthCells * wide.heightCells;
      const sums = new Float32Array(cells * COARSER * COARSER * VEIL_COLUMNS);
      layers.push({ session: dots.session[i], isScar: isInScar, sums, wideSums: new Float32Array(cells * 2) });
    }
    layerOf[i] = k;
  }
  yield* inParts(dots.count, A_STEP, (from, to) => addSome(from, to, dots, treatment, layers, layerOf, wide, grid));
  for (const { sums, wideSums } of layers) {
    yield;
    readWide(sums, grid, wideSums, wide);
  }
  const { rim } = dots;
  if (rim) {
    const innermost = innermostPx2(rim);
    const softPx = BEYOND_MM * meanPxPerMm;
    yield* inParts(grid.heightCells, ROWS_AT_ONCE, (from, to) => cutRows(from, to, layers, grid, rim, innermost, softPx));
  }
  return { grid, layers: layers.map(({ session, isScar, sums }) => ({ session, isScar, sums })) };
}

/** The wash ends with the head, over so many mm: what lies behind it, an ear or a wall, keeps its colour. assumed: about the blur of an outline. */
const BEYOND_MM = 0.8;
const ROWS_AT_ONCE = 64;
function cutRows(
  from: number,
  to: number,
  layers: readonly Layer[],
  { widthCells, left, top, cellPx }: Grid,
  rim: Rim,
  innermost: Float32Array,
  softPx: number,
) {
  const [cx, cy] = rim.centrePx;
  for (let j = from; j < to; j++) {
    const y = (top + j + 0.5) * cellPx;
    for (let i = 0; i < widthCells; i++) {
      const x = (left + i + 0.5) * cellPx;
      if (isSurelyOn(innermost, x - cx, y - cy)) continue;
      const o = (j * widthCells + i) * VEIL_COLUMNS;
      let grey = 0;
      for (let l = 0; l < layers.length; l++) grey += layers[l].sums[o];
      if (grey === 0) continue;
      const kept = 1 - beyondRim(rim, x, y, softPx);
      for (let l = 0; l < layers.length; l++) for (let c = 0; c < VEIL_COLUMNS; c++) layers[l].sums[o + c] *= kept;
    }
  }
}

/** Adds dots from `from` to `to`. A function of its own: engines compile one that is called often for good, but a long loop anew with each plan. */
function addSome(
  from: number,
  to: number,
  dots: VeilDots,
  treatment: FreshWork,
  layers: readonly WideLayer[],
  layerOf: Uint8Array,
  wide: Grid,
  grid: Grid,
) {
  const greyVariance = VEIL_SIGMA_MM.grey ** 2;
  const darkVariance = VEIL_SIGMA_MM.dark ** 2;
  const [perGrey, perTint, perDark] = [VEIL_GAIN.grey / greyVariance, VEIL_GAIN.dark / greyVariance, VEIL_GAIN.dark / darkVariance];
  for (let i = from; i < to; i++) {
    const red = freshLightMm2(dots, i, treatment, 0);
    const green = freshLightMm2(dots, i, treatment, 1);
    const blue = freshLightMm2(dots, i, treatment, 2);
    const { sums, wideSums } = layers[layerOf[i]];
    splat(wideSums, WIDE_COLUMNS, wide, dots, i, greyVariance, perGrey * red, (perTint * (blue - red)) / 2);
    splat(sums, NEAR_COLUMNS, grid, dots, i, darkVariance, perDark * green, dots.session[i] === 0 ? 0 : 1);
  }
}

/** Reads grey and tint of the wide grid at each cell of the fine one, bilinear. Its border, which no dot reaches, goes on beyond it. */
function readWide(sums: Float32Array, grid: Grid, wideSums: Float32Array, wide: Grid) {
  for (let j = 0; j < grid.heightCells; j++) readWideRow(j, sums, grid.widthCells, wideSums, wide);
}
function readWideRow(j: number, sums: Float32Array, widthCells: number, wideSums: Float32Array, wide: Grid) {
  const line = wide.widthCells * 2;
  const y = (j + 0.5) / COARSER - 0.5;
  const top = Math.max(0, Math.floor(y)) * line;
  const bottom = Math.min(wide.heightCells - 1, Math.floor(y) + 1) * line;
  const t = y - Math.floor(y);
  for (let i = 0, o = j * widthCells * VEIL_COLUMNS; i < widthCells; i++, o += VEIL_COLUMNS) {
    const x = (i + 0.5) / COARSER - 0.5;
    const floor = Math.floor(x);
    const left = Math.max(0, floor) * 2;
    const right = Math.min(wide.widthCells - 1, floor + 1) * 2;
    const s = x - floor;
    const above = wideSums[top + left] * (1 - s) + wideSums[top + right] * s;
    const below = wideSums[bottom + left] * (1 - s) + wideSums[bottom + right] * s;
    sums[o] = above * (1 - t) + below * t;
    const tintAbove = wideSums[top + left + 1] * (1 - s) + wideSums[top + right + 1] * s;
    const tintBelow = wideSums[bottom + left + 1] * (1 - s) + wideSums[bottom + right + 1] * s;
    sums[o + 1] = tintAbove * (1 - t) + tintBelow * t;
  }
}

/** Adds one foreshortened Gaussian to two columns of a grid, `first` and the one after it. */
function splat(
  sums: Float32Array,
  { stride, first: column }: typeof NEAR_COLUMNS | typeof WIDE_COLUMNS,
  { widthCells, heightCells, left, top, cellPx }: Grid,
  dots: VeilDots,
  i: number,
  varianceMm2: number,
  amplitude: number,
  nextAmplitude: number,
) {
  const perCell = dots.pxPerMm[i] / cellPx;
  const cos = dots.cosTheta[i];
  const across = Math.max(LEAST_VARIANCE, varianceMm2 * perCell * perCell - READING_SPREAD);
  const along = Math.max(LEAST_VARIANCE, varianceMm2 * perCell * perCell * cos * cos - READING_SPREAD);
  const kept = (varianceMm2 * perCell * perCell * cos) / Math.sqrt(across * along);
  const tx = dots.tiltX[i];
  const ty = dots.tiltY[i];
  // q = xx dx^2 + 2 xy dx dy + yy dy^2
  const xx = (tx * tx) / along + (ty * ty) / across;
  const yy = (ty * ty) / along + (tx * tx) / across;
  const xy = tx * ty * (1 / along - 1 / across);
  const x = dots.xPx[i] / cellPx - left - 0.5;
  const y = dots.yPx[i] / cellPx - top - 0.5;
  const reachX = SUPPORT_SIGMAS * Math.sqrt(tx * tx * along + ty * ty * across);
  const reachY = SUPPORT_SIGMAS * Math.sqrt(ty * ty * along + tx * tx * across);
  const fromX = Math.max(0, Math.ceil(x - reachX));
  const toX = Math.min(widthCells - 1, Math.floor(x + reachX));
  const toY = Math.min(heightCells - 1, Math.floor(y + reachY));
  // e^(-q/2) along a row: each value is the previous one times a factor, which itself changes by a constant factor; down the rows, too
  const fromY = Math.max(0, Math.ceil(y - reachY));
  const [dx, dy] = [fromX - x, fromY - y];
  let first = kept * Math.exp(-0.5 * (xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy));
  let down = Math.exp(-0.5 * (yy * (2 * dy + 1) + 2 * xy * dx));
  let right = Math.exp(-0.5 * (xx * (2 * dx + 1) + 2 * xy * dy));
  const [stepDown, stepAside, stepRight] = [Math.exp(-yy), Math.exp(-xy), Math.exp(-xx)];
  for (let j = fromY; j <= toY; j++) {
    let value = first;
    let factor = right;
    const end = (j * widthCells + toX) * stride + column;
    for (let o = (j * widthCells + fromX) * stride + column; o <= end; o += stride) {
      sums[o] += amplitude * value;
      sums[o + 1] += nextAmplitude * value;
      value *= factor;
      factor *= stepRight;
    }
    first *= down;
    down *= stepDown;
    right *= stepAside;
  }
}

/** The veil on a day. Allocates unless memory is lent, since an export may still be drawing an earlier one. */
export function veilOn(plan: VeilLayers, treatment: Treatment, options: DayOptions, lend: Lend = newColumns): Veil {
  const { grid, layers } = plan;
  const cells = grid.widthCells * grid.heightCells;
  const rgba = lend('veil', cells * VEIL_COLUMNS);
  const states = sessionStates(treatment, options);
  for (const { session, isScar, sums } of layers) {
    const state = states[session - 1];
    const isShown = session === 0 ? options.day >= 0 && options.sessions !== 0 : state.done;
    if (!isShown) continue;
    const kept = session === 0 ? 1 : state.kept[isScar ? 1 : 0];
    const red = session === 0 || state.red < LEAST_REDNESS ? 0 : state.red;
    for (let from = 0; from < cells; from += CELLS_AT_ONCE) addLayer(rgba, sums, kept, red, from, Math.min(cells, from + CELLS_AT_ONCE));
  }
  return { ...grid, rgba };
}
/** In several calls: engines compile a function that is called often for good, but a long loop anew with each picture. */
const CELLS_AT_ONCE = 4096;
function addLayer(rgba: Float32Array, sums: Float32Array, kept: number, red: number, from: number, to: number) {
  for (let o = from * VEIL_COLUMNS, end = to * VEIL_COLUMNS; o < end; o += VEIL_COLUMNS) {
    rgba[o] += kept * sums[o];
    rgba[o + 1] += kept * sums[o + 1];
    rgba[o + 2] += kept * sums[o + 2];
    rgba[o + 3] += red * sums[o + 3];
  }
}
/** Redness too weak to be seen. assumed. */
const LEAST_REDNESS = 0.004;

/** Grey, tint, dark and redness at a photo pixel, bilinear; 0 outside the grid. The shader does the same. */
export function veilAt(
  { widthCells, heightCells, left, top, cellPx, rgba }: Veil,
  xPx: number,
  yPx: number,
): [number, number, number, number] {
  const u = xPx / cellPx - left - 0.5;
  const v = yPx / cellPx - top - 0.5;
  const i = Math.floor(u);
  const j = Math.floor(v);
  if (i < 0 || j < 0 || i + 1 >= widthCells || j + 1 >= heightCells) return [0, 0, 0, 0];
  const [s, t] = [u - i, v - j];
  const o = (j * widthCells + i) * VEIL_COLUMNS;
  const below = o + widthCells * VEIL_COLUMNS;
  const at = (c: number) =>
    (rgba[o + c] * (1 - s) + rgba[o + VEIL_COLUMNS + c] * s) * (1 - t) +
    (rgba[below + c] * (1 - s) + rgba[below + VEIL_COLUMNS + c] * s) * t;
  return [at(0), at(1), at(2), at(3)];
}

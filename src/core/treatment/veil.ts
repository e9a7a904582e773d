/*
 * The veil of a photo: for each cell of a coarse grid, how grey and how dark pigment nearby makes the skin, and the redness of fresh work.
 * All are smooth, so cells of 0.4 mm are fine enough. The grid is fixed to the photo, so every zoom, tile and strip reads the same values.
 * Healing scales all dots of a session alike: each session is summed once per plan, and a day only weights the sums.
 */

import type { Treatment, Zone } from '../consultation/schema.ts';
import { type Lend, newColumns } from '../math/columns.ts';
import { type DayOptions, type FreshWork, freshLightMm2, sessionStates } from './appearance.ts';
import type { Dots } from './dots-in-photo.ts';
import { VEIL_GAIN, VEIL_SIGMA_MM } from './pigments.ts';

export const VEIL_CELL_MM = 0.4;
/** Gaussians are cut off at this many sigmas. */
const SUPPORT_SIGMAS = 3.5;
/** Variance that bilinear reading adds to a Gaussian, cells^2; subtracted beforehand. */
const READING_SPREAD = 1 / 6;
/** Smallest variance that the grid can represent, cells^2. assumed. */
const LEAST_VARIANCE = 0.4;

/** Grey, dark, redness and tint of each cell; row 0 at the top. Cell (i, j) is centred on photo px ((left + i + 0.5) cellPx, (top + j + 0.5) cellPx). */
export interface Veil {
  widthCells: number;
  heightCells: number;
  left: number;
  top: number;
  cellPx: number;
  rgba: Float32Array;
}
export const VEIL_COLUMNS = 4;

interface Layer {
  /** 0: old work, which does not heal */
  session: number;
  isScar: boolean;
  /** sums as if every dot were fresh, interleaved: grey, dark, redness, tint */
  sums: Float32Array;
}
/** The veil of a plan for any day. */
export interface VeilLayers {
  grid: Omit<Veil, 'rgba'>;
  layers: Layer[];
}

/** Sums the veil of all dots per session. About 50 ms for 100,000 dots. */
export function veilLayers(dots: Dots, treatment: FreshWork, zones: readonly Zone[]): VeilLayers | null {
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
  const left = Math.floor((minX - reachPx) / cellPx) - 1;
  const top = Math.floor((minY - reachPx) / cellPx) - 1;
  const widthCells = Math.ceil((maxX + reachPx) / cellPx) + 1 - left;
  const heightCells = Math.ceil((maxY + reachPx) / cellPx) + 1 - top;
  const grid = { widthCells, heightCells, left, top, cellPx };
  const layers: Layer[] = [];
  const layerOf = (session: number, isScar: boolean) => {
    let layer = layers.find((l) => l.session === session && l.isScar === isScar);
    if (!layer) {
      layer = { session, isScar, sums: new Float32Array(widthCells * heightCells * VEIL_COLUMNS) };
      layers.push(layer);
    }
    return layer.sums;
  };
  const isScar = zones.map((z) => z.kind === 'scar');
  const greyVariance = VEIL_SIGMA_MM.grey ** 2;
  const darkVariance = VEIL_SIGMA_MM.dark ** 2;
  const perDark = VEIL_GAIN.dark / darkVariance;
  for (let i = 0; i < dots.count; i++) {
    const red = freshLightMm2(dots, i, treatment, 0);
    const green = freshLightMm2(dots, i, treatment, 1);
    const blue = freshLightMm2(dots, i, treatment, 2);
    const sums = layerOf(dots.session[i], isScar[dots.zone[i]] ?? false);
    splat(sums, grid, dots, i, greyVariance, [(VEIL_GAIN.grey * red) / greyVariance, 0, 0, 0]);
    const redness = dots.session[i] === 0 ? 0 : 1;
    splat(sums, grid, dots, i, darkVariance, [0, perDark * green, redness, (perDark * (blue - red)) / 2]);
  }
  return { grid, layers };
}

/** Adds one foreshortened Gaussian, either to grey or to the other three columns. */
function splat(
  sums: Float32Array,
  { widthCells, heightCells, left, top, cellPx }: Omit<Veil, 'rgba'>,
  dots: Dots,
  i: number,
  varianceMm2: number,
  amplitudes: readonly [number, number, number, number],
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
  const [grey, dark, redness, tint] = [amplitudes[0] * kept, amplitudes[1] * kept, amplitudes[2] * kept, amplitudes[3] * kept];
  const step = Math.exp(-xx);
  for (let j = Math.max(0, Math.ceil(y - reachY)); j <= toY; j++) {
    const dy = j - y;
    const dx = fromX - x;
    // e^(-q/2) along a row: each value is the previous one times a factor, which itself changes by a constant factor
    let value = Math.exp(-0.5 * (xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy));
    let factor = Math.exp(-0.5 * (xx * (2 * dx + 1) + 2 * xy * dy));
    for (let o = (j * widthCells + fromX) * VEIL_COLUMNS, end = (j * widthCells + toX) * VEIL_COLUMNS; o <= end; o += VEIL_COLUMNS) {
      if (grey !== 0) sums[o] += grey * value;
      else {
        sums[o + 1] += dark * value;
        sums[o + 2] += redness * value;
        sums[o + 3] += tint * value;
      }
      value *= factor;
      factor *= step;
    }
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
    for (let i = 0, o = 0; i < cells; i++, o += VEIL_COLUMNS) {
      rgba[o] += kept * sums[o];
      rgba[o + 1] += kept * sums[o + 1];
      rgba[o + 2] += red * sums[o + 2];
      rgba[o + 3] += kept * sums[o + 3];
    }
  }
  return { ...grid, rgba };
}
/** Redness too weak to be seen. assumed. */
const LEAST_REDNESS = 0.004;

/** Grey, dark, redness and tint at a photo pixel, bilinear; 0 outside the grid. The shader does the same. */
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

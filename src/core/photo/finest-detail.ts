/*
 * The finest detail that a photo holds bounds its blur: no picture is finer than points that its camera blurred. Hair, stubble and cloth
 * show it where a photo's edges are curved, out of focus, or few. Measured as the energy of the finest octave over that of the next one,
 * which white noise blurred by a Gaussian has most of.
 */
import { nthSmallest } from '../math/nth-smallest.ts';
import type { Raster } from '../math/raster.ts';

/** Side of a piece of photo, px. */
export const PIECE_PX = 48;
/** A piece of the photo at its own pixels, brightness 0..255, PIECE_PX wide and high. */
export type Piece = Uint8Array;

/** Sigma of the blur, px, and the ratio that white noise then has (computed). */
const RATIOS = [
  [0.5, 4.01],
  [0.6, 2.2],
  [0.7, 1.29],
  [0.8, 0.84],
  [0.9, 0.6],
  [1, 0.45],
  [1.2, 0.29],
  [1.5, 0.19],
  [2, 0.13],
] as const;
/** Less energy than this (of 255^2) in the second octave is noise and compression. assumed. */
const MIN_ENERGY = 9;
/** Of the pieces with texture, the finer ones count; fewer than this many say nothing. assumed. */
const FINER_SHARE = 0.75;
const MIN_PIECES = 5;
/** Read at most, evenly among those given. */
const MOST_PIECES = 240;
/** Rim of a piece that is left out, px: the filters reach that far. */
const RIM_PX = 6;

/** Places of the photo's most textured pieces, px. @param widthPx of the photo, in whose pixels the places are returned */
export function texturePlaces(small: Raster, widthPx: number): { xPx: number; yPx: number }[] {
  const perSmall = widthPx / small.widthPx;
  const side = Math.max(4, Math.round(PIECE_PX / perSmall));
  const squares = new Float32Array(Math.ceil(side / 2) ** 2);
  const found: { xPx: number; yPx: number; energy: number }[] = [];
  for (let top = 1; top + side < small.heightPx; top += side)
    for (let left = 1; left + side < small.widthPx; left += side) {
      const energy = roughness(small, left, top, side, squares);
      if (energy > MIN_ENERGY) found.push({ xPx: (left + side / 2) * perSmall, yPx: (top + side / 2) * perSmall, energy });
    }
  found.sort((p, q) => q.energy - p.energy);
  return found.slice(0, MOST_PIECES);
}

/** Median squared difference of green neighbours: texture all over a square, not one edge through it. @param squares room for them */
function roughness({ widthPx, rgba }: Raster, left: number, top: number, side: number, squares: Float32Array): number {
  let n = 0;
  for (let y = top; y < top + side; y += 2)
    for (let x = left, i = 4 * (y * widthPx + left) + 1; x < left + side; x += 2, i += 8) {
      const across = rgba[i] - rgba[i + 4];
      const down = rgba[i] - rgba[i + 4 * widthPx];
      squares[n++] = across * across + down * down;
    }
  return nthSmallest(squares, n, n >> 1);
}

/** The largest blur that lets the photo hold its finest detail, sigma in px; Infinity if its pieces have too little of it to say. */
export function mostBlurPx(pieces: readonly Piece[]): number {
  const step = Math.max(1, pieces.length / MOST_PIECES);
  const ratios: number[] = [];
  for (let k = 0; k < pieces.length; k += step) {
    const [finest, next] = octaves(pieces[Math.floor(k)]);
    if (next > MIN_ENERGY) ratios.push(finest / next);
  }
  if (ratios.length < MIN_PIECES) return Number.POSITIVE_INFINITY;
  ratios.sort((p, q) => p - q);
  return sigmaOf(ratios[Math.floor(FINER_SHARE * (ratios.length - 1))]);
}

function sigmaOf(ratio: number): number {
  const k = RATIOS.findIndex(([, at]) => at <= ratio);
  if (k < 0) return Number.POSITIVE_INFINITY;
  if (k === 0) return RATIOS[0][0];
  const [[finer, most], [coarser, least]] = [RATIOS[k - 1], RATIOS[k]];
  const share = Math.log(most / ratio) / Math.log(most / least);
  return finer + (coarser - finer) * share;
}

/** Energy of the two finest octaves of a piece (a trous wavelets of the binomial filter: Holschneider et al. 1989). */
function octaves(piece: Piece): [finest: number, next: number] {
  const own = Float32Array.from(piece);
  const once = binomial(own, 1);
  const twice = binomial(once, 2);
  let [finest, next] = [0, 0];
  for (let y = RIM_PX; y < PIECE_PX - RIM_PX; y++)
    for (let x = RIM_PX; x < PIECE_PX - RIM_PX; x++) {
      const i = y * PIECE_PX + x;
      finest += (own[i] - once[i]) ** 2;
      next += (once[i] - twice[i]) ** 2;
    }
  const count = (PIECE_PX - 2 * RIM_PX) ** 2;
  return [finest / count, next / count];
}

/** Blurred by (1 2 1) / 4 both ways, its taps `apart` px apart; correct inside the rim. */
function binomial(level: Float32Array, apart: number): Float32Array {
  const along = new Float32Array(level.length);
  const out = new Float32Array(level.length);
  const [x, y] = [apart, apart * PIECE_PX];
  for (let i = x; i < level.length - x; i++) along[i] = (level[i - x] + 2 * level[i] + level[i + x]) / 4;
  for (let i = y; i < level.length - y; i++) out[i] = (along[i - y] + 2 * along[i] + along[i + y]) / 4;
  return out;
}

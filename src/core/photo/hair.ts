/*
 * Where the photo already shows hair, so that it is not dotted over: shaved hair is a texture of small dark marks. For every place,
 * how much darker the darkest marks within 1.2 mm are than the skin between them, against what bare skin's own texture shows.
 */
import { LINEAR_OF_BYTE } from '../math/colour.ts';
import type { Raster } from './raster.ts';

/** Window over which marks are counted, mm (half-width). */
const WINDOW_MM = 1.6;
/** Grid on which the reading is kept, mm. */
const STEP_MM = 1;
/** Contrast (sd of fine texture over mean) of bare skin and of full stubble. assumed: read off the rendered heads with known hair. */
const BARE_CONTRAST = 0.055;
const FULL_CONTRAST = 0.12;

export interface HairOptions {
  photoWidthPx: number;
  /** of the photo */
  pxPerMm: number;
}

/** Reads hair coverage 0..1; the returned function takes photo pixels (upright). */
export function readHair(raster: Raster, { photoWidthPx, pxPerMm }: HairOptions): (xPx: number, yPx: number) => number {
  const scale = raster.widthPx / photoWidthPx;
  const perMm = pxPerMm * scale;
  const step = Math.max(1, Math.round(STEP_MM * perMm));
  const reach = Math.max(2, Math.round(WINDOW_MM * perMm));
  const { widthPx: w, heightPx: h, rgba } = raster;
  // integral images of log-like luminance (square root) and its fine detail squared
  const level = new Float32Array(w * h);
  for (let i = 0; i < w * h; i++) {
    const l = 0.3 * LINEAR_OF_BYTE[rgba[4 * i]] + 0.6 * LINEAR_OF_BYTE[rgba[4 * i + 1]] + 0.1 * LINEAR_OF_BYTE[rgba[4 * i + 2]];
    level[i] = Math.sqrt(l + 1e-4);
  }
  const blurred = boxBlur(level, w, h, Math.max(1, Math.round(0.6 * perMm)));
  const detail = new Float32Array(w * h);
  for (let i = 0; i < w * h; i++) {
    const d = (level[i] - blurred[i]) / blurred[i];
    detail[i] = d * d;
  }
  const energy = boxBlur(detail, w, h, reach);
  const gw = Math.ceil(w / step) + 1;
  const gh = Math.ceil(h / step) + 1;
  const grid = new Float32Array(gw * gh);
  for (let gy = 0; gy < gh; gy++)
    for (let gx = 0; gx < gw; gx++) {
      const i = Math.min(h - 1, gy * step) * w + Math.min(w - 1, gx * step);
      const t = Math.min(1, Math.max(0, (2 * Math.sqrt(energy[i]) - BARE_CONTRAST) / (FULL_CONTRAST - BARE_CONTRAST)));
      grid[gy * gw + gx] = t * t * (3 - 2 * t);
    }
  return (xPx, yPx) => {
    const x = Math.min(gw - 1.001, Math.max(0, (xPx * scale) / step));
    const y = Math.min(gh - 1.001, Math.max(0, (yPx * scale) / step));
    const i = Math.floor(y) * gw + Math.floor(x);
    const u = x - Math.floor(x);
    const v = y - Math.floor(y);
    return (grid[i] * (1 - u) + grid[i + 1] * u) * (1 - v) + (grid[i + gw] * (1 - u) + grid[i + gw + 1] * u) * v;
  };
}

/** Mean over a (2 r + 1) square, edges repeated; two running sums. */
export function boxBlur(input: Float32Array, w: number, h: number, r: number): Float32Array {
  const across = new Float32Array(w * h);
  const n = 2 * r + 1;
  for (let y = 0; y < h; y++) {
    let sum = 0;
    const row = y * w;
    for (let x = -r; x <= r; x++) sum += input[row + Math.min(w - 1, Math.max(0, x))];
    for (let x = 0; x < w; x++) {
      across[row + x] = sum / n;
      sum += input[row + Math.min(w - 1, x + r + 1)] - input[row + Math.max(0, x - r)];
    }
  }
  const out = new Float32Array(w * h);
  const sums = new Float64Array(w);
  for (let y = -r; y <= r; y++) {
    const row = Math.min(h - 1, Math.max(0, y)) * w;
    for (let x = 0; x < w; x++) sums[x] += across[row + x];
  }
  for (let y = 0; y < h; y++) {
    const add = Math.min(h - 1, y + r + 1) * w;
    const drop = Math.max(0, y - r) * w;
    for (let x = 0; x < w; x++) {
      out[y * w + x] = sums[x] / n;
      sums[x] += across[add + x] - across[drop + x];
    }
  }
  return out;
}

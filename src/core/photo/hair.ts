/*
 * Where the photo already shows hair, so that it is not dotted over: shaved hair is a texture of small dark marks. For every place,
 * how much darker the darkest marks within 1.2 mm are than the skin between them, against what bare skin's own texture shows.
 */
import { LINEAR_OF_BYTE } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';

/** Window over which marks are counted, mm (half-width). */
const WINDOW_MM = 1.6;
/** Grid on which the reading is kept, mm. */
const STEP_MM = 1;
/** Marks are told from what surrounds them within this, mm (half-width). */
const DETAIL_MM = 0.6;
/** Depth of dark marks (twice their rms against the mean) on bare skin and in stubble: read off the rendered heads, 0.024-0.058 and 0.10-0.45. */
const BARE_DEPTH = 0.055;
const FULL_DEPTH = 0.13;
/** Marks are sparse and deep, pores and shine are not: skewness of the detail, -0.6 to -0.9 on bare skin, -1.2 to -3.2 in stubble. */
const BARE_SKEW = 0.75;
const FULL_SKEW = 1.25;
/** Skin tilted further than this may show the backdrop beside it: its reading is taken from the skin next to it. */
const LEAST_COS = 0.3;

export interface HairOptions {
  photoWidthPx: number;
  /** of the photo */
  pxPerMm: number;
  /** the head, to keep the backdrop out: cosine of the tilt at a photo pixel, 0 off the head */
  cosTheta(xPx: number, yPx: number): number;
  /** the part of the photo that holds the head, px */
  bounds: { minX: number; minY: number; maxX: number; maxY: number };
}

/** Reads hair coverage 0..1; the returned function takes photo pixels (upright). */
export function readHair(raster: Raster, { photoWidthPx, pxPerMm, cosTheta, bounds }: HairOptions): (xPx: number, yPx: number) => number {
  const scale = raster.widthPx / photoWidthPx;
  const perMm = pxPerMm * scale;
  const x0 = Math.max(0, Math.floor(bounds.minX * scale));
  const y0 = Math.max(0, Math.floor(bounds.minY * scale));
  const w = Math.min(raster.widthPx, Math.ceil(bounds.maxX * scale)) - x0;
  const h = Math.min(raster.heightPx, Math.ceil(bounds.maxY * scale)) - y0;
  if (w < 8 || h < 8) return () => 0;
  const step = Math.max(2, Math.round(STEP_MM * perMm));
  const reach = Math.max(2, Math.round(WINDOW_MM * perMm));
  const gw = Math.ceil(w / step) + 1;
  const gh = Math.ceil(h / step) + 1;
  const facing = new Uint8Array(gw * gh);
  for (let gy = 0; gy < gh; gy++)
    for (let gx = 0; gx < gw; gx++) facing[gy * gw + gx] = cosTheta((x0 + gx * step) / scale, (y0 + gy * step) / scale) > LEAST_COS ? 1 : 0;

  const weight = new Float32Array(w * h);
  const level = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      if (!facing[Math.round(y / step) * gw + Math.round(x / step)]) continue;
      const o = ((y0 + y) * raster.widthPx + x0 + x) * 4;
      const l = 0.3 * LINEAR_OF_BYTE[raster.rgba[o]] + 0.6 * LINEAR_OF_BYTE[raster.rgba[o + 1]] + 0.1 * LINEAR_OF_BYTE[raster.rgba[o + 2]];
      weight[y * w + x] = 1;
      level[y * w + x] = Math.sqrt(l + 1e-4);
    }
  const detailReach = Math.max(1, Math.round(DETAIL_MM * perMm));
  const near = boxBlur(level, w, h, detailReach);
  const nearWeight = boxBlur(weight, w, h, detailReach);
  const dark = new Float32Array(w * h);
  const all = new Float32Array(w * h);
  const cubed = new Float32Array(w * h);
  for (let i = 0; i < w * h; i++) {
    if (weight[i] === 0) continue;
    const mean = near[i] / nearWeight[i];
    const d = (level[i] - mean) / mean;
    const below = Math.min(0, d);
    dark[i] = below * below;
    all[i] = d * d;
    cubed[i] = -below * below * below;
  }
  const [darkMean, allMean, cubedMean, weightMean] = [dark, all, cubed, weight].map((column) => boxBlur(column, w, h, reach));
  const grid = new Float32Array(gw * gh).fill(-1);
  for (let gy = 0; gy < gh; gy++)
    for (let gx = 0; gx < gw; gx++) {
      const i = Math.min(h - 1, gy * step) * w + Math.min(w - 1, gx * step);
      if (weightMean[i] < 0.25) continue;
      const depth = 2 * Math.sqrt(darkMean[i] / weightMean[i]);
      const skew = cubedMean[i] / weightMean[i] / ((allMean[i] / weightMean[i]) ** 1.5 + 1e-9);
      grid[gy * gw + gx] = smooth((depth - BARE_DEPTH) / (FULL_DEPTH - BARE_DEPTH)) * smooth((skew - BARE_SKEW) / (FULL_SKEW - BARE_SKEW));
    }
  fillFromNeighbours(grid, gw, gh);
  // the window reaches beyond the hair by about two cells
  erode(grid, gw, gh);
  erode(grid, gw, gh);
  return (xPx, yPx) => {
    const x = Math.min(gw - 1.001, Math.max(0, (xPx * scale - x0) / step));
    const y = Math.min(gh - 1.001, Math.max(0, (yPx * scale - y0) / step));
    const i = Math.floor(y) * gw + Math.floor(x);
    const u = x - Math.floor(x);
    const v = y - Math.floor(y);
    return (grid[i] * (1 - u) + grid[i + 1] * u) * (1 - v) + (grid[i + gw] * (1 - u) + grid[i + gw + 1] * u) * v;
  };
}

const smooth = (t: number) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

/** Every cell becomes the least of itself and its neighbours. */
function erode(grid: Float32Array, w: number, h: number) {
  const before = grid.slice();
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let least = 1;
      for (let j = Math.max(0, y - 1); j <= Math.min(h - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++) least = Math.min(least, before[j * w + i]);
      grid[y * w + x] = least;
    }
}

/** Cells below 0 take the mean of known neighbours, ring by ring for 12 cells; what is left becomes 0. */
function fillFromNeighbours(grid: Float32Array, w: number, h: number) {
  for (let ring = 0; ring < 12; ring++) {
    const before = grid.slice();
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        if (before[y * w + x] >= 0) continue;
        let sum = 0;
        let count = 0;
        for (let j = Math.max(0, y - 1); j <= Math.min(h - 1, y + 1); j++)
          for (let i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++)
            if (before[j * w + i] >= 0) {
              sum += before[j * w + i];
              count++;
            }
        if (count) grid[y * w + x] = sum / count;
      }
  }
  for (let i = 0; i < w * h; i++) if (grid[i] < 0) grid[i] = 0;
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

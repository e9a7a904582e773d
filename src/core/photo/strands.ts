/*
 * Single hairs in the photo, so that dots go on the skin between them: how much darker a place is than the skin around it, taken as the
 * 80th percentile of brightness within a few millimetres.
 */
import { LINEAR_OF_BYTE } from '../math/colour.ts';
import { nthSmallest } from '../math/nth-smallest.ts';
import type { Raster } from '../math/raster.ts';
import { finish, type Steps } from '../math/steps.ts';

/** Half-width of the windows in which skin is read, and spacing of their grid, mm. */
const WINDOW_MM = 3;
const STEP_MM = 2;
const SKIN_QUANTILE = 0.8;
/** A hair within this distance keeps a dot away, mm. */
const NEAR_MM = 0.2;
/** How much darker than skin (share of its square-root luminance) hair begins, and is certain. assumed: by eye. */
const FROM = 0.1;
const FULL = 0.2;

/** Rows of pixels read between two pauses. */
const A_STEP = 500;

export interface StrandOptions {
  photoWidthPx: number;
  pxPerMm: number;
  bounds: { minX: number; minY: number; maxX: number; maxY: number };
}

/** Hair 0..1 at a place of the photo, in photo pixels. */
type StrandsAt = (xPx: number, yPx: number) => number;

/** Brightness of the photo and of the skin around each place, as it can be sent between threads. */
export interface StrandGrid {
  /** of the raster: pixels per photo pixel, and the part that was read */
  scale: number;
  x0: number;
  y0: number;
  widthPx: number;
  heightPx: number;
  readonly level: Float32Array;
  /** brightness of skin at nodes `stepPx` apart, `widthNodes` a row */
  skin: Float32Array;
  widthNodes: number;
  stepPx: number;
  /** hair this near keeps a dot away, px */
  nearPx: number;
}

export const readStrands = (raster: Raster, options: StrandOptions): StrandsAt => strandsOn(finish(strandSteps(raster, options)));

/** The reading in pieces; null: the head is too small in the photo to be read. */
export function* strandSteps(raster: Raster, { photoWidthPx, pxPerMm, bounds }: StrandOptions): Steps<StrandGrid | null> {
  const scale = raster.widthPx / photoWidthPx;
  const perMm = pxPerMm * scale;
  const x0 = Math.max(0, Math.floor(bounds.minX * scale));
  const y0 = Math.max(0, Math.floor(bounds.minY * scale));
  const w = Math.min(raster.widthPx, Math.ceil(bounds.maxX * scale)) - x0;
  const h = Math.min(raster.heightPx, Math.ceil(bounds.maxY * scale)) - y0;
  if (w < 8 || h < 8) return null;
  const level = yield* levelSteps(raster, { x0, y0, widthPx: w, heightPx: h });
  const step = Math.max(2, Math.round(STEP_MM * perMm));
  const reach = Math.max(2, Math.round(WINDOW_MM * perMm));
  const stride = Math.max(1, reach >> 3);
  const gw = Math.ceil(w / step) + 2;
  const gh = Math.ceil(h / step) + 2;
  const skin = new Float32Array(gw * gh);
  const samples = new Float32Array((2 * Math.ceil(reach / stride)) ** 2);
  for (let gy = 0; gy < gh; gy++) {
    if (gy % 16 === 0) yield;
    for (let gx = 0; gx < gw; gx++) {
      let n = 0;
      for (let y = Math.max(0, gy * step - reach); y < Math.min(h, gy * step + reach); y += stride)
        for (let x = Math.max(0, gx * step - reach); x < Math.min(w, gx * step + reach); x += stride) samples[n++] = level[y * w + x];
      skin[gy * gw + gx] = n ? nthSmallest(samples, n, Math.floor(n * SKIN_QUANTILE)) : 0;
    }
  }
  const nearPx = Math.max(1, Math.round(NEAR_MM * perMm));
  return { scale, x0, y0, widthPx: w, heightPx: h, level, skin, widthNodes: gw, stepPx: step, nearPx };
}

/** Brightness of a part of the raster. */
export function* levelSteps(
  { widthPx, rgba }: Raster,
  { x0, y0, widthPx: w, heightPx: h }: Pick<StrandGrid, 'x0' | 'y0' | 'widthPx' | 'heightPx'>,
): Steps<Float32Array> {
  const level = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    if (y % A_STEP === A_STEP - 1) yield;
    for (let x = 0; x < w; x++) {
      const o = ((y0 + y) * widthPx + x0 + x) * 4;
      level[y * w + x] = Math.sqrt(0.3 * LINEAR_OF_BYTE[rgba[o]] + 0.6 * LINEAR_OF_BYTE[rgba[o + 1]] + 0.1 * LINEAR_OF_BYTE[rgba[o + 2]]);
    }
  }
  return level;
}

/** Reads them once they are asked for; `ahead` before that, in pieces. */
export function lateStrands(make: () => Steps<StrandGrid | null>): StrandsAt & { ahead(): Steps<void> } {
  let there: StrandsAt | null = null;
  function* ahead(): Steps<void> {
    there ??= strandsOn(yield* make());
  }
  const at: StrandsAt = (xPx, yPx) => {
    if (!there) finish(ahead());
    return (there as StrandsAt)(xPx, yPx);
  };
  return Object.assign(at, { ahead });
}

export function strandsOn(grid: StrandGrid | null): StrandsAt {
  if (!grid) return () => 0;
  const { scale, x0, y0, widthPx: w, heightPx: h, skin, widthNodes: gw, stepPx: step, nearPx: near } = grid;
  const skinAt = (x: number, y: number) => {
    const i = Math.floor(y / step) * gw + Math.floor(x / step);
    const u = (x / step) % 1;
    const v = (y / step) % 1;
    return (skin[i] * (1 - u) + skin[i + 1] * u) * (1 - v) + (skin[i + gw] * (1 - u) + skin[i + gw + 1] * u) * v;
  };
  return (xPx, yPx) => {
    const x = xPx * scale - x0;
    const y = yPx * scale - y0;
    if (x < 0 || y < 0 || x >= w || y >= h) return 0;
    const { level } = grid;
    const around = skinAt(x, y);
    let darkest = Infinity;
    for (let b = Math.max(0, Math.floor(y) - near); b <= Math.min(h - 1, Math.floor(y) + near); b++)
      for (let a = Math.max(0, Math.floor(x) - near); a <= Math.min(w - 1, Math.floor(x) + near); a++)
        darkest = Math.min(darkest, level[b * w + a]);
    const t = Math.min(1, Math.max(0, ((around - darkest) / Math.max(around, 1e-3) - FROM) / (FULL - FROM)));
    return t * t * (3 - 2 * t);
  };
}

/*
 * How much light finished work takes, measured on a studio's own photographs: mean linear light in a disc of treated and of bare skin.
 * With the same two places in a photograph from before, exposure, white balance and most of the shading cancel; one photograph alone
 * cannot tell shading from pigment. Leaves out: light and pose that differ between the two places, and shine.
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import { gaussianBlur } from '../math/gaussian-blur.ts';
import type { Raster } from '../math/raster.ts';
import { MIN_PX_PER_MM } from './stubble-reading.ts';

type Rgb = readonly [number, number, number];
type PointPx = readonly [number, number];

/** Radius of a disc, mm (about eighty follicles); without a scale, a share of the photo's long side. assumed. */
const RADIUS_MM = 5;
const RADIUS_SHARE = 0.0125;
const MIN_RADIUS_PX = 4;
/** The disc is averaged in this many cells across, each with several dots; the darkest and lightest cells (a mole, a hair, a glint) are left out. assumed. */
const CELLS = 7;
const TRIMMED_SHARE = 0.1;
const CLIPPED_BYTE = 250;
const MAX_CLIPPED_SHARE = 0.02;
/** Least linear light of the darkest channel: below it, noise and the camera's black level weigh as much as the skin. assumed: about byte 18. */
const MIN_LIGHT = 0.006;
/** Work that keeps more light than MAX_KEPT cannot be told from bare skin; the result is clamped to this range. assumed. */
const MAX_KEPT = 0.98;
const MIN_KEPT = 0.05;
/** Texture is ln(green) minus its blur of this sigma, mm. */
const TEXTURE_BLUR_MM = 1.2;

/** @param pxPerMm of the raster, or null where it is not known */
export const discRadiusPx = ({ widthPx, heightPx }: Raster, pxPerMm: number | null): number =>
  Math.max(MIN_RADIUS_PX, pxPerMm ? RADIUS_MM * pxPerMm : RADIUS_SHARE * Math.max(widthPx, heightPx));

export type PlaceReading = { ok: true; light: Rgb } | { ok: false; reason: 'dark' | 'clipped' };

/** Mean linear light, R G B 0..1, in the disc about a point of the raster. */
export function readPlace({ widthPx: w, heightPx: h, rgba }: Raster, [cx, cy]: PointPx, radiusPx: number): PlaceReading {
  const sums = new Float64Array(CELLS * CELLS * 4);
  let [n, clipped] = [0, 0];
  for (let y = Math.max(0, Math.floor(cy - radiusPx)); y <= Math.min(h - 1, cy + radiusPx); y++)
    for (let x = Math.max(0, Math.floor(cx - radiusPx)); x <= Math.min(w - 1, cx + radiusPx); x++) {
      const [dx, dy] = [x + 0.5 - cx, y + 0.5 - cy];
      if (dx * dx + dy * dy > radiusPx * radiusPx) continue;
      const o = (y * w + x) * 4;
      const cell = (along: number) => Math.min(CELLS - 1, Math.floor(((along / radiusPx + 1) / 2) * CELLS));
      const k = 4 * (cell(dy) * CELLS + cell(dx));
      for (let c = 0; c < 3; c++) sums[k + c] += LINEAR_OF_BYTE[rgba[o + c]];
      sums[k + 3]++;
      n++;
      if (Math.max(rgba[o], rgba[o + 1], rgba[o + 2]) >= CLIPPED_BYTE) clipped++;
    }
  if (clipped > MAX_CLIPPED_SHARE * n) return { ok: false, reason: 'clipped' };
  const full = ((2 * radiusPx) / CELLS) ** 2;
  const cells: number[][] = [];
  for (let k = 0; k < sums.length; k += 4)
    if (sums[k + 3] >= full / 2) cells.push([sums[k] / sums[k + 3], sums[k + 1] / sums[k + 3], sums[k + 2] / sums[k + 3]]);
  const sorted = cells.sort((p, q) => luminance(p[0], p[1], p[2]) - luminance(q[0], q[1], q[2]));
  const trimmed = Math.floor(TRIMMED_SHARE * sorted.length);
  const used = sorted.slice(trimmed, sorted.length - trimmed);
  const mean = (c: number) => used.reduce((s, cell) => s + cell[c], 0) / Math.max(1, used.length);
  const light = [mean(0), mean(1), mean(2)] as const;
  return Math.min(...light) < MIN_LIGHT ? { ok: false, reason: 'dark' } : { ok: true, light };
}

export interface TwoPlaces {
  treated: Rgb;
  bare: Rgb;
}

/** Share of the light that the work keeps, R G B within 0.05..0.98; null where the treated place is not darker than the bare one. */
export function keptLight(after: TwoPlaces, before: TwoPlaces | null): Rgb | null {
  const of = (c: 0 | 1 | 2) => after.treated[c] / after.bare[c] / (before ? before.treated[c] / before.bare[c] : 1);
  const kept = [of(0), of(1), of(2)] as const;
  if (luminance(...kept) >= MAX_KEPT) return null;
  const held = (k: number) => Math.min(MAX_KEPT, Math.max(MIN_KEPT, k));
  return [held(kept[0]), held(kept[1]), held(kept[2])];
}

/** Standard deviation in the disc of ln(green) minus its 1.2 mm blur; null if the picture is too coarse to show dots. */
export function readTexture(
  { widthPx, heightPx, rgba }: Raster,
  [cx, cy]: PointPx,
  radiusPx: number,
  pxPerMm: number | null,
): number | null {
  if (!pxPerMm || pxPerMm < MIN_PX_PER_MM) return null;
  const margin = Math.ceil(3.5 * TEXTURE_BLUR_MM * pxPerMm);
  const x0 = Math.max(0, Math.floor(cx - radiusPx) - margin);
  const y0 = Math.max(0, Math.floor(cy - radiusPx) - margin);
  const w = Math.min(widthPx, Math.ceil(cx + radiusPx) + margin) - x0;
  const h = Math.min(heightPx, Math.ceil(cy + radiusPx) + margin) - y0;
  if (w < 2 || h < 2) return null;
  const log = new Float32Array(w * h);
  for (let i = 0; i < w * h; i++)
    log[i] = Math.log(LINEAR_OF_BYTE[rgba[((y0 + Math.floor(i / w)) * widthPx + x0 + (i % w)) * 4 + 1]] + 1e-3);
  const low = gaussianBlur(log, w, h, TEXTURE_BLUR_MM * pxPerMm);
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0; i < w * h; i++) {
    if ((x0 + (i % w) + 0.5 - cx) ** 2 + (y0 + Math.floor(i / w) + 0.5 - cy) ** 2 > radiusPx * radiusPx) continue;
    const d = log[i] - low[i];
    sum += d;
    squares += d * d;
    n++;
  }
  return n ? Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)) : null;
}

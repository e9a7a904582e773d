/*
 * Redness of the skin as a small picture that is saved with a photo. Blotches, vessels and moles are the same in all photos of a head,
 * whatever the light, so they show how photos align (skin-matches.ts). The measure is ln(red / green) in linear light, because shade and
 * shine change both alike. It uses the brighter pixels of a cell (skin between hairs) and subtracts the mean of the surroundings (the colour
 * of the light).
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import { gaussianBlur } from '../math/gaussian-blur.ts';
import { median } from '../math/median.ts';
import type { Raster } from '../math/raster.ts';
import type { Surface } from './surface.ts';

export interface SkinPicture {
  /** corner of the first cell, and vectors to the next cell of a row and to the next row, photo px */
  cornerPx: [number, number];
  acrossPx: [number, number];
  downPx: [number, number];
  widthCells: number;
  heightCells: number;
  /** one character per cell, row by row: a space where no skin faces the camera, else '-' to 'U' in steps of an eighth of a standard deviation */
  cells: string;
}

/** assumed: fine enough to resolve a blotch. */
const CELL_MM = 2.5;
/** Sigma of the mean that is subtracted: slower changes are light. assumed. */
const AROUND_MM = 8.5;
/** Least cosine of the tilt: steeper skin is smeared, and the rim is mixed with the background. assumed. */
const MIN_FACING = 0.35;
/** Red and green below this are noise. */
const DARK = 0.002;
const OUTLINE_POINTS = 60;
const UNSEEN = ' ';
const MIDDLE = 65;
const STEPS_A_SD = 8;
const MAX_STEPS = 20;
/** Median absolute deviation of a normal distribution, in standard deviations. */
const MEDIAN_OFF_SD = 0.6745;

/** @param surface the head in the photo */
export function skinPicture(raster: Raster, photoWidthPx: number, surface: Surface): SkinPicture {
  const cellPx = Math.round(100 * CELL_MM * surface.pxPerMm) / 100;
  const shrink = raster.widthPx / photoWidthPx;
  const outline = surface.outlinePx(OUTLINE_POINTS);
  const from = [0, 1].map((k) => Math.max(0, Math.floor(Math.min(...outline.map((point) => point[k])))));
  const size = [raster.widthPx / shrink, raster.heightPx / shrink].map((side, k) => {
    const to = Math.min(side, Math.max(...outline.map((point) => point[k])));
    return Math.max(1, Math.floor((to - from[k]) / cellPx));
  });
  const [w, h] = size;
  const seen = new Float32Array(w * h);
  const red = new Float32Array(w * h);
  for (let j = 0; j < h; j++)
    for (let i = 0; i < w; i++) {
      const [x, y] = [from[0] + i * cellPx, from[1] + j * cellPx];
      const point = surface.hit(x + cellPx / 2, y + cellPx / 2);
      if (!point || point.cosTheta < MIN_FACING) continue;
      seen[j * w + i] = 1;
      red[j * w + i] = rednessOf(raster, x * shrink, y * shrink, cellPx * shrink);
    }
  const around = gaussianBlur(red, w, h, AROUND_MM / CELL_MM);
  const share = gaussianBlur(seen, w, h, AROUND_MM / CELL_MM);
  const off: number[] = [];
  for (let k = 0; k < red.length; k++) {
    if (!seen[k]) continue;
    red[k] -= around[k] / share[k];
    off.push(Math.abs(red[k]));
  }
  const perStep = (STEPS_A_SD * MEDIAN_OFF_SD) / (median(off) || 1);
  const stepOf = (value: number) => Math.round(Math.max(-MAX_STEPS, Math.min(MAX_STEPS, value * perStep)));
  const cells = Array.from(red, (value, k) => (seen[k] ? String.fromCharCode(MIDDLE + stepOf(value)) : UNSEEN)).join('');
  return { cornerPx: [from[0], from[1]], acrossPx: [cellPx, 0], downPx: [0, cellPx], widthCells: w, heightCells: h, cells };
}

/** ln(red / green) of the pixels in a square that are no darker than their mean. */
function rednessOf({ widthPx, heightPx, rgba }: Raster, x: number, y: number, side: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [Math.min(widthPx, Math.ceil(x + side)), Math.min(heightPx, Math.ceil(y + side))];
  const each = (take: (r: number, g: number, b: number) => void) => {
    for (let j = top; j < bottom; j++)
      for (let i = left; i < right; i++) {
        const o = (j * widthPx + i) * 4;
        take(LINEAR_OF_BYTE[rgba[o]], LINEAR_OF_BYTE[rgba[o + 1]], LINEAR_OF_BYTE[rgba[o + 2]]);
      }
  };
  let mean = 0;
  each((r, g, b) => {
    mean += luminance(r, g, b);
  });
  mean /= Math.max(1, (right - left) * (bottom - top));
  let [red, green] = [0, 0];
  each((r, g, b) => {
    if (luminance(r, g, b) < mean) return;
    red += r;
    green += g;
  });
  return Math.log((red + DARK) / (green + DARK));
}

/** Reads the picture at a photo pixel: standard deviations, NaN where no skin was seen. */
export function skinAt({ cornerPx, acrossPx, downPx, widthCells: w, heightCells: h, cells }: SkinPicture) {
  const values = Float32Array.from(cells, (c) => (c === UNSEEN ? Number.NaN : (c.charCodeAt(0) - MIDDLE) / STEPS_A_SD));
  const along = (v: readonly number[]) => v.map((x) => x / (v[0] * v[0] + v[1] * v[1]));
  const [ax, ay] = along(acrossPx);
  const [dx, dy] = along(downPx);
  const [left, top] = cornerPx;
  return (xPx: number, yPx: number): number => {
    const x = xPx - left;
    const y = yPx - top;
    const u = x * ax + y * ay - 0.5;
    const v = x * dx + y * dy - 0.5;
    if (!(u >= 0 && v >= 0 && u < w - 1 && v < h - 1)) return Number.NaN;
    // whole and not below nought
    const i = u | 0;
    const j = v | 0;
    const s = u - i;
    const t = v - j;
    const k = j * w + i;
    return (1 - t) * ((1 - s) * values[k] + s * values[k + 1]) + t * ((1 - s) * values[k + w] + s * values[k + w + 1]);
  };
}

/*
 * The colour of the client's scalp where dots are wanted and there is no hair: medians, so that shine and shadow have little effect.
 * From it follow the thresholds by which highlights are told from skin.
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';

export interface SkinReading {
  /** median sRGB bytes */
  rgb: readonly [number, number, number];
  /** luminance, linear light: median and 90th percentile */
  luminance: number;
  brightLuminance: number;
  /** blue over red in linear light: median, and spread to the 75th percentile */
  blueOverRed: number;
  blueOverRedSpread: number;
}

/** The quantiles of more differ by less than a byte. */
const MAX_SAMPLES = 8000;
const quantile = (sorted: Float32Array, q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

/**
 * Reads up to 8000 candidates at which dots are wanted; null if there are fewer than 50.
 * @param at any prefix of them is evenly spread
 */
export function readSkin(
  raster: Raster,
  photoWidthPx: number,
  at: { count: number; xPx: Float32Array; yPx: Float32Array; cosTheta: Float32Array },
  targetPerCm2: Float32Array,
  hair: ((xPx: number, yPx: number) => number) | null,
): SkinReading | null {
  const scale = raster.widthPx / photoWidthPx;
  const places: number[] = [];
  for (let i = 0; i < at.count && places.length < MAX_SAMPLES; i++) {
    if (targetPerCm2[i] <= 0 || at.cosTheta[i] < 0.35 || (hair && hair(at.xPx[i], at.yPx[i]) > 0.3)) continue;
    const x = Math.min(raster.widthPx - 1, Math.floor(at.xPx[i] * scale));
    const y = Math.min(raster.heightPx - 1, Math.floor(at.yPx[i] * scale));
    places.push((y * raster.widthPx + x) * 4);
  }
  if (places.length < 50) return null;
  const n = places.length;
  const columns = [0, 1, 2, 3, 4].map(() => new Float32Array(n));
  for (let k = 0; k < n; k++) {
    const o = places[k];
    const [r, g, b] = [LINEAR_OF_BYTE[raster.rgba[o]], LINEAR_OF_BYTE[raster.rgba[o + 1]], LINEAR_OF_BYTE[raster.rgba[o + 2]]];
    for (let c = 0; c < 3; c++) columns[c][k] = raster.rgba[o + c];
    columns[3][k] = luminance(r, g, b);
    columns[4][k] = b / Math.max(r, 1e-4);
  }
  for (const column of columns) column.sort();
  return {
    rgb: [quantile(columns[0], 0.5), quantile(columns[1], 0.5), quantile(columns[2], 0.5)],
    luminance: quantile(columns[3], 0.5),
    brightLuminance: quantile(columns[3], 0.9),
    blueOverRed: quantile(columns[4], 0.5),
    blueOverRedSpread: quantile(columns[4], 0.75) - quantile(columns[4], 0.5),
  };
}

/**
 * A pixel clearly paler than the spread of the skin is light reflected at its surface: glints, and the sheen of skin at grazing angles.
 * Such light lies above the pigment. assumed: thresholds set by eye on rendered heads and eight photographs.
 */
export function glossOfSkin(skin: SkinReading | null) {
  if (!skin) return { usualBlueOverRed: 0.5, blueOverRed: 0.5, bare: 1, strength: 0 };
  return {
    usualBlueOverRed: Math.min(0.95, skin.blueOverRed),
    blueOverRed: Math.min(0.95, skin.blueOverRed + 3 * skin.blueOverRedSpread),
    bare: UNDER_GLINTS * skin.luminance,
    strength: skin.blueOverRed < COLOURLESS ? 1 : 0,
  };
}
/** Under a glint skin returns this share of what the scalp does in the median: without it a glint is a hole in the dots. assumed. */
const UNDER_GLINTS = 0.6;
/** From this blue over red of skin (linear light) on, nothing is clearly paler than skin: a photo without colour. assumed. */
const COLOURLESS = 0.75;

/*
 * How blurred a picture is, from the widths of its edges (after Marziliano et al. 2002): for an edge blurred by a Gaussian, the step of
 * brightness over its steepest slope is sqrt(2 pi) sigma. The sharper edges are used, since a soft shadow does not mean a blurred photo.
 */
import type { Raster } from '../math/raster.ts';
import { finish, type Steps } from '../math/steps.ts';

const CELL_PX = 24;
/** Rows of pixels searched between two pauses. */
const A_STEP_PX = 10 * CELL_PX;
const HALF_LENGTH_PX = 12;
const STEP_PX = 0.5;
/** Smaller steps of brightness (of 255) are ignored. */
const MIN_STEP = 24;
/** Percentile of the edge widths that is returned. assumed. */
const SHARPER_SHARE = 0.2;

/** Blur of the sharper edges, sigma in px, that of the pixel included; null with fewer than 8 clear edges. */
export const edgeBlurPx = (raster: Raster): number | null => finish(edgeBlurSteps(raster));

/** edgeBlurPx in pieces. */
export function* edgeBlurSteps({ widthPx: w, heightPx: h, rgba }: Raster): Steps<number | null> {
  const level = new Float32Array(w * h);
  for (let i = 0; i < w * h; i++) level[i] = 0.3 * rgba[4 * i] + 0.59 * rgba[4 * i + 1] + 0.11 * rgba[4 * i + 2];
  yield;
  const at = (x: number, y: number) => {
    const i = Math.floor(y) * w + Math.floor(x);
    const u = x - Math.floor(x);
    const v = y - Math.floor(y);
    return (level[i] * (1 - u) + level[i + 1] * u) * (1 - v) + (level[i + w] * (1 - u) + level[i + w + 1] * u) * v;
  };
  const margin = HALF_LENGTH_PX + 2;
  const sigmas: number[] = [];
  for (let cy = margin; cy + CELL_PX < h - margin; cy += CELL_PX) {
    if ((cy - margin) % A_STEP_PX === 0) yield;
    for (let cx = margin; cx + CELL_PX < w - margin; cx += CELL_PX) {
      let best = 0;
      let place = 0;
      for (let y = cy; y < cy + CELL_PX; y++)
        for (let x = cx; x < cx + CELL_PX; x++) {
          const i = y * w + x;
          const g = (level[i + 1] - level[i - 1]) ** 2 + (level[i + w] - level[i - w]) ** 2;
          if (g > best) {
            best = g;
            place = i;
          }
        }
      if (best < 100) continue;
      const gx = level[place + 1] - level[place - 1];
      const gy = level[place + w] - level[place - w];
      const len = Math.hypot(gx, gy);
      const sigma = edgeSigma((t) => at((place % w) + (gx / len) * t, Math.floor(place / w) + (gy / len) * t));
      if (sigma !== null) sigmas.push(sigma);
    }
  }
  if (sigmas.length < 8) return null;
  sigmas.sort((p, q) => p - q);
  return sigmas[Math.floor(sigmas.length * SHARPER_SHARE)];
}

/** Sigma of the rising edge at t = 0; null unless it is a clear single step. */
function edgeSigma(profile: (t: number) => number): number | null {
  const slope = (t: number) => (profile(t + STEP_PX) - profile(t - STEP_PX)) / (2 * STEP_PX);
  const steepest = slope(0);
  if (steepest <= 0) return null;
  let from = 0;
  let to = 0;
  while (from > -HALF_LENGTH_PX + 1 && slope(from - STEP_PX) > 0.1 * steepest) from -= STEP_PX;
  while (to < HALF_LENGTH_PX - 1 && slope(to + STEP_PX) > 0.1 * steepest) to += STEP_PX;
  const step = profile(to) - profile(from);
  return step < MIN_STEP ? null : step / (Math.sqrt(2 * Math.PI) * steepest);
}

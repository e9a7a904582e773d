/*
 * Dots as the GPU draws them at one zoom: Gaussians with their foreshortened covariance, blurred by the pixel and the photo before the
 * amplitude is solved, so that the light a dot takes is the same at every zoom and tilt (model.md 6, 7, 9). All in photo pixels.
 *   variance along the tilt v_t = s cos^2 + b, across it v_p = s + b, with s the core's (or core + halo) variance and b the blur's
 *   core absorbance A_c from Ein(A_c) sqrt(v_t v_p) = light_c ppm^2 cos      halo amplitude = (G_c - 1)(1 - v_c) light_c ppm^2 cos / sqrt(h_t h_p)
 */
import type { Dots } from '../design/dots.ts';
import type { Appearance } from './appearance.ts';
import { einInverseFast } from './gaussian-dot.ts';
import { HALO_GAIN, HALO_SIGMA_MM, REDNESS_SIGMA_MM } from './pigments.ts';

/** Gaussians end at this many sigmas (0.2 % of the light is beyond). */
export const SUPPORT_SIGMAS = 3.5;
/** Floats a dot that do not change with the day or zoom: x, y, tiltX, tiltY, cos^2, (px per mm)^2 */
export const FIXED_STRIDE = 6;
/** Floats a dot that do: core variance px^2, A red green blue, H red green blue, redness */
export const MOVING_STRIDE = 8;

export interface Splats {
  count: number;
  fixed: Float32Array;
  moving: Float32Array;
  /** blur variance b, photo px^2 */
  blurPx2: number;
  /** a dot ends at REACH_MM, or at this many photo px (squared) where output pixels are coarser than that */
  leastReachPx2: number;
}

/**
 * Blur to add to every dot, as a variance in photo px^2: the pixel's (half a pixel of the photo or of the output, whichever is coarser)
 * and what the photo's own sharpness adds beyond a pixel.
 * @param scale output pixels per photo pixel
 * @param photoBlurPx sigma of the photo's own blur, photo px (0.5 = as sharp as a pixel)
 */
export function blurVariance(scale: number, photoBlurPx = 0.5): number {
  const pixel = 0.5 / Math.min(1, scale);
  return pixel * pixel + Math.max(0, photoBlurPx * photoBlurPx - 0.25);
}

/** No dot changes the picture farther than this from its centre, mm: promised to the outside as 2 mm, less a pixel's half. */
export const REACH_MM = 1.95;
/** Reach that a pixel of the output needs whatever the scale of the photo, photo px^2. */
export const pixelReachPx2 = (scale: number) => (SUPPORT_SIGMAS * 0.5) ** 2 / Math.min(1, scale) ** 2;

export function fixedColumns(dots: Dots): Float32Array {
  const fixed = new Float32Array(dots.count * FIXED_STRIDE);
  for (let i = 0, o = 0; i < dots.count; i++, o += FIXED_STRIDE) {
    fixed[o] = dots.xPx[i];
    fixed[o + 1] = dots.yPx[i];
    fixed[o + 2] = dots.tiltX[i];
    fixed[o + 3] = dots.tiltY[i];
    fixed[o + 4] = dots.cosTheta[i] * dots.cosTheta[i];
    fixed[o + 5] = dots.pxPerMm[i] * dots.pxPerMm[i];
  }
  return fixed;
}

/**
 * A halo is deepest on its own core, where little light is left to take; blurred into a veil it lies on bare skin as well and takes more,
 * while cores that run into each other take less. So as dots merge their halos are weakened by the difference; the tone stays at every zoom.
 * @param f share of the light that the cores take apart: dots per mm^2 x 2 pi Ein sigma^2
 * @param own mean depth of a dot's own halo over its core when sharp
 * @param spread geometric-mean sigma of the drawn cores over the mean spacing (1 / sqrt(density))
 */
export function mergedHaloGain(f: number, own: number, spread: number, gain: number, above: number): number {
  if (spread <= APART || f <= 0) return 1;
  const t = Math.min(1, (spread - APART) / (MERGED - APART));
  const kept = Math.max(0.2, (1 - (1 - above) * f) * Math.exp(-(gain - 1) * (1 - above) * f));
  const excess = (own - (f - 1 + Math.exp(-f)) / f) / ((gain - 1) * kept);
  return Math.max(0, 1 - t * (2 - t) * excess);
}
/** Spreads at which dots lie apart, and at which they are one veil; measured on a flat patch of blue-noise dots. */
const APART = 0.16;
const MERGED = 0.7;

/** Writes the moving columns for a blur into `out` (count x MOVING_STRIDE). No allocation. */
export function movingColumns(dots: Dots, appearance: Appearance, blurPx2: number, out: Float32Array): void {
  const { lightMm2, variance, redness, above, doneShare } = appearance;
  for (let i = 0, o = 0; i < dots.count; i++, o += MOVING_STRIDE) {
    const light = lightMm2[3 * i + 1];
    if (light === 0) {
      out.fill(0, o, o + MOVING_STRIDE);
      continue;
    }
    const cos = dots.cosTheta[i];
    const cos2 = cos * cos;
    const ppm2 = dots.pxPerMm[i] * dots.pxPerMm[i];
    const s = variance[i] * ppm2;
    const area = Math.sqrt((s * cos2 + blurPx2) * (s + blurPx2));
    const perMm2 = (dots.targetPerCm2[i] / 100) * doneShare;
    const spread = Math.sqrt((area * perMm2) / (ppm2 * cos));
    out[o] = s;
    for (let c = 0; c < 3; c++) {
      const taken = lightMm2[3 * i + c] * ppm2 * cos;
      const h = s + HALO_SIGMA_MM[c] * HALO_SIGMA_MM[c] * ppm2;
      out[o + 1 + c] = einInverseFast(taken / area);
      const gain = HALO_GAIN[c];
      const halo = (gain - 1) * (1 - above[c]);
      const own = (halo * lightMm2[3 * i + c]) / (2 * variance[i] + HALO_SIGMA_MM[c] * HALO_SIGMA_MM[c]);
      const merged = mergedHaloGain(perMm2 * 2 * Math.PI * lightMm2[3 * i + c], own, spread, gain, above[c]);
      out[o + 4 + c] = (halo * merged * taken) / Math.sqrt((h * cos2 + blurPx2) * (h + blurPx2));
    }
    const r = REDNESS_VARIANCE_MM2 * ppm2;
    out[o + 7] = redness[i] < 0.004 ? 0 : (redness[i] * r * cos) / Math.sqrt((r * cos2 + blurPx2) * (r + blurPx2));
  }
}

export function splatsFor(dots: Dots, appearance: Appearance, blurPx2: number, leastReachPx2 = Number.MAX_VALUE): Splats {
  const moving = new Float32Array(dots.count * MOVING_STRIDE);
  movingColumns(dots, appearance, blurPx2, moving);
  return { count: dots.count, fixed: fixedColumns(dots), moving, blurPx2, leastReachPx2 };
}

/** Variance of the redness around a dot, mm^2. */
export const REDNESS_VARIANCE_MM2 = REDNESS_SIGMA_MM * REDNESS_SIGMA_MM;

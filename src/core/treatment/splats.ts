/*
 * Dots as the GPU draws them at one zoom: foreshortened Gaussians, in photo pixels. The blur of pixel and photo is added to their variance
 * before the amplitude is solved, so a dot takes the same light at every zoom and tilt:
 *   variance along the axes of the mark in the picture  v1 = s e1 + b, v2 = s e2 + b  (s of the core, e its shape, b of the blur)
 *   absorbance A at the centre from  Ein(A) sqrt(v1 v2) = light ppm^2 cos
 * The camera's sharpening (unsharp masking) adds an edge of mean zero, the core minus a blurred copy of it, in encoded brightness:
 *   amount x depth (e^(-q/2) - sqrt(v1 v2 / w1 w2) e^(-p/2)),  w = v + radius^2
 */
import { type Lend, newColumns } from '../math/columns.ts';
import type { Appearance } from './appearance.ts';
import type { Dots } from './dots-in-photo.ts';
import type { FineLook } from './fine-contrast.ts';
import { einInverseFast } from './gaussian-dot.ts';
import { keptUnder, SMOOTHED_MM2 } from './pigments.ts';

/** Gaussians are cut off at this many sigmas (0.2 % of the light lies beyond). */
export const SUPPORT_SIGMAS = 3.5;
/** Floats per dot that do not depend on day or zoom: x, y, axis x, axis y, shape along that axis, shape across it */
export const FIXED_STRIDE = 6;
/** Floats per dot that do: variance of the core px^2, absorbance, depth of the sharpened edge */
export const MOVING_STRIDE = 3;

export interface Splats {
  count: number;
  fixed: Float32Array;
  moving: Float32Array;
  /** variance b of the blur, photo px^2 */
  blurPx2: number;
  /** squared radius of the photo's sharpening, photo px^2; 0: not sharpened */
  sharpeningPx2: number;
}

/**
 * Blur of a pixel when a picture is made smaller, sigma in pixels of the output. In a picture of a quarter of its size finished work keeps
 * 0.67 of its texture; this leaves 0.49 to 0.59 of ours, half a pixel left 0.43 to 0.51. Less would make dots flicker when the picture is moved.
 */
const PIXEL = 0.4;

/**
 * Variance of the blur added to every dot, photo px^2: that of a pixel (of the photo or of the output, whichever is coarser), and the
 * photo's own blur as far as it exceeds a pixel.
 * @param scale output pixels per photo pixel
 * @param photoBlurPx sigma of the photo's own blur, photo px (0.5 = as sharp as the pixels allow)
 */
export function blurVariance(scale: number, photoBlurPx = 0.5): number {
  const pixel = PIXEL / Math.min(1, scale);
  return pixel * pixel + Math.max(0, photoBlurPx * photoBlurPx - PIXEL * PIXEL);
}

/** Dots whose columns are worked out in one call: engines compile a function that is called often for good, but a long loop anew with each plan. */
const AT_ONCE = 2048;

/** Position of each dot, and the ellipse in the picture of a round or elongated mark on tilted skin. */
export function fixedColumns(dots: Dots): Float32Array {
  const fixed = new Float32Array(dots.count * FIXED_STRIDE);
  for (let from = 0; from < dots.count; from += AT_ONCE) fixSome(from, Math.min(dots.count, from + AT_ONCE), dots, fixed);
  return fixed;
}
function fixSome(from: number, to: number, dots: Dots, fixed: Float32Array) {
  for (let i = from, o = from * FIXED_STRIDE; i < to; i++, o += FIXED_STRIDE) {
    const cos = dots.cosTheta[i];
    // covariance [[a, h], [h, b]] of the mark, of area 1 on the skin, in axes along and across the tilt
    const stretch = dots.stretch[i];
    const c2 = Math.cos(2 * dots.turn[i]);
    const s2 = Math.sin(2 * dots.turn[i]);
    const mean = (stretch + 1 / stretch) / 2;
    const half = (stretch - 1 / stretch) / 2;
    const a = (mean + half * c2) * cos * cos;
    const h = half * s2 * cos;
    const b = mean - half * c2;
    const middle = (a + b) / 2;
    const apart = Math.hypot((a - b) / 2, h);
    // angle of the longer axis from the tilt's
    const angle = 0.5 * Math.atan2(2 * h, a - b);
    const [u, v] = [Math.cos(angle), Math.sin(angle)];
    fixed[o] = dots.xPx[i];
    fixed[o + 1] = dots.yPx[i];
    fixed[o + 2] = u * dots.tiltX[i] - v * dots.tiltY[i];
    fixed[o + 3] = u * dots.tiltY[i] + v * dots.tiltX[i];
    fixed[o + 4] = middle + apart;
    fixed[o + 5] = Math.max(0, middle - apart);
  }
}

/** Encoded brightness is about light to this power. */
const ENCODING = 1 / 2.2;

/**
 * Writes the moving columns for a zoom into `out` (count x MOVING_STRIDE), without allocating.
 * @param scale output pixels per photo pixel
 */
export function movingColumns(
  dots: Dots,
  appearance: Appearance,
  fixed: Float32Array,
  camera: FineLook,
  scale: number,
  out: Float32Array,
): void {
  const { lightMm2, variance, above } = appearance;
  const { amount } = camera.fine;
  const blurPx2 = blurVariance(scale, camera.blurPx);
  const ownBlurPx2 = blurVariance(1, camera.fine.blurPx);
  for (let i = 0, o = 0, f = 0; i < dots.count; i++, o += MOVING_STRIDE, f += FIXED_STRIDE) {
    if (lightMm2[i] === 0) {
      out.fill(0, o, o + MOVING_STRIDE);
      continue;
    }
    const ppm2 = dots.pxPerMm[i] * dots.pxPerMm[i];
    const s = (variance[i] + SMOOTHED_MM2) * ppm2;
    const e1 = fixed[f + 4];
    const e2 = fixed[f + 5];
    const area = Math.sqrt((s * e1 + blurPx2) * (s * e2 + blurPx2));
    const light = lightMm2[i] * ppm2 * dots.cosTheta[i];
    out[o] = s;
    out[o + 1] = einInverseFast(light / area);
    if (amount === 0) {
      out[o + 2] = 0;
      continue;
    }
    // the camera sharpened the photo's own pixels: a coarser output shows less of the edge
    const ownArea = Math.sqrt((s * e1 + ownBlurPx2) * (s * e2 + ownBlurPx2));
    const absorbance = einInverseFast(light / ownArea);
    const depth = 1 - keptUnder(above.core, absorbance) ** ENCODING;
    out[o + 2] = (amount * depth * ownArea) / area;
  }
}

export function splatsFor(
  dots: Dots,
  appearance: Appearance,
  camera: FineLook,
  scale: number,
  fixed = fixedColumns(dots),
  lend: Lend = newColumns,
): Splats {
  const moving = lend('moving', dots.count * MOVING_STRIDE);
  movingColumns(dots, appearance, fixed, camera, scale, moving);
  const { amount, radiusPx } = camera.fine;
  return {
    count: dots.count,
    fixed,
    moving,
    blurPx2: blurVariance(scale, camera.blurPx),
    sharpeningPx2: amount > 0 ? radiusPx * radiusPx : 0,
  };
}

/*
 * Dots as the GPU draws them at one zoom: Gaussians with their foreshortened covariance, blurred by the pixel and the photo before the
 * amplitude is solved, so that the light a dot takes is the same at every zoom and tilt. All in photo pixels.
 *   variance along the mark's own axes in the picture v1 = s e1 + b, v2 = s e2 + b: s the core's variance, e its shape, b the blur's
 *   core absorbance A from Ein(A) sqrt(v1 v2) = light ppm^2 cos
 * What the camera's sharpening makes of a dot: an edge of mean zero, the blurred core less the same core blurred once more,
 *   amount x depth (e^(-q/2) - sqrt(v1 v2 / w1 w2) e^(-p/2)), w = v + radius^2 (unsharp masking), depth in encoded brightness.
 */
import { type Lend, newColumns } from '../math/columns.ts';
import type { CameraLook } from '../photo/camera-look.ts';
import type { Appearance } from './appearance.ts';
import type { Dots } from './dots-in-photo.ts';
import { einInverseFast } from './gaussian-dot.ts';

/** Gaussians end at this many sigmas (0.2 % of the light is beyond). */
export const SUPPORT_SIGMAS = 3.5;
/** Floats a dot that do not change with the day or zoom: x, y, axis x, axis y, shape along that axis, shape across it */
export const FIXED_STRIDE = 6;
/** Floats a dot that do: core variance px^2, absorbance, depth of its sharpened edge */
export const MOVING_STRIDE = 3;

export interface Splats {
  count: number;
  fixed: Float32Array;
  moving: Float32Array;
  /** blur variance b, photo px^2 */
  blurPx2: number;
  /** variance that the photo's sharpening looks around, photo px^2; 0: it was not sharpened */
  sharpeningPx2: number;
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

/** Where each dot lies and the ellipse that a round or drawn-out mark on the tilted skin makes in the picture. */
export function fixedColumns(dots: Dots): Float32Array {
  const fixed = new Float32Array(dots.count * FIXED_STRIDE);
  for (let i = 0, o = 0; i < dots.count; i++, o += FIXED_STRIDE) {
    const cos = dots.cosTheta[i];
    // the mark on the skin, in axes along and across the tilt: covariance [[a, h], [h, b]] of area 1
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
    // the longer axis, turned from the tilt's
    const angle = 0.5 * Math.atan2(2 * h, a - b);
    const [u, v] = [Math.cos(angle), Math.sin(angle)];
    fixed[o] = dots.xPx[i];
    fixed[o + 1] = dots.yPx[i];
    fixed[o + 2] = u * dots.tiltX[i] - v * dots.tiltY[i];
    fixed[o + 3] = u * dots.tiltY[i] + v * dots.tiltX[i];
    fixed[o + 4] = middle + apart;
    fixed[o + 5] = Math.max(0, middle - apart);
  }
  return fixed;
}

/**
 * Cameras sharpen fine marks more than the strong edges that their sharpening is read from, whose rims they hold back. Fitted: photographs
 * of finished work show twice the rims of the same head's before; assumed: no more than MOST_AMOUNT.
 */
const ON_FINE_MARKS = 2;
const MOST_AMOUNT = 1.6;
/** Encoded brightness is about the 2.2th root of light. */
const ENCODING = 1 / 2.2;

/**
 * Writes the moving columns for a zoom into `out` (count x MOVING_STRIDE). No allocation.
 * @param scale output pixels per photo pixel
 */
export function movingColumns(
  dots: Dots,
  appearance: Appearance,
  fixed: Float32Array,
  camera: CameraLook,
  scale: number,
  out: Float32Array,
): void {
  const { lightMm2, variance, above } = appearance;
  const amount = Math.min(MOST_AMOUNT, ON_FINE_MARKS * camera.sharpening.amount);
  const blurPx2 = blurVariance(scale, camera.blurPx);
  const ownBlurPx2 = blurVariance(1, camera.blurPx);
  const v = above.core;
  for (let i = 0, o = 0, f = 0; i < dots.count; i++, o += MOVING_STRIDE, f += FIXED_STRIDE) {
    if (lightMm2[i] === 0) {
      out.fill(0, o, o + MOVING_STRIDE);
      continue;
    }
    const ppm2 = dots.pxPerMm[i] * dots.pxPerMm[i];
    const s = variance[i] * ppm2;
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
    // sharpened by the camera, at the photo's own pixels; a coarser picture of it shows less of that
    const ownArea = Math.sqrt((s * e1 + ownBlurPx2) * (s * e2 + ownBlurPx2));
    const absorbance = einInverseFast(light / ownArea);
    const depth = 1 - (v + (1 - v) * Math.exp(-absorbance)) ** ENCODING;
    out[o + 2] = (amount * depth * ownArea) / area;
  }
}

export function splatsFor(
  dots: Dots,
  appearance: Appearance,
  camera: CameraLook,
  scale: number,
  fixed = fixedColumns(dots),
  lend: Lend = newColumns,
): Splats {
  const moving = lend('moving', dots.count * MOVING_STRIDE);
  movingColumns(dots, appearance, fixed, camera, scale, moving);
  const { amount, radiusPx } = camera.sharpening;
  return {
    count: dots.count,
    fixed,
    moving,
    blurPx2: blurVariance(scale, camera.blurPx),
    sharpeningPx2: amount > 0 ? radiusPx * radiusPx : 0,
  };
}

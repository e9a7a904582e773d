/*
 * Skin over pigment, per pixel, in linear light (model.md 7): the shader's twin. A_c is the sum of the cores' absorbances, H_c of their
 * halos, r the redness:  out_c = skin_c (v_c + (1 - v_c) e^-A_c) e^-H_c (1 - R_c (1 - e^(-1.2 r))). What glints (gloss) lies above the
 * pigment and is kept. Where white was set, skin_c is the photo's light times one gain per channel. Where all sums are 0 and no white is
 * set, the photo's bytes stay as they are.
 */
import { LINEAR_OF_BYTE, luminance, srgbOf } from '../math/colour.ts';
import { HALO_SIGMA_MM, REDNESS, type Rgb } from './pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, REACH_MM, REDNESS_VARIANCE_MM2, type Splats, SUPPORT_SIGMAS } from './splats.ts';

/** How the photo's highlights are told from its skin; strength 0 treats all as skin. */
export interface Gloss {
  /** blue over red of the matt skin, linear light */
  blueOverRed: number;
  /** luminance from which a paler pixel counts as glinting, fully from `full` */
  from: number;
  full: number;
  strength: number;
}
/** The photo in the white it was taken with. */
export const NO_WHITE: Rgb = [1, 1, 1];
export const NO_GLOSS: Gloss = { blueOverRed: 0.5, from: 1, full: 2, strength: 0 };

/** How fast redness around neighbouring dots saturates. assumed: a fresh first session at default density is a little over half red. */
export const REDNESS_SATURATION = 1.2;

/** The sums a pixel needs: three columns of cores, three of halos and one of redness, each width x height. */
export interface Sums {
  widthPx: number;
  heightPx: number;
  cores: [Float32Array, Float32Array, Float32Array];
  halos: [Float32Array, Float32Array, Float32Array];
  redness: Float32Array;
}

/** Adds up all splats over a rectangle of output pixels; output = photo x scale, rectangle from (originX, originY). */
export function sumSplats(
  splats: Splats,
  out: { widthPx: number; heightPx: number; originX: number; originY: number; scale: number },
): Sums {
  const { widthPx, heightPx, originX, originY, scale } = out;
  const column = () => new Float32Array(widthPx * heightPx);
  const sums: Sums = { widthPx, heightPx, cores: [column(), column(), column()], halos: [column(), column(), column()], redness: column() };
  const limit = SUPPORT_SIGMAS * SUPPORT_SIGMAS;
  const { fixed, moving, blurPx2, leastReachPx2 } = splats;
  const add = (i: number, extraVariance: number, amplitude: number, into: Float32Array) => {
    if (amplitude === 0) return;
    const o = i * FIXED_STRIDE;
    const s = extraVariance;
    const vt = s * fixed[o + 4] + blurPx2;
    const vp = s + blurPx2;
    const farthest = Math.max(REACH_MM * REACH_MM * fixed[o + 5], leastReachPx2);
    const reach = SUPPORT_SIGMAS * Math.sqrt(vp) * scale;
    const X = fixed[o] * scale - originX;
    const Y = fixed[o + 1] * scale - originY;
    for (let y = Math.max(0, Math.floor(Y - reach)); y <= Math.min(heightPx - 1, Math.ceil(Y + reach)); y++)
      for (let x = Math.max(0, Math.floor(X - reach)); x <= Math.min(widthPx - 1, Math.ceil(X + reach)); x++) {
        const dx = (x + 0.5 - X) / scale;
        const dy = (y + 0.5 - Y) / scale;
        const a = dx * fixed[o + 2] + dy * fixed[o + 3];
        const b = dy * fixed[o + 2] - dx * fixed[o + 3];
        const q = (a * a) / vt + (b * b) / vp;
        if (q < limit && dx * dx + dy * dy < farthest) into[y * widthPx + x] += amplitude * Math.exp(-q / 2);
      }
  };
  for (let i = 0; i < splats.count; i++) {
    const m = i * MOVING_STRIDE;
    const ppm2 = fixed[i * FIXED_STRIDE + 5];
    for (let c = 0; c < 3; c++) {
      add(i, moving[m], moving[m + 1 + c], sums.cores[c]);
      add(i, moving[m] + HALO_SIGMA_MM[c] ** 2 * ppm2, moving[m + 4 + c], sums.halos[c]);
    }
    add(i, REDNESS_VARIANCE_MM2 * ppm2, moving[m + 7], sums.redness);
  }
  return sums;
}

const smoothstep = (from: number, full: number, x: number) => {
  const t = Math.min(1, Math.max(0, (x - from) / (full - from)));
  return t * t * (3 - 2 * t);
};

/** One pixel: sRGB bytes in, sRGB 0..255 (not rounded) out. */
export function compositePixel(
  bytes: readonly number[],
  cores: Rgb,
  halos: Rgb,
  redness: number,
  above: Rgb,
  gloss: Gloss,
  white: Rgb = NO_WHITE,
): [number, number, number] {
  const untouched = cores[0] + cores[1] + cores[2] + halos[0] + halos[1] + halos[2] + redness === 0;
  if (untouched && white.every((gain) => gain === 1)) return [bytes[0], bytes[1], bytes[2]];
  const p = [0, 1, 2].map((c) => LINEAR_OF_BYTE[bytes[c]] * white[c]);
  if (untouched) return p.map((l) => 255 * Math.min(1, srgbOf(l))) as [number, number, number];
  const shine = glossOf(p, gloss);
  const e = 1 - Math.exp(-REDNESS_SATURATION * redness);
  return [0, 1, 2].map((c) => {
    const kept = (above[c] + (1 - above[c]) * Math.exp(-cores[c])) * Math.exp(-halos[c]) * (1 - REDNESS[c] * e);
    return 255 * Math.min(1, srgbOf(shine + (p[c] - shine) * kept));
  }) as [number, number, number];
}

/** Light of a linear pixel that is white glint above skin of the given blue over red (dichromatic reflection: Shafer 1985). */
export function glossOf(p: readonly number[], { blueOverRed, from, full, strength }: Gloss): number {
  if (strength === 0) return 0;
  const white = (p[2] - blueOverRed * p[0]) / (1 - blueOverRed);
  const gate = smoothstep(from, full, luminance(p[0], p[1], p[2]));
  return strength * gate * Math.max(0, Math.min(white, p[0], p[1], p[2]));
}

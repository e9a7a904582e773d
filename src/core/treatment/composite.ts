/*
 * Skin over pigment, per pixel; the shader does the same. The veil (veil.ts) says how grey (g), how dark (d) and how tinted (t) pigment nearby
 * makes the skin. v and u are the light returned from above the veil and above a dot. In linear light, with Y the luminance of the bare pixel:
 *   ground_c = Y W^(1 + t_c) q_c / luminance(q) (1 - R_c (1 - e^(-1.2 r)))
 *   q_c = (skin_c / skin_G)^(f_c + (1 - f_c) e^-g),  W = v + (1 - v) e^-w,  t_c = -t / w, 0, t / w,  w = 0.26 g
 * A band that skin absorbs comes back from above the pigment; a band that skin returns has been down among it. So the more bare skin returns of
 * a band, the more of it is lost: skin of every colour turns grey, and a pale scar only gets darker. The light from above is skin's own, so
 * a share f_c of the colour stays under the densest pigment, of red against green less than of blue.
 * Cameras keep fine detail in brightness, hardly in colour, so all colour comes from the wide grey. What is as fine as dots lowers the three
 * encoded channels by the same amount: by what (D / W) (u + (1 - u) e^-A), D = v + (1 - v) e^-d, takes of the ground's brightness, and by the
 * edge that sharpening makes of it. The marks of finished work are as warm as the skin between them.
 * Cameras compress bright light: from a luminance of 0.6 on, everything above counts less (`pigmentSeen`), at white a fifth.
 * A pixel without any colour is of a photo without colour: tint and redness leave it grey.
 * Highlights (gloss) lie above the pigment and stay. If white was set, skin_c is the photo's light times one gain per channel. Where all sums
 * are 0 and no white is set, bytes stay as they are.
 */
import { LINEAR_OF_BYTE, linearOf, luminance, srgbOf } from '../math/colour.ts';
import { keptUnder, type LightAbove, REDNESS, type Rgb, VEIL_GAIN, WIDE_DARK } from './pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats, SUPPORT_SIGMAS } from './splats.ts';
import { type Veil, veilAt } from './veil.ts';

/** How highlights are separated from skin; strength 0 treats everything as skin. */
export interface Gloss {
  /** blue over red of matt skin, linear light: what is usual, and the most that is still skin */
  usualBlueOverRed: number;
  blueOverRed: number;
  /** luminance that skin itself returns under a highlight, which only adds to it */
  bare: number;
  strength: number;
}
/** White balance as photographed. */
export const NO_WHITE: Rgb = [1, 1, 1];
const NO_VEIL = [0, 0, 0, 0] as const;
export const NO_GLOSS: Gloss = { usualBlueOverRed: 0.5, blueOverRed: 0.5, bare: 1, strength: 0 };
export const NOTHING_ABOVE: LightAbove = { core: 0, veil: 0, colour: [0, 0], detail: 1 };

/** How fast redness of neighbouring dots saturates. assumed: a fresh first session at default density is a little over half red. */
export const REDNESS_SATURATION = 1.2;
/** Weights of encoded brightness, which cameras sharpen (ITU-R BT.601). */
export const LUMA: Rgb = [0.299, 0.587, 0.114];

/** Sums over dots per pixel: absorbance of the cores and depth of sharpened edges, each width x height. */
export interface Sums {
  widthPx: number;
  heightPx: number;
  cores: Float32Array;
  edges: Float32Array;
}

/** Sums all splats over a rectangle of output pixels, which starts at (originX, originY) of photo x scale. */
export function sumSplats(
  splats: Splats,
  out: { widthPx: number; heightPx: number; originX: number; originY: number; scale: number },
): Sums {
  const { widthPx, heightPx, originX, originY, scale } = out;
  const column = () => new Float32Array(widthPx * heightPx);
  const sums: Sums = { widthPx, heightPx, cores: column(), edges: column() };
  const limit = SUPPORT_SIGMAS * SUPPORT_SIGMAS;
  const { fixed, moving, blurPx2, sharpeningPx2 } = splats;
  for (let i = 0; i < splats.count; i++) {
    const m = i * MOVING_STRIDE;
    const f = i * FIXED_STRIDE;
    if (moving[m + 1] === 0) continue;
    const v1 = moving[m] * fixed[f + 4] + blurPx2;
    const v2 = moving[m] * fixed[f + 5] + blurPx2;
    const w1 = v1 + sharpeningPx2;
    const w2 = v2 + sharpeningPx2;
    const wide = Math.sqrt((v1 * v2) / (w1 * w2));
    const edge = moving[m + 2];
    const reach = SUPPORT_SIGMAS * Math.sqrt(Math.max(w1, w2)) * scale;
    const X = fixed[f] * scale - originX;
    const Y = fixed[f + 1] * scale - originY;
    for (let y = Math.max(0, Math.floor(Y - reach)); y <= Math.min(heightPx - 1, Math.ceil(Y + reach)); y++)
      for (let x = Math.max(0, Math.floor(X - reach)); x <= Math.min(widthPx - 1, Math.ceil(X + reach)); x++) {
        const dx = (x + 0.5 - X) / scale;
        const dy = (y + 0.5 - Y) / scale;
        const a = dx * fixed[f + 2] + dy * fixed[f + 3];
        const b = dy * fixed[f + 2] - dx * fixed[f + 3];
        const q = (a * a) / v1 + (b * b) / v2;
        const p = (a * a) / w1 + (b * b) / w2;
        if (p >= limit) continue;
        const o = y * widthPx + x;
        const core = q < limit ? Math.exp(-q / 2) : 0;
        sums.cores[o] += moving[m + 1] * core;
        sums.edges[o] += edge * (core - wide * Math.exp(-p / 2));
      }
  }
  return sums;
}

/** Pigment over one pixel. */
export interface PixelSums {
  core: number;
  edge: number;
  /** grey, tint, dark and redness, from `veilAt` */
  veil: VeilSums;
}
type VeilSums = readonly [number, number, number, number];

/** Keeps the logarithm of black finite. */
const LEAST_LIGHT = 1e-6;
/** A pixel whose channels differ by less than this share of its light is of a photo without colour, and gets none. assumed: JPEG rounds by about 0.01. */
export const COLOURED = 0.04;

/** Luminance from which cameras compress light, and what is left of a contrast at white. assumed: the shoulder of usual tone curves. */
export const SHOULDER = { from: 0.6, atWhite: 0.2 } as const;
/** Share of the pigment that shows at this luminance of the bare pixel: where it is bright, the camera has taken much more light than the bytes say. */
const pigmentSeen = (luminance: number): number =>
  1 - (1 - SHOULDER.atWhite) * Math.min(1, Math.max(0, (luminance - SHOULDER.from) / (1 - SHOULDER.from)));
const shareOf = ([grey, tint, dark, redness]: VeilSums, share: number): VeilSums => [
  share * grey,
  share * tint,
  share * dark,
  share * redness,
];

/** Linear light of skin under the wide part of the veil, which has all the colour. */
function groundLight(bare: Rgb, [grey, tint, , redness]: VeilSums, above: LightAbove): [number, number, number] {
  const y = Math.max(LEAST_LIGHT, luminance(bare[0], bare[1], bare[2]));
  const [red, green, blue] = bare.map((l) => Math.max(LEAST_LIGHT, l / y));
  const r = (red / green) ** keptUnder(above.colour[0], grey);
  // under pink light skin returns more blue than green: that loses as red does
  const b = (blue / green) ** keptUnder(above.colour[blue < green ? 1 : 0], grey);
  const wide = WIDE_DARK * grey;
  const light = keptUnder(above.veil, wide);
  const isColoured = Math.min(1, (Math.max(...bare) - Math.min(...bare)) / (COLOURED * y));
  const warmth = wide > 0 ? light ** ((isColoured * tint) / wide) : 1;
  const perColour = (y * light) / luminance(r, 1, b);
  const e = isColoured * (1 - Math.exp(-REDNESS_SATURATION * redness));
  const of = (c: 0 | 1 | 2, l: number) => perColour * l * (1 - REDNESS[c] * e);
  return [of(0, r / warmth), of(1, 1), of(2, b * warmth)];
}

/** Share of the ground's light that is left where the veil is darker than its wide part, or lighter. */
const nearKept = ([grey, , dark]: VeilSums, above: LightAbove) => keptUnder(above.veil, dark) / keptUnder(above.veil, WIDE_DARK * grey);

/** The veil as the photo shows it: dark is less contrast, too. */
const shownVeil = ([grey, tint, dark, redness]: VeilSums, detail: number): VeilSums => [
  grey,
  tint,
  detail * dark + (1 - detail) * WIDE_DARK * grey,
  redness,
];
/** Share of light that the cores leave at a place; what the photo does not show of their contrast is spread like the dark veil, whose sums are theirs. */
const coresKept = (core: number, [, , dark]: VeilSums, { core: above, detail }: LightAbove) =>
  detail * keptUnder(above, core) + (1 - detail) * keptUnder(above, dark / VEIL_GAIN.dark);

/** Encoded brightness that is taken from a ground, the same from each channel; `kept` is the share of light that is left. */
const brightnessTaken = (ground: Rgb, shine: number, kept: number): number =>
  ground.reduce((sum, g, c) => sum + LUMA[c] * (srgbOf(shine + g) - srgbOf(shine + g * kept)), 0);

/** Mean linear light of evenly dotted skin; `coresKept` is the mean share of light that its cores leave, 1 for the skin between them. */
export function meanLight(bare: Rgb, veil: VeilSums, coresKept: number, above: LightAbove): [number, number, number] {
  const seen = pigmentSeen(luminance(...bare));
  const under = shareOf(veil, seen);
  const ground = groundLight(bare, under, above);
  const taken = brightnessTaken(ground, 0, nearKept(under, above) * coresKept ** seen);
  return ground.map((g) => linearOf(Math.max(0, srgbOf(g) - taken))) as [number, number, number];
}

/** Composites one pixel: sRGB bytes in, sRGB 0..255 (not rounded) out. */
export function compositePixel(
  bytes: readonly number[],
  { core, edge, veil }: PixelSums,
  above: LightAbove,
  gloss: Gloss,
  white: Rgb = NO_WHITE,
): [number, number, number] {
  const untouched = core + Math.abs(edge) + veil[0] + veil[2] + veil[3] === 0;
  if (untouched && white.every((gain) => gain === 1)) return [bytes[0], bytes[1], bytes[2]];
  const p = [0, 1, 2].map((c) => LINEAR_OF_BYTE[bytes[c]] * white[c]);
  if (untouched) return p.map((l) => 255 * Math.min(1, srgbOf(l))) as [number, number, number];
  const shine = glossOf(p, gloss);
  const seen = pigmentSeen(luminance(p[0], p[1], p[2]));
  const under = shownVeil(shareOf(veil, seen), above.detail);
  const ground = groundLight([p[0] - shine, p[1] - shine, p[2] - shine], under, above);
  const encoded = ground.map((g) => srgbOf(shine + g));
  const brightness = encoded.reduce((sum, e, c) => sum + LUMA[c] * e, 0);
  const kept = nearKept(under, above) * coresKept(seen * core, under, above);
  const taken = brightnessTaken(ground, shine, kept) + above.detail * seen * edge * brightness;
  return encoded.map((e) => 255 * Math.min(1, Math.max(0, e - taken))) as [number, number, number];
}

/** Pigment over a part of a picture; output px = photo px x scale - origin. */
export interface Composite {
  rectangle: { widthPx: number; heightPx: number; originX: number; originY: number; scale: number };
  sums: Sums | null;
  veil: Veil | null;
  above: LightAbove;
  gloss: Gloss;
  white?: Rgb;
}

/**
 * Composites that part in place.
 * @param rgba sRGB bytes of the photo there, row 0 at the top; alpha stays
 * @param fromX columns left of this stay without pigment
 */
export function compositeOver(rgba: Uint8ClampedArray, { rectangle, sums, veil, above, gloss, white }: Composite, fromX = 0): void {
  const { widthPx, heightPx, originX, originY, scale } = rectangle;
  const isAsTaken = !white || white.every((gain) => gain === 1);
  const bytes = [0, 0, 0];
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const i = y * widthPx + x;
      const isBare = x < fromX;
      const under = isBare || !veil ? NO_VEIL : veilAt(veil, (x + 0.5 + originX) / scale, (y + 0.5 + originY) / scale);
      const core = isBare || !sums ? 0 : sums.cores[i];
      const edge = isBare || !sums ? 0 : sums.edges[i];
      if (isAsTaken && core + Math.abs(edge) + under[0] + under[2] + under[3] === 0) continue;
      bytes[0] = rgba[4 * i];
      bytes[1] = rgba[4 * i + 1];
      bytes[2] = rgba[4 * i + 2];
      const out = compositePixel(bytes, { core, edge, veil: under }, above, gloss, white);
      for (let c = 0; c < 3; c++) rgba[4 * i + c] = out[c];
    }
}

/** The white highlight in a linear pixel over skin of a given blue over red (dichromatic reflection: Shafer 1985). */
export function glossOf(p: readonly number[], { usualBlueOverRed, blueOverRed, bare, strength }: Gloss): number {
  if (strength === 0) return 0;
  const white = (p[2] - blueOverRed * p[0]) / (1 - usualBlueOverRed);
  const added = luminance(p[0], p[1], p[2]) - bare;
  return strength * Math.max(0, Math.min(white, added, p[0], p[1], p[2]));
}

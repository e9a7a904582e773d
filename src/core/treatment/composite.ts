/*
 * Skin over pigment, per pixel, in linear light: the shader's twin. A_c is the sum of the cores' absorbances, H_c the veil (red and green),
 * r the redness, u and v what skin above the cores and above the veil returns (pigments.ts):
 *   out_c = skin_c (u_c + (1 - u_c) e^-A_c) (v_c + (1 - v_c) e^-H_c) (1 - R_c (1 - e^(-1.2 r)))
 * Pigment turns skin grey, never blue: green and blue beyond what the skin's own order allows are taken back at the same luminance.
 * What glints (gloss) lies above the pigment and is kept. A camera that sharpens moves all three encoded channels alike, by the edge sum E
 * times the brightness of the ground without cores: that is why the marks of finished work are dark in every band, with a light rim.
 * Where white was set, skin_c is the photo's light times one gain per channel. Where all sums are 0 and no white is set, the bytes stay.
 */
import { LINEAR_OF_BYTE, luminance, srgbOf } from '../math/colour.ts';
import { smoothstep } from '../math/smoothstep.ts';
import { type LightAbove, REDNESS, type Rgb } from './pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats, SUPPORT_SIGMAS } from './splats.ts';
import { type Veil, veilAt } from './veil.ts';

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
const NO_SUM: Rgb = [0, 0, 0];
export const NO_GLOSS: Gloss = { blueOverRed: 0.5, from: 1, full: 2, strength: 0 };
export const NOTHING_ABOVE: LightAbove = { core: [0, 0, 0], veil: [0, 0, 0] };

/**
 * Bands lose light apart because of the colour that blood and melanin give skin. Where there is none, in a pale scar or a photo without
 * colour, all lose what the luminance loses: blue over red of the bare pixel, linear light. Skin reaches 0.55. assumed.
 */
export const COLOURLESS = { from: 0.6, full: 0.9 } as const;
/** How fast redness around neighbouring dots saturates. assumed: a fresh first session at default density is a little over half red. */
export const REDNESS_SATURATION = 1.2;
/** Brightness of encoded channels, as cameras sharpen it (ITU-R BT.601). */
export const LUMA: Rgb = [0.299, 0.587, 0.114];

/** The sums a pixel needs: three columns of cores and one of sharpened edges, each width x height. */
export interface Sums {
  widthPx: number;
  heightPx: number;
  cores: [Float32Array, Float32Array, Float32Array];
  edges: Float32Array;
}

/** Adds up all splats over a rectangle of output pixels; output = photo x scale, rectangle from (originX, originY). */
export function sumSplats(
  splats: Splats,
  out: { widthPx: number; heightPx: number; originX: number; originY: number; scale: number },
): Sums {
  const { widthPx, heightPx, originX, originY, scale } = out;
  const column = () => new Float32Array(widthPx * heightPx);
  const sums: Sums = { widthPx, heightPx, cores: [column(), column(), column()], edges: column() };
  const limit = SUPPORT_SIGMAS * SUPPORT_SIGMAS;
  const { fixed, moving, blurPx2, sharpeningPx2 } = splats;
  for (let i = 0; i < splats.count; i++) {
    const m = i * MOVING_STRIDE;
    const f = i * FIXED_STRIDE;
    if (moving[m + 2] === 0) continue;
    const v1 = moving[m] * fixed[f + 4] + blurPx2;
    const v2 = moving[m] * fixed[f + 5] + blurPx2;
    const w1 = v1 + sharpeningPx2;
    const w2 = v2 + sharpeningPx2;
    const wide = Math.sqrt((v1 * v2) / (w1 * w2));
    const edge = moving[m + 4];
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
        for (let c = 0; c < 3; c++) sums.cores[c][o] += moving[m + 1 + c] * core;
        sums.edges[o] += edge * (core - wide * Math.exp(-p / 2));
      }
  }
  return sums;
}

/** What lies on one pixel. */
export interface PixelSums {
  cores: Rgb;
  edge: number;
  /** red, green and redness, as `veilAt` reads them */
  veil: Rgb;
}

/** One pixel: sRGB bytes in, sRGB 0..255 (not rounded) out. */
export function compositePixel(
  bytes: readonly number[],
  { cores, edge, veil }: PixelSums,
  above: LightAbove,
  gloss: Gloss,
  white: Rgb = NO_WHITE,
): [number, number, number] {
  const untouched = cores[0] + cores[1] + cores[2] + Math.abs(edge) + veil[0] + veil[1] + veil[2] === 0;
  if (untouched && white.every((gain) => gain === 1)) return [bytes[0], bytes[1], bytes[2]];
  const p = [0, 1, 2].map((c) => LINEAR_OF_BYTE[bytes[c]] * white[c]);
  if (untouched) return p.map((l) => 255 * Math.min(1, srgbOf(l))) as [number, number, number];
  const shine = glossOf(p, gloss);
  const e = 1 - Math.exp(-REDNESS_SATURATION * veil[2]);
  const lost = [veil[0], veil[1], 0];
  const bare = p.map((l) => l - shine);
  const colour = 1 - smoothstep(COLOURLESS.from, COLOURLESS.full, bare[2] / Math.max(1e-6, bare[0]));
  const inColour = (kept: number[]) => kept.map((k) => colour * k + (1 - colour) * luminance(kept[0], kept[1], kept[2]));
  const underVeil = inColour([0, 1, 2].map((c) => above.veil[c] + (1 - above.veil[c]) * Math.exp(-lost[c])));
  const underCores = inColour([0, 1, 2].map((c) => above.core[c] + (1 - above.core[c]) * Math.exp(-cores[c])));
  const ground = noBluerThanGrey(
    underVeil.map((kept, c) => bare[c] * kept * (1 - REDNESS[c] * e)),
    bare,
  );
  const brightness = ground.reduce((sum, g, c) => sum + LUMA[c] * srgbOf(shine + g), 0);
  const light = noBluerThanGrey(
    ground.map((g, c) => g * underCores[c]),
    bare,
  );
  return light.map((l) => 255 * Math.min(1, Math.max(0, srgbOf(shine + l) - edge * brightness))) as [number, number, number];
}

/** All that lies on a part of a picture: output px = photo px x scale, less the origin. */
export interface Composite {
  rectangle: { widthPx: number; heightPx: number; originX: number; originY: number; scale: number };
  sums: Sums | null;
  veil: Veil | null;
  above: LightAbove;
  gloss: Gloss;
  white?: Rgb;
}

/**
 * The picture of that part, in place.
 * @param rgba sRGB bytes of the photo there, row 0 at the top; alpha stays
 * @param fromX columns left of this are bare
 */
export function compositeOver(rgba: Uint8ClampedArray, { rectangle, sums, veil, above, gloss, white }: Composite, fromX = 0): void {
  const { widthPx, heightPx, originX, originY, scale } = rectangle;
  const isAsTaken = !white || white.every((gain) => gain === 1);
  const bytes = [0, 0, 0];
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const i = y * widthPx + x;
      const isBare = x < fromX;
      const under = isBare || !veil ? NO_SUM : veilAt(veil, (x + 0.5 + originX) / scale, (y + 0.5 + originY) / scale);
      const cores: Rgb = isBare || !sums ? NO_SUM : [sums.cores[0][i], sums.cores[1][i], sums.cores[2][i]];
      const edge = isBare || !sums ? 0 : sums.edges[i];
      if (isAsTaken && cores[1] + Math.abs(edge) + under[0] + under[1] + under[2] === 0) continue;
      bytes[0] = rgba[4 * i];
      bytes[1] = rgba[4 * i + 1];
      bytes[2] = rgba[4 * i + 2];
      const out = compositePixel(bytes, { cores, edge, veil: under }, above, gloss, white);
      for (let c = 0; c < 3; c++) rgba[4 * i + c] = out[c];
    }
}

/** Green and blue at most as strong as red, or as they were in the bare skin; luminance as it was. */
function noBluerThanGrey([r, g, b]: readonly number[], bare: readonly number[]): number[] {
  if (r <= 0) return [r, g, b];
  const green = Math.min(g, r * Math.max(1, bare[1] / bare[0]));
  const blue = Math.min(b, r * Math.max(1, bare[2] / bare[0]));
  const gain = luminance(r, g, b) / luminance(r, green, blue);
  return [r * gain, green * gain, blue * gain];
}

/** Light of a linear pixel that is white glint above skin of the given blue over red (dichromatic reflection: Shafer 1985). */
export function glossOf(p: readonly number[], { blueOverRed, from, full, strength }: Gloss): number {
  if (strength === 0) return 0;
  const white = (p[2] - blueOverRed * p[0]) / (1 - blueOverRed);
  const gate = smoothstep(from, full, luminance(p[0], p[1], p[2]));
  return strength * gate * Math.max(0, Math.min(white, p[0], p[1], p[2]));
}

/*
 * White balance from a grey card or a white sheet: the tapped patch gives one gain per channel that makes it neutral and keeps its
 * luminance (von Kries scaling in linear sRGB). An unsuitable patch is refused with the reason.
 */
import { LINEAR_OF_BYTE, labOfLinear, luminance } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';
import type { Gains } from './whitened.ts';

export type WhitePatch = { ok: true; gains: Gains } | { ok: false; reason: string };

/** Half the side of the patch read, as a share of the picture's long side. assumed: a fingertip well inside a card. */
const REACH_SHARE = 0.008;
const CLIPPED_BYTE = 250;
const MAX_CLIPPED_SHARE = 0.02;
/** assumed: a grey card reflects 0.18, so three stops under are too noisy. */
const MIN_LUMINANCE = 0.02;
/** Standard deviation over mean of the patch: paper and card are even. */
const MAX_TEXTURE = 0.12;
/** Range of channel ratios of a white object, from lamp light to blue shade, with the worst white balance of a camera. assumed. */
const MAX_RED_OVER_BLUE = 3.2;
const MAX_BLUE_OVER_RED = 2;
/** Green over the geometric mean of red and blue: lamps and tubes stay near the daylight line. */
const GREEN_SHARE: readonly [number, number] = [0.75, 1.33];
/** A patch on the head this close to the client's skin (CIELAB a*, b*) is skin. */
const SKIN_NEAR = 9;

/**
 * @param xPx, yPx raster pixels
 * @param skinLab the client's skin where the patch lies on the head, else null
 */
export function readWhitePatch(
  { widthPx: w, heightPx: h, rgba }: Raster,
  xPx: number,
  yPx: number,
  skinLab: readonly number[] | null,
): WhitePatch {
  if (!(xPx >= 0 && yPx >= 0 && xPx < w && yPx < h)) return refuse('That is beside the photo: tap the card or sheet in it.');
  const reach = Math.max(3, Math.round(REACH_SHARE * Math.max(w, h)));
  const sum = [0, 0, 0];
  let [n, clipped, squares] = [0, 0, 0];
  for (let y = Math.max(0, Math.floor(yPx) - reach); y <= Math.min(h - 1, Math.floor(yPx) + reach); y++)
    for (let x = Math.max(0, Math.floor(xPx) - reach); x <= Math.min(w - 1, Math.floor(xPx) + reach); x++) {
      const o = (y * w + x) * 4;
      const p = [LINEAR_OF_BYTE[rgba[o]], LINEAR_OF_BYTE[rgba[o + 1]], LINEAR_OF_BYTE[rgba[o + 2]]];
      for (let c = 0; c < 3; c++) sum[c] += p[c];
      squares += luminance(p[0], p[1], p[2]) ** 2;
      if (Math.max(rgba[o], rgba[o + 1], rgba[o + 2]) >= CLIPPED_BYTE) clipped++;
      n++;
    }
  const [r, g, b] = sum.map((s) => s / n);
  const level = luminance(r, g, b);
  if (clipped > MAX_CLIPPED_SHARE * n)
    return refuse('That patch is overexposed and its colour is lost: tap a darker part of the card, or a grey one.');
  if (level < MIN_LUMINANCE) return refuse('That patch is too dark to tell the light by: tap a brighter part of the card or sheet.');
  if (Math.sqrt(Math.max(0, squares / n - level * level)) > MAX_TEXTURE * level)
    return refuse('That patch is not even: tap the middle of the card or sheet, away from its edges and shadows.');
  const lab = labOfLinear(r, g, b);
  if (skinLab && Math.hypot(lab[1] - skinLab[1], lab[2] - skinLab[2]) < SKIN_NEAR)
    return refuse('That looks like skin: tap a grey card or a white sheet.');
  const green = g / Math.sqrt(r * b);
  if (!(r < MAX_RED_OVER_BLUE * b && b < MAX_BLUE_OVER_RED * r && green > GREEN_SHARE[0] && green < GREEN_SHARE[1]))
    return refuse('That patch is coloured, more than any usual light would make white: tap a grey card or a white sheet.');
  return { ok: true, gains: [level / r, level / g, level / b] };
}
const refuse = (reason: string): WhitePatch => ({ ok: false, reason });

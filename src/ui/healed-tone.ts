/*
 * The flat colours of the swatches: skin, and what a session leads to once healed.
 * The picture itself is drawn dot by dot; this is its tone only.
 */

import type { SkinClass, Treatment } from '../core/consultation/schema.ts';
import { linearOf, srgbOf } from '../core/math/colour.ts';
import { healedLayers, healedLight, oneDot } from '../core/treatment/healed-light.ts';
import type { Rgb } from '../core/treatment/pigments.ts';

/** assumed: one sRGB colour per skin class, by eye, for swatches where the photo's own skin is not measured. */
export const SKIN_SWATCH: Record<SkinClass, Rgb> = {
  I: [240, 214, 199],
  II: [229, 190, 165],
  III: [209, 161, 131],
  IV: [171, 121, 88],
  V: [122, 80, 55],
  VI: [74, 48, 36],
};

export const cssColour = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;

/** Skin (sRGB 0..255) with a share of its light left, R G B. */
export function toneOf(skin: Rgb, kept: Rgb): Rgb {
  const of = (c: 0 | 1 | 2) => Math.round(255 * srgbOf(linearOf(skin[c] / 255) * kept[c]));
  return [of(0), of(1), of(2)];
}

/** Skin after sessions 1..`sessionCount` are healed, sRGB 0..255. */
export const healedTone = (skin: Rgb, treatment: Treatment, perCm2: number, sessionCount: number): Rgb =>
  toneOf(skin, healedLight(treatment, perCm2, sessionCount));

/** Skin between the dots once all is healed, sRGB 0..255. */
export const healedBetween = (skin: Rgb, treatment: Treatment, perCm2: number): Rgb => toneOf(skin, healedLayers(treatment, perCm2).veil);

/** How wide and in what colour one dot shows on skin of a colour, sRGB 0..255. */
export function dotOn(ground: Rgb, treatment: Treatment, isHealed: boolean): { shownMm: number; colour: Rgb } {
  const { shownMm, kept } = oneDot(treatment, isHealed);
  return { shownMm, colour: toneOf(ground, kept) };
}

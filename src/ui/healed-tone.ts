/*
 * The flat colours of the swatches: skin, and what a session leads to once healed.
 * The picture itself is drawn dot by dot; this is its tone only.
 */

import type { Treatment } from '../core/consultation/schema.ts';
import { srgbOf } from '../core/math/colour.ts';
import { healedBetweenDots, healedLight, oneDot } from '../core/treatment/healed-light.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import { lightOf } from '../core/treatment/skin-colours.ts';

export const cssColour = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;

const bytesOf = (light: Rgb): Rgb => light.map((l) => Math.round(255 * srgbOf(l))) as [number, number, number];

/** Skin (sRGB 0..255) with a share of its light left, R G B. */
export function toneOf(skin: Rgb, kept: Rgb): Rgb {
  const [r, g, b] = lightOf(skin);
  return bytesOf([r * kept[0], g * kept[1], b * kept[2]]);
}

/** Skin (sRGB 0..255) after sessions 1..`sessionCount` are healed, sRGB 0..255. */
export function healedTone(skin: Rgb, treatment: Treatment, perCm2: number, sessionCount: number): Rgb {
  return toneOf(skin, healedLight(treatment, perCm2, lightOf(skin), sessionCount));
}

/** Skin between the dots once all is healed, sRGB 0..255. */
export function healedBetween(skin: Rgb, treatment: Treatment, perCm2: number): Rgb {
  return toneOf(skin, healedBetweenDots(treatment, perCm2, lightOf(skin)));
}

/** How wide and in what colour one dot shows on skin of a colour, sRGB 0..255. */
export function dotOn(ground: Rgb, treatment: Treatment, isHealed: boolean): { shownMm: number; colour: Rgb } {
  const { shownMm, light } = oneDot(treatment, isHealed, lightOf(ground));
  return { shownMm, colour: bytesOf(light) };
}

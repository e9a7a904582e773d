/* Colours of the skin classes, used where the photo's own skin is not measured. */

import type { SkinClass } from '../consultation/schema.ts';
import { linearOf } from '../math/colour.ts';
import type { Rgb } from './pigments.ts';

/** sRGB, 0..255. assumed: by eye. */
export const SKIN_COLOUR: Record<SkinClass, Rgb> = {
  I: [240, 214, 199],
  II: [229, 190, 165],
  III: [209, 161, 131],
  IV: [171, 121, 88],
  V: [122, 80, 55],
  VI: [74, 48, 36],
};

/** Linear light of an sRGB colour, 0..255. */
export const lightOf = ([r, g, b]: Rgb): Rgb => [linearOf(r / 255), linearOf(g / 255), linearOf(b / 255)];
/** Linear light of a skin class. */
export const skinLight = (skin: SkinClass): Rgb => lightOf(SKIN_COLOUR[skin]);

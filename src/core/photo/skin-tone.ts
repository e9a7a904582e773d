/*
 * The client's skin tone: the individual typology angle of bare skin facing the camera (Chardon et al. 1991; six groups after Del Bino and
 * Bernerd 2013) and the Fitzpatrick class it suggests. Only a suggestion: the class describes how skin tans, the angle how it looks, and
 * the exposure of a photo is not known (half a stop changes the angle by about 10 degrees).
 */

import type { SkinClass } from '../consultation/schema.ts';
import { labOfLinear, srgbOf } from '../math/colour.ts';
import type { HeadCells } from './head-cells.ts';
import { USUAL_STEP } from './stubble-tone.ts';

export interface SkinTone {
  class: SkinClass;
  /** individual typology angle, degrees */
  itaDeg: number;
  /** sRGB bytes of the skin in the photo's own light */
  rgb: readonly [number, number, number];
  /** CIELAB (D65) in the photo's own light */
  lab: readonly [number, number, number];
}

/** Lower bounds of the angle for classes I to V, degrees (Del Bino and Bernerd 2013: very light, light, intermediate, tan, brown, dark). */
const MIN_ITA_DEG: readonly (readonly [number, SkinClass])[] = [
  [55, 'I'],
  [41, 'II'],
  [28, 'III'],
  [10, 'IV'],
  [-30, 'V'],
];
export const classOfIta = (itaDeg: number): SkinClass => MIN_ITA_DEG.find(([least]) => itaDeg > least)?.[1] ?? 'VI';
/** V and VI get stronger washes, and work is built up from light to dark: they are suggested from half of the exposure's error on. assumed. */
const SURELY_DARK_DEG = 5;
function suggestedClass(itaDeg: number): SkinClass {
  const asMeasured = classOfIta(itaDeg);
  return asMeasured === 'V' || asMeasured === 'VI' ? classOfIta(itaDeg + SURELY_DARK_DEG) : asMeasured;
}
export const itaDegOf = (lab: readonly number[]): number => (Math.atan2(lab[0] - 50, lab[2]) * 180) / Math.PI;

/** Cells with more hair are not bare skin. */
const MAX_HAIR = 0.3;
const MIN_COS = 0.5;
/**
 * If a smaller share of the head is bare, that share is only its thinnest stubble, and the skin is estimated from all cells. assumed: 3 and
 * 12 % on two heads with dense stubble all over, 22 % and more where skin shows.
 */
const MIN_BARE_SHARE = 0.15;
/** With fewer cells no tone is given. */
const MIN_CELLS = 60;
/**
 * Range of the cells used, sorted by brightness: darker ones are in shade or stubble, brighter ones shine. assumed.
 */
const DARKER_SHARE = 0.3;
const BRIGHTER_SHARE = 0.75;
/**
 * Daylight and lamps move skin along a line of ln(red / green) over ln(red / blue). Farther above it than `most` the light is a colour of its
 * own, and brightness in it says nothing about the skin. assumed: 0.0 to 0.5 on 38 photographs, 0.6 on sunburn, 0.9 under a red lamp.
 */
const LIGHT_LINE = { slope: 0.42, most: 0.72 };
/** assumed: half of the tint of a nearly neutral backdrop comes from the light, half from its paint. */
const LIGHT_OF_TINT = 0.5;

/**
 * Null if too little skin shows, or none of a colour that skin can have in daylight or under a lamp. On a head with stubble all over, the
 * skin below is estimated by the light that stubble usually takes.
 * @param backdrop linear colour of a near-neutral backdrop, or null where there is none or the photo's white was set by hand
 */
export function readSkinTone(cells: HeadCells, backdrop: readonly [number, number, number] | null): SkinTone | null {
  const facing = [...Array(cells.count).keys()].filter((i) => cells.cosTheta[i] > MIN_COS && !cells.clipped[i] && cells.luminance[i] > 0);
  const bare = facing.filter((i) => cells.hair[i] < MAX_HAIR);
  const isBare = bare.length >= MIN_CELLS && bare.length >= MIN_BARE_SHARE * facing.length;
  const used = isBare ? bare : facing;
  if (used.length < MIN_CELLS) return null;
  used.sort((p, q) => cells.luminance[p] - cells.luminance[q]);
  const lit = used.slice(Math.floor(DARKER_SHARE * used.length), Math.ceil(BRIGHTER_SHARE * used.length));
  const median = (column: Float32Array) => Float32Array.from(lit, (i) => column[i]).sort()[lit.length >> 1];
  const under = (light: number, c: 0 | 1 | 2) => Math.min(1, isBare ? light : light / Math.exp(USUAL_STEP[c]));
  const skin = [under(median(cells.r), 0), under(median(cells.g), 1), under(median(cells.b), 2)] as const;
  const light = lightOfBackdrop(backdrop);
  const inWhite = labOfLinear(skin[0] / light[0], skin[1] / light[1], skin[2] / light[2]);
  // no skin is blue or magenta: in such light the angle means nothing
  const redder = (c: 1 | 2) => Math.log((skin[0] * light[c]) / (skin[c] * light[0]));
  if (inWhite[2] < 0 || redder(1) > LIGHT_LINE.slope * redder(2) + LIGHT_LINE.most) return null;
  const itaDeg = itaDegOf(inWhite);
  return {
    class: suggestedClass(itaDeg),
    itaDeg,
    rgb: [byteOf(skin[0]), byteOf(skin[1]), byteOf(skin[2])],
    lab: labOfLinear(skin[0], skin[1], skin[2]),
  };
}

const byteOf = (linear: number) => Math.round(255 * Math.min(1, Math.max(0, srgbOf(linear))));

/** Colour of the light relative to white, per channel, green 1. */
function lightOfBackdrop(backdrop: readonly [number, number, number] | null): readonly [number, number, number] {
  if (!backdrop) return [1, 1, 1];
  const part = (c: number) => (backdrop[c] / backdrop[1]) ** LIGHT_OF_TINT;
  return [part(0), 1, part(2)];
}

/*
 * A studio's finish: three factors on the light that its pigment takes, so that the healed plan keeps what the studio's own finished work
 * was read to keep. A reading is believed by how well one can be made against how far studios differ (the weight of a normal prior).
 */

import type { Treatment } from '../consultation/schema.ts';
import { labOfLinear } from '../math/colour.ts';
import { healedLight } from './healed-light.ts';
import { toneDifference } from './match-stubble.ts';
import type { Rgb } from './pigments.ts';

/** What a reading is compared with: everything at its default, dots per cm2. */
export const DEFAULT_PER_CM2 = 140;
/** Studios differ by this, sd of ln(kept) per channel. assumed. */
const STUDIO_SD = 0.1;
/** One pair of photographs errs by this, sd of ln(kept) per channel. assumed: exposure and white balance of phones. */
const READING_SD = 0.15;
const FACTOR = { least: 0.2, most: 5 } as const;
const ROUNDS = 30;

export interface WorkOnPlan {
  /** light the studio's work keeps, R G B */
  kept: Rgb;
  /** the default plan for that client's skin, and that skin's linear light */
  plan: Treatment;
  skin: Rgb;
}

/** How far `count` readings move the plan from the default towards them, 0..1. */
export const believed = (count: number) => (count * STUDIO_SD ** 2) / (count * STUDIO_SD ** 2 + READING_SD ** 2);

/** The plan as the program draws it with no studio's finish. */
export const withoutFinish = (treatment: Treatment): Treatment => ({ ...treatment, finish: null });

/** Factors R G B, 0.2..5, on the light that the pigment takes; 1 where the work is the default's. */
export function finishLight(readings: readonly WorkOnPlan[], weight = believed(readings.length)): [number, number, number] {
  const light: [number, number, number] = [1, 1, 1];
  if (readings.length === 0) return light;
  const logKept = (c: 0 | 1 | 2) =>
    mean(
      readings.map(({ plan, skin }) =>
        Math.log(healedLight({ ...withoutFinish(plan), finish: { name: '-', light } }, DEFAULT_PER_CM2, skin)[c]),
      ),
    );
  const targets = ([0, 1, 2] as const).map((c) => {
    const standard = logKept(c);
    return standard + weight * (mean(readings.map(({ kept }) => Math.log(kept[c]))) - standard);
  });
  // each factor moves its own band most and the others a little: green first, which darkens all of them
  for (let round = 0; round < ROUNDS; round++)
    for (const c of [1, 0, 2] as const) {
      let [low, high] = [FACTOR.least as number, FACTOR.most as number];
      for (let i = 0; i < 40; i++) {
        light[c] = Math.sqrt(low * high);
        if (logKept(c) > targets[c]) low = light[c];
        else high = light[c];
      }
    }
  return light.map((factor) => Math.round(factor * 1e4) / 1e4) as [number, number, number];
}
const mean = (values: readonly number[]) => values.reduce((s, x) => s + x, 0) / values.length;

export interface ToneComparison {
  /** CIEDE2000 */
  dE00: number;
  /** CIELAB lightness and chroma of the second less the first */
  lightness: number;
  chroma: number;
}

/** How the second share of light looks beside the first on the same skin (linear RGB 0..1). */
export function compareTones(skin: Rgb, first: Rgb, second: Rgb): ToneComparison {
  const lab = (kept: Rgb) => labOfLinear(skin[0] * kept[0], skin[1] * kept[1], skin[2] * kept[2]);
  const [a, b] = [lab(first), lab(second)];
  const chroma = Math.hypot(b[1], b[2]) - Math.hypot(a[1], a[2]);
  return { dE00: toneDifference(skin, first, second), lightness: b[0] - a[0], chroma };
}

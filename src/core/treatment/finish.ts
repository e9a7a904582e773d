/*
 * A studio's finish: three factors on the light that pigment takes, chosen so that the healed plan has the tone read from the studio's own
 * finished work. Readings are weighted against the default as against a normal prior: by their error and by how much studios differ.
 */

import type { Treatment } from '../consultation/schema.ts';
import { labOfLinear } from '../math/colour.ts';
import { healedLight } from './healed-light.ts';
import { toneDifference } from './match-stubble.ts';
import type { Rgb } from './pigments.ts';

/** Density of the default plan that readings are compared with, dots per cm2. */
export const DEFAULT_PER_CM2 = 140;
/** Difference between studios, sd of ln(kept) per channel. assumed. */
const STUDIO_SD = 0.1;
/** Error of one pair of photographs, sd of ln(kept) per channel. assumed: exposure and white balance of phones. */
const READING_SD = 0.15;
const FACTOR = { least: 0.2, most: 5 } as const;
const MAX_ROUNDS = 300;
/** Ends when no factor moves by more, ln. */
const SETTLED = 1e-6;
const SLOPE_STEP = 1e-3;
const MAX_STEP = 0.5;

export interface WorkOnPlan {
  /** share of light that the studio's work keeps, R G B */
  kept: Rgb;
  /** the default plan for that client's skin, and that skin's linear light */
  plan: Treatment;
  skin: Rgb;
}

/** Weight of `count` readings against the default, 0..1. */
export const believed = (count: number) => (count * STUDIO_SD ** 2) / (count * STUDIO_SD ** 2 + READING_SD ** 2);

/** The treatment without a studio's finish. */
export const withoutFinish = (treatment: Treatment): Treatment => ({ ...treatment, finish: null });

/** Factors R, G, B (0.2 to 5) on the light that pigment takes; 1 where the work matches the default. */
export function finishLight(readings: readonly WorkOnPlan[], weight = believed(readings.length)): [number, number, number] {
  const light: [number, number, number] = [1, 1, 1];
  if (readings.length === 0) return light;
  const logKept = (c: 0 | 1 | 2) =>
    mean(readings.map(({ plan, skin }) => Math.log(healedLight({ ...plan, finish: { name: '-', light } }, DEFAULT_PER_CM2, skin)[c])));
  const targets = ([0, 1, 2] as const).map((c) => {
    const standard = logKept(c);
    return standard + weight * (mean(readings.map(({ kept }) => Math.log(kept[c]))) - standard);
  });
  // Gauss-Seidel with Newton's step: each factor mostly changes its own band. Green goes first since it darkens all three.
  for (let round = 0, moved = 1; round < MAX_ROUNDS && moved > SETTLED; round++) {
    moved = 0;
    for (const c of [1, 0, 2] as const) {
      const from = light[c];
      const now = logKept(c);
      light[c] = from * Math.exp(SLOPE_STEP);
      const step = ((targets[c] - now) * SLOPE_STEP) / (logKept(c) - now);
      light[c] = Math.max(FACTOR.least, Math.min(FACTOR.most, from * Math.exp(Math.max(-MAX_STEP, Math.min(MAX_STEP, step)))));
      moved = Math.max(moved, Math.abs(Math.log(light[c] / from)));
    }
  }
  return light.map((factor) => Math.round(factor * 1e4) / 1e4) as [number, number, number];
}
const mean = (values: readonly number[]) => values.reduce((s, x) => s + x, 0) / values.length;

export interface ToneComparison {
  /** CIEDE2000 */
  dE00: number;
  /** CIELAB lightness and chroma of the second minus the first */
  lightness: number;
  chroma: number;
}

/** Compares two shares of light on the same skin (linear RGB 0..1). */
export function compareTones(skin: Rgb, first: Rgb, second: Rgb): ToneComparison {
  const lab = (kept: Rgb) => labOfLinear(skin[0] * kept[0], skin[1] * kept[1], skin[2] * kept[2]);
  const [a, b] = [lab(first), lab(second)];
  const chroma = Math.hypot(b[1], b[2]) - Math.hypot(a[1], a[2]);
  return { dE00: toneDifference(skin, first, second), lightness: b[0] - a[0], chroma };
}

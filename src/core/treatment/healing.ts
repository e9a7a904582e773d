/*
 * Healing (core/README.md 8): darkness, diameter and redness of a session's dots by their age, and the darkness of the plan as a whole.
 * The evidence is weak: clinics agree on the course of the first month, its size is that of cosmetic tattooing, the years are inferred.
 */

import type { HealingBand, Treatment } from '../consultation/schema.ts';
import { monotoneCurve } from '../math/monotone.ts';
import { ein } from './gaussian-dot.ts';
import { REDNESS_DAYS, washAbsorbance } from './pigments.ts';

/** Age in days at which dots count as healed (core/README.md 8). */
export const SETTLED_DAYS = 28;
export const DAYS_PER_YEAR = 365.25;
/** Day on which a session's dots have healed. */
export const settledAfter = (sessionDay: number) => sessionDay + SETTLED_DAYS;
/** Day on which the last session done has healed; -1 if none is done. */
export const settledDay = (treatment: Treatment, sessions = treatment.sessions.length) =>
  sessions > 0 ? settledAfter(treatment.sessions[Math.min(sessions, treatment.sessions.length) - 1].day) : -1;
/** Mean darkness relative to fresh work on typical skin (core/README.md 8). assumed: 0.55 at day 28 from a 30-50 % loss in cosmetic tattooing (elegantinkstudio.online). */
export const TYPICAL_TABLE = { days: [0, 2, 4, 7, 10, 14, 28], kept: [1, 1.05, 0.9, 0.52, 0.42, 0.46, 0.55] } as const;
/** Darkness on day 28 of skin that holds little, typically and strongly (core/README.md 8). */
export const KEPT_AT_28: Record<HealingBand, number> = { light: 0.3, typical: 0.55, strong: 0.85 };
/** Yearly loss after healing for the same three. assumed: 10 % typically, 4 to 20 % (touch-up at 3-6 years). */
const LOSS_PER_YEAR: Record<HealingBand, number> = { light: 0.16, typical: 0.1, strong: 0.06 };
/** Scars lose this many times as much (J Cosmet Dermatol 2025: 1.6 instead of 0.9 of visual density in six months). */
export const SCAR_LOSS = 1.8;
/** Factor of care on the yearly loss. Clinics name the direction (sun, oily skin); assumed: sizes. */
const SUN_FACTOR = { protected: 0.7, average: 1, high: 1.6 } as const;
const SKIN_TYPE_FACTOR = { dry: 0.9, normal: 1, oily: 1.3 } as const;
/** Smallest darkness after the first month, however badly skin holds. assumed. */
const LEAST_KEPT = 0.1;
/** Healed over fresh diameter (0.25 to 0.10-0.15 mm: jonathangerow.com, smpdebate.com; assumed: 0.75, linear until day 28). */
export const HEALED_DIAMETER = 0.75;
/** Diffusion of a healed dot, mm^2 a year: a dot of 0.15 mm grows to 0.20-0.25 mm in 5 years. assumed: 0.0006-0.0015. */
export const SPREAD_MM2_PER_YEAR = 0.001;

const typical = monotoneCurve(TYPICAL_TABLE.days, TYPICAL_TABLE.kept);

export interface HealingConditions {
  band: HealingBand;
  care: Treatment['care'];
  scar: boolean;
}

/** Mean darkness of dots `ageDays` old relative to fresh; 0 before their session. */
export function darknessKept(ageDays: number, { band, care, scar }: HealingConditions): number {
  if (ageDays < 0) return 0;
  const lossFactor = ((1 - KEPT_AT_28[band]) / (1 - KEPT_AT_28.typical)) * (scar ? SCAR_LOSS : 1);
  const early = Math.max(LEAST_KEPT, 1 - (1 - typical(Math.min(ageDays, SETTLED_DAYS))) * lossFactor);
  if (ageDays <= SETTLED_DAYS) return early;
  const perYear = LOSS_PER_YEAR[band] * SUN_FACTOR[care.sun] * SKIN_TYPE_FACTOR[care.skinType] * (scar ? SCAR_LOSS : 1);
  return early * Math.exp((-perYear * (ageDays - SETTLED_DAYS)) / DAYS_PER_YEAR);
}

/** Sigma (mm) of a dot whose full width at half maximum was `freshMm` when fresh. */
export function sigmaMm(freshMm: number, ageDays: number): number {
  const shrink = 1 - (1 - HEALED_DIAMETER) * Math.min(1, Math.max(0, ageDays) / SETTLED_DAYS);
  const sigma = (freshMm * shrink) / 2.355;
  const years = Math.max(0, ageDays - SETTLED_DAYS) / DAYS_PER_YEAR;
  return Math.sqrt(sigma * sigma + 2 * SPREAD_MM2_PER_YEAR * years);
}

/** Redness, 0..1, of skin around dots `ageDays` old. */
export const redness = (ageDays: number) => (ageDays < 0 ? 0 : Math.exp(-ageDays / REDNESS_DAYS));

/**
 * Darkness with touch-ups. Each renews the dots in its year (counted from the last session); a dot is as dark as the darkest of what is left
 * of the first work and of each touch-up.
 */
export function darknessWithTouchUps(
  ageDays: number,
  day: number,
  treatment: Treatment,
  conditions: HealingConditions,
): { kept: number; ageDays: number } {
  let best = { kept: darknessKept(ageDays, conditions), ageDays };
  const lastDay = treatment.sessions[treatment.sessions.length - 1].day;
  for (const year of treatment.touchUpYears) {
    const age = day - (lastDay + year * DAYS_PER_YEAR);
    if (age < 0) break;
    const kept = darknessKept(age, conditions);
    if (kept >= best.kept) best = { kept, ageDays: age };
  }
  return best;
}

/**
 * Darkness of the whole plan on a day, for the chart: the light it takes over what all sessions would take if fresh.
 * @returns 0 (nothing) to about 1
 */
export function planDarkness(treatment: Treatment, day: number, band: HealingBand): number {
  let sum = 0;
  let whole = 0;
  let before = 0;
  for (const session of treatment.sessions) {
    const light = (session.cumulativeShare - before) * ein(washAbsorbance(session.dilution));
    before = session.cumulativeShare;
    whole += light;
    const age = day - session.day;
    if (age >= 0) sum += light * darknessWithTouchUps(age, day, treatment, { band, care: treatment.care, scar: false }).kept;
  }
  return whole > 0 ? sum / whole : 0;
}

/*
 * "Match my stubble": finds the plan whose healed tone continues the client's shaved sides. Density and dot size are taken from the reading.
 * All washes are thinned or strengthened by one factor until the healed tone is nearest to that of the stubble. If a wash would then be
 * stronger than advised, dots grow instead, up to the largest that still look like follicles. A tone that no usual wash reaches is not reached.
 */

import type { Treatment } from '../consultation/schema.ts';
import { deltaE2000, labOfLinear } from '../math/colour.ts';
import { healedLight } from './healed-light.ts';
import { HEALED_DIAMETER } from './healing.ts';
import { depthBlurMm2, type Rgb } from './pigments.ts';

/** Range of fresh dots, mm; the largest heals to 0.35 mm, the largest advised (core/README.md 10). */
const LEAST_DOT_MM = 0.2;
const MOST_DOT_MM = 0.46;
/** Lowest dilution advised for the last session on light skin, and on V and VI. assumed: studios mix 10 to 6. */
const STRONGEST = 9;
const STRONGEST_ON_DARK = 5;
/** The strongest last wash of a match, as a share of that. assumed: nobody tattoos a scalp undiluted. */
const STRONGEST_SHARE = 2 / 3;
const DILUTION = { least: 1, most: 80 } as const;

export interface StubbleTarget {
  /** dots per cm2, within the limits of a zone; null keeps the zone's density */
  perCm2: number | null;
  /** visible diameter of a mark, mm; null keeps the plan's */
  diameterMm: number | null;
  /** share of light that the stubble leaves, R G B */
  kept: Rgb;
}
export interface StubbleMatch {
  perCm2: number;
  treatment: Treatment;
  healed: Rgb;
  /** CIEDE2000 between their stubble and the healed result, on the same skin */
  dE00: number;
}

/** CIEDE2000 between two shares of light on the same skin (linear RGB 0..1). */
export function toneDifference(skin: Rgb, a: Rgb, b: Rgb): number {
  const lab = (kept: Rgb) => labOfLinear(skin[0] * kept[0], skin[1] * kept[1], skin[2] * kept[2]);
  return deltaE2000(lab(a), lab(b));
}

/** Diameter of a core that looks `shownMm` wide through the skin above it. */
const coreMm = (shownMm: number, depthMm: number) => Math.sqrt(Math.max(0, shownMm ** 2 - 2.355 ** 2 * depthBlurMm2(depthMm)));

/** Multiplies every dilution by `factor`, within limits. */
function diluted(treatment: Treatment, factor: number): Treatment {
  const within = (x: number) => Math.min(DILUTION.most, Math.max(DILUTION.least, x));
  return { ...treatment, sessions: treatment.sessions.map((s) => ({ ...s, dilution: within(s.dilution * factor) })) };
}
const inWholeParts = (treatment: Treatment): Treatment => ({
  ...treatment,
  sessions: treatment.sessions.map((s) => ({ ...s, dilution: Math.round(s.dilution) })),
});

/** Factor on all dilutions that brings the healed tone nearest to the wanted one, by golden-section search (the difference has one minimum). */
function factorFor(treatment: Treatment, perCm2: number, wanted: Rgb, skin: Rgb): number {
  const differenceAt = (ln: number) => toneDifference(skin, wanted, healedLight(diluted(treatment, Math.exp(ln)), perCm2, skin));
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.005), Math.log(200)];
  for (let i = 0; i < 48; i++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (differenceAt(a) < differenceAt(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}

/**
 * @param skin bare skin, linear RGB 0..1
 * @param zonePerCm2 the zone's density, used if none was read
 */
export function matchStubble(treatment: Treatment, zonePerCm2: number, target: StubbleTarget, skin: Rgb): StubbleMatch {
  const perCm2 = Math.round(target.perCm2 ?? zonePerCm2);
  const strongest = treatment.skin === 'V' || treatment.skin === 'VI' ? STRONGEST_ON_DARK : STRONGEST;
  const inRange = (mm: number) => Math.round(Math.min(MOST_DOT_MM, Math.max(LEAST_DOT_MM, mm)) * 100) / 100;
  let dotMm = target.diameterMm === null ? treatment.dotMm : inRange(coreMm(target.diameterMm, treatment.depthMm) / HEALED_DIAMETER);
  const solve = (mm: number) => {
    const sized = { ...treatment, dotMm: mm };
    const least = (STRONGEST_SHARE * strongest) / Math.min(...sized.sessions.map((s) => s.dilution));
    return diluted(sized, Math.max(least, factorFor(sized, perCm2, target.kept, skin)));
  };
  let best = solve(dotMm);
  while (Math.min(...best.sessions.map((s) => s.dilution)) < strongest && dotMm < MOST_DOT_MM) {
    dotMm = Math.min(MOST_DOT_MM, Math.round((dotMm + 0.01) * 100) / 100);
    best = solve(dotMm);
  }
  const matched = inWholeParts(best);
  const healed = healedLight(matched, perCm2, skin);
  return { perCm2, treatment: matched, healed, dE00: toneDifference(skin, target.kept, healed) };
}

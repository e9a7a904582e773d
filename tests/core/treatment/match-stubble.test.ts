/* The plan that continues the stubble heals to its tone, within what is advised; and the tone formula is that of the drawn dots. */
import { describe, expect, test } from 'vitest';
import { luminance } from '../../../src/core/math/colour.ts';
import { healedLight } from '../../../src/core/treatment/healed-light.ts';
import { HEALED_DIAMETER, settledDay } from '../../../src/core/treatment/healing.ts';
import { matchStubble, toneDifference } from '../../../src/core/treatment/match-stubble.ts';
import { depthBlurMm2, type Rgb } from '../../../src/core/treatment/pigments.ts';
import { lightOf } from '../../../src/core/treatment/skin-colours.ts';
import { drawTile, planWith, SKIN_BYTES } from './flat-patch.ts';

const FAIR = [0.7, 0.45, 0.33] as const;
/** As shaved hair and finished work keep it in photographs: with a quarter of the light half of the colour is lost. */
function keptOn(skin: Rgb, light: number): Rgb {
  const y = luminance(...skin);
  const [r, g, b] = skin.map((l) => light * (y / l) ** (1 - light ** 2.4));
  return [r, g, b];
}
const plan = planWith({}).treatment;
/** A default dot once healed, as the skin above shows it. */
const SHOWN_MM = Math.hypot(0.32 * HEALED_DIAMETER, 2.355 * Math.sqrt(depthBlurMm2(0.15)));
const target = (green: number, perCm2: number | null = 150, diameterMm: number | null = 0.2) => ({
  perCm2,
  diameterMm,
  kept: keptOn(FAIR, green),
});

describe('match', () => {
  test.each([0.72, 0.78, 0.84, 0.9, 0.95])('stubble that keeps %s of the light is continued', (green) => {
    for (const skin of ['II', 'VI'] as const)
      for (const perCm2 of [90, 150, 200]) {
        const match = matchStubble({ ...plan, skin }, 140, target(green, perCm2), FAIR);
        expect(match.dE00).toBeLessThan(3);
        expect(Math.abs(match.healed[1] - target(green).kept[1])).toBeLessThan(0.03);
        expect(match.dE00).toBeCloseTo(toneDifference(FAIR, target(green).kept, healedLight(match.treatment, match.perCm2, FAIR)), 6);
        expect(match.perCm2).toBe(perCm2);
        const dilutions = match.treatment.sessions.map((s) => s.dilution);
        expect(dilutions).toEqual(dilutions.slice().sort((p, q) => q - p));
        expect(Math.min(...dilutions)).toBeGreaterThanOrEqual(1);
        expect(match.treatment.dotMm).toBeLessThanOrEqual(0.46);
      }
  });
  test('dots are as large as the marks, larger only where the wash would be too strong', () => {
    expect(matchStubble(plan, 140, target(0.9, 150, SHOWN_MM), FAIR).treatment.dotMm).toBeCloseTo(0.32, 5);
    const dark = matchStubble(plan, 140, target(0.75, 150, 0.16), FAIR).treatment;
    expect(dark.dotMm).toBeGreaterThan(0.2);
    expect(Math.min(...dark.sessions.map((s) => s.dilution))).toBeGreaterThanOrEqual(8);
  });
  test('no wash is much stronger than studios mix: a tone beyond that is not reached', () => {
    for (const skin of ['II', 'VI'] as const) {
      const { treatment } = matchStubble({ ...plan, skin }, 140, { ...target(0.3), kept: [0.2, 0.3, 0.35] }, FAIR);
      expect(Math.min(...treatment.sessions.map((s) => s.dilution))).toBeGreaterThanOrEqual(skin === 'II' ? 6 : 3);
      expect(treatment.dotMm).toBeCloseTo(0.46, 5);
    }
  });
  test('of a photo too coarse to count on, the zone keeps its density and the dot its size; the tone is matched', () => {
    const match = matchStubble(plan, 120, target(0.86, null, null), FAIR);
    expect(match.perCm2).toBe(120);
    expect(match.treatment.dotMm).toBe(plan.dotMm);
    expect(match.dE00).toBeLessThan(3);
  });
});

test('the healed light is that of the drawn dots within 2 %', () => {
  for (const change of [{}, { dotMm: 0.4 }, { depthMm: 0.25, wash: 'warm' as const }]) {
    const project = planWith(change);
    const drawn = drawTile(project, { day: settledDay(project.treatment) }, { targetPerCm2: 140 }).kept;
    const formula = healedLight(project.treatment, 140, lightOf(SKIN_BYTES));
    for (const c of [0, 1, 2]) expect(Math.abs(drawn[c] - formula[c])).toBeLessThan(0.02);
  }
});

/* Healing by its table, and what must hold whatever the sizes assumed: fading only lightens, care and touch-ups go the right way. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEALING_BANDS, SKIN_TYPES, SUN } from '../../../src/core/consultation/schema.ts';
import { healedLight } from '../../../src/core/treatment/healed-light.ts';
import {
  DAYS_PER_YEAR,
  darknessKept,
  darknessWithTouchUps,
  type HealingConditions,
  planDarkness,
  redness,
  sigmaMm,
} from '../../../src/core/treatment/healing.ts';
import { planWith } from './flat-patch.ts';

fc.configureGlobal({ seed: 1 });

const TYPICAL: HealingConditions = { band: 'typical', care: { sun: 'average', skinType: 'normal' }, scar: false };
const conditions = fc.record({
  band: fc.constantFrom(...HEALING_BANDS),
  care: fc.record({ sun: fc.constantFrom(...SUN), skinType: fc.constantFrom(...SKIN_TYPES) }),
  scar: fc.boolean(),
});
const days = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('darkness kept', () => {
  test.each([
    [0, 1],
    [2, 1.05],
    [4, 0.9],
    [7, 0.52],
    [10, 0.42],
    [14, 0.46],
    [28, 0.55],
  ])('day %d of typical skin keeps %f', (day, kept) => expect(darknessKept(day, TYPICAL)).toBeCloseTo(kept, 12));

  test('the band on day 28 is 0.30, 0.55, 0.85, and every earlier loss is in proportion', () => {
    const at = (band: HealingConditions['band'], day: number) => darknessKept(day, { ...TYPICAL, band });
    expect([at('light', 28), at('typical', 28), at('strong', 28)].map((x) => Number(x.toFixed(12)))).toEqual([0.3, 0.55, 0.85]);
    for (let day = 0; day <= 28; day += 0.5) {
      const loss = 1 - at('typical', day);
      expect(1 - at('light', day)).toBeCloseTo(Math.min(0.9, (loss * 0.7) / 0.45), 9); // a tenth always stays
      expect(1 - at('strong', day)).toBeCloseTo((loss * 0.15) / 0.45, 9);
    }
  });
  test('typical skin loses 10 % a year once settled', () => {
    for (const years of [0.001, 1, 3, 5])
      expect(darknessKept(28 + years * DAYS_PER_YEAR, TYPICAL)).toBeCloseTo(0.55 * Math.exp(-0.1 * years), 12);
  });
  test('nothing before the session', () => {
    fc.assert(fc.property(conditions, days(-4000, -1e-6), (c, day) => darknessKept(day, c) === 0));
    expect(planDarkness(planWith({}).treatment, -1, 'typical')).toBe(0);
    expect(redness(-0.1)).toBe(0);
  });
  test('after day 28 more days never darken', () => {
    fc.assert(
      fc.property(conditions, days(28, 20_000), days(0, 5000), (c, day, more) => {
        expect(darknessKept(day + more, c)).toBeLessThanOrEqual(darknessKept(day, c));
      }),
    );
  });
  test('a curve without jumps', () => {
    for (let day = 0; day < 60; day += 0.01)
      expect(Math.abs(darknessKept(day + 0.01, TYPICAL) - darknessKept(day, TYPICAL))).toBeLessThan(0.005);
  });
  test('a scar never keeps more once the scabs are off, and keeps less when settled', () => {
    fc.assert(
      fc.property(conditions, days(4, 8000), (c, day) => {
        const scar = darknessKept(day, { ...c, scar: true });
        const skin = darknessKept(day, { ...c, scar: false });
        expect(scar).toBeLessThanOrEqual(skin);
        if (day >= 28) expect(scar).toBeLessThan(skin);
      }),
    );
  });
  test('a scar loses 1.8 times as much a year', () => {
    const year = (scar: boolean) =>
      Math.log(darknessKept(28, { ...TYPICAL, scar }) / darknessKept(28 + DAYS_PER_YEAR, { ...TYPICAL, scar }));
    expect(year(true) / year(false)).toBeCloseTo(1.8, 6);
  });
  test('more sun, oilier skin and a band that holds less never darken', () => {
    fc.assert(
      fc.property(conditions, days(4, 8000), (c, day) => {
        const sun = SUN.map((s) => darknessKept(day, { ...c, care: { ...c.care, sun: s } }));
        const skin = SKIN_TYPES.map((s) => darknessKept(day, { ...c, care: { ...c.care, skinType: s } }));
        const bands = HEALING_BANDS.map((band) => -darknessKept(day, { ...c, band }));
        for (const list of [sun, skin, bands]) for (let i = 1; i < 3; i++) expect(list[i]).toBeLessThanOrEqual(list[i - 1]);
        if (day > 60) expect(sun[2]).toBeLessThan(sun[0]);
      }),
    );
  });
});

describe('size and redness', () => {
  test('the diameter falls in a straight line to 0.75 on day 28', () => {
    expect(2.355 * sigmaMm(0.32, 0)).toBeCloseTo(0.32, 12);
    expect(2.355 * sigmaMm(0.32, 14)).toBeCloseTo(0.32 * 0.875, 12);
    expect(2.355 * sigmaMm(0.32, 28)).toBeCloseTo(0.24, 12);
  });
  test('after day 28 dots only grow, by 2 D t of variance', () => {
    fc.assert(
      fc.property(days(0.1, 0.6), days(28, 8000), days(1, 4000), (mm, day, more) => {
        expect(sigmaMm(mm, day + more)).toBeGreaterThan(sigmaMm(mm, day));
      }),
    );
    const grown = sigmaMm(0.2, 28 + 5 * DAYS_PER_YEAR) ** 2 - sigmaMm(0.2, 28) ** 2;
    expect(grown).toBeGreaterThanOrEqual(2 * 0.0006 * 5);
    expect(grown).toBeLessThanOrEqual(2 * 0.0015 * 5);
  });
  test('redness starts whole and is 1/e after 1.2 days', () => {
    expect(redness(0)).toBe(1);
    expect(redness(1.2)).toBeCloseTo(1 / Math.E, 12);
  });
});

describe('touch-ups and the plan', () => {
  test('a touch-up never lightens, on any day', () => {
    fc.assert(
      fc.property(
        conditions,
        fc.oneof(days(0, 6000), days(26 + 365, 26 + 365 + 60)),
        fc.uniqueArray(days(1, 12), { minLength: 1, maxLength: 3 }).map((y) => y.sort((a, b) => a - b)),
        (c, day, years) => {
          const touchUpYears = [0.9, ...years];
          const { treatment } = planWith({ touchUpYears });
          for (const session of treatment.sessions) {
            const age = day - session.day;
            expect(darknessWithTouchUps(age, day, treatment, c).kept).toBeGreaterThanOrEqual(darknessKept(age, c));
          }
        },
      ),
    );
  });
  test('on the day of a touch-up the dots are fresh again', () => {
    const { treatment } = planWith({ touchUpYears: [4] });
    const day = 26 + 4 * DAYS_PER_YEAR;
    expect(darknessWithTouchUps(day, day, treatment, TYPICAL)).toEqual({ kept: 1, ageDays: 0 });
    expect(darknessWithTouchUps(day - 1, day - 1, treatment, TYPICAL).ageDays).toBeGreaterThan(1000);
  });
  test('the plan jumps up on every session day and is the same sum of its sessions', () => {
    const { treatment } = planWith({});
    for (const { day } of treatment.sessions)
      expect(planDarkness(treatment, day, 'typical')).toBeGreaterThan(planDarkness(treatment, day - 0.001, 'typical') + 0.1);
    for (let day = 54; day < 4000; day += 50)
      expect(planDarkness(treatment, day + 50, 'typical')).toBeLessThanOrEqual(planDarkness(treatment, day, 'typical'));
    for (const day of [54, 400, 2000]) {
      const [light, typical, strong] = HEALING_BANDS.map((band) => planDarkness(treatment, day, band));
      expect(light).toBeLessThan(typical);
      expect(typical).toBeLessThan(strong);
      expect(strong).toBeLessThan(1);
    }
  });
});

test('healed work is that of the day it has settled: sun and oily skin, which fade it from then on, have not yet changed it', () => {
  const cared = (care: HealingConditions['care']) => healedLight(planWith({ care }).treatment, 80, [0.6, 0.36, 0.24]);
  for (const sun of SUN) for (const skinType of SKIN_TYPES) expect(cared({ sun, skinType })).toEqual(cared(TYPICAL.care));
});

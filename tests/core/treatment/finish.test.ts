/* A finish makes the healed plan keep what the studio's work was read to keep, as far as the readings are believed. */
import { describe, expect, test } from 'vitest';
import type { Treatment } from '../../../src/core/consultation/schema.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { discRadiusPx, keptLight, readPlace } from '../../../src/core/photo/finished-work.ts';
import { freshLightMm2 } from '../../../src/core/treatment/appearance.ts';
import { believed, compareTones, DEFAULT_PER_CM2, finishLight } from '../../../src/core/treatment/finish.ts';
import { healedLight } from '../../../src/core/treatment/healed-light.ts';
import { settledDay } from '../../../src/core/treatment/healing.ts';
import { matchStubble } from '../../../src/core/treatment/match-stubble.ts';
import { lightOf } from '../../../src/core/treatment/skin-colours.ts';
import { veilLayers } from '../../../src/core/treatment/veil.ts';
import { drawTile, planWith, SKIN_BYTES, tileDots } from './flat-patch.ts';

const PX_PER_MM = 8;
const plan = planWith({}).treatment;
const skin = lightOf(SKIN_BYTES);
const standard = healedLight(plan, DEFAULT_PER_CM2, skin);
const finished = (light: readonly number[], base: Treatment = plan): Treatment => ({
  ...base,
  finish: { name: 'Mine', light: [light[0], light[1], light[2]] },
});
/** A picture of the healed plan on flat skin, or of bare skin. */
function pictureOf(treatment: Treatment | null): Raster {
  const project = planWith(treatment ?? {});
  const { pixels, size } = drawTile(project, { day: treatment ? settledDay(treatment) : -1 }, { pxPerMm: PX_PER_MM });
  const rgba = Uint8Array.from({ length: size * size * 4 }, (_, i) => (i % 4 === 3 ? 255 : Math.round(pixels[i >> 2][i % 4])));
  return { widthPx: size, heightPx: size, rgba };
}
function read(treatment: Treatment | null) {
  const raster = pictureOf(treatment);
  const place = readPlace(raster, [raster.widthPx / 2, raster.heightPx / 2], discRadiusPx(raster, PX_PER_MM));
  if (!place.ok) throw new Error(place.reason);
  return place.light;
}

describe('the finish', () => {
  test('is 1 where the work is the default’s', () => {
    expect(finishLight([{ kept: standard, plan, skin }])).toEqual([1, 1, 1]);
    expect(finishLight([])).toEqual([1, 1, 1]);
  });
  test('there and back: believed in full, the healed plan keeps what was read', () => {
    for (const light of [
      [1.4, 1.2, 0.8],
      [0.5, 0.7, 1.5],
      [2, 0.5, 1],
    ]) {
      const kept = healedLight(finished(light), DEFAULT_PER_CM2, skin);
      const again = healedLight(finished(finishLight([{ kept, plan, skin }], 1)), DEFAULT_PER_CM2, skin);
      again.forEach((share, c) => {
        expect(share).toBeCloseTo(kept[c], 3);
      });
    }
  });
  test('brings a picture of another plan back: stronger washes, larger dots', () => {
    const sessions = plan.sessions.map((s) => ({ ...s, dilution: s.dilution * 0.7 }));
    const bare = read(null);
    for (const other of [
      { ...plan, sessions },
      { ...plan, dotMm: 0.36, wash: 'warm' as const },
    ]) {
      const kept = keptLight({ treated: read(other), bare }, null) ?? [0, 0, 0];
      const drawn = drawTile(planWith(other), { day: settledDay(other) }, { pxPerMm: PX_PER_MM }).kept;
      const light = finishLight([{ kept, plan, skin }], 1);
      const again = drawTile(planWith(finished(light)), { day: settledDay(plan) }, { pxPerMm: PX_PER_MM }).kept;
      for (const c of [0, 1, 2]) {
        expect(Math.abs(kept[c] - drawn[c]), 'read').toBeLessThan(0.02);
        expect(Math.abs(again[c] - drawn[c]), 'drawn again').toBeLessThan(0.03);
      }
      expect(compareTones(SKIN_BYTES.map((b) => (b / 255) ** 2.2) as never, drawn, again).dE00).toBeLessThan(1.5);
    }
  });
  test('one pair moves the plan a third of the way, more pairs further, and never past the work', () => {
    expect(believed(1)).toBeCloseTo(0.01 / 0.0325, 6);
    const kept = [standard[0] * 0.8, standard[1] * 0.9, standard[2] * 0.97] as const;
    const green = (count: number) => {
      const light = finishLight(Array.from({ length: count }, () => ({ kept, plan, skin })));
      return Math.log(healedLight(finished(light), DEFAULT_PER_CM2, skin)[1] / standard[1]) / Math.log(0.9);
    };
    const shares = [1, 2, 3, 10].map(green);
    expect(shares).toEqual(shares.slice().sort((p, q) => p - q));
    for (const [i, count] of [1, 2, 3, 10].entries()) expect(shares[i]).toBeCloseTo(believed(count), 2);
  });
  test('averages readings of clients of different skin, and stays in range', () => {
    const dark = { ...plan, skin: 'VI' as const, sessions: plan.sessions.map((s) => ({ ...s, dilution: s.dilution / 2 })) };
    const both = [plan, dark].map((of) => ({ plan: of, skin, kept: healedLight(finished([1.3, 1.3, 1.3], of), DEFAULT_PER_CM2, skin) }));
    for (const l of finishLight(both, 1)) expect(l).toBeCloseTo(1.3, 2);
    expect(finishLight([{ kept: [0.05, 0.05, 0.05], plan, skin }], 1).every((l) => l <= 5)).toBe(true);
    expect(finishLight([{ kept: [0.98, 0.98, 0.98], plan, skin }], 1).every((l) => l >= 0.2)).toBe(true);
  });
});

test('a finish scales the plan’s dots and their veil, and no old work', () => {
  const project = planWith({});
  const dots = tileDots(project);
  dots.session[0] = 0;
  for (const i of [0, 1, 2])
    for (const band of [0, 1, 2] as const) {
      const factor = i === 0 ? 1 : [2, 1.5, 0.5][band];
      expect(freshLightMm2(dots, i, finished([2, 1.5, 0.5]), band) / freshLightMm2(dots, i, plan, band)).toBeCloseTo(factor, 9);
    }
  dots.session[0] = 1;
  const sum = (treatment: Treatment) =>
    veilLayers(dots, treatment, [])?.layers.reduce((s, l) => s + l.sums.reduce((t, x, k) => t + (k % 4 ? 0 : x), 0), 0) ?? 0;
  expect(sum(finished([2, 1, 1])) / sum(plan)).toBeCloseTo(2, 4);
});

test('the plan that matches a client’s stubble carries the finish, and so needs thinner washes where that is darker', () => {
  const target = { perCm2: 140, diameterMm: null, kept: [0.6, 0.8, 0.93] as const };
  const own = matchStubble(plan, 140, target, skin);
  const mine = matchStubble(finished([1.5, 1.5, 1.5]), 140, target, skin);
  expect(mine.treatment.finish?.name).toBe('Mine');
  expect(mine.healed[1]).toBeCloseTo(own.healed[1], 1.7);
  expect(mine.treatment.sessions[0].dilution).toBeGreaterThan(own.treatment.sessions[0].dilution);
});

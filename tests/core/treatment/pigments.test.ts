/* Pigment and skin in numbers: what a wash absorbs, what skin above it sends back. */
import { expect, test } from 'vitest';
import { colourBeside, depthBlurMm2, lightAbove, WASH_BANDS, washAbsorbance } from '../../../src/core/treatment/pigments.ts';

test('absorbance is that of the stock over all parts; more water never absorbs more', () => {
  expect(washAbsorbance(20) * 21).toBeCloseTo(washAbsorbance(9) * 10, 9);
  for (let n = 1; n < 80; n++) expect(washAbsorbance(n + 1)).toBeLessThan(washAbsorbance(n));
});
test('skin above the pigment sends back a layer over black, Kubelka and Munk: all of it at last, more with depth', () => {
  // a layer of d mm with S = 0.75 mus' over black, at a skin that returns R: R(d) by its series of thin slabs, added one by one
  const slabs = (all: number, perMm: number, mm: number) => {
    const a = (1 + all * all) / (2 * all);
    let r = 0;
    const n = 200_000;
    for (let i = 0; i < n; i++) r += (perMm * mm * (1 - 2 * a * r + r * r)) / n;
    return r / all;
  };
  expect(lightAbove(0.15).veil).toBeCloseTo(slabs(0.58, 0.75 * 3.37, 0.2), 3);
  for (let z = 0.05; z < 0.6; z += 0.05)
    for (const way of ['core', 'veil'] as const) {
      expect(lightAbove(z + 0.05)[way]).toBeGreaterThan(lightAbove(z)[way]);
      expect(lightAbove(z)[way]).toBeLessThan(1);
    }
});
test('little skin lies above a dot looked at straight, and deeper dots are blurrier', () => {
  const { core, veil } = lightAbove(0.15);
  expect(core).toBeLessThan(veil / 2);
  expect(depthBlurMm2(0.3)).toBeGreaterThan(depthBlurMm2(0.15));
});
test('beside own hair that keeps more of the skin’s colour than usual, pigment leaves more of it, up to a bound', () => {
  const { colour } = lightAbove(0.15);
  for (const hairKeeps of [null, -0.3, 0.5, 0.7]) expect(colourBeside(hairKeeps)).toEqual(colour);
  colourBeside(0.85).forEach((share, i) => {
    expect(share).toBeCloseTo(colour[i] + 0.15, 9);
  });
  expect(colourBeside(1.8)).toEqual(colourBeside(1.2));
  for (const share of colourBeside(1.8)) expect(share).toBeLessThan(1);
});
test('a warm wash takes more blue and less red than a neutral one, a cool one the other way', () => {
  const balance = (wash: keyof typeof WASH_BANDS) => WASH_BANDS[wash][2] / WASH_BANDS[wash][0];
  expect(balance('warm')).toBeGreaterThan(balance('neutral'));
  expect(balance('neutral')).toBeGreaterThan(balance('cool'));
  for (const bands of Object.values(WASH_BANDS)) expect(bands[1]).toBe(1);
});

/* Pigment and skin in numbers: what a wash absorbs, what skin above it sends back. */
import { expect, test } from 'vitest';
import { depthBlurMm2, lightAbove, WASH_BANDS, washAbsorbance } from '../../../src/core/treatment/pigments.ts';

test('absorbance is that of the stock over all parts; more water never absorbs more', () => {
  expect(washAbsorbance(20) * 21).toBeCloseTo(washAbsorbance(9) * 10, 9);
  for (let n = 1; n < 80; n++) expect(washAbsorbance(n + 1)).toBeLessThan(washAbsorbance(n));
});
test('skin above the pigment sends back a layer over black, Kubelka and Munk: blue most, all of it at last, more with depth', () => {
  // a layer of d mm with S = 0.75 mus' over black, at a skin that returns R: R(d) by its series of thin slabs, added one by one
  const slabs = (all: number, perMm: number, mm: number) => {
    const a = (1 + all * all) / (2 * all);
    let r = 0;
    const n = 200_000;
    for (let i = 0; i < n; i++) r += (perMm * mm * (1 - 2 * a * r + r * r)) / n;
    return r / all;
  };
  const { veil } = lightAbove(0.15);
  [
    [0.58, 22.3],
    [0.32, 33.7],
    [0.24, 59.9],
  ].forEach(([all, mus], c) => {
    expect(veil[c]).toBeCloseTo(slabs(all, (0.75 * mus) / 10, 0.2), 3);
  });
  for (let z = 0.05; z < 0.6; z += 0.05)
    for (const way of ['core', 'veil'] as const)
      for (let c = 0; c < 3; c++) {
        expect(lightAbove(z + 0.05)[way][c]).toBeGreaterThan(lightAbove(z)[way][c]);
        expect(lightAbove(z)[way][c]).toBeLessThan(1);
      }
  expect(veil[2]).toBeGreaterThan(veil[1]);
  expect(veil[1]).toBeGreaterThan(veil[0]);
});
test('little skin lies above a dot looked at straight, and deeper dots are blurrier', () => {
  const { core, veil } = lightAbove(0.15);
  for (let c = 0; c < 3; c++) expect(core[c]).toBeLessThan(veil[c] / 2);
  expect(depthBlurMm2(0.3)).toBeGreaterThan(depthBlurMm2(0.15));
});
test('a warm wash takes more blue and less red than a neutral one, a cool one the other way', () => {
  const balance = (wash: keyof typeof WASH_BANDS) => WASH_BANDS[wash][2] / WASH_BANDS[wash][0];
  expect(balance('warm')).toBeGreaterThan(balance('neutral'));
  expect(balance('neutral')).toBeGreaterThan(balance('cool'));
  for (const bands of Object.values(WASH_BANDS)) expect(bands[1]).toBe(1);
});

/* Pigment and skin in numbers that the model's text gives. */
import { expect, test } from 'vitest';
import { lightAbove, WASH_BANDS, washAbsorbance } from '../../../src/core/treatment/pigments.ts';

test('a wash of 20 parts to one has an absorbance of 1.9; more water never absorbs more', () => {
  expect(washAbsorbance(20)).toBeCloseTo(1.9, 1);
  for (let n = 1; n < 80; n++) expect(washAbsorbance(n + 1)).toBeLessThan(washAbsorbance(n));
});
test('skin above the pigment sends back S z / (1 + S z), blue most, more with depth', () => {
  const v = lightAbove(0.15);
  [2.23, 3.37, 5.99].forEach((mus, c) => {
    expect(v[c]).toBeCloseTo((0.75 * mus * 0.15) / (1 + 0.75 * mus * 0.15), 12);
  });
  expect(lightAbove(0)).toEqual([0, 0, 0]);
  for (let z = 0.05; z < 0.6; z += 0.05)
    lightAbove(z).forEach((x, c) => {
      expect(lightAbove(z + 0.05)[c]).toBeGreaterThan(x);
    });
  expect(v[2]).toBeGreaterThan(v[1]);
  expect(v[1]).toBeGreaterThan(v[0]);
});
test('a warm wash takes more blue and less red than a neutral one, a cool one the other way', () => {
  const balance = (wash: keyof typeof WASH_BANDS) => WASH_BANDS[wash][2] / WASH_BANDS[wash][0];
  expect(balance('warm')).toBeGreaterThan(balance('neutral'));
  expect(balance('neutral')).toBeGreaterThan(balance('cool'));
  for (const bands of Object.values(WASH_BANDS)) expect(bands[1]).toBe(1);
});

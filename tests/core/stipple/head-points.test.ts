/* Points uniform by area on an ellipsoid, and its area. */
import { expect, test } from 'vitest';
import { type HalfAxesMm, headAreaMm2, headPoints } from '../../../src/core/stipple/head-points.ts';

test('the area is the closed form where there is one', () => {
  expect(headAreaMm2([80, 80, 80], false)).toBeCloseTo(4 * Math.PI * 80 * 80, 0);
  // long: 2 pi a^2 (1 + c / (a e) asin e); flat: 2 pi a^2 (1 + (1 - e^2) / e atanh e)
  const long = Math.sqrt(1 - (70 / 100) ** 2);
  expect(Math.abs(headAreaMm2([70, 70, 100], false) / (2 * Math.PI * 4900 * (1 + (100 / (70 * long)) * Math.asin(long))) - 1)).toBeLessThan(
    1e-5,
  );
  const flat = Math.sqrt(1 - (60 / 90) ** 2);
  expect(
    Math.abs(headAreaMm2([90, 90, 60], false) / (2 * Math.PI * 8100 * (1 + ((1 - flat * flat) / flat) * Math.atanh(flat))) - 1),
  ).toBeLessThan(1e-5);
  expect(headAreaMm2([70, 85, 100], false)).toBeCloseTo(headAreaMm2([100, 70, 85], false), 0);
});

const AXES: HalfAxesMm = [60, 80, 110];
test('every point lies on the ellipsoid; the same seed makes the same ones', () => {
  const { x, y, z } = headPoints(AXES, false, 5000, 3);
  for (let i = 0; i < 5000; i++) expect((x[i] / 60) ** 2 + (y[i] / 80) ** 2 + (z[i] / 110) ** 2).toBeCloseTo(1, 5);
  expect(headPoints(AXES, false, 5000, 3)).toEqual({ x, y, z });
  expect(headPoints(AXES, false, 5000, 4).x).not.toEqual(x);
});

test('each band of height holds the share of points that is its share of the area', () => {
  const n = 200_000;
  const { x, y, z } = headPoints(AXES, false, n, 8);
  // area of the bands of w = z / c, by quadrature over the unit sphere
  const area = new Array(10).fill(0);
  for (let i = 0; i < 1000; i++) {
    const w = -1 + (2 * i + 1) / 1000;
    for (let j = 0; j < 200; j++) {
      const cos2 = Math.cos((Math.PI * (j + 0.5)) / 100) ** 2;
      area[Math.floor(i / 100)] += Math.sqrt(
        (80 * 110) ** 2 * (1 - w * w) * cos2 + (60 * 110) ** 2 * (1 - w * w) * (1 - cos2) + (60 * 80 * w) ** 2,
      );
    }
  }
  const whole = area.reduce((s, a) => s + a, 0);
  const count = new Array(10).fill(0);
  for (let i = 0; i < n; i++) count[Math.min(9, Math.floor(((z[i] / 110 + 1) / 2) * 10))]++;
  area.forEach((a, k) => {
    const expected = (n * a) / whole;
    expect(Math.abs(count[k] - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });
  for (const column of [x, y, z]) expect(Math.abs(column.filter((v) => v > 0).length / n - 0.5)).toBeLessThan(0.005);
});

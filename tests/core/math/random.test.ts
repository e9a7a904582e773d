/* Seeded numbers: the same for the same seed, even, and unlike for neighbours. */
import { describe, expect, test } from 'vitest';
import { seededNoise3 } from '../../../src/core/math/noise.ts';
import { hash01, hashNormal, randomStream } from '../../../src/core/math/random.ts';

const mean = (values: number[]) => values.reduce((s, v) => s + v, 0) / values.length;
const fromMean = (values: number[]) => {
  const middle = mean(values);
  return values.map((v) => v - middle);
};
const product = (a: number[], b: number[]) => mean(a.map((v, i) => v * b[i]));
const sd = (values: number[]) => Math.sqrt(product(fromMean(values), fromMean(values)));
const correlation = (a: number[], b: number[]) => product(fromMean(a), fromMean(b)) / (sd(a) * sd(b));
const N = 20_000;
const integers = Array.from({ length: N }, (_, i) => i);

describe('randomStream', () => {
  test('same seed, same numbers; another seed, others', () => {
    const draw = (seed: number) => Array.from({ length: 50 }, randomStream(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
  test('the first numbers of seed 1 are these, in every engine', () => {
    const next = randomStream(1);
    expect(Array.from({ length: 4 }, () => Math.round(next() * 16777216))).toMatchInlineSnapshot(`
      [
        13124359,
        4619221,
        16671400,
        11966800,
      ]
    `);
  });
  test('even over [0, 1), without memory', () => {
    const next = randomStream(3);
    const values = integers.map(() => next());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const bins = new Array(16).fill(0);
    for (const v of values) bins[Math.floor(v * 16)]++;
    for (const b of bins) expect(Math.abs(b / (N / 16) - 1)).toBeLessThan(0.12);
    expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(0.03);
  });
});

describe('hashes', () => {
  test('are these, in every engine', () => {
    expect([0, 1, 2, 99_999].map((i) => Math.round(hash01(i, 9) * 16777216))).toMatchInlineSnapshot(`
      [
        6610076,
        7209346,
        15357202,
        14319735,
      ]
    `);
  });
  test('even over [0, 1), unlike for neighbours and for other purposes', () => {
    const values = integers.map((i) => hash01(i, 9));
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(sd(values) - Math.sqrt(1 / 12))).toBeLessThan(0.01);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(0.03);
    const other = integers.map((i) => hash01(i, 10));
    expect(Math.abs(correlation(values, other))).toBeLessThan(0.03);
  });
  test('the normal one has mean 0, deviation 1 and stays within 3', () => {
    const values = integers.map((i) => hashNormal(i, 4));
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(Math.abs(sd(values) - 1)).toBeLessThan(0.03);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(3);
  });
});

test('noise is bounded, smooth and set by its seed', () => {
  const noise = seededNoise3(5);
  const again = seededNoise3(5);
  const other = seededNoise3(6);
  let differs = 0;
  for (let i = 0; i < 2000; i++) {
    const [x, y, z] = [i * 0.37, i * 0.11, i * 0.05];
    const v = noise(x, y, z);
    expect(Math.abs(v)).toBeLessThanOrEqual(1);
    expect(again(x, y, z)).toBe(v);
    expect(Math.abs(noise(x + 0.001, y, z) - v)).toBeLessThan(0.02);
    if (Math.abs(other(x, y, z) - v) > 0.1) differs++;
  }
  expect(differs).toBeGreaterThan(1000);
});

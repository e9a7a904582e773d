/* Colour against what is published: the sRGB curve, D65 white, and CIEDE2000 against the table of Sharma, Wu & Dalal 2005. */
import { describe, expect, test } from 'vitest';
import { deltaE2000, LINEAR_OF_BYTE, labOfLinear, linearOf, luminance, srgbOf } from '../../../src/core/math/colour.ts';

/** L1 a1 b1, L2 a2 b2, dE00: all 34 pairs of table 1. */
const SHARMA: readonly (readonly number[])[] = [
  [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
  [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
  [50, 2.8361, -74.02, 50, 0, -82.7485, 3.4412],
  [50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0],
  [50, -1.1848, -84.8006, 50, 0, -82.7485, 1.0],
  [50, -0.9009, -85.5211, 50, 0, -82.7485, 1.0],
  [50, 0, 0, 50, -1, 2, 2.3669],
  [50, -1, 2, 50, 0, 0, 2.3669],
  [50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.001, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195],
  [50, 2.49, -0.001, 50, -2.49, 0.0012, 7.2195],
  [50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.001, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461],
  [50, 2.5, 0, 50, 0, -2.5, 4.3065],
  [50, 2.5, 0, 73, 25, -18, 27.1492],
  [50, 2.5, 0, 61, -5, 29, 22.8977],
  [50, 2.5, 0, 56, -27, -3, 31.903],
  [50, 2.5, 0, 58, 24, 15, 19.4535],
  [50, 2.5, 0, 50, 3.1736, 0.5854, 1.0],
  [50, 2.5, 0, 50, 3.2972, 0, 1.0],
  [50, 2.5, 0, 50, 1.8634, 0.5757, 1.0],
  [50, 2.5, 0, 50, 3.2592, 0.335, 1.0],
  [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
  [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.263],
  [61.2901, 3.7196, -5.3901, 61.4292, 2.248, -4.962, 1.8731],
  [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
  [22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373],
  [36.4612, 47.858, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
  [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
  [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
  [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
  [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
];

describe('CIEDE2000', () => {
  test.each(SHARMA)('pair %#: (%f %f %f) and (%f %f %f) differ by %f', (L1, a1, b1, L2, a2, b2, dE) => {
    expect(deltaE2000([L1, a1, b1], [L2, a2, b2])).toBeCloseTo(dE, 4);
    expect(deltaE2000([L2, a2, b2], [L1, a1, b1])).toBeCloseTo(dE, 4);
  });
  test('a colour does not differ from itself', () => {
    for (const [L, a, b] of SHARMA) expect(deltaE2000([L, a, b], [L, a, b])).toBe(0);
  });
});

describe('sRGB', () => {
  test('every byte comes back from linear light', () => {
    for (let i = 0; i < 256; i++) {
      expect(Math.round(255 * srgbOf(linearOf(i / 255)))).toBe(i);
      expect(Math.round(255 * srgbOf(LINEAR_OF_BYTE[i]))).toBe(i);
    }
  });
  test('black, white and the published middle grey', () => {
    expect(linearOf(0)).toBe(0);
    expect(linearOf(1)).toBe(1);
    expect(linearOf(188 / 255)).toBeCloseTo(0.5029, 4);
    expect(linearOf(0.04045)).toBeCloseTo(0.0031308, 6);
  });
  test('light rises with every byte', () => {
    for (let i = 1; i < 256; i++) expect(LINEAR_OF_BYTE[i]).toBeGreaterThan(LINEAR_OF_BYTE[i - 1]);
  });
});

describe('CIELAB', () => {
  test('white is L 100, a 0, b 0; black is 0', () => {
    const [L, a, b] = labOfLinear(1, 1, 1);
    expect(L).toBeCloseTo(100, 4);
    expect(a).toBeCloseTo(0, 2);
    expect(b).toBeCloseTo(0, 2);
    labOfLinear(0, 0, 0).forEach((x) => {
      expect(x).toBeCloseTo(0, 9);
    });
  });
  test('sRGB red, green and blue as published (D65)', () => {
    const published = [
      [53.24, 80.09, 67.2],
      [87.73, -86.18, 83.18],
      [32.3, 79.19, -107.86],
    ];
    published.forEach((lab, c) => {
      const got = labOfLinear(c === 0 ? 1 : 0, c === 1 ? 1 : 0, c === 2 ? 1 : 0);
      for (let k = 0; k < 3; k++) expect(Math.abs(got[k] - lab[k])).toBeLessThan(0.02);
    });
  });
  test('luminance of white is 1', () => expect(luminance(1, 1, 1)).toBeCloseTo(1, 12));
});

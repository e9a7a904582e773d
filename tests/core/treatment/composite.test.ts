/* The picture over pigment, pixel by pixel: no pigment no change, more pigment never lighter, shine stays white. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compositePixel, type Gloss, glossOf, NO_GLOSS } from '../../../src/core/treatment/composite.ts';
import { lightAbove } from '../../../src/core/treatment/pigments.ts';

fc.configureGlobal({ seed: 1 });

const NONE = [0, 0, 0] as const;
const ABOVE = lightAbove(0.15);
const GLOSS: Gloss = { blueOverRed: 0.5, from: 0.3, full: 0.6, strength: 1 };
const byte = fc.integer({ min: 0, max: 255 });
const bytes = fc.tuple(byte, byte, byte);
const amount = fc.double({ min: 0, max: 8, noNaN: true });
const rgb = fc.tuple(amount, amount, amount);
const depth = fc.double({ min: 0.05, max: 0.6, noNaN: true });
const gloss = fc.constantFrom(NO_GLOSS, GLOSS);

describe('compositePixel', () => {
  test('without pigment every byte stays as it is', () => {
    for (let i = 0; i < 256; i++)
      for (const g of [NO_GLOSS, GLOSS])
        expect(compositePixel([i, 255 - i, (i * 7) % 256], NONE, NONE, 0, ABOVE, g)).toEqual([i, 255 - i, (i * 7) % 256]);
  });
  test('as pigment goes to nothing the picture goes to the photo', () => {
    for (let i = 0; i < 256; i++) {
      const out = compositePixel([i, i, i], [1e-7, 1e-7, 1e-7], NONE, 0, ABOVE, NO_GLOSS);
      for (const x of out) expect(Math.abs(x - i)).toBeLessThan(0.01);
    }
  });
  test('more core, halo or redness never lightens, and nothing is lighter than the photo', () => {
    fc.assert(
      fc.property(bytes, rgb, rgb, amount, rgb, depth, gloss, (p, cores, halos, red, more, depthMm, g) => {
        const above = lightAbove(depthMm);
        const before = compositePixel(p, cores, halos, red, above, g);
        const sum = (a: readonly number[]) => [a[0] + more[0], a[1] + more[1], a[2] + more[2]] as const;
        for (const after of [
          compositePixel(p, sum(cores), halos, red, above, g),
          compositePixel(p, cores, sum(halos), red, above, g),
          compositePixel(p, cores, halos, red + more[0], above, g),
        ])
          for (let c = 0; c < 3; c++) expect(after[c]).toBeLessThanOrEqual(before[c] + 1e-4);
        for (let c = 0; c < 3; c++) {
          expect(before[c]).toBeLessThanOrEqual(p[c] + 1e-4);
          expect(before[c]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
  test('more depth never darkens', () => {
    fc.assert(
      fc.property(bytes, rgb, rgb, depth, depth, gloss, (p, cores, halos, one, two, g) => {
        const shallow = compositePixel(p, cores, halos, 0, lightAbove(Math.min(one, two)), g);
        const deep = compositePixel(p, cores, halos, 0, lightAbove(Math.max(one, two)), g);
        for (let c = 0; c < 3; c++) expect(deep[c]).toBeGreaterThanOrEqual(shallow[c] - 1e-9);
      }),
    );
  });
  test('the light kept is v + (1 - v) e^-A times e^-H', () => {
    const linear = (b: number) => ((b / 255 + 0.055) / 1.055) ** 2.4;
    const out = compositePixel([200, 160, 130], [0.5, 0.8, 1.1], [0.1, 0.2, 0.3], 0, ABOVE, NO_GLOSS);
    [200, 160, 130].forEach((b, c) => {
      const kept = (ABOVE[c] + (1 - ABOVE[c]) * Math.exp(-[0.5, 0.8, 1.1][c])) * Math.exp(-[0.1, 0.2, 0.3][c]);
      expect(linear(out[c]) / linear(b)).toBeCloseTo(kept, 5);
    });
  });
  test('fresh work reddens: red is kept, green and blue lose at most 18 and 12 % of their light', () => {
    const [r, g, b] = compositePixel([200, 200, 200], NONE, NONE, 50, ABOVE, NO_GLOSS);
    expect(r).toBeCloseTo(200, 3);
    expect(g).toBeLessThan(b);
    expect(((g / 255 + 0.055) / 1.055) ** 2.4 / ((200 / 255 + 0.055) / 1.055) ** 2.4).toBeCloseTo(0.82, 5);
    expect(((b / 255 + 0.055) / 1.055) ** 2.4 / ((200 / 255 + 0.055) / 1.055) ** 2.4).toBeCloseTo(0.88, 5);
  });
});

describe('gloss', () => {
  test('white glint stays above the pigment', () => {
    const matt = compositePixel([255, 255, 255], [2, 2, 2], [0.3, 0.3, 0.3], 0, ABOVE, NO_GLOSS);
    const shiny = compositePixel([255, 255, 255], [2, 2, 2], [0.3, 0.3, 0.3], 0, ABOVE, GLOSS);
    for (let c = 0; c < 3; c++) {
      expect(matt[c]).toBeLessThan(170);
      expect(shiny[c]).toBeCloseTo(255, 3);
    }
  });
  test('skin of its own colour, however bright, and anything dim has none', () => {
    expect(glossOf([0.8, 0.6, 0.4], GLOSS)).toBe(0);
    expect(glossOf([0.2, 0.2, 0.2], GLOSS)).toBe(0);
    expect(glossOf([1, 1, 1], NO_GLOSS)).toBe(0);
  });
  test('it is never more than the pixel holds, and pigment never shows more for it', () => {
    fc.assert(
      fc.property(bytes, rgb, rgb, (p, cores, halos) => {
        const light = p.map((b) => (b / 255) ** 2.2);
        expect(glossOf(light, GLOSS)).toBeLessThanOrEqual(Math.min(...light));
        const matt = compositePixel(p, cores, halos, 0, ABOVE, NO_GLOSS);
        const shiny = compositePixel(p, cores, halos, 0, ABOVE, GLOSS);
        for (let c = 0; c < 3; c++) expect(shiny[c]).toBeGreaterThanOrEqual(matt[c] - 1e-9);
      }),
    );
  });
});

/* The picture over pigment, pixel by pixel: no pigment no change, more pigment never lighter, shine stays white. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearOf, luminance } from '../../../src/core/math/colour.ts';
import { compositePixel, type Gloss, glossOf, NO_GLOSS } from '../../../src/core/treatment/composite.ts';
import { lightAbove, type Rgb } from '../../../src/core/treatment/pigments.ts';

fc.configureGlobal({ seed: 1 });

const NONE = [0, 0, 0] as const;
const laid = (cores: Rgb, veil: Rgb = NONE, edge = 0) => ({ cores, veil, edge });
const ABOVE = lightAbove(0.15);
const GLOSS: Gloss = { blueOverRed: 0.5, from: 0.3, full: 0.6, strength: 1 };
/** Of sRGB 0..255, linear light: pigment is judged by it, since blue that would exceed red is given back in the other bands. */
const lightOf = ([r, g, b]: readonly number[]) => luminance(linearOf(r / 255), linearOf(g / 255), linearOf(b / 255));
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
        expect(compositePixel([i, 255 - i, (i * 7) % 256], laid(NONE), ABOVE, g)).toEqual([i, 255 - i, (i * 7) % 256]);
  });
  test('as pigment goes to nothing the picture goes to the photo', () => {
    for (let i = 0; i < 256; i++) {
      const out = compositePixel([i, i, i], laid([1e-7, 1e-7, 1e-7]), ABOVE, NO_GLOSS);
      for (const x of out) expect(Math.abs(x - i)).toBeLessThan(0.01);
    }
  });
  test('more core, veil or redness never lightens, and nothing is lighter than the photo', () => {
    fc.assert(
      fc.property(bytes, rgb, rgb, rgb, depth, gloss, (p, cores, veil, more, depthMm, g) => {
        const above = lightAbove(depthMm);
        const before = compositePixel(p, laid(cores, veil), above, g);
        const sum = (a: readonly number[]) => [a[0] + more[0], a[1] + more[1], a[2] + more[2]] as const;
        for (const after of [compositePixel(p, laid(sum(cores), veil), above, g), compositePixel(p, laid(cores, sum(veil)), above, g)])
          expect(lightOf(after)).toBeLessThanOrEqual(lightOf(before) + 1e-6);
        expect(lightOf(before)).toBeLessThanOrEqual(lightOf(p) + 1e-6);
        for (const x of before) expect(x).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test('more depth never darkens', () => {
    fc.assert(
      fc.property(bytes, rgb, rgb, depth, depth, gloss, (p, cores, veil, one, two, g) => {
        const shallow = compositePixel(p, laid(cores, veil), lightAbove(Math.min(one, two)), g);
        const deep = compositePixel(p, laid(cores, veil), lightAbove(Math.max(one, two)), g);
        expect(lightOf(deep)).toBeGreaterThanOrEqual(lightOf(shallow) - 1e-6);
      }),
    );
  });
  test('the light kept is u + (1 - u) e^-A under cores times v + (1 - v) e^-H under the veil', () => {
    const linear = (b: number) => ((b / 255 + 0.055) / 1.055) ** 2.4;
    const out = compositePixel([200, 160, 130], laid([0.5, 0.8, 1.1], [0.4, 0.2, 0]), ABOVE, NO_GLOSS);
    [200, 160, 130].forEach((b, c) => {
      const [u, v] = [ABOVE.core[c], ABOVE.veil[c]];
      const kept = (u + (1 - u) * Math.exp(-[0.5, 0.8, 1.1][c])) * (v + (1 - v) * Math.exp(-[0.4, 0.2, 0][c]));
      expect(linear(out[c]) / linear(b)).toBeCloseTo(kept, 5);
    });
  });
  test('fresh work reddens: red is kept, green and blue lose at most 18 and 12 % of their light', () => {
    const [r, g, b] = compositePixel([200, 200, 200], laid(NONE, [0, 0, 50]), ABOVE, NO_GLOSS);
    expect(r).toBeCloseTo(200, 3);
    expect(g).toBeLessThan(b);
    expect(((g / 255 + 0.055) / 1.055) ** 2.4 / ((200 / 255 + 0.055) / 1.055) ** 2.4).toBeCloseTo(0.82, 5);
    expect(((b / 255 + 0.055) / 1.055) ** 2.4 / ((200 / 255 + 0.055) / 1.055) ** 2.4).toBeCloseTo(0.88, 5);
  });
});

test('pigment turns skin grey, never blue, however deep the veil or thick the cores', () => {
  fc.assert(
    fc.property(fc.constantFrom([232, 200, 182], [201, 142, 114], [134, 92, 68]), rgb, rgb, depth, (p, cores, veil, depthMm) => {
      const [r, g, b] = compositePixel(p, laid(cores, [veil[0], veil[1], 0]), lightAbove(depthMm), NO_GLOSS);
      expect(g).toBeLessThanOrEqual(r + 1e-6);
      expect(b).toBeLessThanOrEqual(r + 1e-6);
    }),
  );
});

describe('sharpened edges', () => {
  test('move all encoded channels alike, darker inside a mark and lighter in its rim, and stay within bytes', () => {
    const ground = compositePixel([200, 150, 120], laid(NONE, [0.4, 0.2, 0]), ABOVE, NO_GLOSS);
    for (const edge of [0.2, -0.1]) {
      const out = compositePixel([200, 150, 120], laid(NONE, [0.4, 0.2, 0], edge), ABOVE, NO_GLOSS);
      const moved = out.map((x, c) => x - ground[c]);
      expect(Math.max(...moved) - Math.min(...moved)).toBeLessThan(1e-9);
      expect(Math.sign(moved[0])).toBe(-Math.sign(edge));
    }
    fc.assert(
      fc.property(bytes, rgb, rgb, fc.double({ min: -3, max: 3, noNaN: true }), (p, cores, veil, edge) => {
        for (const x of compositePixel(p, laid(cores, veil, edge), ABOVE, NO_GLOSS)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(255);
        }
      }),
    );
  });
});

test('a photo without colour stays without colour, and so does a pale scar', () => {
  const [r, g, b] = compositePixel([140, 140, 140], laid([0.5, 0.5, 0.5], [0.9, 0.5, 0]), ABOVE, NO_GLOSS);
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(1e-9);
  expect(g).toBeLessThan(125);
});

describe('gloss', () => {
  test('white glint stays above the pigment', () => {
    const matt = compositePixel([255, 255, 255], laid([2, 2, 2], [0.3, 0.3, 0]), ABOVE, NO_GLOSS);
    const shiny = compositePixel([255, 255, 255], laid([2, 2, 2], [0.3, 0.3, 0]), ABOVE, GLOSS);
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
      fc.property(bytes, rgb, rgb, (p, cores, veil) => {
        const light = p.map((b) => (b / 255) ** 2.2);
        expect(glossOf(light, GLOSS)).toBeLessThanOrEqual(Math.min(...light));
        const matt = compositePixel(p, laid(cores, veil), ABOVE, NO_GLOSS);
        const shiny = compositePixel(p, laid(cores, veil), ABOVE, GLOSS);
        expect(lightOf(shiny)).toBeGreaterThanOrEqual(lightOf(matt) - 1e-6);
      }),
    );
  });
});

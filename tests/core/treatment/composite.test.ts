/* The picture over pigment, pixel by pixel: no pigment no change, more pigment never lighter, shine stays white. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearOf, luminance, srgbOf } from '../../../src/core/math/colour.ts';
import { compositePixel, type Gloss, glossOf, meanLight, NO_GLOSS } from '../../../src/core/treatment/composite.ts';
import { lightAbove, WIDE_DARK } from '../../../src/core/treatment/pigments.ts';

fc.configureGlobal({ seed: 1 });

type VeilSums = Parameters<typeof meanLight>[1];
const NONE = [0, 0, 0, 0] as const;
const laid = (core: number, veil: VeilSums = NONE, edge = 0) => ({ core, veil, edge });
const ABOVE = lightAbove(0.15);
const GLOSS: Gloss = { usualBlueOverRed: 0.4, blueOverRed: 0.5, bare: 0.3, strength: 1 };
/** Of sRGB 0..255, linear light: pigment is judged by it, since it turns colours towards grey. */
const lightOf = ([r, g, b]: readonly number[]) => luminance(linearOf(r / 255), linearOf(g / 255), linearOf(b / 255));
const byte = fc.integer({ min: 0, max: 255 });
const bytes = fc.tuple(byte, byte, byte);
const amount = fc.double({ min: 0, max: 8, noNaN: true });
/** Grey, tint and dark as pigment lays them evenly, and the redness of any day. */
const veils = fc
  .tuple(amount, amount, fc.double({ min: -0.35, max: 0.35, noNaN: true }))
  .map(([dark, redness, tint]) => [dark / WIDE_DARK, tint * dark, dark, redness] as const);
const SKINS = [
  [232, 200, 182],
  [201, 142, 114],
  [134, 92, 68],
  [214, 150, 150],
] as const;
const skin = fc.constantFrom(...SKINS);
const depth = fc.double({ min: 0.05, max: 0.6, noNaN: true });
const gloss = fc.constantFrom(NO_GLOSS, GLOSS);

describe('compositePixel', () => {
  test('without pigment every byte stays as it is', () => {
    for (let i = 0; i < 256; i++)
      for (const g of [NO_GLOSS, GLOSS])
        expect(compositePixel([i, 255 - i, (i * 7) % 256], laid(0), ABOVE, g)).toEqual([i, 255 - i, (i * 7) % 256]);
  });
  test('as pigment goes to nothing the picture goes to the photo', () => {
    for (let i = 0; i < 256; i++) {
      const out = compositePixel([i, 255 - i, 90], laid(1e-7, [1e-7, 1e-8, 1e-7, 0]), ABOVE, NO_GLOSS);
      [i, 255 - i, 90].forEach((x, c) => {
        expect(Math.abs(out[c] - x)).toBeLessThan(0.01);
      });
    }
  });
  test('more core, veil or redness never lightens, and no skin is lighter than in the photo', () => {
    fc.assert(
      fc.property(
        skin,
        amount,
        veils,
        amount,
        fc.double({ min: 1, max: 3, noNaN: true }),
        depth,
        gloss,
        (p, core, veil, more, times, depthMm, g) => {
          const above = lightAbove(depthMm);
          const before = compositePixel(p, laid(core, veil), above, g);
          const scaled = veil.map((x) => x * times) as unknown as VeilSums;
          for (const after of [compositePixel(p, laid(core + more, veil), above, g), compositePixel(p, laid(core, scaled), above, g)])
            expect(lightOf(after)).toBeLessThanOrEqual(lightOf(before) + 1e-6);
          expect(lightOf(before)).toBeLessThanOrEqual(lightOf(p) + 1e-6);
          for (const x of before) expect(x).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
  test('more depth never darkens', () => {
    fc.assert(
      fc.property(skin, amount, veils, depth, depth, gloss, (p, core, veil, one, two, g) => {
        const shallow = compositePixel(p, laid(core, veil), lightAbove(Math.min(one, two)), g);
        const deep = compositePixel(p, laid(core, veil), lightAbove(Math.max(one, two)), g);
        expect(lightOf(deep)).toBeGreaterThanOrEqual(lightOf(shallow) - 1e-6);
      }),
    );
  });
  test('the veil keeps v + (1 - v) e^-dark of the light, and f + (1 - f) e^-grey of the colour, ln band over green', () => {
    const bare = [0.6, 0.4, 0.3] as const;
    const ground = meanLight(bare, [0.6 / WIDE_DARK, 0, 0.6, 0], 1, ABOVE);
    expect(luminance(...ground) / luminance(...bare)).toBeCloseTo(ABOVE.veil + (1 - ABOVE.veil) * Math.exp(-0.6), 6);
    const apart = (light: readonly number[], c: number) => Math.log(light[c] / light[1]);
    ABOVE.colour.forEach((share, i) => {
      const c = 2 * i;
      expect(apart(ground, c) / apart(bare, c)).toBeCloseTo(share + (1 - share) * Math.exp(-0.6 / WIDE_DARK), 6);
    });
  });
  const EVEN = [0.2 / WIDE_DARK, 0, 0.2, 0] as const;
  test('a dot takes the same brightness from every channel: u + (1 - u) e^-A of the ground’s', () => {
    const bare = compositePixel([200, 160, 130], laid(0, EVEN), ABOVE, NO_GLOSS);
    const dotted = compositePixel([200, 160, 130], laid(0.8, EVEN), ABOVE, NO_GLOSS);
    const kept = ABOVE.core + (1 - ABOVE.core) * Math.exp(-0.8);
    const taken = bare.reduce((sum, x, c) => sum + [0.299, 0.587, 0.114][c] * (x - 255 * srgbOf(kept * linearOf(x / 255))), 0);
    bare.forEach((x, c) => {
      expect(x - dotted[c]).toBeCloseTo(taken, 6);
    });
  });
  test('so does a place darker than its surroundings, and a lighter one gives it back: colour changes over 3 mm, not from dot to dot', () => {
    const even = compositePixel([200, 160, 130], laid(0, EVEN), ABOVE, NO_GLOSS);
    for (const [dark, sign] of [
      [0.5, 1],
      [0.05, -1],
    ] as const) {
      const moved = compositePixel([200, 160, 130], laid(0, [EVEN[0], 0, dark, 0]), ABOVE, NO_GLOSS).map((x, c) => even[c] - x);
      expect(Math.max(...moved) - Math.min(...moved)).toBeLessThan(1e-9);
      expect(Math.sign(moved[0])).toBe(sign);
    }
  });
  test('fresh work reddens: red is kept, green and blue lose at most 18 and 12 % of their light', () => {
    const skin = [200, 190, 180] as const;
    const out = compositePixel(skin, laid(0, [0, 0, 0, 50]), ABOVE, NO_GLOSS);
    const kept = out.map((x, c) => linearOf(x / 255) / linearOf(skin[c] / 255));
    [1, 0.82, 0.88].forEach((share, c) => {
      expect(kept[c]).toBeCloseTo(share, 5);
    });
  });
  test('a photo without colour stays grey, under any wash and however fresh the work', () => {
    for (const tint of [-0.3, 0.3]) {
      const [r, g, b] = compositePixel([150, 150, 150], laid(0.4, [1.5, tint, 0.6, 2], 0.1), ABOVE, NO_GLOSS);
      expect(r).toBeCloseTo(g, 6);
      expect(b).toBeCloseTo(g, 6);
      expect(g).toBeLessThan(140);
      const [red, green] = compositePixel([150, 146, 143], laid(0.4, [1.5, tint, 0.6, 2], 0.1), ABOVE, NO_GLOSS);
      expect(Math.abs(red - green)).toBeGreaterThan(2);
    }
  });
});

test('neutral pigment turns skin of every colour grey: no band passes another, and the densest leaves a share of the colour', () => {
  fc.assert(
    fc.property(skin, amount, (p, dark) => {
      const bare = [linearOf(p[0] / 255), linearOf(p[1] / 255), linearOf(p[2] / 255)] as const;
      const ground = meanLight(bare, [dark / WIDE_DARK, 0, dark, 0], 1, ABOVE);
      const order = (light: readonly number[]) =>
        [0, 1, 2].flatMap((c) => [0, 1, 2].filter((d) => light[c] > light[d] + 1e-9).map((d) => `${c}${d}`));
      for (const pair of order(ground)) expect(order(bare)).toContain(pair);
      const colour = (light: readonly number[]) => Math.log(light[0] / light[2]);
      expect(colour(ground)).toBeGreaterThanOrEqual(Math.min(...ABOVE.colour) * colour(bare) - 1e-9);
      expect(colour(ground)).toBeLessThanOrEqual(colour(bare) + 1e-9);
    }),
  );
});

describe('sharpened edges', () => {
  test('move all encoded channels alike, darker inside a mark and lighter in its rim, and stay within bytes', () => {
    const ground = compositePixel([200, 150, 120], laid(0, [0.4, 0, 0.2, 0]), ABOVE, NO_GLOSS);
    for (const edge of [0.2, -0.1]) {
      const out = compositePixel([200, 150, 120], laid(0, [0.4, 0, 0.2, 0], edge), ABOVE, NO_GLOSS);
      const moved = out.map((x, c) => x - ground[c]);
      expect(Math.max(...moved) - Math.min(...moved)).toBeLessThan(1e-9);
      expect(Math.sign(moved[0])).toBe(-Math.sign(edge));
    }
    fc.assert(
      fc.property(bytes, amount, veils, fc.double({ min: -3, max: 3, noNaN: true }), (p, core, veil, edge) => {
        for (const x of compositePixel(p, laid(core, veil, edge), ABOVE, NO_GLOSS)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(255);
        }
      }),
    );
  });
});

test('bright light that a camera has compressed shows less of the pigment, at white a fifth; up to 0.6 of it all', () => {
  const pigment = laid(0.5, [0.4, 0, 0.4, 0]);
  /** ln of the light kept, over that of skin at a luminance that is not compressed */
  const shown = (byte: number) => {
    const kept = (from: number) => {
      const [r, g, b] = compositePixel([from, from, from], pigment, ABOVE, NO_GLOSS).map((x) => linearOf(x / 255));
      return Math.log(luminance(r, g, b) / linearOf(from / 255));
    };
    return kept(byte) / kept(120);
  };
  expect(shown(100)).toBeCloseTo(shown(202), 6);
  for (let byte = 203; byte < 255; byte++) expect(shown(byte + 1)).toBeLessThan(shown(byte));
  expect(shown(255)).toBeGreaterThan(0.15);
  expect(shown(255)).toBeLessThan(0.3);
});

test('a photo without colour stays without colour, and so does a pale scar', () => {
  const [r, g, b] = compositePixel([140, 140, 140], laid(0.5, [0.9, 0, 0.5, 0]), ABOVE, NO_GLOSS);
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(1e-9);
  expect(g).toBeLessThan(125);
});

describe('gloss', () => {
  test('a white glint stays above the pigment, which takes only of the skin below it', () => {
    const pigment = laid(2, [0.3, 0, 0.3, 0]);
    const matt = compositePixel([255, 255, 255], pigment, ABOVE, NO_GLOSS);
    const shiny = compositePixel([255, 255, 255], pigment, ABOVE, GLOSS);
    // the same share of the byte where no camera has compressed the light
    for (const byte of compositePixel([200, 200, 200], pigment, ABOVE, NO_GLOSS)) expect(byte).toBeLessThan((200 / 255) * 170);
    for (let c = 0; c < 3; c++) {
      expect(matt[c]).toBeLessThan(shiny[c] - 15);
      expect(shiny[c]).toBeGreaterThan(255 * srgbOf(1 - GLOSS.bare));
      expect(shiny[c]).toBeLessThan(250);
    }
  });
  test('it begins and grows gently: a little blue more never turns skin into glint', () => {
    const skinWith = (blue: number) => glossOf([0.8, 0.7, blue], GLOSS);
    for (let blue = 0.3; blue < 0.8; blue += 0.01) {
      expect(skinWith(blue + 0.01)).toBeGreaterThanOrEqual(skinWith(blue));
      expect(skinWith(blue + 0.01) - skinWith(blue)).toBeLessThanOrEqual(0.01 / (1 - GLOSS.usualBlueOverRed) + 1e-9);
    }
  });
  test('skin of its own colour, however bright, and anything dim has none', () => {
    expect(glossOf([0.8, 0.6, 0.4], GLOSS)).toBe(0);
    expect(glossOf([0.2, 0.2, 0.2], GLOSS)).toBe(0);
    expect(glossOf([1, 1, 1], NO_GLOSS)).toBe(0);
  });
  test('it is never more than the pixel holds, and pigment never shows more for it', () => {
    fc.assert(
      fc.property(bytes, amount, veils, (p, core, veil) => {
        const light = p.map((b) => (b / 255) ** 2.2);
        expect(glossOf(light, GLOSS)).toBeLessThanOrEqual(Math.min(...light));
        const matt = compositePixel(p, laid(core, veil), ABOVE, NO_GLOSS);
        const shiny = compositePixel(p, laid(core, veil), ABOVE, GLOSS);
        expect(lightOf(shiny)).toBeGreaterThanOrEqual(lightOf(matt) - 1e-6);
      }),
    );
  });
});

/* The angle by its definition, its classes by their published bounds, and a class that half a stop or 500 K does not move far. */
import { describe, expect, test } from 'vitest';
import { SKIN_CLASSES } from '../../../src/core/consultation/schema.ts';
import { readBackdrop } from '../../../src/core/photo/backdrop.ts';
import { classOfIta, itaDegOf, readSkinTone } from '../../../src/core/photo/skin-tone.ts';
import { type Painted, paintHead, SKINS } from '../../support/painted-head.ts';

/** 1.25 px per mm: enough for a colour. */
const SMALL = { widthPx: 200, heightPx: 240, radiusPx: 75 };
const toneOf = (painted: Painted) => {
  const { raster, cells } = paintHead({ ...SMALL, ...painted });
  const tone = readSkinTone(cells, readBackdrop(raster));
  if (!tone) throw new Error('no skin was read');
  return tone;
};
const apart = (a: string, b: string) => Math.abs(SKIN_CLASSES.indexOf(a as 'I') - SKIN_CLASSES.indexOf(b as 'I'));
/** Linear gains of light 500 K warmer and cooler than 6500 K (Planck, at equal luminance). */
const WARM = [1.044, 0.995, 0.921];
const COOL = [0.965, 1.004, 1.068];

test('the angle is that of L* - 50 over b*', () => {
  expect(itaDegOf([70, 9, 20])).toBeCloseTo(45, 10);
  expect(itaDegOf([50, 9, 20])).toBeCloseTo(0, 10);
  expect(itaDegOf([30, 9, 20])).toBeCloseTo(-45, 10);
});
test('classes change at 55, 41, 28, 10 and -30 degrees', () => {
  for (const [itaDeg, below, above] of [
    [55, 'II', 'I'],
    [41, 'III', 'II'],
    [28, 'IV', 'III'],
    [10, 'V', 'IV'],
    [-30, 'VI', 'V'],
  ] as const) {
    expect(classOfIta(itaDeg - 0.01)).toBe(below);
    expect(classOfIta(itaDeg + 0.01)).toBe(above);
  }
});

describe('readSkinTone', () => {
  test('light, middle and dark skin read as such, in any order of light', () => {
    expect(['I', 'II']).toContain(toneOf({ skin: SKINS.I }).class);
    expect(['III', 'IV']).toContain(toneOf({ skin: SKINS.III }).class);
    expect(['V', 'VI']).toContain(toneOf({ skin: SKINS.VI }).class);
  });
  test('half a stop and 500 K move the class by one at most', () => {
    for (const skin of Object.values(SKINS)) {
      const asIs = toneOf({ skin }).class;
      for (const stop of [Math.SQRT1_2, 1, Math.SQRT2])
        for (const light of [[1, 1, 1], WARM, COOL])
          expect(apart(toneOf({ skin, light: light.map((l) => l * stop) }).class, asIs), `${asIs} x ${stop} ${light}`).toBeLessThanOrEqual(
            1,
          );
    }
  });
  test('a class with stronger washes is suggested only beyond half of the exposure’s error', () => {
    const seen = new Set<string>();
    for (let stop = 1; stop > 0.15; stop *= 0.95) {
      const { class: suggested, itaDeg } = toneOf({ skin: SKINS.III, light: [stop, stop, stop] });
      const isUnsure = classOfIta(itaDeg) !== classOfIta(itaDeg + 5) && ['V', 'VI'].includes(classOfIta(itaDeg));
      expect(suggested, `${itaDeg}`).toBe(classOfIta(itaDeg + (isUnsure ? 5 : 0)));
      seen.add(`${suggested} ${isUnsure}`);
    }
    for (const one of ['IV false', 'IV true', 'V false', 'V true', 'VI false']) expect([...seen]).toContain(one);
  });
  test('a head that is stubble all over has the skin under it', () => {
    for (const skin of Object.values(SKINS)) {
      const bare = paintHead({ ...SMALL, skin });
      const shaved = paintHead({ ...SMALL, skin, light: [0.66, 0.78, 0.88] });
      shaved.cells.hair.fill(1);
      const tone = readSkinTone(shaved.cells, null);
      expect(Math.abs((tone?.itaDeg ?? 99) - (readSkinTone(bare.cells, null)?.itaDeg ?? 0))).toBeLessThan(3);
    }
  });
  test('where only the thinnest stubble passes for bare, the skin is told from all of it', () => {
    const bare = paintHead(SMALL);
    const shaved = paintHead({ ...SMALL, light: [0.66, 0.78, 0.88] });
    const itaWith = (bareShare: number) => {
      shaved.cells.hair.fill(1);
      for (let i = 0; i < shaved.cells.count; i++) if (i % 100 < 100 * bareShare) shaved.cells.hair[i] = 0.2;
      return readSkinTone(shaved.cells, null)?.itaDeg ?? 0;
    };
    const skin = readSkinTone(bare.cells, null)?.itaDeg ?? 0;
    expect(Math.abs(itaWith(0.1) - skin)).toBeLessThan(3);
    expect(itaWith(0.3)).toBeLessThan(skin - 5);
  });
  test('skin that looks blue says nothing', () => {
    expect(readSkinTone(paintHead({ ...SMALL, light: [0.5, 0.9, 1.6] }).cells, null)).toBeNull();
  });
  test('nor does skin in magenta light; a warm lamp is none', () => {
    for (const skin of Object.values(SKINS)) {
      expect(readSkinTone(paintHead({ ...SMALL, skin, light: [1.3, 0.6, 1.1] }).cells, null)).toBeNull();
      expect(readSkinTone(paintHead({ ...SMALL, skin, light: [1.3, 0.95, 0.55] }).cells, null)).not.toBeNull();
    }
  });
  test('a plain backdrop takes half of the tint off', () => {
    const white = toneOf({}).itaDeg;
    const withWall = Math.abs(toneOf({ light: WARM }).itaDeg - white);
    const without = Math.abs((readSkinTone(paintHead({ ...SMALL, light: WARM }).cells, null)?.itaDeg ?? 0) - white);
    expect(withWall).toBeGreaterThan(0.2);
    expect(withWall).toBeLessThan(0.75 * without);
  });
  test('glints and one side in shade move it by little', () => {
    const even = toneOf({}).itaDeg;
    expect(Math.abs(toneOf({ glint: 0.1 }).itaDeg - even)).toBeLessThan(4);
    expect(Math.abs(toneOf({ from: [0.45, -0.2, -0.3] }).itaDeg - even)).toBeLessThan(6);
  });
  test('hair is left out, and too little skin says nothing', () => {
    const { cells } = paintHead(SMALL);
    const tone = readSkinTone(cells, null);
    const dark = {
      ...cells,
      luminance: cells.luminance.slice(),
      r: cells.r.slice(),
      g: cells.g.slice(),
      b: cells.b.slice(),
      hair: cells.hair.slice(),
    };
    for (let i = 0; i < dark.count; i++)
      if (i % 3) {
        for (const column of [dark.r, dark.g, dark.b, dark.luminance]) column[i] *= 0.3;
        dark.hair[i] = 0.9;
      }
    expect(Math.abs((readSkinTone(dark, null)?.itaDeg ?? 0) - (tone?.itaDeg ?? 99))).toBeLessThan(1);
    expect(readSkinTone({ ...cells, count: 59 }, null)).toBeNull();
  });
});

test('only a plain, nearly neutral wall is a backdrop', () => {
  const plain = readBackdrop(paintHead({ ...SMALL, wall: [0.42, 0.4, 0.37] }).raster);
  expect(plain?.[0]).toBeCloseTo(0.42, 2);
  expect(plain?.[2]).toBeCloseTo(0.37, 2);
  expect(readBackdrop(paintHead({ ...SMALL, wall: [0.1, 0.2, 0.5] }).raster)).toBeNull();
  expect(readBackdrop(paintHead({ ...SMALL, wall: [0.02, 0.02, 0.02] }).raster)).toBeNull();
  const { raster } = paintHead(SMALL);
  for (let i = 0; i < raster.rgba.length; i += 4) if (Math.floor(i / 4 / 20) % 2) raster.rgba.fill(20, i, i + 3);
  expect(readBackdrop(raster)).toBeNull();
});

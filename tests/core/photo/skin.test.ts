/* The skin's own colour is a median: marks, shine and hair pull little; places nobody asks for are not read. */
import { describe, expect, test } from 'vitest';
import { LINEAR_OF_BYTE, luminance } from '../../../src/core/math/colour.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { glossOfSkin, readSkin, type SkinReading } from '../../../src/core/photo/skin.ts';

const SKIN = [201, 158, 131];
const SIZE = 100;
/** Skin whose share of `other` pixels has another colour. */
function raster(share: number, other: readonly number[]): Raster {
  const rgba = new Uint8Array(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i++) rgba.set([...((i * 61) % 100 < 100 * share ? other : SKIN), 255], 4 * i);
  return { widthPx: SIZE, heightPx: SIZE, rgba };
}
const everywhere = (n = 2500, cos = 1) => ({
  count: n,
  xPx: Float32Array.from({ length: n }, (_, i) => 2 * ((i * 7) % 100) + 1),
  yPx: Float32Array.from({ length: n }, (_, i) => 2 * (Math.floor(i / 25) % 100) + 1),
  cosTheta: new Float32Array(n).fill(cos),
});
const wanted = (n = 2500) => new Float32Array(n).fill(140);
const read = (r: Raster) => readSkin(r, 2 * SIZE, everywhere(), wanted(), null) as SkinReading;

describe('readSkin', () => {
  test('even skin reads as itself', () => {
    const skin = read(raster(0, SKIN));
    expect(skin.rgb).toEqual(SKIN);
    expect(skin.luminance).toBeCloseTo(luminance(LINEAR_OF_BYTE[201], LINEAR_OF_BYTE[158], LINEAR_OF_BYTE[131]), 6);
    expect(skin.blueOverRed).toBeCloseTo(LINEAR_OF_BYTE[131] / LINEAR_OF_BYTE[201], 6);
    expect(skin.blueOverRedSpread).toBe(0);
  });
  test('a third of shine or of dark marks does not change it', () => {
    expect(read(raster(0.33, [255, 255, 255])).rgb).toEqual(SKIN);
    expect(read(raster(0.33, [20, 15, 10])).rgb).toEqual(SKIN);
  });
  test('shine shows in the bright end', () => expect(read(raster(0.33, [255, 255, 255])).brightLuminance).toBeCloseTo(1, 6));
  test('hair, steep skin and places nobody asks for are left out', () => {
    const dark = raster(0.6, [20, 15, 10]);
    const isDark = (x: number, y: number) => dark.rgba[(Math.floor(y / 2) * SIZE + Math.floor(x / 2)) * 4] === 20;
    const at = everywhere();
    expect((readSkin(dark, 2 * SIZE, at, wanted(), null) as SkinReading).rgb).toEqual([20, 15, 10]);
    expect((readSkin(dark, 2 * SIZE, at, wanted(), (x, y) => (isDark(x, y) ? 1 : 0)) as SkinReading).rgb).toEqual(SKIN);
    const asked = wanted().map((v, i) => (isDark(at.xPx[i], at.yPx[i]) ? 0 : v));
    expect((readSkin(dark, 2 * SIZE, at, asked, null) as SkinReading).rgb).toEqual(SKIN);
    const tilted = { ...at, cosTheta: at.cosTheta.map((_, i) => (isDark(at.xPx[i], at.yPx[i]) ? 0.2 : 1)) };
    expect((readSkin(dark, 2 * SIZE, tilted, wanted(), null) as SkinReading).rgb).toEqual(SKIN);
  });
  test('fewer than 50 places say nothing', () => {
    expect(readSkin(raster(0, SKIN), 2 * SIZE, everywhere(49), wanted(49), null)).toBeNull();
    expect(readSkin(raster(0, SKIN), 2 * SIZE, everywhere(50), wanted(50), null)).not.toBeNull();
  });
  test('more than 20,000 places give the same reading', () => {
    expect((readSkin(raster(0.3, [255, 255, 255]), 2 * SIZE, everywhere(50_000), wanted(50_000), null) as SkinReading).rgb).toEqual(SKIN);
  });
});

test('gloss is what is paler than the skin, and needs a reading; a photo without colour has none', () => {
  expect(glossOfSkin(null).strength).toBe(0);
  const skin = read(raster(0.1, [255, 255, 255]));
  const gloss = glossOfSkin(skin);
  expect(gloss.bare).toBeLessThan(skin.luminance);
  expect(glossOfSkin({ ...skin, blueOverRed: 1 })).toMatchObject({ strength: 0 });
  expect(gloss.bare).toBeGreaterThan(0);
  expect(gloss.usualBlueOverRed).toBe(skin.blueOverRed);
  expect(gloss.blueOverRed).toBeGreaterThanOrEqual(gloss.usualBlueOverRed);
  expect(gloss.blueOverRed).toBeLessThan(1);
});

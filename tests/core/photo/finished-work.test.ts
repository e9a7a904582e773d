/* What finished work keeps of the light comes back from a picture of it, whatever the light and exposure; what cannot tell it is refused. */
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { discRadiusPx, keptLight, readPlace, readTexture } from '../../../src/core/photo/finished-work.ts';
import { paintLinear } from '../../support/paint.ts';

const SIZE = 120;
const paint = (linear: (x: number, y: number) => readonly number[]) => paintLinear(SIZE, linear);
const SKIN = [0.5, 0.3, 0.22] as const;
const KEPT = [0.6, 0.8, 0.93] as const;
const LEFT = [30, 60] as const;
const RIGHT = [90, 60] as const;
/** Treated on the left, bare on the right; `light` is the colour of the lamp on either side. */
const head = (isTreated: boolean, left: readonly number[] = [1, 1, 1], right = left) =>
  paint((x) => SKIN.map((s, c) => s * (x < 60 ? left[c] * (isTreated ? KEPT[c] : 1) : right[c])));
const lightAt = (raster: Raster, at: readonly [number, number]) => {
  const place = readPlace(raster, at, 20);
  if (!place.ok) throw new Error(place.reason);
  return place.light;
};
const places = (raster: Raster) => ({ treated: lightAt(raster, LEFT), bare: lightAt(raster, RIGHT) });

describe('kept light', () => {
  test('comes back from one photo, in any light', () => {
    for (const lamp of [
      [1, 1, 1],
      [0.9, 0.6, 0.3],
      [0.4, 0.5, 0.8],
    ])
      keptLight(places(head(true, lamp)), null)?.forEach((k, c) => {
        // a dim lamp leaves few bytes to a channel
        expect(Math.abs(k - KEPT[c])).toBeLessThan(0.02);
      });
  });
  test('a photo from before takes out that one side is lit less, and that the two photos differ in exposure and white', () => {
    const kept = keptLight(places(head(true, [0.5, 0.45, 0.4], [0.8, 0.75, 0.7])), places(head(false, [0.625, 0.6, 0.571], [1, 1, 1])));
    kept?.forEach((k, c) => {
      expect(Math.abs(k - KEPT[c])).toBeLessThan(0.02);
    });
  });
  test('is refused where the treated place is not darker, and held in range', () => {
    const same = { treated: SKIN, bare: SKIN };
    expect(keptLight(same, null)).toBeNull();
    expect(keptLight({ treated: [0.001, 0.2, 0.23], bare: SKIN }, null)).toEqual([0.05, 0.2 / 0.3, 0.98]);
  });
});

describe('a place', () => {
  test('is refused where it is too dark or overexposed', () => {
    expect(
      readPlace(
        paint(() => [0.02, 0.01, 0.004]),
        LEFT,
        20,
      ),
    ).toEqual({ ok: false, reason: 'dark' });
    expect(
      readPlace(
        paint((x) => (x < 30 ? [1, 0.9, 0.8] : SKIN)),
        LEFT,
        20,
      ),
    ).toEqual({ ok: false, reason: 'clipped' });
  });
  test('is not moved by a mole in it, and is read at the very edge', () => {
    const mole = paint((x, y) => ((x - 30) ** 2 + (y - 55) ** 2 < 16 ? [0.05, 0.03, 0.02] : SKIN));
    lightAt(mole, LEFT).forEach((l, c) => {
      expect(l / SKIN[c]).toBeCloseTo(1, 1.7);
    });
    lightAt(head(false), [0, 0]).forEach((l, c) => {
      expect(l / SKIN[c]).toBeCloseTo(1, 1.7);
    });
  });
  test('has 5 mm of radius where the scale is known, a share of the photo elsewhere', () => {
    const raster = { widthPx: 1600, heightPx: 2000, rgba: new Uint8Array() };
    expect(discRadiusPx(raster, 6)).toBe(30);
    expect(discRadiusPx(raster, null)).toBe(25);
  });
});

test('texture is none on even skin, that of a fine pattern, and not read where the picture is coarse', () => {
  const dotted = paint((x, y) => SKIN.map((s) => s * (1 + 0.3 * Math.sin(x * 1.3) * Math.sin(y * 1.3))));
  expect(readTexture(head(false), LEFT, 20, 6)).toBeLessThan(0.01);
  expect(readTexture(dotted, LEFT, 20, 6)).toBeCloseTo(0.15, 1);
  expect(readTexture(dotted, LEFT, 20, 3)).toBeNull();
  expect(readTexture(dotted, LEFT, 20, null)).toBeNull();
});

/* A white or grey patch comes out neutral and as bright as it was; what cannot tell the light is refused. */
import { describe, expect, test } from 'vitest';
import { LINEAR_OF_BYTE, labOfLinear, luminance } from '../../../src/core/math/colour.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { readWhitePatch } from '../../../src/core/photo/white-patch.ts';
import { whitened } from '../../../src/core/photo/whitened.ts';
import { paintLinear } from '../../support/paint.ts';

const SIZE = 200;
const paint = (linear: (x: number, y: number) => readonly number[]) => paintLinear(SIZE, linear);
const even = (...p: number[]) => paint(() => p);
const read = (raster: Raster, skinLab: number[] | null = null) => readWhitePatch(raster, 100, 100, skinLab);
const reasonOf = (raster: Raster, skinLab: number[] | null = null) => {
  const patch = read(raster, skinLab);
  return patch.ok ? 'taken' : patch.reason;
};

describe('readWhitePatch', () => {
  test('makes the patch neutral and keeps its luminance', () => {
    for (const p of [
      [0.8, 0.62, 0.38],
      [0.16, 0.18, 0.24],
      [0.5, 0.5, 0.5],
    ]) {
      const patch = read(even(...p));
      if (!patch.ok) throw new Error(patch.reason);
      const out = whitened(even(...p), patch.gains).rgba;
      const [r, g, b] = [0, 1, 2].map((c) => LINEAR_OF_BYTE[out[4 * 100 + c]]);
      const [, a, bStar] = labOfLinear(r, g, b);
      expect(Math.hypot(a, bStar)).toBeLessThan(1);
      expect(luminance(r, g, b) / luminance(p[0], p[1], p[2])).toBeCloseTo(1, 1);
    }
  });
  test('refuses what cannot tell the light, each with its reason', () => {
    expect(reasonOf(even(1, 0.9, 0.8))).toContain('overexposed');
    expect(reasonOf(even(0.012, 0.01, 0.008))).toContain('too dark');
    expect(reasonOf(paint((x) => (x % 4 < 2 ? [0.5, 0.5, 0.5] : [0.2, 0.2, 0.2])))).toContain('not even');
    expect(reasonOf(even(0.6, 0.1, 0.1))).toContain('coloured');
    expect(reasonOf(even(0.1, 0.4, 0.1))).toContain('coloured');
    expect(reasonOf(even(0.08, 0.14, 0.5))).toContain('coloured');
    expect(readWhitePatch(even(0.5, 0.5, 0.5), -3, 100, null)).toMatchObject({ ok: false });
  });
  test('skin is no card, but a card held before the head is', () => {
    const skin = [0.46, 0.3, 0.21] as const;
    expect(reasonOf(even(...skin), labOfLinear(...skin))).toContain('skin');
    expect(reasonOf(even(0.5, 0.48, 0.44), labOfLinear(...skin))).toBe('taken');
  });
});

test('gains of 1 keep every byte, and alpha is kept', () => {
  const raster = paint((x, y) => [x / SIZE, y / SIZE, 0.3]);
  raster.rgba[3] = 7;
  expect(whitened(raster, [1, 1, 1]).rgba).toEqual(raster.rgba);
  expect(whitened(raster, [1.2, 1, 0.8]).rgba[3]).toBe(7);
});

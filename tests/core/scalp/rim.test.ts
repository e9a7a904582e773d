/* Where the photo's head ends: found where the picture shows it, and dots reach just there. */
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { beyondRim, findRim, innermostPx2, isSurelyOn, type Rim, rimOffsetMm } from '../../../src/core/scalp/rim.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const SIZE = 800;
const surface = headSurface({
  widthPx: SIZE,
  heightPx: SIZE,
  pxPerMm: 4,
  focalPx: 4e6,
  head: { centrePx: [400, 400], halfAxesMm: [80, 80, 80], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
});
type Colour = readonly [number, number, number];
/** A disc of skin whose radius at an angle is the ellipsoid's plus so many mm, and around it a ring so much wider. */
function disc(moreMm: (angle: number) => number, skin: Colour = [205, 160, 132], ring: Colour = skin, ringMm = 0): Raster {
  const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const [dx, dy] = [x + 0.5 - 400, y + 0.5 - 400];
      const beyondMm = Math.hypot(dx, dy) / 4 - 80 - moreMm(Math.atan2(dy, dx));
      rgba.set(beyondMm < 0 ? skin : beyondMm < ringMm ? ring : [90, 100, 110], (y * SIZE + x) * 4);
    }
  return { widthPx: SIZE, heightPx: SIZE, rgba };
}
/** Angles and the corrections found there. */
const offsetsIn = (raster: Raster) => {
  const rim = findRim(raster, SIZE, surface);
  return Array.from({ length: 48 }, (_, i) => {
    const a = (2 * Math.PI * i) / 48;
    return [a, rimOffsetMm(rim, 400 + 300 * Math.cos(a), 400 + 300 * Math.sin(a))] as const;
  });
};

describe('findRim', () => {
  test.each([-2.5, -1, 0, 1.5, 3])('a head %f mm larger than its ellipsoid is found so all around', (mm) => {
    for (const [, offset] of offsetsIn(disc(() => mm))) expect(Math.abs(offset - mm)).toBeLessThan(0.4);
  });
  test('it follows a head that is no ellipse', () => {
    const shape = (a: number) => 1.5 * Math.cos(2 * a);
    for (const [a, offset] of offsetsIn(disc(shape))) expect(Math.abs(offset - shape(a))).toBeLessThan(0.5);
  });
  test.each<[string, Colour, Colour]>([
    ['its shadow on the wall', [90, 75, 60], [50, 42, 32]],
    ['an ear', [105, 68, 50], [163, 88, 92]],
  ])('a head that a fit took for broader ends where %s begins, though that ends more clearly', (_, skin, ring) => {
    for (const [, offset] of offsetsIn(disc(() => -5, skin, ring, 6))) expect(Math.abs(offset + 5)).toBeLessThan(0.4);
  });
  test('a head is followed to a wall that is as bright as its skin', () => {
    const [skin, wall]: Colour[] = [
      [122, 82, 58],
      [106, 94, 76],
    ];
    for (const [, offset] of offsetsIn(disc(() => -3, skin, wall, 40))) expect(Math.abs(offset + 3)).toBeLessThan(0.4);
  });
  test('where the picture shows no edge nothing is corrected', () => {
    const flat: Raster = { widthPx: SIZE, heightPx: SIZE, rgba: new Uint8Array(SIZE * SIZE * 4).fill(120) };
    for (const [, offset] of offsetsIn(flat)) expect(Math.abs(offset)).toBeLessThan(0.05);
  });
});

test('what is surely on the head is never beyond its rim, and that is most of it', () => {
  const edgePx = Float32Array.from({ length: 240 }, (_, k) => 300 + 40 * Math.cos((Math.PI * k) / 60) + 6 * Math.sin(k * k));
  const rim: Rim = { centrePx: [400, 400], offsetMm: new Float32Array(240), edgePx, clear: new Float32Array(240).fill(1) };
  const innermost = innermostPx2(rim);
  let [on, surelyOn, wrong] = [0, 0, 0];
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const isOn = beyondRim(rim, x, y, 1) === 0;
      on += Number(isOn);
      if (!isSurelyOn(innermost, x - 400, y - 400)) continue;
      surelyOn++;
      wrong += Number(!isOn);
    }
  expect(wrong).toBe(0);
  expect(surelyOn / on).toBeGreaterThan(0.9);
});

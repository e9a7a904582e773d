/* How high a hairline runs above the glabella, over the head and not in the picture. */
import { expect, test } from 'vitest';
import type { Point } from '../../../src/core/math/curve.ts';
import { angleAbove, hairlineHeight, squeezeOf } from '../../../src/core/scalp/hairline-height.ts';
import { placesUnder } from '../../../src/core/scalp/photo-map.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';

const surfaceAt = (pitch: number) =>
  headSurface({
    widthPx: 1400,
    heightPx: 1400,
    pxPerMm: 6,
    focalPx: 6000,
    head: { centrePx: [700, 760], halfAxesMm: [80, 80, 80], rotationRad: [pitch, 0, 0], shape: 'ellipsoid' },
  });
/** Of a line drawn in the photo. */
const heightOf = (linePx: readonly Point[], surface: Surface) => hairlineHeight(placesUnder(surface, linePx), surface);
const level = (y: number): Point[] => Array.from({ length: 201 }, (_, i) => [300 + 4 * i, y]);
const height = (y: number, pitch = 0) => heightOf(level(y), surfaceAt(pitch));

test('a line further up is higher, by the arc of the head', () => {
  const [low, mid, high] = [700, 600, 500].map((y) => height(y)?.midMm as number);
  expect(mid).toBeGreaterThan(low + 100 / 7);
  expect(high - mid).toBeGreaterThan(mid - low);
});
test('on a ball the height is radius times angle, from the glabella', () => {
  const surface = surfaceAt(0);
  const p = surface.hit(700, 500);
  if (!p) throw new Error('off the head');
  const angle = Math.atan2(surface.centreMm[1] - p.yMm, surface.centreMm[2] - p.zMm);
  expect(height(500)?.midMm).toBeCloseTo(80 * (angle + Math.asin(0.19)), 1);
});
test('on a head it is the length of the mid-line from the glabella', () => {
  const long = headSurface({
    widthPx: 1400,
    heightPx: 1400,
    pxPerMm: 6,
    focalPx: 6e6,
    head: { centrePx: [700, 760], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
  });
  const p = long.hit(700, 500);
  if (!p) throw new Error('off the head');
  const [from, to] = [Math.asin(0.19), Math.asin((p.yMm - long.centreMm[1]) / 79)];
  let length = 0;
  const at = (t: number) => [79 * Math.sin(t), 92 * Math.cos(t)];
  for (let i = 0; i < 1000; i++) {
    const [a, b] = [at(from + ((to - from) * i) / 1000), at(from + ((to - from) * (i + 1)) / 1000)];
    length += Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
  expect(Math.abs((heightOf(level(500), long)?.midMm as number) - length)).toBeLessThan(0.2);
});
test('in a squeezed picture it is that of the head as it is', () => {
  const at = (squeeze: number) =>
    headSurface({
      widthPx: 1400,
      heightPx: 1400,
      pxPerMm: 6,
      focalPx: 6e6,
      head: { centrePx: [700, 760], halfAxesMm: [77, 79 * squeeze, 92], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
    });
  const heightOn = (squeeze: number, y: number) => heightOf(level(760 + squeeze * (y - 760)), at(squeeze))?.midMm as number;
  expect(Math.abs(heightOn(0.75, 560) / heightOn(1, 560) - 1)).toBeLessThan(0.1);
  expect(squeezeOf([77, 0.75 * 78.7, 92])).toBeCloseTo(0.75, 3);
  for (const heightMm of [75, 79, 84]) expect(squeezeOf([77, heightMm, 92])).toBe(1);
  const rad = angleAbove(at(0.75), 62, null);
  expect(Math.abs(rad - angleAbove(at(1), 62, null))).toBeLessThan(0.08);
});
test('the same line on the scalp has the same height when the head nods', () => {
  const upright = surfaceAt(0);
  const nodding = surfaceAt(0.25);
  const moved = level(600)
    .map(([x, y]) => upright.hit(x, y))
    .filter((p) => p !== null)
    .map((p): Point => {
      const d = [p.xMm - upright.centreMm[0], p.yMm - upright.centreMm[1], p.zMm - upright.centreMm[2]];
      const R = nodding.rotation;
      const q = [0, 1, 2].map((k) => R[3 * k] * d[0] + R[3 * k + 1] * d[1] + R[3 * k + 2] * d[2] + nodding.centreMm[k]);
      return [...nodding.project(q[0], q[1], q[2])];
    });
  expect(Math.abs((heightOf(moved, nodding)?.midMm as number) - (height(600)?.midMm as number))).toBeLessThan(0.5);
});
test('corners below the middle are negative, above it positive', () => {
  const bent = (drop: number) => level(560).map(([x, y]): Point => [x, y + drop * ((x - 700) / 300) ** 2]);
  expect(heightOf(bent(120), surfaceAt(0))?.cornerAboveMidMm).toBeLessThan(-1);
  expect(heightOf(bent(-120), surfaceAt(0))?.cornerAboveMidMm).toBeGreaterThan(1);
});
test('a line that does not cross the middle of the face has none', () => {
  expect(
    heightOf(
      [
        [900, 500],
        [1000, 520],
      ],
      surfaceAt(0),
    ),
  ).toBeNull();
  expect(
    heightOf(
      [
        [0, 0],
        [5, 5],
      ],
      surfaceAt(0),
    ),
  ).toBeNull();
});

/* Where a person's own hair begins above the brows. */
import { expect, test } from 'vitest';
import type { Point } from '../../../src/core/math/curve.ts';
import { hairFrontMm } from '../../../src/core/scalp/hair-front.ts';
import { angleAbove } from '../../../src/core/scalp/hairline-height.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const surface = headSurface({
  widthPx: 1400,
  heightPx: 1400,
  pxPerMm: 6,
  focalPx: 6000,
  head: { centrePx: [700, 760], halfAxesMm: [77, 79, 92], rotationRad: [0.2, 0, 0], shape: 'standard' },
});
const heightPx = (mm: number) => {
  const rad = angleAbove(surface, mm, null);
  const p = surface.at(0, Math.sin(rad), -Math.cos(rad));
  return surface.project(p.xMm, p.yMm, p.zMm)[1];
};
const hairFrom = (mm: number) => (_: number, y: number) => (y < heightPx(mm) ? 1 : 0);
const front = (hairAt: (...at: Point) => number, mostMm = 62) => hairFrontMm(surface, null, hairAt, { mostMm, usualMm: 55 });

test('its height is found within 4 mm, where it lies lower than is asked', () => {
  for (const mm of [48, 54, 60]) expect(Math.abs((front(hairFrom(mm)) as number) - mm)).toBeLessThanOrEqual(4);
  expect(front(hairFrom(72))).toBeNull();
});
test('a bare head, a crease or a shade on the forehead, and a few hairs have no front', () => {
  expect(front(() => 0)).toBeNull();
  expect(front((_, y) => (y < heightPx(50) && y > heightPx(54) ? 1 : 0))).toBeNull();
  expect(front((x, y) => (y < heightPx(50) && Math.abs(x - 700) < 30 ? 1 : 0))).toBeNull();
});
test('one half of a head tells it too', () => {
  expect(Math.abs((front((x, y) => (x < 1400 ? hairFrom(54)(x, y) : 0)) as number) - 54)).toBeLessThanOrEqual(4);
});
test('a thin band of hair across the forehead has a front too: it is not left standing before the line', () => {
  const thin =
    (share: number, fromMm = 48) =>
    (_: number, y: number) =>
      y < heightPx(fromMm) && y > heightPx(fromMm + 18) ? share : 0;
  expect(Math.abs((front(thin(0.45)) as number) - 48)).toBeLessThanOrEqual(4);
  expect(front(thin(0.2))).toBeNull();
  // where the usual line goes before it, it does not move the line back
  expect(front(thin(0.45, 58), 82)).toBeNull();
});

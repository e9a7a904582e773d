/* What sticks out of a head is read all around, with the way out of it: an ear's tip by lines across the silhouette, its flanks by lines along it. */
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { OUTLINE_COLUMNS } from '../../../src/core/scalp/person-outline.ts';
import { plainPoints, rimEdges } from '../../../src/core/scalp/rim-edges.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const PX_PER_MM = 2;
const SIZE = { widthPx: 600, heightPx: 600 };
const HEAD = {
  centrePx: [300, 300] as [number, number],
  halfAxesMm: [77, 79, 92] as [number, number, number],
  rotationRad: [0, 0, 0] as [number, number, number],
};
const EAR = { x: 300 + 92 * PX_PER_MM, y: 300, radius: 15 * PX_PER_MM };

function picture(hasEar: boolean) {
  const surface = headSurface({ ...SIZE, pxPerMm: PX_PER_MM, focalPx: 1000 * PX_PER_MM, head: { ...HEAD, shape: 'ellipsoid' } });
  const rgba = new Uint8Array(SIZE.widthPx * SIZE.heightPx * 4);
  for (let y = 0; y < SIZE.heightPx; y++)
    for (let x = 0; x < SIZE.widthPx; x++) {
      const isEar = hasEar && Math.hypot(x + 0.5 - EAR.x, y + 0.5 - EAR.y) < EAR.radius;
      const isHead = isEar || surface.missMm(x + 0.5, y + 0.5) < 0;
      rgba.set(isHead ? [190, 150, 125, 255] : [60, 70, 90, 255], (y * SIZE.widthPx + x) * 4);
    }
  const points = rimEdges({ ...SIZE, rgba } as Raster, SIZE.widthPx, surface);
  const beside: { x: number; y: number; nx: number; ny: number }[] = [];
  for (let i = 0; i < points.length; i += OUTLINE_COLUMNS)
    if (surface.missMm(points[i], points[i + 1]) > 3) beside.push({ x: points[i], y: points[i + 1], nx: points[i + 2], ny: points[i + 3] });
  return { points, surface, beside };
}

test('a head without an ear has edges at its silhouette and none beside it', () => {
  const { points, surface, beside } = picture(false);
  expect(beside).toEqual([]);
  expect(points.length / OUTLINE_COLUMNS).toBeGreaterThan(100);
  for (let i = 0; i < points.length; i += OUTLINE_COLUMNS) expect(Math.abs(surface.missMm(points[i], points[i + 1]))).toBeLessThan(1.5);
});
test('an ear has its tip and both flanks found, each with the way out of it', () => {
  const { beside } = picture(true);
  expect(beside.length).toBeGreaterThan(8);
  for (const { x, y, nx, ny } of beside) {
    const [dx, dy] = [(x - EAR.x) / EAR.radius, (y - EAR.y) / EAR.radius];
    expect(Math.abs(Math.hypot(dx, dy) - 1) * (EAR.radius / PX_PER_MM)).toBeLessThan(3);
    expect(nx * dx + ny * dy).toBeGreaterThan(0.4);
  }
  for (const flank of [-1, 1]) expect(beside.filter(({ y }) => (y - EAR.y) * flank > 0.6 * EAR.radius).length).toBeGreaterThan(1);
  expect(beside.some(({ x }) => x > EAR.x + 0.8 * EAR.radius)).toBe(true);
});
test('kept points are rounded to a tenth of a pixel', () => {
  expect(plainPoints(Float32Array.from([1.26, 2.04, 0.333, -0.943]))).toEqual([1.3, 2, 0.33, -0.94]);
});

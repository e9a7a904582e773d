/* A line laid on the scalp: distances in mm over the head, the same as looking at every segment. */
import { expect, test } from 'vitest';
import type { Point } from '../../../src/core/math/curve.ts';
import { scalpLine } from '../../../src/core/scalp/scalp-line.ts';
import { headSurface, type ScalpPoint } from '../../../src/core/scalp/surface.ts';

const surface = headSurface({
  widthPx: 1200,
  heightPx: 1500,
  pxPerMm: 6,
  focalPx: 6000,
  head: { centrePx: [600, 700], halfAxesMm: [77, 79, 92], rotationRad: [0.4, 0.1, 0], shape: 'ellipsoid' },
});
const PATH = Array.from({ length: 120 }, (_, i): Point => [250 + 6 * i, 500 + 80 * Math.sin(i / 9)]);

/** Distance to every segment in turn. */
function slowly(x: number, y: number, z: number): number {
  const hits = PATH.map(([px, py]) => surface.hit(px, py)).filter((p): p is ScalpPoint => p !== null);
  let best = Infinity;
  for (let i = 0; i + 1 < hits.length; i++) {
    const [p, q] = [hits[i], hits[i + 1]];
    const e = [q.xMm - p.xMm, q.yMm - p.yMm, q.zMm - p.zMm];
    const r = [x - p.xMm, y - p.yMm, z - p.zMm];
    const t = Math.max(0, Math.min(1, (r[0] * e[0] + r[1] * e[1] + r[2] * e[2]) / (e[0] ** 2 + e[1] ** 2 + e[2] ** 2)));
    best = Math.min(best, Math.hypot(r[0] - t * e[0], r[1] - t * e[1], r[2] - t * e[2]));
  }
  return best;
}
const places = Array.from({ length: 300 }, (_, i) => surface.hit(250 + ((i * 137) % 700), 250 + ((i * 89) % 700))).filter(
  (p): p is ScalpPoint => p !== null,
);

test('distances equal those to every segment; beyond the limit they are the limit', () => {
  const line = scalpLine(PATH, surface);
  expect(places.length).toBeGreaterThan(200);
  for (const { xMm, yMm, zMm } of places) {
    const truth = slowly(xMm, yMm, zMm);
    expect(line.distanceMm(xMm, yMm, zMm, 500)).toBeCloseTo(truth, 9);
    expect(line.distanceMm(xMm, yMm, zMm, 7)).toBeCloseTo(Math.min(7, truth), 9);
  }
});

test('the nearest point in the photo lies at that distance', () => {
  const line = scalpLine(PATH, surface);
  for (const { xMm, yMm, zMm } of places) {
    const mm = line.distanceMm(xMm, yMm, zMm, 500);
    const at = surface.hit(line.nearestPx.x, line.nearestPx.y) as ScalpPoint;
    expect(Math.abs(Math.hypot(at.xMm - xMm, at.yMm - yMm, at.zMm - zMm) - mm)).toBeLessThan(0.05);
  }
});

test('its length is in mm over the head, not in the picture', () => {
  const across = Array.from({ length: 400 }, (_, i): Point => [200 + 2 * i, 700]);
  const upright = headSurface({
    widthPx: 1200,
    heightPx: 1400,
    pxPerMm: 5,
    focalPx: 5e6,
    head: { centrePx: [600, 700], halfAxesMm: [80, 80, 80], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
  });
  expect(scalpLine(across, upright).lengthMm).toBeGreaterThan(0.93 * Math.PI * 80);
  expect(scalpLine(across, upright).lengthMm).toBeLessThanOrEqual(Math.PI * 80);
});

test('parts off the head, and parts not to be kept, do not count', () => {
  const off = scalpLine(
    [
      [-500, -500],
      [-400, -500],
    ],
    surface,
  );
  expect(off.lengthMm).toBe(0);
  expect(off.distanceMm(0, 0, 1000, 12)).toBe(12);
  const whole = scalpLine(PATH, surface);
  const left = scalpLine(PATH, surface, (x) => x < 600);
  const right = scalpLine(PATH, surface, (x) => x >= 600);
  expect(left.lengthMm + right.lengthMm).toBeCloseTo(whole.lengthMm, 9);
  for (const { xMm, yMm, zMm } of places)
    expect(Math.min(left.distanceMm(xMm, yMm, zMm, 500), right.distanceMm(xMm, yMm, zMm, 500))).toBeCloseTo(
      whole.distanceMm(xMm, yMm, zMm, 500),
      9,
    );
});

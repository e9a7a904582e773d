/* A line of the map laid on the scalp: distances in mm over the head, the same as looking at every segment. */
import { expect, test } from 'vitest';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { type MapDeg, pointAt } from '../../../src/core/scalp/head-map.ts';
import { scalpLine } from '../../../src/core/scalp/scalp-line.ts';

const form = headForm([77, 79, 92], 'standard');
const PATH = Array.from({ length: 120 }, (_, i): MapDeg => [-60 + i, 30 + 12 * Math.sin(i / 9)]);
const points = PATH.map((place) => pointAt(form, place));

/** Distance to every segment in turn. */
function slowly(x: number, y: number, z: number): number {
  let best = Infinity;
  for (let i = 0; i + 1 < points.length; i++) {
    const [p, q] = [points[i], points[i + 1]];
    const e = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
    const r = [x - p[0], y - p[1], z - p[2]];
    const t = Math.max(0, Math.min(1, (r[0] * e[0] + r[1] * e[1] + r[2] * e[2]) / (e[0] ** 2 + e[1] ** 2 + e[2] ** 2)));
    best = Math.min(best, Math.hypot(r[0] - t * e[0], r[1] - t * e[1], r[2] - t * e[2]));
  }
  return best;
}
const places = Array.from({ length: 300 }, (_, i) => pointAt(form, [-90 + ((i * 37) % 180), -100 + ((i * 89) % 190)]));

test('distances equal those to every segment; beyond the limit they are the limit', () => {
  const line = scalpLine(PATH, form);
  for (const [x, y, z] of places) {
    const truth = slowly(x, y, z);
    expect(line.distanceMm(x, y, z, 500)).toBeCloseTo(truth, 9);
    expect(line.distanceMm(x, y, z, 7)).toBeCloseTo(Math.min(7, truth), 9);
  }
});

test('what lies near a ball is enough for every place in it', () => {
  const line = scalpLine(PATH, form);
  let within = 0;
  for (const [x, y, z] of places) {
    const groups = line.near(x, y, z, 20);
    expect(groups === null).toBe(slowly(x, y, z) >= 20);
    if (!groups) continue;
    within++;
    for (const [dx, dy, dz] of [
      [0, 0, 0],
      [5, 0, -3],
      [0, -6, 2],
    ])
      expect(line.distanceMm(x + dx, y + dy, z + dz, 10, groups)).toBe(line.distanceMm(x + dx, y + dy, z + dz, 10));
  }
  expect(within).toBeGreaterThan(30);
});

test('the nearest place of the line lies at that distance', () => {
  const line = scalpLine(PATH, form);
  for (const [x, y, z] of places) {
    const mm = line.distanceMm(x, y, z, 500);
    const [px, py, pz] = pointAt(form, [line.nearest.across, line.nearest.forward]);
    expect(Math.abs(Math.hypot(px - x, py - y, pz - z) - mm)).toBeLessThan(0.05);
  }
});

test('its length is in mm over the head, not in degrees', () => {
  const ball = headForm([80, 80, 80], 'ellipsoid');
  const along = (from: MapDeg, to: MapDeg) =>
    scalpLine(
      Array.from({ length: 401 }, (_, i): MapDeg => [from[0] + ((to[0] - from[0]) * i) / 400, from[1] + ((to[1] - from[1]) * i) / 400]),
      ball,
    ).lengthMm;
  expect(along([-90, 0], [90, 0])).toBeCloseTo(Math.PI * 80, 2);
  expect(along([0, -60], [0, 0])).toBeCloseTo((Math.PI * 80) / 3, 2);
});

test('parts not to be kept do not count', () => {
  const none = scalpLine(PATH, form, () => false);
  expect(none.lengthMm).toBe(0);
  expect(none.distanceMm(0, 0, -90, 12)).toBe(12);
  const whole = scalpLine(PATH, form);
  const left = scalpLine(PATH, form, (across) => across < 0);
  const right = scalpLine(PATH, form, (across) => across >= 0);
  expect(left.lengthMm + right.lengthMm).toBeCloseTo(whole.lengthMm, 9);
  for (const [x, y, z] of places)
    expect(Math.min(left.distanceMm(x, y, z, 500), right.distanceMm(x, y, z, 500))).toBeCloseTo(whole.distanceMm(x, y, z, 500), 9);
});

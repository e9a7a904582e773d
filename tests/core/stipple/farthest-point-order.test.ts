/*
 * The order of the candidates: every prefix is evenly spread on the curved skin. 100,000 dots on a hemi-ellipsoid of 586 cm^2, made on a
 * domain padded by 5 mm and clipped, so that the open rim does not matter; white and shuffled sets must fail where it passes.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/core/math/random.ts';
import { farthestPointOrder, hexSpacingMm } from '../../../src/core/stipple/farthest-point-order.ts';
import { type HalfAxesMm, headAreaMm2, headPoints } from '../../../src/core/stipple/head-points.ts';
import type { Points3 } from '../../../src/core/stipple/point-cells.ts';
import { closestPairMm, scoreSurface } from '../../support/score-surface.ts';

const HALF_AXES: HalfAxesMm = [85, 110, 95];
const HEMI_MM2 = headAreaMm2(HALF_AXES, false) / 2;
const WANTED = 100_000;
const POOL_PER_DOT = 16;
const PAD_MM = 5;

const keep = (points: Points3, which: (i: number) => boolean): Points3 => {
  const index = Uint32Array.from(points.x.keys()).filter(which);
  const pick = (column: Float32Array) => Float32Array.from(index, (i) => column[i]);
  return { x: pick(points.x), y: pick(points.y), z: pick(points.z) };
};
const columnsOf = (points: Points3) => [points.x, points.y, points.z] as const;

function made() {
  const pool = headPoints(HALF_AXES, false, Math.round(2 * WANTED * POOL_PER_DOT), 20261);
  const padded = keep(pool, (i) => pool.z[i] > -PAD_MM);
  const paddedMm2 = (2 * HEMI_MM2 * padded.x.length) / pool.x.length;
  const count = Math.round((WANTED * paddedMm2) / HEMI_MM2);
  const order = farthestPointOrder(padded, { count, areaMm2: paddedMm2 });
  const clipped = keep(order, (i) => order.z[i] >= 0);
  return { pool, order, paddedMm2, clipped };
}
let sampled: ReturnType<typeof made>;
beforeAll(() => {
  sampled = made();
}, 120_000);

const BARS = { rho: 0.69, lf50: 0.1, cv16: 0.097 };
const score = (points: Points3, share: number) => scoreSurface(columnsOf(points), Math.floor(points.x.length * share), HEMI_MM2);

describe('on a head', () => {
  test('rho is 0.69 or more at every prefix from 2 to 100 %, and hardly varies', () => {
    const { order, paddedMm2 } = sampled;
    const count = order.x.length;
    let closest = Infinity;
    let least = Infinity;
    let most = 0;
    for (let k = 0; k < count; k++) {
      closest = Math.min(closest, order.radiusMm[k]);
      if (k + 1 < 0.02 * count) continue;
      const rho = closest / hexSpacingMm((k + 1) / paddedMm2);
      least = Math.min(least, rho);
      most = Math.max(most, rho);
    }
    console.info(`rho over every prefix: ${least.toFixed(4)} to ${most.toFixed(4)}, ratio ${(most / least).toFixed(4)}`);
    expect(least).toBeGreaterThanOrEqual(0.69);
    expect(most / least).toBeLessThanOrEqual(1.04);
  });

  test('the radius it hands back is the distance to all dots before', () => {
    const { order, paddedMm2 } = sampled;
    const columns = columnsOf(order);
    for (const k of [100, 2000, 30_000, order.x.length]) {
      const closest = order.radiusMm.subarray(1, k).reduce((least, r) => Math.min(least, r), Infinity);
      expect(closestPairMm(columns, k, paddedMm2)).toBeCloseTo(closest, 5);
    }
  });

  test.each([0.1, 0.25, 0.5, 0.75, 1])('the first %f is spread evenly', (share) => {
    const { clipped } = sampled;
    expect(Math.abs(clipped.x.length / WANTED - 1)).toBeLessThan(0.01);
    const { rho, lf50, cv16, patches } = score(clipped, share);
    console.info(`first ${100 * share} %: rho ${rho.toFixed(3)} lf50 ${lf50.toFixed(4)} cv16 ${cv16.toFixed(4)} (${patches} patches)`);
    expect(patches).toBe(12);
    expect(rho).toBeGreaterThanOrEqual(BARS.rho);
    expect(lf50).toBeLessThanOrEqual(BARS.lf50);
    expect(cv16).toBeLessThanOrEqual(BARS.cv16);
  });

  test.each([0.1, 0.25])('a white set and the same dots in any other order fail at %f', (share) => {
    const { pool, clipped } = sampled;
    const white = keep(pool, (i) => i < 2.2 * WANTED && pool.z[i] >= 0);
    const next = randomStream(4);
    const turn = Uint32Array.from(clipped.x.keys());
    for (let i = turn.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [turn[i], turn[j]] = [turn[j], turn[i]];
    }
    const shuffled: Points3 = {
      x: Float32Array.from(turn, (i) => clipped.x[i]),
      y: Float32Array.from(turn, (i) => clipped.y[i]),
      z: Float32Array.from(turn, (i) => clipped.z[i]),
    };
    for (const [name, points] of [
      ['white', white],
      ['shuffled', shuffled],
    ] as const) {
      const { rho, lf50, cv16 } = score(points, share);
      console.info(`${name} at ${100 * share} %: rho ${rho.toFixed(3)} lf50 ${lf50.toFixed(3)} cv16 ${cv16.toFixed(3)}`);
      expect(rho).toBeLessThan(0.6 * BARS.rho);
      expect(lf50).toBeGreaterThan(3 * BARS.lf50);
      expect(cv16).toBeGreaterThan(1.5 * BARS.cv16);
    }
  });
});

describe('the order', () => {
  const square = (n: number, seed: number): Points3 => {
    const next = randomStream(seed);
    const column = () => Float32Array.from({ length: n }, () => 30 * next());
    return { x: column(), y: column(), z: new Float32Array(n) };
  };
  test('is of points of the pool, each at most once', () => {
    const pool = square(8000, 3);
    const order = farthestPointOrder(pool, { count: 500, areaMm2: 900 });
    const name = (p: Points3, i: number) => `${p.x[i]} ${p.y[i]}`;
    const known = new Set(Array.from(pool.x.keys(), (i) => name(pool, i)));
    const used = Array.from(order.x.keys(), (i) => name(order, i));
    expect(new Set(used).size).toBe(500);
    for (const key of used) expect(known.has(key)).toBe(true);
  });
  test('takes, within a level, the point of its pool farthest from all chosen', () => {
    const pool = square(400, 5);
    const { x, y } = farthestPointOrder(pool, { count: 25, areaMm2: 900 });
    const nearest = (px: number, py: number, k: number) => {
      let best = Infinity;
      for (let j = 0; j < k; j++) best = Math.min(best, (x[j] - px) ** 2 + (y[j] - py) ** 2);
      return best;
    };
    for (let k = 1; k < 25; k++) {
      const got = nearest(x[k], y[k], k);
      for (let i = 0; i < 400; i++) expect(nearest(pool.x[i], pool.y[i], k)).toBeLessThanOrEqual(got * (1 + 1e-5));
    }
  });
  test.each([
    ['even', 800, (n: number) => square(n, 11)],
    // far fewer places than the area lets expect: every level ends below its first bound
    ['in one corner', 800, (n: number) => ({ ...square(n, 13), x: square(n, 13).x.map((v) => (v * v * v) / 900) })],
    [
      'with points that coincide',
      200,
      (n: number) => ({ ...square(n, 17), x: square(n, 17).x.map((v) => Math.round(v) / 2), y: square(n, 19).x.map(Math.round) }),
    ],
  ] as const)('over all levels each dot is as far as any point of its level’s pool: %s', (_, count, poolOf) => {
    const total = 16 * count;
    const pool: Points3 = poolOf(total);
    const { x, y, radiusMm } = farthestPointOrder(pool, { count, areaMm2: 900 });
    const levels: number[] = [count];
    while (levels[0] > 32) levels.unshift(Math.max(32, Math.round(levels[0] / Math.SQRT2)));
    const nearest2 = new Float64Array(total).fill(Infinity);
    for (let k = 0; k < count; k++) {
      const level = levels.find((m) => k < m) as number;
      const n = level === count ? total : Math.ceil(16 * level);
      let most = 0;
      for (let i = 0; i < n; i++) if (nearest2[i] > most) most = nearest2[i];
      if (k > 0) expect(radiusMm[k]).toBeCloseTo(Math.sqrt(most), 4);
      for (let i = 0; i < total; i++) nearest2[i] = Math.min(nearest2[i], (pool.x[i] - x[k]) ** 2 + (pool.y[i] - y[k]) ** 2);
    }
  });
  test('is the same twice, and reports its progress rising to the end', () => {
    const pool = square(16 * 20_000, 7);
    const progress: number[] = [];
    const first = farthestPointOrder(pool, { count: 20_000, areaMm2: 900, onProgress: (share) => progress.push(share) });
    expect(farthestPointOrder(pool, { count: 20_000, areaMm2: 900 })).toEqual(first);
    expect(progress.length).toBeGreaterThan(0);
    for (const share of progress) expect(share).toBeLessThanOrEqual(1);
  });
  test('a pool smaller than what is wanted is refused with both numbers', () => {
    expect(() => farthestPointOrder(square(10, 1), { count: 11, areaMm2: 900 })).toThrow(/11.*10/);
    expect(() => farthestPointOrder(square(10, 1), { count: 0, areaMm2: 900 })).toThrow();
  });
  test('the hexagonal spacing of 1 dot per mm^2 is 1.0746 mm', () => expect(hexSpacingMm(1)).toBeCloseTo(1.0746, 4));
});

/* The hairline's curve goes through its points, straight between two, and is the same walked backwards. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Point, splineThrough } from '../../../src/core/math/curve.ts';

fc.configureGlobal({ seed: 1 });

const points = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { minLength: 2, maxLength: 7, selector: String })
  .map((list) => list.map(([x, y]): Point => [x * 25, y * 25]));
const distance = (p: Point, q: Point) => Math.hypot(p[0] - q[0], p[1] - q[1]);

describe('splineThrough', () => {
  test('passes through every point, in order, first and last exactly', () => {
    fc.assert(
      fc.property(points, (given) => {
        const curve = splineThrough(given, 2);
        expect(curve[0]).toEqual(given[0]);
        let from = 0;
        for (const p of given) {
          const at = curve.findIndex((q, i) => i >= from && distance(p, q) < 1e-6);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at;
        }
        expect(distance(curve[curve.length - 1], given[given.length - 1])).toBeLessThan(1e-9);
      }),
    );
  });
  test('two points make a straight line of even steps', () => {
    const curve = splineThrough(
      [
        [0, 0],
        [30, 40],
      ],
      5.001,
    );
    expect(curve).toHaveLength(11);
    curve.forEach(([x, y], i) => {
      expect(x).toBeCloseTo(3 * i, 9);
      expect(y).toBeCloseTo(4 * i, 9);
    });
  });
  test('walked backwards it is the same curve', () => {
    fc.assert(
      fc.property(points, (given) => {
        const there = splineThrough(given, 3);
        const back = splineThrough([...given].reverse(), 3).reverse();
        expect(back).toHaveLength(there.length);
        expect(there.filter((p, i) => !(distance(p, back[i]) < 1e-6))).toEqual([]);
      }),
    );
  });
  test('no kink where two pieces meet', () => {
    const given: Point[] = [
      [0, 0],
      [100, -60],
      [160, -50],
      [300, 20],
    ];
    const curve = splineThrough(given, 0.5);
    for (const p of given.slice(1, -1)) {
      const i = curve.findIndex((q) => distance(p, q) < 1e-6);
      const before = Math.atan2(curve[i][1] - curve[i - 1][1], curve[i][0] - curve[i - 1][0]);
      const after = Math.atan2(curve[i + 1][1] - curve[i][1], curve[i + 1][0] - curve[i][0]);
      expect(Math.abs(after - before)).toBeLessThan(0.02);
    }
  });
});

/* Inside, bounds and steps of polygons in the photo. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from '../../../src/core/math/curve.ts';
import { boundsOf, crossesItself, insideTester, isInside, subdivide, windingNumber } from '../../../src/core/math/polygon.ts';

fc.configureGlobal({ seed: 1 });

const SQUARE: Point[] = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
];
const turned = fc.double({ min: 0, max: 6.28, noNaN: true });

test('a regular polygon holds what is nearer than its inner circle and nothing beyond its corners', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 12 }), turned, turned, fc.double({ min: 0, max: 2, noNaN: true }), (n, turn, angle, r) => {
      const polygon = Array.from({ length: n }, (_, i): Point => {
        const a = turn + (2 * Math.PI * i) / n;
        return [50 + 20 * Math.cos(a), 30 + 20 * Math.sin(a)];
      });
      const inner = Math.cos(Math.PI / n);
      const [x, y] = [50 + 20 * r * Math.cos(angle), 30 + 20 * r * Math.sin(angle)];
      if (r < inner - 1e-6) expect(isInside(polygon, x, y)).toBe(true);
      if (r > 1 + 1e-6) expect(isInside(polygon, x, y)).toBe(false);
      expect(isInside([...polygon].reverse(), x, y)).toBe(isInside(polygon, x, y));
    }),
  );
});

test('squares that share an edge own every point once', () => {
  const right = SQUARE.map(([x, y]): Point => [x + 10, y]);
  const below = SQUARE.map(([x, y]): Point => [x, y + 10]);
  for (let y = 0; y < 10; y += 0.5) expect(Number(isInside(SQUARE, 10, y)) + Number(isInside(right, 10, y))).toBe(1);
  for (let x = 0; x < 10; x += 0.5) expect(Number(isInside(SQUARE, x, 10)) + Number(isInside(below, x, 10))).toBe(1);
});

test('winding counts turns: walked the other way it is negative, twice round it is two', () => {
  expect(Math.abs(windingNumber(SQUARE, 5, 5))).toBe(1);
  expect(windingNumber([...SQUARE].reverse(), 5, 5)).toBe(-windingNumber(SQUARE, 5, 5));
  expect(windingNumber([...SQUARE, ...SQUARE], 5, 5)).toBe(2 * windingNumber(SQUARE, 5, 5));
  expect(windingNumber(SQUARE, 15, 5)).toBe(0);
});

test('bounds are the least and greatest of both coordinates', () => {
  expect(boundsOf([...SQUARE, [-3, 20]])).toEqual({ minX: -3, minY: 0, maxX: 10, maxY: 20 });
});

test('subdivide keeps corners, stays on the edges and steps no further than asked', () => {
  for (const closed of [true, false]) {
    const fine = subdivide(SQUARE, 3, closed);
    for (const corner of SQUARE) expect(fine).toContainEqual(corner);
    expect(fine[fine.length - 1]).toEqual(closed ? SQUARE[0] : SQUARE[3]);
    for (let i = 1; i < fine.length; i++) {
      expect(Math.hypot(fine[i][0] - fine[i - 1][0], fine[i][1] - fine[i - 1][1])).toBeLessThanOrEqual(3);
      expect([0, 10].some((edge) => fine[i][0] === edge || fine[i][1] === edge)).toBe(true);
    }
  }
});

test('a tester made for one polygon answers as the winding number does, on its corners and edges too', () => {
  const corner = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 14 }), (polygon) => {
      const isIn = insideTester(polygon);
      const wrong: [number, number][] = [];
      for (let y = -7; y <= 7; y += 0.5)
        for (let x = -7; x <= 7; x += 0.5) if (isIn(x, y) !== (windingNumber(polygon, x, y) !== 0)) wrong.push([x, y]);
      expect(wrong).toEqual([]);
    }),
    { seed: 3 },
  );
});

test('an outline that crosses itself is told from one that does not', () => {
  const square: [number, number][] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ];
  expect(crossesItself(square)).toBe(false);
  expect(crossesItself([square[0], square[2], square[1], square[3]])).toBe(true);
  // a spike that folds back over a far edge
  expect(
    crossesItself([
      [0, 0],
      [4, 0],
      [4, 4],
      [2, -1],
      [0, 4],
    ]),
  ).toBe(true);
});

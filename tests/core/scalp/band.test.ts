/* The band along a scar: as wide as asked for in mm of skin wherever it lies, and one outline whatever way it was drawn. */
import { describe, expect, test } from 'vitest';
import { crossesItself, distanceToOutline, isInside, subdivide } from '../../../src/core/math/polygon.ts';
import { bandAlong } from '../../../src/core/scalp/band.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { type MapDeg, pointAt } from '../../../src/core/scalp/head-map.ts';

const head = headForm([77, 84, 95], 'standard');
const WIDTH_MM = 8;
const apartMm = (a: MapDeg, b: MapDeg) => {
  const [p, q] = [pointAt(head, a), pointAt(head, b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};
const fromLineMm = (line: readonly MapDeg[], at: MapDeg) => Math.min(...subdivide(line, 0.1, false).map((place) => apartMm(place, at)));

describe('a band', () => {
  const lines: Record<string, MapDeg[]> = {
    'on the crown': [
      [-12, -20],
      [14, -24],
    ],
    'across the nape, 95 degrees from the vertex': Array.from({ length: 13 }, (_, i): MapDeg => {
      const angle = ((i - 6) * 5 * Math.PI) / 180;
      return [95 * Math.sin(angle), -95 * Math.cos(angle)];
    }),
    'down the side, where the head is flat': [
      [60, 5],
      [90, 12],
    ],
  };
  test.each(Object.entries(lines))('%s keeps its width in mm of skin', (_, line) => {
    const outline = bandAlong(head, line, WIDTH_MM);
    expect(outline.length).toBeLessThan(60);
    for (const at of subdivide(outline, 0.5, true)) expect(Math.abs(fromLineMm(line, at) - WIDTH_MM / 2)).toBeLessThan(0.6);
    for (const [x, y] of line) expect(isInside(outline, x, y)).toBe(true);
  });

  test('a line that crosses itself and turns sharply has one outline that does not', () => {
    const line: MapDeg[] = [
      [-15, -10],
      [15, 0],
      [14, 1],
      [-12, 3],
      [8, -18],
    ];
    const outline = bandAlong(head, line, WIDTH_MM);
    expect(crossesItself(outline)).toBe(false);
    for (const [x, y] of subdivide(line, 1, false)) expect(isInside(outline, x, y)).toBe(true);
  });

  test('a single place is a disc', () => {
    const outline = bandAlong(head, [[10, 20]], WIDTH_MM);
    for (const at of outline) expect(Math.abs(apartMm(at, [10, 20]) - WIDTH_MM / 2)).toBeLessThan(0.6);
    expect(distanceToOutline(outline, 10, 20)).toBeGreaterThan(1.5);
  });
});

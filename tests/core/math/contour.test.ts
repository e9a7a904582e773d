import { expect, test } from 'vitest';
import { outlinesOf, simplified } from '../../../src/core/math/contour.ts';
import type { Point } from '../../../src/core/math/curve.ts';
import { isInside } from '../../../src/core/math/polygon.ts';

const maskOf = (rows: string[]) => ({
  mask: Uint8Array.from(rows.join('').split(''), (c) => (c === '#' ? 1 : 0)),
  width: rows[0].length,
  height: rows.length,
});

test('an outline holds the cells of its area and no others', () => {
  const rows = ['..##....', '.####.#.', '.##..##.', '..#..#..', '.###....', '........'];
  const { mask, width, height } = maskOf(rows);
  const [outline] = outlinesOf(mask, width, height, 1);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // the second area touches the first only at a corner of cells
      expect(isInside(outline, x + 0.5, y + 0.5), `${x} ${y}`).toBe(mask[y * width + x] === 1 && x < 5);
    }
});
test('areas come largest first, small ones are left out', () => {
  const { mask, width, height } = maskOf(['##...#', '##....', '....##']);
  expect(outlinesOf(mask, width, height, 1).length).toBe(3);
  expect(outlinesOf(mask, width, height, 2).length).toBe(2);
  expect(outlinesOf(mask, width, height, 2)[0].length).toBe(8);
});
test('a simpler outline has fewer points and stays within the tolerance', () => {
  const circle = Array.from({ length: 200 }, (_, i): Point => [50 + 40 * Math.cos(i / 31.83), 50 + 40 * Math.sin(i / 31.83)]);
  const few = simplified(circle, 1);
  expect(few.length).toBeLessThan(40);
  expect(few.length).toBeGreaterThan(8);
  for (const [x, y] of circle) {
    const nearest = Math.min(
      ...few.map(([ax, ay], i) => {
        const [bx, by] = few[(i + 1) % few.length];
        const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
        return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
      }),
    );
    expect(nearest).toBeLessThanOrEqual(1.0001);
  }
});

/* Elimination solves for every right-hand side, inverts, and says where columns do not tell apart. */
import { expect, test } from 'vitest';
import { eliminate, normalRows, solveNormal } from '../../../src/core/math/least-squares.ts';

test('two right-hand sides at once, whichever row has the largest pivot', () => {
  const rows = [
    [0, 2, 4, 1],
    [3, 1, 5, 0],
  ];
  expect(eliminate(rows)).toBe(true);
  const solved = rows.map((row, r) => [row[2] / row[r], row[3] / row[r]]);
  expect(solved[0][0]).toBeCloseTo(1, 12);
  expect(solved[1][0]).toBeCloseTo(2, 12);
  expect(solved[1][1]).toBeCloseTo(0.5, 12);
});
test('columns that do not tell apart are said', () => {
  expect(
    eliminate([
      [1, 2, 3],
      [2, 4, 6],
    ]),
  ).toBe(false);
});
test('a step of Gauss and Newton is the least-squares solution, up to its trace of damping', () => {
  // y = 3 + 2 x
  const J = Float64Array.from([1, 0, 1, 1, 1, 2, 1, 3]);
  const r = Float64Array.from([3, 5, 7, 9]);
  const [a, b] = solveNormal(J, r, 4, 2);
  expect(Math.abs(a - 3)).toBeLessThan(0.02);
  expect(Math.abs(b - 2)).toBeLessThan(0.02);
});
test('rows added one by one with their weights give the same step, and the spread of what was measured', () => {
  // one unknown measured four times with a spread of 1, one once with a spread of 2
  const rows = normalRows(2);
  for (const y of [9, 10, 11, 12]) rows.add([0], [1], y, 1);
  rows.add([1], [1], 6, 0.25);
  const [a, b] = rows.step(0);
  expect(a).toBeCloseTo(10.5, 12);
  expect(b).toBeCloseTo(6, 12);
  expect(rows.spread([0], [1])).toBeCloseTo(0.5, 12);
  expect(rows.spread([1], [1])).toBeCloseTo(2, 12);
  expect(rows.spread([0, 1], [1, -1])).toBeCloseTo(Math.hypot(0.5, 2), 12);
});

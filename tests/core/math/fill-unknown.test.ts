import { expect, test } from 'vitest';
import { FILLED_RINGS, fillUnknown } from '../../../src/core/math/fill-unknown.ts';

const W = 40;
const H = 40;
/** Known left of a column, with a hole. */
function withHole(unknown: number): Float32Array {
  const grid = new Float32Array(W * H).fill(unknown);
  for (let y = 0; y < H; y++) for (let x = 0; x < 20; x++) grid[y * W + x] = y < 20 ? 0.2 : 0.6;
  grid[10 * W + 10] = unknown;
  return grid;
}

test.each([-1, Number.NaN])('cells of %d get the mean of those beside them, ring by ring', (unknown) => {
  const grid = withHole(unknown);
  fillUnknown(grid, W, H);
  expect(grid[10 * W + 10]).toBeCloseTo(0.2);
  expect(grid[5 * W + 20]).toBeCloseTo(0.2);
  expect(grid[35 * W + 19 + FILLED_RINGS]).toBeCloseTo(0.6);
  expect(grid[20 * W + 20], 'between both').toBeCloseTo((0.2 + 2 * 0.6) / 3);
});
test('what lies deeper is 0 where it was below 0, and stays unknown where it was not a number', () => {
  for (const [unknown, left] of [
    [-1, 0],
    [Number.NaN, Number.NaN],
  ]) {
    const grid = withHole(unknown);
    fillUnknown(grid, W, H);
    expect(grid[20 * W + 20 + FILLED_RINGS]).toBe(left);
  }
});
test('nothing known stays unknown, and everything known stays as it is', () => {
  const none = new Float32Array(9).fill(-1);
  fillUnknown(none, 3, 3);
  expect([...none]).toEqual(new Array(9).fill(0));
  const all = Float32Array.from({ length: 9 }, (_, k) => k / 8);
  const before = all.slice();
  fillUnknown(all, 3, 3);
  expect(all).toEqual(before);
});

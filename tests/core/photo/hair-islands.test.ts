/* Small places that light took for skin, inside hair. */
import { expect, test } from 'vitest';
import { fillIslands } from '../../../src/core/photo/hair-islands.ts';

const W = 60;
const at = (x: number, y: number) => y * W + x;
/** Dense hair with an open disc, and what the texture says of it. */
function filled({ radius, x = 30, y = 30, texture }: { radius: number; x?: number; y?: number; texture: number }) {
  const isOpen = (i: number) => Math.hypot((i % W) - x, Math.floor(i / W) - y) < radius;
  const hair = Float32Array.from({ length: W * W }, (_, i) => (isOpen(i) ? 0.1 : 1));
  const by = Float32Array.from({ length: W * W }, (_, i) => (isOpen(i) ? texture : 1));
  fillIslands(hair, hair.slice(), by, W, W);
  return hair[at(x, y)];
}

test('a glint in hair is hair, a smooth patch of the same size is not', () => {
  expect(filled({ radius: 6, texture: 0.9 })).toBeCloseTo(0.9, 6);
  expect(filled({ radius: 6, texture: 0 })).toBeCloseTo(0.1, 6);
});
test('a large place is no island, nor is one that reaches the edge or the unknown', () => {
  expect(filled({ radius: 14, texture: 0.9 })).toBeCloseTo(0.1, 6);
  expect(filled({ radius: 6, x: 3, texture: 0.9 })).toBeCloseTo(0.1, 6);
  const hair = new Float32Array(W * W).fill(1);
  hair.fill(0.1, at(30, 30), at(36, 30));
  const smoothed = hair.slice();
  smoothed[at(36, 30)] = Number.NaN;
  fillIslands(hair, smoothed, new Float32Array(W * W).fill(1), W, W);
  expect(hair[at(32, 30)]).toBeCloseTo(0.1, 6);
});
test('what is unknown stays so', () => {
  const hair = new Float32Array(W * W).fill(1);
  hair[at(30, 30)] = -1;
  fillIslands(hair, new Float32Array(W * W).fill(0.2), new Float32Array(W * W).fill(1), W, W);
  expect(hair[at(30, 30)]).toBe(-1);
});

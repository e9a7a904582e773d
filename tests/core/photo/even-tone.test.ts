/* A place beside own dense hair gets as many dots as bring it down to the hair's light, whatever the shading. */
import { expect, test } from 'vitest';
import { evenNeed } from '../../../src/core/photo/even-tone.ts';
import { USUAL_STEP } from '../../../src/core/photo/stubble-tone.ts';

const [W, H] = [120, 100];
/** A scalp of hair 0.5 darker than bare skin under light that falls off, with a patch in the middle that is `over` brighter than the hair. */
function scalp(over: number, { isLine = false, half = 6 } = {}) {
  const n = W * H;
  const level = new Float32Array(n);
  const hair = new Float32Array(n).fill(1);
  const line = new Uint8Array(n);
  const isPatch = (k: number) => Math.abs((k % W) - W / 2) < half && Math.abs(Math.floor(k / W) - H / 2) < half;
  for (let k = 0; k < n; k++) {
    level[k] = -1.5 + 0.6 * ((k % W) / W) - 0.4 * (Math.floor(k / W) / H) ** 2 + (isPatch(k) ? over : 0);
    if (!isPatch(k)) continue;
    hair[k] = 0;
    line[k] = 1;
  }
  const nodes = {
    widthCells: W,
    heightCells: H,
    cosTheta: new Float32Array(n).fill(0.9),
    level,
    hair,
    tone: hair.slice(),
    shine: new Float32Array(n),
    paleLine: isLine ? line : null,
  };
  const middle = (H / 2) * W + W / 2;
  return { nodes, middle, all: [...Array(n).keys()] };
}
const usual = -USUAL_STEP[1];

test('skin that is brighter than the hair by the usual step takes the plan as it is', () => {
  const { nodes, middle, all } = scalp(usual);
  expect(evenNeed(nodes, all).need[middle]).toBeCloseTo(1, 1);
});
test('skin as dark as the hair takes fewer dots, but not few: it must lose its colour', () => {
  const { nodes, middle, all } = scalp(0.02);
  const need = evenNeed(nodes, all).need[middle];
  expect(need).toBeGreaterThan(0.3);
  expect(need).toBeLessThan(0.5);
});
test('skin that is twice as much brighter takes more dots than the plan has, up to twice; a pale scar also lacks tone', () => {
  for (const isLine of [true, false]) {
    const { nodes, middle, all } = scalp(1.7 * usual, { isLine });
    const { need, lack } = evenNeed(nodes, all);
    expect(need[middle]).toBeGreaterThan(1.5);
    expect(need[middle]).toBeLessThan(1.8);
    expect(lack[middle]).toBeCloseTo(isLine ? need[middle] : 0, 5);
    expect(lack[0]).toBe(0);
  }
  const { nodes, middle, all } = scalp(4 * usual);
  expect(evenNeed(nodes, all).need[middle]).toBe(2);
});
test('where no hair is near the plan is as it is', () => {
  const { nodes, middle, all } = scalp(0.02, { half: 48 });
  expect(evenNeed(nodes, all).need[middle]).toBeCloseTo(1, 1);
  nodes.tone.fill(0);
  expect(evenNeed(nodes, all).need.every((one) => one === 1)).toBe(true);
});
test('nodes without light are left out', () => {
  const { nodes, middle, all } = scalp(usual);
  for (let k = 0; k < W * H; k += 5) nodes.level[k] = Number.NaN;
  nodes.level[middle] = Number.NaN;
  const { need } = evenNeed(nodes, all);
  expect(need.some(Number.isNaN)).toBe(false);
  expect(need[middle + 1]).toBeCloseTo(1, 1);
});

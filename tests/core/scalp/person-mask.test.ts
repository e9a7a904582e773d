/* The largest circle within a person's mask: where a head may be. */
import { expect, test } from 'vitest';
import { innerCircle } from '../../../src/core/scalp/person-mask.ts';

const SIDE = 64;
const maskOf = (isPerson: (x: number, y: number) => boolean) => ({
  widthPx: SIDE,
  heightPx: SIDE,
  share: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (isPerson(i % SIDE, Math.floor(i / SIDE)) ? 255 : 0)),
});
const head = (x: number, y: number) => Math.hypot(x - 32, y - 30) < 20;

test('a disc holds itself, also where the person reaches the picture’s first pixel', () => {
  for (const isPerson of [head, (x: number, y: number) => head(x, y) || x + y < 30]) {
    const circle = innerCircle(maskOf(isPerson), false);
    expect(Math.hypot((circle?.x ?? 0) - 32.5, (circle?.y ?? 0) - 30.5)).toBeLessThan(3);
    expect(Math.abs((circle?.radius ?? 0) - 20)).toBeLessThan(2);
  }
});
test('below a head a body may hold a larger one, which the picture cuts off', () => {
  const mask = maskOf((x, y) => head(x, y) || y > 46);
  expect(innerCircle(mask, false)?.y).toBeGreaterThan(50);
  const whole = innerCircle(mask, true);
  expect(Math.hypot((whole?.x ?? 0) - 32.5, (whole?.y ?? 0) - 30.5)).toBeLessThan(4);
});
test('nobody holds none', () =>
  expect(
    innerCircle(
      maskOf(() => false),
      false,
    ),
  ).toBeNull());

/* The clearest step of colour is where the colours change, and there is none where they do not. */
import { expect, test } from 'vitest';
import { clearestStep, stepAcross } from '../../../src/core/math/colour-step.ts';

const HALF = 10;
const WINDOW = 3;
const COUNT = 2 * (HALF + WINDOW) + 1;
const line = (of: (s: number) => number) => Float32Array.from({ length: COUNT * 3 }, (_, i) => of(Math.floor(i / 3) - HALF - WINDOW));

test('a step is as high as the three channels differ, from either side', () => {
  expect(
    stepAcross(
      line((s) => (s < 0 ? 10 : 60)),
      HALF + WINDOW,
      WINDOW,
    ),
  ).toBe(150);
  expect(
    stepAcross(
      line((s) => (s < 0 ? 60 : 10)),
      HALF + WINDOW,
      WINDOW,
    ),
  ).toBe(150);
});
test('it is found where it is; of two alike the nearer one is taken; below the least there is none', () => {
  expect(
    clearestStep(
      line((s) => (s < 4 ? 10 : 60)),
      HALF,
      WINDOW,
      60,
    ),
  ).toBe(3);
  expect(
    clearestStep(
      line((s) => (s < -8 ? 10 : s < 2 ? 60 : 110)),
      HALF,
      WINDOW,
      60,
    ),
  ).toBe(1);
  expect(
    clearestStep(
      line((s) => (s < 4 ? 10 : 25)),
      HALF,
      WINDOW,
      60,
    ),
  ).toBeNull();
});

/* The first guess of the head: found where a person stands out from the backdrop, a usual head where not. */
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { guessHeadOutline, MEAN_HALF_AXES_MM } from '../../../src/core/scalp/first-head.ts';

function picture(isPerson: (x: number, y: number) => boolean): Raster {
  const [widthPx, heightPx] = [400, 500];
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++)
      rgba.set(isPerson(x + 0.5, y + 0.5) ? [200, 160, 135, 255] : [60 + x / 20, 70, 90, 255], (y * widthPx + x) * 4);
  return { widthPx, heightPx, rgba };
}
const RATIO = MEAN_HALF_AXES_MM[1] / MEAN_HALF_AXES_MM[0];
const head = (x: number, y: number) => ((x - 210) / 100) ** 2 + ((y - 190) / (100 * RATIO)) ** 2 < 1;

test('a head and shoulders before an even backdrop are found, in pixels of the whole photo', () => {
  const guess = guessHeadOutline(
    picture((x, y) => head(x, y) || (y > 250 && Math.abs(x - 210) < 70) || y > 400),
    1600,
  );
  expect(guess.found).toBe(true);
  expect(Math.abs(guess.centrePx[0] - 4 * 210)).toBeLessThan(12);
  expect(Math.abs(guess.centrePx[1] - 4 * 190)).toBeLessThan(20);
  expect(Math.abs(guess.halfBreadthPx / 400 - 1)).toBeLessThan(0.04);
});

test('an empty picture gets a head of usual size in its middle', () => {
  const guess = guessHeadOutline(
    picture(() => false),
    400,
  );
  expect(guess.found).toBe(false);
  expect(guess.centrePx[0]).toBe(200);
  expect(guess.halfBreadthPx).toBeGreaterThan(60);
  expect(guess.halfBreadthPx).toBeLessThan(200);
});

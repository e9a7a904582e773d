/* The photo's own blur, read from its edges: known blurs come back. */
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { photoBlurPx } from '../../../src/core/photo/sharpness.ts';

/** Tilted bars, each edge blurred by a Gaussian of `sigma` px (logistic approximation of its integral, within 1 %). */
function bars(sigma: number, size = 320): Raster {
  const rgba = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const t = 0.94 * x + 0.342 * y;
      const offset = (t % 80) - 40;
      const edge = 1 / (1 + Math.exp((-1.702 * offset) / sigma));
      const back = 1 / (1 + Math.exp((-1.702 * (offset < 0 ? offset + 40 : offset - 40)) / sigma));
      rgba.fill(Math.round(60 + 140 * (offset > -20 && offset < 20 ? edge : 1 - back)), (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  return { widthPx: size, heightPx: size, rgba };
}

test.each([1, 1.5, 2, 3])('edges of sigma %f px read as such', (sigma) => {
  expect(Math.abs(photoBlurPx(bars(sigma), 320) / sigma - 1)).toBeLessThan(0.15);
});
test('a softer picture never reads as sharper', () => {
  const read = [0.6, 1, 1.5, 2, 3, 4].map((sigma) => photoBlurPx(bars(sigma), 320));
  for (let i = 1; i < read.length; i++) expect(read[i]).toBeGreaterThanOrEqual(read[i - 1]);
});
test('hard edges, and pictures without edges, are as sharp as a pixel', () => {
  expect(photoBlurPx(bars(0.05), 320)).toBeLessThan(0.8);
  const flat: Raster = { widthPx: 200, heightPx: 200, rgba: new Uint8Array(200 * 200 * 4).fill(120) };
  expect(photoBlurPx(flat, 200)).toBe(0.5);
});

/* Edge widths of a picture as the photo check reads them: known blurs come back. */
import { expect, test } from 'vitest';
import { edgeBlurPx } from '../../../src/core/photo/sharpness.ts';
import { bars } from './blurred-bars.ts';

test.each([1, 1.5, 2, 3])('edges of sigma %f px read as such', (sigma) => {
  expect(Math.abs((edgeBlurPx(bars({ blurPx: sigma })) ?? 0) / sigma - 1)).toBeLessThan(0.15);
});
test('a softer picture never reads as sharper', () => {
  const read = [0.6, 1, 1.5, 2, 3, 4].map((blurPx) => edgeBlurPx(bars({ blurPx })) ?? 0);
  for (let i = 1; i < read.length; i++) expect(read[i]).toBeGreaterThanOrEqual(read[i - 1]);
});
test('hard edges are as sharp as a pixel, a picture without edges tells nothing', () => {
  expect(edgeBlurPx(bars({ blurPx: 0.05 }))).toBeLessThan(0.8);
  expect(edgeBlurPx({ widthPx: 200, heightPx: 200, rgba: new Uint8Array(200 * 200 * 4).fill(120) })).toBeNull();
});

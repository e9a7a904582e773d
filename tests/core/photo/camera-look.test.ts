/* What the camera did comes back from the photo's edges: its blur, and its sharpening where there is one. */
import { expect, test } from 'vitest';
import { brightness, cameraLook, edgePlaces } from '../../../src/core/photo/camera-look.ts';
import { PIECE_PX, type Piece } from '../../../src/core/photo/finest-detail.ts';
import { PLAIN_CAMERA } from '../../../src/core/photo/plain-camera.ts';
import { bars } from './blurred-bars.ts';

function look(options: Parameters<typeof bars>[0]) {
  const raster = bars({ size: 640, noise: 1.5, ...options });
  const level = brightness(raster);
  const w = raster.widthPx;
  const pieces = edgePlaces(raster, w)
    .filter(({ xPx, yPx }) => Math.min(xPx, yPx, w - xPx, w - yPx) > PIECE_PX / 2 + 1)
    .map(({ xPx, yPx }): Piece => {
      const [left, top] = [Math.round(xPx - PIECE_PX / 2), Math.round(yPx - PIECE_PX / 2)];
      return Uint8Array.from(
        { length: PIECE_PX * PIECE_PX },
        (_, i) => level[(top + Math.floor(i / PIECE_PX)) * w + left + (i % PIECE_PX)],
      );
    });
  return cameraLook(pieces);
}

test.each([0.8, 1.2, 2])('a photo blurred by %f px and not sharpened reads as such', (blurPx) => {
  const read = look({ blurPx });
  expect(Math.abs(read.blurPx / blurPx - 1)).toBeLessThan(0.15);
  expect(read.sharpening.amount).toBe(0);
});
test.each([
  [0.9, 0.6, 3],
  [0.9, 1.2, 2.5],
  [1.1, 2, 2],
])('blur %f px, sharpened by %f within %f px: both come back', (blurPx, amount, radiusPx) => {
  const read = look({ blurPx, amount, radiusPx });
  expect(Math.abs(read.blurPx - blurPx)).toBeLessThan(0.25);
  expect(Math.abs(read.sharpening.amount / amount - 1)).toBeLessThan(0.45);
  expect(Math.abs(read.sharpening.radiusPx / radiusPx - 1)).toBeLessThan(0.5);
});
test('more sharpening never reads as less, and a picture without edges is plain', () => {
  const amounts = [0, 0.2, 0.5, 1, 1.5, 2].map((amount) => look({ blurPx: 1, amount, radiusPx: 2.5 }).sharpening.amount);
  for (let i = 1; i < amounts.length; i++) expect(amounts[i]).toBeGreaterThanOrEqual(amounts[i - 1]);
  expect(amounts[3]).toBeGreaterThan(0.5);
  expect(cameraLook([])).toEqual(PLAIN_CAMERA);
  expect(cameraLook(Array.from({ length: 50 }, () => new Uint8Array(PIECE_PX * PIECE_PX).fill(90)))).toEqual(PLAIN_CAMERA);
});

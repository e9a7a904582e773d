/* The finest detail of a picture bounds its blur, whatever its edges are. */
import { expect, test } from 'vitest';
import { gaussianBlur } from '../../../src/core/math/gaussian-blur.ts';
import { randomStream } from '../../../src/core/math/random.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { mostBlurPx, PIECE_PX, type Piece, texturePlaces } from '../../../src/core/photo/finest-detail.ts';

const SIZE = PIECE_PX * PIECE_PX;
/** Pieces full of points (or of points larger than a pixel), blurred, about as rough as hair. */
function pieces(blurPx: number, count = 12, pointPx = 0): Piece[] {
  const random = randomStream(7);
  return Array.from({ length: count }, () => {
    const points = Float32Array.from({ length: SIZE }, () => random() - 0.5);
    const seen = gaussianBlur(points, PIECE_PX, PIECE_PX, Math.hypot(blurPx, pointPx));
    const spread = Math.sqrt(seen.reduce((sum, x) => sum + x * x, 0) / SIZE);
    return Uint8Array.from(seen, (x) => Math.min(255, Math.max(0, 128 + (30 * x) / spread)));
  });
}

test.each([0.5, 0.65, 0.8, 1, 1.3, 1.7])('points blurred by %f px give their blur back', (blurPx) => {
  expect(Math.abs(mostBlurPx(pieces(blurPx)) / blurPx - 1)).toBeLessThan(0.08);
});
test('larger points only raise the bound', () => {
  for (const blurPx of [0.5, 0.8, 1.2]) expect(mostBlurPx(pieces(blurPx, 12, 0.6))).toBeGreaterThan(blurPx);
});
test('few pieces, even ones, and only blurred ones say nothing', () => {
  expect(mostBlurPx(pieces(0.7, 4))).toBe(Number.POSITIVE_INFINITY);
  expect(mostBlurPx(pieces(3))).toBe(Number.POSITIVE_INFINITY);
  expect(mostBlurPx(Array.from({ length: 40 }, () => new Uint8Array(SIZE).fill(90)))).toBe(Number.POSITIVE_INFINITY);
});

test('places are where texture is, not along an edge, and in the pixels of the photo', () => {
  const [w, h] = [480, 240];
  const random = randomStream(3);
  const small: Raster = { widthPx: w, heightPx: h, rgba: new Uint8ClampedArray(4 * w * h).fill(255) };
  // two halves, light and dark; the dark one is rough on its right half
  for (let i = 0; i < w * h; i++) small.rgba.fill(i % w < 200 ? 200 : i % w < 340 ? 60 : 60 + 60 * random(), 4 * i, 4 * i + 3);
  const places = texturePlaces(small, 2 * w);
  expect(places.length).toBeGreaterThan(20);
  for (const { xPx } of places) expect(xPx).toBeGreaterThan(2 * 310);
  for (const { xPx } of places) expect(xPx).toBeLessThan(2 * w);
});

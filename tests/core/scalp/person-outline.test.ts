/* The outline of a mask lies on the photo's edge beside it, points outwards, leaves out what the mask does not know, and gives up on mist. */
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import type { PersonMask } from '../../../src/core/scalp/person-mask.ts';
import { OUTLINE_COLUMNS, personOutline } from '../../../src/core/scalp/person-outline.ts';

const SIZE = 640;
const RADIUS = 200;
const disc = (x: number, y: number, radius: number) => Math.hypot(x - SIZE / 2, y - SIZE / 2) < radius;
function picture(): Raster {
  const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) rgba.set(disc(x + 0.5, y + 0.5, RADIUS) ? [200, 160, 140] : [60, 70, 80], (y * SIZE + x) * 4);
  return { widthPx: SIZE, heightPx: SIZE, rgba };
}
/** @param soft how many of its pixels the edge takes, left of `softTo` */
function mask(radius: number, soft = 0, softTo = 0): PersonMask {
  const share = new Uint8Array(256 * 256);
  const scale = 256 / SIZE;
  for (let y = 0; y < 256; y++)
    for (let x = 0; x < 256; x++) {
      const away = Math.hypot(x + 0.5 - 128, y + 0.5 - 128) - radius * scale;
      const width = x < softTo ? soft : 0.01;
      share[y * 256 + x] = Math.max(0, Math.min(255, 127.5 - (away / width) * 127.5));
    }
  return { widthPx: 256, heightPx: 256, share };
}

test('points lie on the photo’s edge, two of its pixels off the mask’s, and point outwards', () => {
  const outline = personOutline(picture(), mask(RADIUS + 5), null) as Float32Array;
  expect(outline.length / OUTLINE_COLUMNS).toBeGreaterThan(100);
  for (let k = 0; k < outline.length; k += OUTLINE_COLUMNS) {
    const [dx, dy] = [outline[k] - SIZE / 2, outline[k + 1] - SIZE / 2];
    expect(Math.abs(Math.hypot(dx, dy) - RADIUS)).toBeLessThan(2.5);
    expect((dx * outline[k + 2] + dy * outline[k + 3]) / RADIUS).toBeGreaterThan(0.85);
  }
});
test('where the mask does not know there are none', () => {
  const outline = personOutline(picture(), mask(RADIUS, 12, 128), null) as Float32Array;
  const left = Array.from({ length: outline.length / OUTLINE_COLUMNS }, (_, k) => outline[k * OUTLINE_COLUMNS]).filter(
    (x) => x < SIZE / 2 - 30,
  );
  expect(left.length).toBe(0);
});
test('a mask that knows nowhere, or nobody, is not believed', () => {
  expect(personOutline(picture(), mask(RADIUS, 12, 256), null)).toBeNull();
  expect(personOutline(picture(), { widthPx: 256, heightPx: 256, share: new Uint8Array(256 * 256) }, null)).toBeNull();
});

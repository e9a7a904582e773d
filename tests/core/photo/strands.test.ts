/* Single hairs: dark where one is, nothing on the skin beside it. */
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { readStrands } from '../../../src/core/photo/strands.ts';

const SIZE = 240;
const raster: Raster = { widthPx: SIZE, heightPx: SIZE, rgba: new Uint8Array(SIZE * SIZE * 4).fill(255) };
for (let y = 0; y < SIZE; y++)
  for (let x = 0; x < SIZE; x++) {
    const hair = x % 30 < 2;
    const shade = 1 - 0.3 * (y / SIZE);
    for (let c = 0; c < 3; c++) raster.rgba[(y * SIZE + x) * 4 + c] = (hair ? [60, 45, 38] : [205, 160, 132])[c] * shade;
  }
const read = readStrands(raster, {
  photoWidthPx: SIZE,
  pxPerMm: 6,
  bounds: { minX: 0, minY: 0, maxX: SIZE, maxY: SIZE },
});

test('a place on a hair, or a fifth of a millimetre beside one, is hair; between hairs is skin, in light and in shade', () => {
  for (let y = 10; y < SIZE - 10; y += 17)
    for (let k = 1; k < 8; k++) {
      expect(read(30 * k + 1, y)).toBe(1);
      expect(read(30 * k + 2.5, y)).toBe(1);
      expect(read(30 * k + 15, y)).toBeLessThan(0.05);
    }
});
test('off the head there is none', () => expect([read(-5, 20), read(20, 1e5)]).toEqual([0, 0]));

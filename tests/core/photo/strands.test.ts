/* Single hairs: dark where one is, nothing on the skin beside it. */
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { readStrands } from '../../../src/core/photo/strands.ts';
import { stubbleLightKept } from '../../../src/core/photo/stubble.ts';

const SIZE = 240;
const raster: Raster = { widthPx: SIZE, heightPx: SIZE, rgba: new Uint8Array(SIZE * SIZE * 4).fill(255) };
for (let y = 0; y < SIZE; y++)
  for (let x = 0; x < SIZE; x++) {
    const hair = x % 30 < 2;
    const shade = 1 - 0.3 * (y / SIZE);
    for (let c = 0; c < 3; c++) raster.rgba[(y * SIZE + x) * 4 + c] = (hair ? [60, 45, 38] : [205, 160, 132])[c] * shade;
  }
const { hairAt: read, lightAt } = readStrands(raster, {
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
test('the light that stubble leaves is that of its hairs and the skin between, in light and in shade; nothing is said of too little', () => {
  const count = 4000;
  const at = {
    count,
    xPx: Float32Array.from({ length: count }, (_, i) => 30 + ((i * 61) % 179) + 0.5),
    yPx: Float32Array.from({ length: count }, (_, i) => 30 + ((i * 97) % 181) + 0.5),
    cosTheta: new Float32Array(count).fill(0.9),
  };
  const linear = (byte: number) => ((byte / 255 + 0.055) / 1.055) ** 2.4;
  const light = (rgb: number[]) => 0.3 * linear(rgb[0]) + 0.6 * linear(rgb[1]) + 0.1 * linear(rgb[2]);
  const wanted = 1 - (2 / 30) * (1 - light([60, 45, 38]) / light([205, 160, 132]));
  const kept = stubbleLightKept(at, () => 1, lightAt);
  // the skin is read from the brighter fifth around, which the shade makes a little brighter still
  expect(Math.abs((kept ?? 0) - wanted)).toBeLessThan(0.04);
  expect(stubbleLightKept(at, () => 0, lightAt)).toBeNull();
});

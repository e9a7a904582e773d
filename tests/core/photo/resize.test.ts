/* Another width keeps the light: means are of linear light, bands are parts of the whole. */
import { expect, test } from 'vitest';
import { LINEAR_OF_BYTE, srgbOf } from '../../../src/core/math/colour.ts';
import { randomStream } from '../../../src/core/math/random.ts';
import { resizeBand, rowsNeeded } from '../../../src/core/photo/resize.ts';

function noise(width: number, height: number): Uint8Array {
  const next = randomStream(width * 31 + height);
  return Uint8Array.from({ length: width * height * 4 }, () => Math.floor(next() * 256));
}
function resize(rgba: Uint8Array, inWidth: number, inHeight: number, outWidth: number, outHeight: number): Uint8Array {
  return resizeBand({ inWidth, inHeight, rows: rgba, outWidth, outHeight, outFrom: 0, outTo: outHeight });
}
const meanLight = (rgba: Uint8Array, c: number) => {
  let sum = 0;
  for (let i = c; i < rgba.length; i += 4) sum += LINEAR_OF_BYTE[rgba[i]];
  return sum / (rgba.length / 4);
};

test('at the same size nothing changes', () => {
  const rgba = noise(37, 23);
  expect(resize(rgba, 37, 23, 37, 23)).toEqual(rgba);
});

test.each([
  [64, 48, 32, 24],
  [60, 45, 20, 15],
  [63, 50, 29, 23],
])('%d x %d at %d x %d keeps the mean of linear light', (w, h, ow, oh) => {
  const rgba = noise(w, h);
  const small = resize(rgba, w, h, ow, oh);
  for (let c = 0; c < 3; c++) expect(Math.abs(meanLight(small, c) - meanLight(rgba, c))).toBeLessThan(0.001);
});

test('black and white in turn make the grey of half the light, 188', () => {
  const rgba = new Uint8Array(16 * 16 * 4).fill(255);
  for (let y = 0; y < 16; y++) for (let x = 0; x < 16; x++) if ((x + y) % 2) rgba.fill(0, (y * 16 + x) * 4, (y * 16 + x) * 4 + 3);
  const grey = resize(rgba, 16, 16, 8, 8);
  for (let i = 0; i < grey.length; i += 4) expect([...grey.slice(i, i + 4)]).toEqual([188, 188, 188, 255]);
});

test.each([
  [48, 60, 17, 21],
  [48, 60, 24, 30],
  [20, 24, 33, 40],
  [31, 29, 31, 29],
])('bands of %d x %d at %d x %d are the whole', (inWidth, inHeight, outWidth, outHeight) => {
  const rgba = noise(inWidth, inHeight);
  const whole = resize(rgba, inWidth, inHeight, outWidth, outHeight);
  for (const step of [1, 5, 8]) {
    for (let outFrom = 0; outFrom < outHeight; outFrom += step) {
      const outTo = Math.min(outHeight, outFrom + step);
      const { from, to } = rowsNeeded(inHeight, outHeight, outFrom, outTo);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(inHeight);
      const rows = rgba.slice(from * inWidth * 4, to * inWidth * 4);
      const band = resizeBand({ inWidth, inHeight, rows, outWidth, outHeight, outFrom, outTo });
      expect(band).toEqual(whole.slice(outFrom * outWidth * 4, outTo * outWidth * 4));
    }
  }
});

test('an even picture stays even, larger or smaller', () => {
  const rgba = new Uint8Array(10 * 10 * 4).map((_, i) => [201, 99, 7, 255][i % 4]);
  for (const [w, h] of [
    [3, 7],
    [10, 4],
    [25, 31],
  ])
    resize(rgba, 10, 10, w, h).forEach((byte, i) => {
      expect(byte).toBe([201, 99, 7, 255][i % 4]);
    });
});

test('enlarged, it lies between its neighbours and keeps the order of a ramp', () => {
  const ramp = new Uint8Array(8 * 4).map((_, i) => (i % 4 === 3 ? 255 : 30 * (i >> 2)));
  const large = resize(ramp, 8, 1, 40, 1);
  for (let x = 1; x < 40; x++) expect(large[4 * x]).toBeGreaterThanOrEqual(large[4 * (x - 1)]);
  expect(large[0]).toBe(0);
  expect(large[4 * 39]).toBe(210);
});

test('half as wide, each pair of grey pixels is the byte nearest to half their light', () => {
  const pairs = new Uint8Array(256 * 256 * 8).map((_, i) => (i % 4 === 3 ? 255 : i & 4 ? (i >> 3) & 255 : i >> 11));
  const halved = resize(pairs, 512, 256, 256, 256);
  let off = 0;
  for (let a = 0; a < 256; a++)
    for (let b = 0; b < 256; b++) {
      const exact = 255 * srgbOf((LINEAR_OF_BYTE[a] + LINEAR_OF_BYTE[b]) / 2);
      off = Math.max(off, Math.abs(halved[(a * 256 + b) * 4] - exact));
    }
  expect(off).toBeLessThan(0.5001);
});

test.each([
  [40, 30, 21, 17],
  [20, 15, 33, 40],
])('%d x %d at %d x %d is the same if only told to be opaque', (inWidth, inHeight, outWidth, outHeight) => {
  const rows = noise(inWidth, inHeight).map((value, i) => (i % 4 === 3 ? 255 : value));
  const whole = { inWidth, inHeight, rows, outWidth, outHeight, outFrom: 0, outTo: outHeight };
  expect(resizeBand({ ...whole, isOpaque: true })).toEqual(resizeBand(whole));
});

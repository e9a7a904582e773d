/* Hair in the photo: small dark marks read as hair, bare skin with its grain does not, the backdrop is kept out. */
import { expect, test } from 'vitest';
import { boxBlur } from '../../../src/core/math/box-blur.ts';
import { randomStream } from '../../../src/core/math/random.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { readHair } from '../../../src/core/photo/hair.ts';

const SIZE = 360;
const PX_PER_MM = 6;

/** Skin with a fine grain; dark marks 1.1 mm apart on the right half where asked. */
function skin(marks: boolean, level = 1): Raster {
  const next = randomStream(5);
  const light = new Float32Array(SIZE * SIZE);
  for (let i = 0; i < light.length; i++) light[i] = level * (1 + 0.03 * (next() + next() - 1));
  if (marks)
    for (let row = 0; row < SIZE / 6.6; row++)
      for (let column = 0; column < SIZE / 6.6; column++) {
        const [X, Y] = [6.6 * column + 3 * next(), 6.6 * row + 3 * next()];
        if (X < SIZE / 2) continue;
        for (let y = Math.max(0, Math.floor(Y - 3)); y <= Math.min(SIZE - 1, Y + 3); y++)
          for (let x = Math.max(0, Math.floor(X - 3)); x <= Math.min(SIZE - 1, X + 3); x++)
            light[y * SIZE + x] *= 1 - 0.7 * Math.exp(-((x - X) ** 2 + (y - Y) ** 2) / 2);
      }
  const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
  for (let i = 0; i < light.length; i++) for (let c = 0; c < 3; c++) rgba[4 * i + c] = [205, 160, 132][c] * light[i];
  return { widthPx: SIZE, heightPx: SIZE, rgba };
}
const SCALP = { cosTheta: 1, part: 'scalp' } as const;
const whole = { minX: 0, minY: 0, maxX: SIZE, maxY: SIZE };
const read = (raster: Raster) => readHair(raster, { photoWidthPx: SIZE, pxPerMm: PX_PER_MM, skinAt: () => SCALP, bounds: whole });
const inHalf = (coverage: (x: number, y: number) => number, right: boolean) => {
  const values: number[] = [];
  for (let y = 30; y < SIZE - 30; y += 11)
    for (let x = 30; x < SIZE / 2 - 30; x += 11) values.push(coverage(x + (right ? SIZE / 2 : 0), y));
  return values.sort((a, b) => a - b);
};

test('bare skin reads as bare, bright or dark', () => {
  for (const level of [1, 0.5, 0.25]) expect(Math.max(...inHalf(read(skin(false, level)), true))).toBeLessThan(0.15);
});
test('marks read as hair where they are and not beside them', () => {
  const coverage = read(skin(true));
  const marked = inHalf(coverage, true);
  expect(marked[Math.floor(marked.length * 0.1)]).toBeGreaterThan(0.6);
  expect(Math.max(...inHalf(coverage, false))).toBeLessThan(0.15);
});
test('hairs that glint do not hide those that are dark', () => {
  const raster = skin(true, 0.4);
  const next = randomStream(9);
  for (let k = 0; k < 260; k++) {
    const o = (Math.floor(SIZE * next()) * SIZE + Math.floor((SIZE * (1 + next())) / 2)) * 4;
    raster.rgba.fill(220, o, o + 3);
  }
  const marked = inHalf(read(raster), true);
  expect(marked[Math.floor(marked.length * 0.1)]).toBeGreaterThan(0.6);
});
test('skin that glitters is bare', () => {
  const raster = skin(false, 0.4);
  const next = randomStream(9);
  for (let k = 0; k < 3000; k++) {
    const o = (Math.floor(SIZE * next()) * SIZE + Math.floor(SIZE * next())) * 4;
    raster.rgba.fill(150, o, o + 3);
  }
  expect(Math.max(...inHalf(read(raster), true))).toBeLessThan(0.15);
});
test('a bare scar of 4 mm among hair stands out', () => {
  const raster = skin(true);
  const bare = skin(false);
  const [from, to] = [(170 - 12) * SIZE * 4, (170 + 12) * SIZE * 4];
  raster.rgba.set(bare.rgba.subarray(from, to), from);
  const coverage = read(raster);
  const along = (y: number) => {
    let sum = 0;
    for (let x = 220; x < SIZE - 30; x += 3) sum += coverage(x, y);
    return sum / Math.ceil((SIZE - 250) / 3);
  };
  expect(along(170)).toBeLessThan(0.5);
  expect(along(120)).toBeGreaterThan(0.9);
});
test('hair reaches the rim of the head, where it is too steep and bright to be seen; so does bare skin', () => {
  const WIDTH = 40;
  const atRim = (marks: boolean) => {
    const raster = skin(marks);
    const bare = skin(false);
    for (let i = 0; i < SIZE * SIZE; i++) if (i % SIZE >= SIZE - WIDTH) raster.rgba.set(bare.rgba.subarray(4 * i, 4 * i + 4), 4 * i);
    const coverage = readHair(raster, {
      photoWidthPx: SIZE,
      pxPerMm: PX_PER_MM,
      bounds: whole,
      skinAt: (x) => ({ cosTheta: x < SIZE - WIDTH ? 1 : 0.25, part: 'scalp' }),
    });
    return Array.from({ length: 20 }, (_, k) => coverage(SIZE - WIDTH / 2, 30 + 15 * k)).sort((a, b) => a - b);
  };
  expect(atRim(true)[2]).toBeGreaterThan(0.9);
  expect(atRim(false)[19]).toBeLessThan(0.15);
});
test('the answer is in photo pixels, whatever the size of the copy it was read from', () => {
  const coverage = readHair(skin(true), {
    photoWidthPx: 4 * SIZE,
    pxPerMm: 4 * PX_PER_MM,
    skinAt: () => SCALP,
    bounds: { ...whole, maxX: 4 * SIZE, maxY: 4 * SIZE },
  });
  const near = read(skin(true));
  for (let x = 20; x < SIZE; x += 23) expect(coverage(4 * x, 4 * 170)).toBeCloseTo(near(x, 170), 5);
});
test('shares stay between 0 and 1, on and off the picture', () => {
  const coverage = read(skin(true));
  for (let x = -200; x < 700; x += 37)
    for (let y = -200; y < 700; y += 37) {
      expect(coverage(x, y)).toBeGreaterThanOrEqual(0);
      expect(coverage(x, y)).toBeLessThanOrEqual(1);
    }
});
test('a dark backdrop beside bare skin does not read as hair', () => {
  const raster = skin(false);
  for (let y = 0; y < SIZE; y++) for (let x = 0; x < 120; x++) raster.rgba.fill(10, (y * SIZE + x) * 4, (y * SIZE + x) * 4 + 3);
  const coverage = readHair(raster, { photoWidthPx: SIZE, pxPerMm: PX_PER_MM, skinAt: (x) => (x < 126 ? null : SCALP), bounds: whole });
  for (let x = 126; x < SIZE - 10; x += 5) expect(coverage(x, 180)).toBeLessThan(0.15);
});
test('a picture too small to read has no hair', () => {
  expect(
    readHair(skin(true), { photoWidthPx: SIZE, pxPerMm: 6, skinAt: () => SCALP, bounds: { minX: 0, minY: 0, maxX: 5, maxY: 5 } })(2, 2),
  ).toBe(0);
});

test('boxBlur is the mean of the square around, edges repeated', () => {
  const [w, h, r] = [9, 7, 2];
  const next = randomStream(2);
  const input = Float32Array.from({ length: w * h }, () => next());
  const blurred = boxBlur(input, w, h, r);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let j = -r; j <= r; j++)
        for (let i = -r; i <= r; i++) sum += input[Math.min(h - 1, Math.max(0, y + j)) * w + Math.min(w - 1, Math.max(0, x + i))];
      expect(blurred[y * w + x]).toBeCloseTo(sum / 25, 5);
    }
});
test('a blue knitted collar is no hair and takes no dots; in a light without red it may be hair', () => {
  // the lower half: as rough as hair, and blue
  const collared = (tint: readonly number[]) => {
    const raster = skin(true);
    for (let i = 0; i < SIZE * SIZE; i++)
      for (let c = 0; c < 3; c++) {
        const isBelow = i >= (SIZE * SIZE) / 2;
        raster.rgba[4 * i + c] *= tint[c] * (isBelow ? [0.35, 0.8, 1.6][c] : 1);
      }
    return read(raster);
  };
  const inDaylight = collared([1, 1, 1]);
  const at = (y: number, of: (x: number, y: number) => number) => {
    const values = Array.from({ length: 11 }, (_, k) => of(SIZE / 2 + 30 + 11 * k, y));
    return { least: Math.min(...values), most: Math.max(...values) };
  };
  expect(at(290, inDaylight).most).toBeLessThan(0.05);
  expect(at(290, inDaylight.tone).least).toBeGreaterThan(0.95);
  expect(at(90, inDaylight).least).toBeGreaterThan(0.5);
  expect(at(90, inDaylight.tone).most).toBeLessThan(0.95);
  const inBlueLight = collared([0.55, 0.9, 1.1]);
  expect(at(290, inBlueLight).least).toBeGreaterThan(0.3);
});

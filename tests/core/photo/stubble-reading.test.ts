/* Follicle marks: counted within 20 % of the truth on crops of rendered heads (tests/fixtures/stubble), sharp and reduced, and on made ones. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/core/math/random.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { resizeBand } from '../../../src/core/photo/resize.ts';
import { hairsPerMark, readStubble } from '../../../src/core/photo/stubble-reading.ts';
import { readPng } from '../../support/png.ts';

const FOLDER = new URL('../../fixtures/stubble/', import.meta.url);
const truth: { name: string; pxPerMm: number; cosTheta: number; hairsPerCm2: number }[] = JSON.parse(
  readFileSync(new URL('truth.json', FOLDER), 'utf8'),
);
const shaved = truth.filter((t) => t.hairsPerCm2 > 0);
const bare = truth.filter((t) => t.hairsPerCm2 === 0);

function rasterOf(name: string, share = 1): Raster {
  const { width, height, rgb } = readPng(readFileSync(new URL(`${name}.png`, FOLDER)));
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) rgba.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  if (share === 1) return { widthPx: width, heightPx: height, rgba };
  const [outWidth, outHeight] = [Math.round(width * share), Math.round(height * share)];
  return {
    widthPx: outWidth,
    heightPx: outHeight,
    rgba: resizeBand({ inWidth: width, inHeight: height, rows: rgba, outWidth, outHeight, outFrom: 0, outTo: outHeight }),
  };
}
function read(raster: Raster, photoWidthPx: number, { pxPerMm, cosTheta }: { pxPerMm: number; cosTheta: number }, hair = 1) {
  const middle = photoWidthPx / 2;
  return readStubble(raster, {
    photoWidthPx,
    patch: { xPx: middle, yPx: middle, radiusMm: 11 },
    skinAt: () => ({ pxPerMm, areaMm2: 1 / (pxPerMm * pxPerMm * cosTheta) }),
    hairAt: () => hair,
    blurPx: 0.6,
    scaleSd: 0.03,
  });
}
const fixture = (t: (typeof truth)[number], share = 1, hair = 1) => read(rasterOf(t.name, share), rasterOf(t.name).widthPx, t, hair);

describe('photographs', () => {
  test.each(shaved.flatMap((t) => [1, 0.8, 0.66].map((share) => ({ ...t, share }))))('$name at $share: hairs per cm2', (t) => {
    const reading = fixture(t, t.share);
    if (!reading.ok) throw new Error(`read as ${reading.reason}`);
    expect(Math.abs(reading.count.perCm2 / t.hairsPerCm2 - 1)).toBeLessThan(0.2);
    expect(Math.abs(reading.count.perCm2 - t.hairsPerCm2)).toBeLessThan(2 * reading.count.perCm2Sd);
    expect(reading.count.diameterMm).toBeGreaterThan(0.08);
    expect(reading.count.diameterMm).toBeLessThan(0.3);
  });
  test.each(bare)('$name has no stubble, by its grain or by its texture', (t) => {
    expect(fixture(t)).toMatchObject({ ok: false, reason: 'none' });
    expect(fixture(t, 1, 0)).toMatchObject({ ok: false, reason: 'none' });
  });
  test('a copy under 3.4 px per mm is too coarse', () => {
    for (const t of shaved) expect(fixture(t, 3 / t.pxPerMm)).toMatchObject({ ok: false, reason: 'coarse' });
  });
});

/** Follicles keep this far from each other. */
const APART_MM = 0.4;
/** Skin with a grain and dark marks at random, 26 mm wide. */
function strokes(perCm2: number, pxPerMm: number, apartMm = APART_MM): Raster {
  const side = Math.round(26 * pxPerMm);
  const next = randomStream(9);
  const dark = Float32Array.from({ length: side * side }, () => 0.04 * (next() + next() - 1));
  const count = Math.round((perCm2 * (side / pxPerMm) ** 2) / 100);
  const sigma = 0.09 * pxPerMm;
  const placed: [number, number][] = [];
  while (placed.length < count) {
    const [X, Y] = [side * next(), side * next()];
    if (placed.some(([x, y]) => (x - X) ** 2 + (y - Y) ** 2 < (apartMm * pxPerMm) ** 2)) continue;
    placed.push([X, Y]);
    const depth = 0.6 + 0.4 * next();
    for (let y = Math.max(0, Math.floor(Y - 8)); y < Math.min(side, Y + 8); y++)
      for (let x = Math.max(0, Math.floor(X - 8)); x < Math.min(side, X + 8); x++)
        dark[y * side + x] += depth * Math.exp(-((x + 0.5 - X) ** 2 + (y + 0.5 - Y) ** 2) / (2 * sigma * sigma));
  }
  const rgba = new Uint8Array(side * side * 4).fill(255);
  for (let i = 0; i < side * side; i++)
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = Math.round(255 * ([0.6, 0.36, 0.23][c] * Math.exp(-dark[i])) ** (1 / 2.2));
  return { widthPx: side, heightPx: side, rgba };
}

describe('made skin', () => {
  test.each([40, 60, 80, 100])('%s marks per cm2 are counted, at 5 and at 8 px per mm', (perCm2) => {
    for (const pxPerMm of [5, 8]) {
      const raster = strokes(perCm2, pxPerMm);
      const reading = read(raster, raster.widthPx, { pxPerMm, cosTheta: 1 });
      if (!reading.ok) throw new Error(reading.reason);
      expect(Math.abs(reading.count.marksPerCm2 / perCm2 - 1)).toBeLessThan(0.2);
      expect(reading.count.perCm2).toBeCloseTo(reading.count.marksPerCm2 * hairsPerMark(1), 6);
    }
  });
  test('marks that lie at random and merge are counted as if they did not', () => {
    const [few, many] = [40, 100].map((perCm2) => read(strokes(perCm2, 6, 0), 156, { pxPerMm: 6, cosTheta: 1 }));
    if (!few.ok || !many.ok) throw new Error('not read');
    expect(Math.abs(many.count.marksPerCm2 / few.count.marksPerCm2 / 2.5 - 1)).toBeLessThan(0.15);
  });
  test('on skin tilted by 60 degrees the same marks stand on twice the area', () => {
    const raster = strokes(60, 7);
    const [facing, tilted] = [1, 0.5].map((cosTheta) => read(raster, raster.widthPx, { pxPerMm: 7, cosTheta }));
    if (!facing.ok || !tilted.ok) throw new Error('not read');
    expect(tilted.count.marksPerCm2 / facing.count.marksPerCm2).toBeCloseTo(0.5, 1);
  });
});
test('off the head there is nothing', () => {
  const raster = strokes(60, 5);
  const none = {
    photoWidthPx: 130,
    patch: { xPx: 65, yPx: 65, radiusMm: 11 },
    skinAt: () => null,
    hairAt: () => 1,
    blurPx: 0.5,
    scaleSd: 0,
  };
  expect(readStubble(raster, none)).toMatchObject({ ok: false, reason: 'none' });
});

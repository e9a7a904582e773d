/* The limbus against what is known: eyes of the rendered heads, and eyes drawn here. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { fitIris, type IrisGuess } from '../../../src/core/scalp/iris.ts';
import { readPng } from '../../support/png.ts';

interface KnownEye {
  irisPx: { xPx: number; yPx: number; widthPx: number };
  mmPerPx: number;
  mesh: IrisGuess;
}
const EYES = new URL('../../fixtures/eyes/', import.meta.url);
const known = Object.entries(JSON.parse(readFileSync(new URL('truth.json', EYES), 'utf8')) as Record<string, KnownEye>);

function eyeRaster(name: string): Raster {
  const { width, height, rgb } = readPng(readFileSync(new URL(`${name}.png`, EYES)));
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < 3; c++) rgba[i * 4 + c] = rgb[i * 3 + c];
  return { widthPx: width, heightPx: height, rgba };
}

describe.each(known)('%s', (name, { irisPx, mmPerPx, mesh }) => {
  const raster = eyeRaster(name);
  const check = (guess: IrisGuess) => {
    const iris = fitIris(raster, guess);
    expect(iris, `from ${JSON.stringify(guess)}`).not.toBeNull();
    expect(Math.abs(iris!.widthPx / irisPx.widthPx - 1), 'width').toBeLessThan(0.01);
    expect(Math.hypot(iris!.xPx - irisPx.xPx, iris!.yPx - irisPx.yPx) * mmPerPx, 'centre, mm').toBeLessThan(0.15);
    expect(iris!.sdPx / irisPx.widthPx).toBeLessThan(0.01);
  };

  test('from where the mesh sees it', () => check(mesh));
  test('from a third of a radius away, and a radius 15 % wrong', () => {
    const radius = irisPx.widthPx / 2;
    for (const dx of [-0.3, 0, 0.3])
      for (const dy of [-0.2, 0.2])
        for (const size of [0.85, 1.15]) check({ xPx: irisPx.xPx + dx * radius, yPx: irisPx.yPx + dy * radius, radiusPx: size * radius });
  });
});

interface Drawn {
  xPx: number;
  yPx: number;
  radiusPx: number;
  /** half the opening between the lids */
  openPx: number;
  white?: number;
}
/** A soft-edged iris on white, between lids of skin, in a picture of 200 x 160. */
function drawnEye({ xPx, yPx, radiusPx, openPx, white = 200 }: Drawn): Raster {
  const [widthPx, heightPx] = [200, 160];
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const off = Math.hypot(x + 0.5 - xPx, y + 0.5 - yPx) - radiusPx;
      const inside = 1 / (1 + Math.exp(off / (0.03 * radiusPx)));
      const isLid = Math.abs(y + 0.5 - yPx) > openPx * (1 - ((x + 0.5 - xPx) / (2.4 * radiusPx)) ** 2);
      const colour = isLid ? [190, 140, 115] : [60, 40, 30].map((dark) => dark * inside + white * (1 - inside));
      for (let c = 0; c < 3; c++) rgba[(y * widthPx + x) * 4 + c] = colour[c];
    }
  return { widthPx, heightPx, rgba };
}

test('a drawn iris is found to a tenth of a pixel, wherever it lies between the pixels', () => {
  for (const shift of [0, 0.25, 0.5, 0.8]) {
    const eye = { xPx: 100 + shift, yPx: 80 - shift, radiusPx: 30 + shift, openPx: 24 };
    const iris = fitIris(drawnEye(eye), { xPx: 104, yPx: 77, radiusPx: 33 });
    expect(Math.abs(iris!.xPx - eye.xPx)).toBeLessThan(0.1);
    expect(Math.abs(iris!.yPx - eye.yPx)).toBeLessThan(0.3);
    expect(Math.abs(iris!.widthPx - 2 * eye.radiusPx)).toBeLessThan(0.3);
  }
});

test('small, and half covered', () => {
  const small = fitIris(drawnEye({ xPx: 100.3, yPx: 80, radiusPx: 9, openPx: 8 }), { xPx: 101, yPx: 80, radiusPx: 10 });
  expect(Math.abs(small!.widthPx / 18 - 1)).toBeLessThan(0.03);
  const narrow = fitIris(drawnEye({ xPx: 100, yPx: 80, radiusPx: 30, openPx: 13 }), { xPx: 103, yPx: 82, radiusPx: 31 });
  expect(Math.abs(narrow!.widthPx / 60 - 1)).toBeLessThan(0.02);
});

test('no iris: bare skin, no white to end at, an eye outside the picture, no size', () => {
  const skin = drawnEye({ xPx: 100, yPx: 80, radiusPx: 30, openPx: 0 });
  expect(fitIris(skin, { xPx: 100, yPx: 80, radiusPx: 30 })).toBeNull();
  const flat = drawnEye({ xPx: 100, yPx: 80, radiusPx: 30, openPx: 24, white: 36 });
  expect(fitIris(flat, { xPx: 100, yPx: 80, radiusPx: 30 })).toBeNull();
  expect(fitIris(skin, { xPx: -500, yPx: 80, radiusPx: 30 })).toBeNull();
  expect(fitIris(skin, { xPx: 100, yPx: 80, radiusPx: 0 })).toBeNull();
  expect(fitIris(skin, { xPx: Number.NaN, yPx: 80, radiusPx: 30 })).toBeNull();
});

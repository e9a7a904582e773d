/* Turned by quarters and laid back: pixels, points and heads come out where they were. */
import { expect, test } from 'vitest';
import type { Head } from '../../../src/core/consultation/schema.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';
import { headBack, pointBack, type Quarters, turnedMask, turnedRaster, turnedSize } from '../../../src/core/scalp/turned.ts';

const PHOTO = { widthPx: 5, heightPx: 3 };
const TURNS = [0, 1, 2, 3] as const;

test.each(TURNS)('pixels after %i quarters lie where points say', (quarters) => {
  const rgba = Uint8ClampedArray.from({ length: 5 * 3 * 4 }, (_, i) => i >> 2);
  const turned = turnedRaster({ ...PHOTO, rgba }, quarters);
  expect({ widthPx: turned.widthPx, heightPx: turned.heightPx }).toEqual(turnedSize(PHOTO, quarters));
  for (let y = 0; y < turned.heightPx; y++)
    for (let x = 0; x < turned.widthPx; x++) {
      const [px, py] = pointBack([x + 0.5, y + 0.5], PHOTO, quarters);
      expect(turned.rgba[(y * turned.widthPx + x) * 4]).toBe((py - 0.5) * 5 + px - 0.5);
    }
});
test('four quarters are none', () => {
  const mask = { ...PHOTO, share: Uint8Array.from({ length: 15 }, (_, i) => i) };
  expect(TURNS.slice(0, 3).reduce((m) => turnedMask(m, 1), turnedMask(mask, 1))).toEqual(mask);
});
test.each(TURNS)('a head found after %i quarters has its outline laid back with it', (quarters: Quarters) => {
  const photo = { widthPx: 900, heightPx: 600 };
  const size = turnedSize(photo, quarters);
  const head: Head = { centrePx: [280, 310], halfAxesMm: [77, 79, 92], rotationRad: [0.2, -1.2, 0.1], shape: 'standard', squeeze: 0.75 };
  const camera = { pxPerMm: 2.5, focalPx: 2500 };
  const found = headSurface({ ...size, ...camera, head });
  const back = headSurface({ ...photo, ...camera, head: headBack(head, photo, quarters) });
  for (const [x, y] of found.outlinePx(24)) {
    const [px, py] = pointBack([x, y], photo, quarters);
    expect(Math.abs(back.missMm(px, py))).toBeLessThan(0.01);
  }
});

/* Coarse photos: dots are as strong as in a finer photo made smaller, and as soft as what the camera has left of the skin. */
import { expect, test } from 'vitest';
import { PLAIN_CAMERA } from '../../../src/core/photo/plain-camera.ts';
import { fineLook } from '../../../src/core/treatment/fine-contrast.ts';
import { drawTile, linear, planWith } from './flat-patch.ts';

const HEALED = { day: 54 };
const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
};
const logGreens = (pixels: readonly (readonly number[])[]) => pixels.map((rgb) => Math.log(linear(rgb[1])));

test('a coarse photo keeps nearly half of the texture of a finer one, sharpened as phones do and made smaller', () => {
  const plan = planWith({});
  const sharpened = { blurPx: 0.9, sharpening: { amount: 1, radiusPx: 3 } };
  const fine = drawTile(plan, HEALED, { pxPerMm: 9, camera: sharpened });
  const reduced = Array.from({ length: (fine.size / 3) ** 2 }, (_, k) => {
    const [x, y] = [(k % (fine.size / 3)) * 3, Math.floor(k / (fine.size / 3)) * 3];
    const block = [0, 1, 2].flatMap((j) => [0, 1, 2].map((i) => fine.pixels[(y + j) * fine.size + x + i]));
    return [0, 1, 2].map((c) => block.reduce((sum, rgb) => sum + rgb[c], 0) / 9);
  });
  const wanted = spread(logGreens(reduced));
  const coarse = spread(logGreens(drawTile(plan, HEALED, { pxPerMm: 3 }).pixels));
  expect(coarse).toBeGreaterThan(0.45 * wanted);
  expect(coarse).toBeLessThan(wanted);
});
test('what a photo tells of its sharpening counts: all of it when fine, and in a coarse one if it is the stronger', () => {
  expect(fineLook(PLAIN_CAMERA, 7, 0.01)).toMatchObject({ fine: { amount: 0 }, detail: 1 });
  const strong = { blurPx: 0.8, sharpening: { amount: 1, radiusPx: 2 } };
  expect(fineLook(strong, 3, null).fine).toEqual({ amount: 3, radiusPx: 2, blurPx: 0.8 });
});
test('the smoother a coarse photo shows skin, the less of the contrast stays, down to 0.3', () => {
  const detail = [0.1, 0.06, 0.03, 0.015, 0.001].map((texture) => fineLook(PLAIN_CAMERA, 3, texture).detail);
  for (let k = 1; k < detail.length; k++) expect(detail[k]).toBeLessThanOrEqual(detail[k - 1]);
  expect(detail.slice(0, 2)).toEqual([1, 1]);
  expect(detail[4]).toBeCloseTo(0.3, 9);
  expect(fineLook(PLAIN_CAMERA, 3, null).detail).toBe(1);
});
test('less contrast leaves the mean tone as it is', () => {
  const drawn = [1, 0.4].map((detail) => {
    const { pixels } = drawTile(planWith({}), HEALED, { pxPerMm: 4, detail });
    return { texture: spread(logGreens(pixels)), tone: [0, 1, 2].map((c) => pixels.reduce((sum, rgb) => sum + rgb[c], 0) / pixels.length) };
  });
  expect(drawn[1].texture / drawn[0].texture).toBeGreaterThan(0.3);
  expect(drawn[1].texture / drawn[0].texture).toBeLessThan(0.55);
  for (let c = 0; c < 3; c++) expect(Math.abs(drawn[1].tone[c] - drawn[0].tone[c])).toBeLessThan(1.5);
});

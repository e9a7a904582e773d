/* Glasses show by bridge and rims together; folds of a smile or a frown, and bare eyes, are none. */
import { expect, test } from 'vitest';
import { wearsGlasses } from '../../../src/core/photo/glasses.ts';
import { EYES, faceOnBall, paintHead, paintOver, SKINS } from '../../support/painted-head.ts';

const FRAME = [0.01, 0.01, 0.01];
const isRim = (x: number, y: number) =>
  [-1, 1].some((side) => Math.abs(Math.hypot(x - side * EYES.across, y - EYES.down - 0.03) - 0.3) < 0.014);
const isBridge = (x: number, y: number) => Math.abs(x) < 0.1 && Math.abs(y - EYES.down) < 0.014;
const isFrame = (x: number, y: number) => isRim(x, y) || isBridge(x, y);
const glassesOn = (isDrawn: (x: number, y: number) => boolean, colour = FRAME) => {
  const { raster, widthPx } = paintOver(paintHead(), (x, y) => (isDrawn(x, y) ? colour : null));
  return wearsGlasses(raster, widthPx, faceOnBall());
};

test('rims and bridge, dark or bright, are glasses', () => {
  expect(glassesOn(isFrame)).toBe(true);
  expect(glassesOn(isFrame, [0.9, 0.9, 0.9])).toBe(true);
});
test('a fold across the nose alone, and folds under the eyes alone, are none', () => {
  expect(glassesOn(isBridge)).toBe(false);
  expect(glassesOn(isRim)).toBe(false);
});
test('bare faces of any skin have none', () => {
  for (const skin of Object.values(SKINS)) {
    const { raster, widthPx } = paintHead({ skin });
    expect(wearsGlasses(raster, widthPx, faceOnBall())).toBe(false);
  }
});

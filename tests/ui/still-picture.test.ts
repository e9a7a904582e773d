import { expect, it } from 'vitest';
import { type Lying, type StagePlace, stillPicture } from '../../src/ui/still-picture.ts';

const FITTED = { x: 100, y: 100, width: 400, height: 500 };
const LYING: Lying = { view: { scale: 1.25, originX: -10.3, originY: 7.7 }, wipe: 0.5 };
const place = (sheet: string | null, width = 800, height = 600, more: Partial<StagePlace> = {}): StagePlace => ({
  left: 0,
  top: 56,
  viewport: { width, height, dpr: 1 },
  sheet,
  frame: 'a window',
  ...more,
});
/** @returns how the picture lies after each place, null where it is fitted anew */
function along(places: readonly StagePlace[], start = LYING, isMoved = false) {
  const still = stillPicture();
  let now = start;
  return places.map((one) => {
    const kept = still(one, now, FITTED, isMoved);
    now = kept ?? now;
    return kept;
  });
}

it('a sheet at the foot moves nothing, and with the last one gone the picture lies exactly as before', () => {
  const [, opened, other, closed] = along([place('none'), place('hairline', 800, 480), place('shade', 800, 500), place('none')]);
  expect(opened).toEqual(LYING);
  expect(other).toEqual(LYING);
  expect(closed?.view).toBe(LYING.view);
  expect(closed?.wipe).toBe(0.5);
});

it('a sheet at the side leaves wipe and head where they are on the screen, on either side', () => {
  const [, right] = along([place('none'), place('shade', 640)]);
  expect(right?.view).toEqual(LYING.view);
  expect((right?.wipe ?? 0) * 640).toBeCloseTo(400, 9);
  const [, left, closed] = along([place('none'), place('shade', 640, 600, { left: 90 }), place('none')]);
  expect(left?.view.originX).toBe(LYING.view.originX - 90);
  expect((left?.wipe ?? 0) * 640 + 90).toBeCloseTo(400, 9);
  expect(closed).toEqual(LYING);
});

it('a head that the sheet would cut off goes aside as far as it must, and back', () => {
  const [, opened, closed] = along([place('none'), place('hairline', 560), place('none')]);
  const right = FITTED.x * 1.25 + FITTED.width * 1.25 + (opened?.view.originX ?? 0);
  expect(right).toBeCloseTo(560, 9);
  expect(closed?.view).toBe(LYING.view);
});

it('what the user moves while a sheet is open stays as they moved it', () => {
  const still = stillPicture();
  still(place('none'), LYING, FITTED, false);
  still(place('shade', 800, 480), LYING, FITTED, false);
  const zoomed: Lying = { view: { scale: 3, originX: -500, originY: -300 }, wipe: 0.2 };
  expect(still(place('none'), zoomed, FITTED, true)).toEqual(zoomed);
});

it('is fitted anew by another window, another way of looking, and where it was fitted beside a sheet', () => {
  expect(along([place('none'), place('none', 700, 600, { frame: 'another' })])).toEqual([null, null]);
  expect(along([place('none'), place(null, 500)])).toEqual([null, null]);
  expect(along([place('shade', 500), place('none')])).toEqual([null, null]);
  const [, , resized, closed] = along([
    place('none'),
    place('shade', 500),
    place('shade', 450, 400, { frame: 'another' }),
    place('none', 700, 400, { frame: 'another' }),
  ]);
  expect([resized, closed]).toEqual([null, null]);
});

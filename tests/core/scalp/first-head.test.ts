/* The first guess of the head: found where a person stands out from the backdrop, a usual head where not. */
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { guessHeadOutline, MEAN_HALF_AXES_MM, personRows } from '../../../src/core/scalp/first-head.ts';
import type { PersonMask } from '../../../src/core/scalp/person-mask.ts';

const [WIDTH, HEIGHT] = [400, 500];
type Inside = (x: number, y: number) => boolean;

function picture(isPerson: Inside): Raster {
  const [widthPx, heightPx] = [WIDTH, HEIGHT];
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++)
      rgba.set(isPerson(x + 0.5, y + 0.5) ? [200, 160, 135, 255] : [60 + x / 20, 70, 90, 255], (y * widthPx + x) * 4);
  return { widthPx, heightPx, rgba };
}
const RATIO = MEAN_HALF_AXES_MM[1] / MEAN_HALF_AXES_MM[0];
const head = (x: number, y: number) => ((x - 210) / 100) ** 2 + ((y - 190) / (100 * RATIO)) ** 2 < 1;

const guessIn = (raster: Raster, photoWidthPx: number, mask: PersonMask | null = null) =>
  guessHeadOutline(raster, photoWidthPx, personRows(raster, mask));

test('a head and shoulders before an even backdrop are found, in pixels of the whole photo', () => {
  const guess = guessIn(
    picture((x, y) => head(x, y) || (y > 250 && Math.abs(x - 210) < 70) || y > 400),
    1600,
  );
  expect(guess.found).toBe(true);
  expect(Math.abs(guess.centrePx[0] - 4 * 210)).toBeLessThan(12);
  expect(Math.abs(guess.centrePx[1] - 4 * 190)).toBeLessThan(20);
  expect(Math.abs(guess.halfBreadthPx / 400 - 1)).toBeLessThan(0.04);
});

test('an empty picture gets a head of usual size in its middle', () => {
  const guess = guessIn(
    picture(() => false),
    400,
  );
  expect(guess.found).toBe(false);
  expect(guess.centrePx[0]).toBe(200);
  expect(guess.halfBreadthPx).toBeGreaterThan(60);
  expect(guess.halfBreadthPx).toBeLessThan(200);
});

describe('with a mask of the person', () => {
  const SIDE = 128;
  const maskOf = (isPerson: Inside): PersonMask => ({
    widthPx: SIDE,
    heightPx: SIDE,
    share: Uint8Array.from({ length: SIDE * SIDE }, (_, i) =>
      isPerson((((i % SIDE) + 0.5) * WIDTH) / SIDE, ((Math.floor(i / SIDE) + 0.5) * HEIGHT) / SIDE) ? 240 : 8,
    ),
  });
  const person: Inside = (x, y) => head(x, y) || (y > 250 && Math.abs(x - 210) < 70) || y > 400;
  /** A room: shelves and a door frame behind the person. */
  function room(): Raster {
    const raster = picture(person);
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++)
        if (!person(x + 0.5, y + 0.5) && ((x + 20) % 70 < 9 || y % 60 < 6))
          raster.rgba.fill(220, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
    return raster;
  }
  const isHead = ({ centrePx, halfBreadthPx }: ReturnType<typeof guessHeadOutline>) =>
    Math.abs(centrePx[0] - 210) < 4 && Math.abs(centrePx[1] - 190) < 6 && Math.abs(halfBreadthPx / 100 - 1) < 0.05;

  test('the head is found before a cluttered backdrop, which hides it without', () => {
    expect(isHead(guessIn(room(), WIDTH, maskOf(person)))).toBe(true);
    expect(isHead(guessIn(room(), WIDTH))).toBe(false);
  });
  test('a mask whose edge lies inside the head, that sees a speck, or that is not sure, is not believed', () => {
    const plain = picture(person);
    const half = maskOf((x, y) => person(x, y) && y > 190);
    const inner = maskOf((x, y) => (x - 210) ** 2 + (y - 210) ** 2 < 55 ** 2);
    const speck = maskOf((x, y) => Math.abs(x - 300) < 12 && Math.abs(y - 100) < 12);
    const unsure = maskOf(person);
    unsure.share.forEach((share, i) => {
      if (i % SIDE > 20) unsure.share[i] = share > 128 ? 180 : 90;
    });
    for (const mask of [half, inner, speck, unsure]) expect(guessIn(plain, WIDTH, mask)).toEqual(guessIn(plain, WIDTH));
  });
  test('of two people side by side the one whose face was found is measured', () => {
    const other: Inside = (x, y) => ((x - 75) / 60) ** 2 + ((y - 150) / 60) ** 2 < 1 || (y > 200 && Math.abs(x - 75) < 45) || y > 400;
    const two: Inside = (x, y) =>
      ((x - 290) / 80) ** 2 + ((y - 190) / (80 * RATIO)) ** 2 < 1 || (y > 250 && Math.abs(x - 290) < 60) || other(x, y);
    const raster = picture(two);
    const at = (x: number, y: number) => guessHeadOutline(raster, WIDTH, personRows(raster, maskOf(two), [x, y]));
    const right = at(290, 230);
    expect(Math.abs(right.centrePx[0] - 290)).toBeLessThan(4);
    expect(Math.abs(right.halfBreadthPx / 80 - 1)).toBeLessThan(0.05);
    const left = at(75, 170);
    expect(Math.abs(left.centrePx[0] - 75)).toBeLessThan(4);
    expect(Math.abs(left.halfBreadthPx / 60 - 1)).toBeLessThan(0.05);
  });
  test('of two people the larger one is measured', () => {
    const two: Inside = (x, y) => person(x, y) || ((x - 375) / 20) ** 2 + ((y - 300) / 22) ** 2 < 1;
    expect(isHead(guessIn(picture(two), WIDTH, maskOf(two)))).toBe(true);
  });
});

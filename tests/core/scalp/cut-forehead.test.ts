/* A forehead that the picture cuts off below is told from shoulders, a floor or hair there, and makes a top a front from above. */
import { expect, test } from 'vitest';
import { skinBelow, withForeheadCut } from '../../../src/core/scalp/cut-forehead.ts';
import type { SideGuess } from '../../../src/core/scalp/seen-side.ts';

const SIZE = 300;
const SKIN = [190, 140, 115];
const HAIR = [45, 38, 34];
const SHIRT = [70, 80, 120];
/** A head in a picture: a disc about (150, 150 px) and what is below it. @param below of a person, null for a wall */
function seen(below: (x: number, y: number) => readonly number[] | null, hairTo = 120) {
  const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
  const share = new Uint8Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const isHead = Math.hypot((x - 150) / 100, (y - 150) / 120) < 1;
      const colour = isHead ? (y < hairTo ? HAIR : SKIN) : y > 150 ? below(x, y) : null;
      rgba.set(colour ?? [220, 220, 225], 4 * (y * SIZE + x));
      share[y * SIZE + x] = colour ? 255 : 0;
    }
  const size = { widthPx: SIZE, heightPx: SIZE };
  return skinBelow({ ...size, rgba }, { ...size, share });
}

test('a forehead that leaves the picture below shows skin there, also where hair lies beside it', () => {
  expect(seen((x) => (Math.abs(x - 150) < 100 ? SKIN : null))).toBeGreaterThan(0.9);
  expect(seen((x) => (Math.abs(x - 150) < 75 ? SKIN : Math.abs(x - 150) < 100 ? HAIR : null))).toBeGreaterThan(0.9);
});
test.each<[string, (x: number, y: number) => readonly number[] | null]>([
  ['a wall', () => null],
  ['a shirt', (_, y) => (y > 230 ? SHIRT : null)],
  ['hair', (x) => (Math.abs(x - 150) < 100 ? HAIR : null)],
  ['bare knees beside each other', (x, y) => (y > 230 && Math.abs(x - 150) > 60 ? SKIN : null)],
])('%s below a head is no forehead', (_, below) => {
  expect(seen(below)).toBeLessThan(0.3);
});
test('nobody shows no skin, and neither does a speck', () => {
  const size = { widthPx: SIZE, heightPx: SIZE };
  const share = new Uint8Array(SIZE * SIZE);
  const below = () => skinBelow({ ...size, rgba: new Uint8Array(SIZE * SIZE * 4) }, { ...size, share });
  expect(below()).toBe(0);
  share.fill(255, 0, 4);
  expect(below()).toBe(0);
});
test('with it the share of a top goes to the front from above, the likeliest first; without it all stays', () => {
  const sides: SideGuess[] = [
    { side: 'top', share: 0.7 },
    { side: 'front-from-above', share: 0.2 },
    { side: 'back', share: 0.1 },
  ];
  const moved = withForeheadCut(sides, 0.9);
  expect(moved.map(({ side }) => side)).toEqual(['front-from-above', 'back', 'top']);
  expect(moved[0].share).toBeCloseTo(0.9, 9);
  expect(withForeheadCut(sides, 0.2)).toEqual(sides);
  const without = sides.filter(({ side }) => side !== 'front-from-above');
  expect(withForeheadCut(without, 0.9)).toEqual(without);
});

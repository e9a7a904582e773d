/* The tone of stubble against bare scalp under the same light, and where a patch of it is read: made cells on a sphere with known hair. */
import { expect, test } from 'vitest';
import type { ScalpCells } from '../../../src/core/photo/scalp-cells.ts';
import { readScalpCells } from '../../../src/core/photo/scalp-cells.ts';
import { proposePatch } from '../../../src/core/photo/stubble-patch.ts';
import { readStubbleTone, USUAL_STEP } from '../../../src/core/photo/stubble-tone.ts';

const SIDE_PX = 400;
const PX_PER_MM = 2;
const RADIUS_PX = 190;
const KEPT = [0.7, 0.74, 0.8];
const SKIN = [0.5, 0.3, 0.2];

/** A ball lit from the upper left, hair where asked. */
function cells(
  hair: (x: number, y: number) => boolean,
  { kept = KEPT, thin = () => false }: { kept?: number[]; thin?(x: number): boolean } = {},
): ScalpCells {
  const normal = (x: number, y: number) => {
    const [nx, ny] = [(x - SIDE_PX / 2) / RADIUS_PX, (y - SIDE_PX / 2) / RADIUS_PX];
    const d = 1 - nx * nx - ny * ny;
    return d < 0 ? null : { nx, ny, nz: -Math.sqrt(d), cosTheta: Math.sqrt(d) };
  };
  const rgba = new Uint8Array(SIDE_PX * SIDE_PX * 4).fill(255);
  for (let y = 0; y < SIDE_PX; y++)
    for (let x = 0; x < SIDE_PX; x++) {
      const n = normal(x + 0.5, y + 0.5);
      const light = n ? 0.35 + 0.65 * Math.max(0, -0.5 * n.nx - 0.5 * n.ny - 0.7 * n.nz) : 0;
      for (let c = 0; c < 3; c++)
        rgba[(y * SIDE_PX + x) * 4 + c] = Math.round(
          255 * (SKIN[c] * light * (hair(x, y) ? (thin(x) ? kept[c] ** 0.3 : kept[c]) : 1)) ** (1 / 2.2),
        );
    }
  return readScalpCells(
    { widthPx: SIDE_PX, heightPx: SIDE_PX, rgba },
    {
      photoWidthPx: SIDE_PX,
      pxPerMm: PX_PER_MM,
      bounds: { minX: 0, minY: 0, maxX: SIDE_PX, maxY: SIDE_PX },
      scalpAt: normal,
      coverage: (x, y) => (hair(x, y) ? 1 : 0),
      tone: (x, y) => (hair(x, y) ? (thin(x) ? 0.3 : 1) : 0),
    },
  );
}
const onTheRight = (x: number) => x > 220;

test('the step of light at the edge of the hair is found under uneven light', () => {
  const tone = readStubbleTone(cells(onTheRight));
  expect(tone?.fromPhoto).toBeGreaterThan(0.8);
  for (const c of [0, 1, 2]) expect(Math.abs((tone?.kept[c] ?? 0) - KEPT[c])).toBeLessThan(0.03);
  expect(Math.abs((tone?.kept[1] ?? 0) - KEPT[1])).toBeLessThan(2 * (tone?.sd ?? 0));
});
test('hair darker than is usual is read as dark as it is, and its thin edge does not count', () => {
  const dark = [0.35, 0.42, 0.48];
  const tone = readStubbleTone(cells(onTheRight, { kept: dark, thin: (x) => x < 240 }));
  expect(tone?.fromPhoto).toBeGreaterThan(0.8);
  for (const c of [0, 1, 2]) expect(Math.abs((tone?.kept[c] ?? 0) - dark[c])).toBeLessThan(0.04);
});
test('where all hair is thin, the tone is what is usual', () => {
  const tone = readStubbleTone(cells(onTheRight, { thin: () => true }));
  expect(tone?.fromPhoto).toBe(0);
});
test('where no bare scalp shows, it is what is usual, and says so', () => {
  const tone = readStubbleTone(cells(() => true));
  expect(tone?.fromPhoto).toBe(0);
  expect(tone?.kept.map(Math.log)).toEqual(USUAL_STEP.map((s) => expect.closeTo(s, 6)));
});
test('a head without hair has no tone and no patch', () => {
  expect(readStubbleTone(cells(() => false))).toBeNull();
  expect(proposePatch(cells(() => false))).toBeNull();
});
test('the patch lies within the hair, where it faces the camera; a narrow fringe gets a smaller one', () => {
  const wide = proposePatch(cells(onTheRight));
  expect(wide?.radiusMm).toBe(11);
  expect(wide?.xPx).toBeGreaterThan(220 + 0.7 * 11 * PX_PER_MM);
  expect(wide?.xPx).toBeLessThan(290);
  expect(Math.abs((wide?.yPx ?? 0) - SIDE_PX / 2)).toBeLessThan(70);
  const narrow = proposePatch(cells((x) => x > 220 && x < 258));
  expect(narrow?.radiusMm).toBeLessThan(11);
  expect(proposePatch(cells((x) => x > 220 && x < 234))).toBeNull();
});

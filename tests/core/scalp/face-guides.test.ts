/* Guides over a face: they follow its tilt, and their millimetres are those of the head. */
import { expect, test } from 'vitest';
import type { Landmarks, PhotoPx } from '../../../src/core/consultation/schema.ts';
import type { Point } from '../../../src/core/math/curve.ts';
import { faceGuides } from '../../../src/core/scalp/face-guides.ts';
import { angleAbove, hairlineHeight } from '../../../src/core/scalp/hairline-height.ts';
import { placesUnder } from '../../../src/core/scalp/photo-map.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const surface = headSurface({
  widthPx: 1400,
  heightPx: 1800,
  pxPerMm: 5,
  focalPx: 5e6,
  head: { centrePx: [700, 800], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
});
const face: Landmarks = {
  glabella: [700, 850],
  subnasale: [700, 1150],
  menton: [700, 1500],
  rightCanthus: [460, 900],
  leftCanthus: [940, 900],
};
const turned = (by: number, [x, y]: readonly [number, number]): [number, number] => [
  700 + (x - 700) * Math.cos(by) - (y - 850) * Math.sin(by),
  850 + (x - 700) * Math.sin(by) + (y - 850) * Math.cos(by),
];
const level = (y: number): Point[] => Array.from({ length: 61 }, (_, i) => [400 + 10 * i, y]);

test('the thirds are measured: over the skin above, straight below', () => {
  const guides = faceGuides(face, surface, level(560));
  const [upper, middle, lower] = guides.thirdsMm;
  expect(upper).toBeCloseTo(hairlineHeight(placesUnder(surface, level(560)), surface, face.glabella)?.midMm as number, 5);
  expect(upper as number, 'an arc is longer than its picture').toBeGreaterThan(290 / 5);
  expect(middle).toBeCloseTo(60, 1);
  expect(lower).toBeCloseTo(70, 1);
  expect(guides.canthiMm?.map(Math.round)).toEqual([48, 48]);
  expect(guides.nods).toBe(false);
});
test('in a squeezed picture all three thirds are those of the face as it is', () => {
  const by = 0.75;
  const at = (y: number) => 800 + by * (y - 800);
  const lowered = ([x, y]: PhotoPx): PhotoPx => [x, at(y)];
  const { glabella, subnasale, menton } = face;
  const squeezedFace = { ...face, glabella: lowered(glabella), subnasale: lowered(subnasale), menton: lowered(menton) };
  const squeezed = headSurface({
    widthPx: 1400,
    heightPx: 1800,
    pxPerMm: 5,
    focalPx: 5e6,
    head: { centrePx: [700, 800], halfAxesMm: [77, by * 79, 92], rotationRad: [0, 0, 0], shape: 'ellipsoid' },
  });
  const whole = faceGuides(face, surface, null).thirdsMm;
  const [, middle, lower] = faceGuides(squeezedFace, squeezed, null).thirdsMm;
  // how far a head was squeezed is told from the mean head, a little off this one
  expect(Math.abs(middle / whole[1] - 1)).toBeLessThan(0.02);
  expect(lower / middle).toBeCloseTo(whole[2] / whole[1], 6);
});
test('the lines tilt with the head and keep their figures', () => {
  const by = 0.3;
  const tilted = Object.fromEntries(Object.entries(face).map(([name, p]) => [name, turned(by, p as [number, number])])) as Landmarks;
  const straight = faceGuides(face, surface, level(560));
  const guides = faceGuides(
    tilted,
    surface,
    level(560).map((p) => turned(by, p)),
  );
  for (const [i, { name, from, to }] of guides.lines.entries()) {
    const was = straight.lines[i];
    expect(name).toBe(was.name);
    for (const [end, before] of [
      [from, was.from],
      [to, was.to],
    ] as const)
      expect(Math.hypot(end[0] - turned(by, before)[0], end[1] - turned(by, before)[1])).toBeLessThan(0.01);
  }
  expect(guides.thirdsMm[1]).toBeCloseTo(straight.thirdsMm[1], 5);
});
test('without a hairline there is no upper third, nor where the line misses the middle', () => {
  for (const line of [null, level(560).slice(0, 10)]) {
    const guides = faceGuides(face, surface, line);
    expect(guides.thirdsMm[0]).toBeNull();
    expect(guides.lines.some(({ name }) => name === 'hairline')).toBe(false);
  }
});
test('on a turned head the corners of the eyes have no figure', () => {
  const headTurned = (turn: number) =>
    headSurface({
      widthPx: 1400,
      heightPx: 1800,
      pxPerMm: 5,
      focalPx: 5e6,
      head: { centrePx: [700, 800], halfAxesMm: [77, 79, 92], rotationRad: [0, turn, 0], shape: 'ellipsoid' },
    });
  expect(faceGuides(face, headTurned(0.3), null).canthiMm).toBeNull();
  expect(faceGuides(face, headTurned(-0.3), null).canthiMm).toBeNull();
  expect(faceGuides(face, headTurned(0.05), null).canthiMm).not.toBeNull();
});
test('a bowed head says so, and its figures are lengthened back', () => {
  const bowed = headSurface({
    widthPx: 1400,
    heightPx: 1800,
    pxPerMm: 5,
    focalPx: 5e6,
    head: { centrePx: [700, 800], halfAxesMm: [77, 79, 92], rotationRad: [0.4, 0, 0], shape: 'ellipsoid' },
  });
  const guides = faceGuides(face, bowed, null);
  expect(guides.nods).toBe(true);
  expect(guides.thirdsMm[1]).toBeCloseTo(60 / Math.cos(0.4), 1);
});

test('a glabella that was found moves the figure, and says so', () => {
  const estimated = hairlineHeight(placesUnder(surface, level(560)), surface);
  const higher = hairlineHeight(placesUnder(surface, level(560)), surface, [700, 830]);
  const lower = hairlineHeight(placesUnder(surface, level(560)), surface, [700, 890]);
  expect([estimated?.from, higher?.from]).toEqual(['head', 'face']);
  expect((lower?.midMm as number) - (higher?.midMm as number)).toBeGreaterThan(11.9);
  expect(higher?.sdMm as number).toBeLessThan(estimated?.sdMm as number);
});
test('the angle 70 mm above the glabella is where the height reads 70 mm', () => {
  for (const glabella of [null, [700, 830] as const, [700, 880] as const]) {
    const y = 800 + 79 * 5 * Math.sin(angleAbove(surface, 70, glabella));
    expect(hairlineHeight(placesUnder(surface, level(y)), surface, glabella)?.midMm).toBeCloseTo(70, 0);
  }
});

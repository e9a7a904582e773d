/* Where a person's own side hair begins at the temple, and the line that ends in it. */
import { expect, test } from 'vitest';
import { hairlineCurve, placeHairline } from '../../../src/core/design/hairline.ts';
import { shapePoints, sidesIn, USUAL_SIDE } from '../../../src/core/design/hairline-shapes.ts';
import { directionAt } from '../../../src/core/scalp/head-map.ts';
import { placeUnder } from '../../../src/core/scalp/photo-map.ts';
import { sideHair } from '../../../src/core/scalp/side-hair.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';

const seenFrom = (turnRad: number) =>
  headSurface({
    widthPx: 1400,
    heightPx: 1400,
    pxPerMm: 6,
    focalPx: 6000,
    head: { centrePx: [700, 760], halfAxesMm: [77, 79, 92], rotationRad: [0, turnRad, 0], shape: 'standard' },
  });
/** Hair behind a vertical edge, as the cosine from the back of the head. */
const hairBehind = (surface: Surface, uz: number) => (x: number, y: number) => {
  const under = placeUnder(surface, x, y);
  return under && directionAt(under.place)[2] > uz ? 1 : 0;
};
const leftSide = seenFrom(Math.PI / 2);

test('its edge is found within 4 mm, wherever it lies in front of the ear', () => {
  for (const uz of [-0.55, -0.4, -0.25]) {
    const place = sideHair(leftSide, hairBehind(leftSide, uz), 1, false);
    if (!place) throw new Error(`none at ${uz}`);
    expect(Math.abs(directionAt(place)[2] - uz) * 92).toBeLessThan(4);
    expect(sideHair(leftSide, hairBehind(leftSide, uz), -1, false), 'the other side is not seen').toBeNull();
  }
});
test('bare sides, single tufts and hair over all of the temple tell no edge', () => {
  const bare = hairBehind(leftSide, 2);
  const tuft = (x: number, y: number) => hairBehind(leftSide, -0.4)(x, y) * (1 - hairBehind(leftSide, -0.34)(x, y));
  expect([bare, tuft, () => 1].map((hairAt) => sideHair(leftSide, hairAt, 1, false))).toEqual([null, null, null]);
});
test('whoever has their own hairline in front has side hair too', () => {
  const place = sideHair(seenFrom(0), () => 0, 1, true);
  expect(place && directionAt(place)[2]).toBeGreaterThan(-0.2);
});
test('a line reaches the edge from in front and ends in the hair; the side that is not seen mirrors the other', () => {
  const form = seenFrom(0);
  const edge = [78, 40] as const;
  const sides = sidesIn(edge, null);
  const points = shapePoints('straight', 50, 0, form, sides);
  const { isBehind } = placeHairline({ points }, form);
  const curve = hairlineCurve({ points }, 0.5);
  const last = curve[curve.length - 1];
  expect(isBehind(edge[0], edge[1])).toBe(true);
  expect(isBehind(-edge[0], edge[1])).toBe(true);
  expect(isBehind(edge[0], edge[1] + 8)).toBe(false);
  expect(last[1]).toBeLessThan(edge[1]);
  expect(points.map(([x, y]) => [0 - x, y]).reverse()).toEqual(points.map(([x, y]) => [x, y]));
  expect(shapePoints('straight', 50, 0, form).slice(-2)).toEqual(USUAL_SIDE);
  expect(sidesIn(null, null)).toBeUndefined();
});
test('where the own hairline is whole the line goes along the edge of the side hair, not before it', () => {
  const form = seenFrom(0);
  const edge = [78, 30] as const;
  const points = shapePoints('straight', 50, 0, form, sidesIn(edge, edge, true));
  expect(points.at(-2)).toEqual(edge);
  expect(placeHairline({ points }, form).isBehind(edge[0], edge[1] + 2)).toBe(false);
});
test('side hair that has receded past the temple point gets a new temple: the line ends where it usually does, on that side', () => {
  const sides = sidesIn([78, 30], [-76, 42]);
  expect(sides?.left).toEqual(USUAL_SIDE);
  expect(sides?.right[0]).toEqual([-76, 46]);
});

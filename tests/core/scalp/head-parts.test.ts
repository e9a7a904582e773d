/* Scalp, forehead and neck of a mean head, as the hair readers take them. */
import { expect, test } from 'vitest';
import { MEAN_HALF_AXES_MM } from '../../../src/core/scalp/first-head.ts';
import { headParts } from '../../../src/core/scalp/head-parts.ts';
import { type View, viewAngles } from '../../../src/core/scalp/head-view.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

/** The part at each height, mm below the middle of a head seen from a side. */
function partsDown(view: View, downMm: readonly number[]) {
  const pxPerMm = 2;
  const surface = headSurface({
    widthPx: 600,
    heightPx: 600,
    pxPerMm,
    focalPx: 4000,
    head: { centrePx: [300, 300], halfAxesMm: [...MEAN_HALF_AXES_MM], rotationRad: viewAngles(view), shape: 'standard' },
  });
  const partOf = headParts(surface, null);
  return downMm.map((mm) => {
    const hit = surface.hit(300, 300 + mm * pxPerMm);
    return hit && partOf(hit);
  });
}

test('from behind the scalp ends at the nape, below which lies the neck', () => {
  expect(partsDown('back', [-50, 0, 60, 110])).toEqual(['scalp', 'scalp', 'scalp', 'neck']);
});
test('from the front scalp, forehead and face follow each other, and no neck', () => {
  expect(partsDown('front', [-50, -10, 60])).toEqual(['scalp', 'forehead', 'other']);
});
test('the side of the head ends above the ear, and below it is neither neck nor scalp', () => {
  expect(partsDown('left', [-60, 0, 60])).toEqual(['scalp', 'scalp', 'other']);
});

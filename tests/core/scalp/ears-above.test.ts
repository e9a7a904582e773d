/* Ears tell a head that nods further than its fit has it. */
import { expect, test } from 'vitest';
import { BODY_POINTS, type BodyPoints } from '../../../src/core/scalp/body-points.ts';
import { earsAboveMm } from '../../../src/core/scalp/ears-above.ts';
import { MEAN_HALF_AXES_MM } from '../../../src/core/scalp/first-head.ts';
import { rotationMatrix } from '../../../src/core/scalp/rotation.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const photo = { widthPx: 900, heightPx: 900 };
const headAt = (nodRad: number) => ({
  centrePx: [450, 450] as [number, number],
  halfAxesMm: [...MEAN_HALF_AXES_MM] as [number, number, number],
  rotationRad: [nodRad, 0, 0] as [number, number, number],
  shape: 'standard' as const,
});
const scale = { pxPerMm: 3, method: 'breadth' as const, sdShare: 0.04 };
/** Ears of a head that nods by so much. */
function earsOf(nodRad: number, rightShare = 0.8): BodyPoints {
  const { project, centreMm: c } = headSurface({ ...photo, pxPerMm: 3, focalPx: 3000, head: headAt(nodRad) });
  const R = rotationMatrix([nodRad, 0, 0]);
  const points = new Float32Array(BODY_POINTS.length * 3);
  for (const [name, x, share] of [
    ['leftEar', 75, 0.8],
    ['rightEar', -75, rightShare],
  ] as const)
    points.set([...project(c[0] + x, c[1] + 53 * R[4] + 8 * R[5], c[2] + 53 * R[7] + 8 * R[8]), share], BODY_POINTS.indexOf(name) * 3);
  return { points };
}
const above = (body: BodyPoints, nodRad: number) =>
  earsAboveMm(body, { scale, head: headAt(nodRad), guessedFocalPx: 3000 }, { photo, focalPx: null });

test('on a head that lies as it is fitted, ears are where it has them; on one that nods further they are higher', () => {
  expect(Math.abs(above(earsOf(0.5), 0.5))).toBeLessThan(0.5);
  expect(above(earsOf(1.3), 0.5)).toBeGreaterThan(20);
  expect(above(earsOf(0.2), 0.5)).toBeLessThan(-3);
});
test('one ear alone says nothing: the head may be tilted', () => {
  expect(above(earsOf(1.3, 0.1), 0.5)).toBe(0);
});

/* Where one part of the head may hide another: never denied where a ray meets the head earlier. */
import { describe, expect, test } from 'vitest';
import { overlaps } from '../../../src/core/scalp/overlaps.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';

const HIDDEN_MM = 2;
const view = (rotationRad: [number, number, number], distanceMm = 700, halfAxesMm: [number, number, number] = [77, 79, 92], squeeze = 1) =>
  headSurface({
    widthPx: 1600,
    heightPx: 2000,
    pxPerMm: 6,
    focalPx: 6 * distanceMm,
    head: { centrePx: [800, 900], halfAxesMm, rotationRad, squeeze },
  });

/** Of a grid of directions that face the camera: those that the head hides, those that it may hide, and those hidden against what was said. */
function count(surface: Surface) {
  const mayBeHidden = overlaps(surface);
  const found = { facing: 0, hidden: 0, may: 0, wrong: 0 };
  for (let i = 1; i < 120; i++)
    for (let j = 0; j < 240; j++) {
      const uy = -1 + i / 60;
      const root = Math.sqrt(1 - uy * uy);
      const [ux, uz] = [root * Math.cos((Math.PI * j) / 120), root * Math.sin((Math.PI * j) / 120)];
      const p = surface.at(ux, uy, uz);
      if (p.cosTheta < 0.035) continue;
      const hit = surface.hit(...surface.project(p.xMm, p.yMm, p.zMm));
      const isHidden = hit !== null && hit.zMm < p.zMm - HIDDEN_MM;
      const may = mayBeHidden(ux, uy, uz);
      found.facing++;
      if (isHidden) found.hidden++;
      if (may) found.may++;
      if (isHidden && !may) found.wrong++;
    }
  return found;
}

describe('overlaps', () => {
  test.each([
    ['the front', view([0, 0, 0])],
    ['a side', view([0.1, 1.5, 0.1])],
    ['the back', view([-0.2, 3, 0])],
    ['the top', view([1.4, 0.2, 0])],
    ['a nod', view([0.5, -0.5, 0.2])],
    ['a large head near the camera', view([0.6, -2.3, 0.2], 350, [84, 70, 104])],
    ['a squeezed picture', view([0.9, 0.6, 0.4], 500, [72, 88, 84], 0.75)],
  ])('%s: whatever is hidden may be', (_, surface) => {
    const { facing, wrong } = count(surface);
    expect(facing).toBeGreaterThan(5000);
    expect(wrong).toBe(0);
  });
  test('a head seen from the front hides nothing, and of one seen from above the greater part is clear', () => {
    expect(count(view([0, 0, 0])).may).toBe(0);
    const { facing, hidden, may } = count(view([0.5, -0.5, 0.2]));
    expect(hidden).toBeGreaterThan(100);
    expect(may).toBeLessThan(facing / 2);
  });
  test('a plain ellipsoid hides nothing of itself', () => {
    const head = {
      centrePx: [800, 900] as [number, number],
      halfAxesMm: [77, 79, 92] as [number, number, number],
      shape: 'ellipsoid' as const,
    };
    const surface = headSurface({ widthPx: 1600, heightPx: 2000, pxPerMm: 6, focalPx: null, head: { ...head, rotationRad: [0.5, 0, 0] } });
    expect(count(surface).may).toBe(0);
  });
});

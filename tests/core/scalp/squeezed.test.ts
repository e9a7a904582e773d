/* Squeezed pictures: a head in a 3 : 4 picture that was made a square is found as it is, with its nod and its proportions. */
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { MEAN_HALF_AXES_MM } from '../../../src/core/scalp/first-head.ts';
import { turntableOf, type View, viewAngles } from '../../../src/core/scalp/head-view.ts';
import { type Measuring, measureHead, type PhotoMeasures } from '../../../src/core/scalp/measure-photo.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';

const SIDE = 600;
const PX_PER_MM = 2;
const FOCAL_PX = PX_PER_MM * 1000;

/** A mean head and shoulders before a plain wall, in a square picture. */
function shown(view: View, squeeze: number) {
  const photo = { widthPx: SIDE, heightPx: SIDE };
  const surface = headSurface({
    ...photo,
    pxPerMm: PX_PER_MM,
    focalPx: FOCAL_PX,
    head: { centrePx: [305, 240], halfAxesMm: [...MEAN_HALF_AXES_MM], rotationRad: viewAngles(view), shape: 'standard', squeeze },
  });
  const rgba = new Uint8Array(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const isBody = Math.hypot((x - 305) / 230, (y - 560) / 190) < 1;
      const isHead = Math.hypot(x - 305, y - 240) < 260 && surface.missMm(x + 0.5, y + 0.5) < 0;
      rgba.set(isHead ? [190, 150, 125, 255] : isBody ? [60, 75, 120, 255] : [70 + x / 40, 80, 95, 255], (y * SIDE + x) * 4);
    }
  const raster: Raster = { ...photo, rgba };
  return { surface, evidence: { raster, photo, focalPx: null, face: null, person: null, body: null, side: view } };
}
const found = ({ head, scale, guessedFocalPx }: PhotoMeasures): Surface =>
  headSurface({ widthPx: SIDE, heightPx: SIDE, pxPerMm: scale.pxPerMm, focalPx: guessedFocalPx, head });
const nodOf = ({ rotation }: Surface) => turntableOf(rotation).nodRad;
function normalsOffDeg(one: Surface, other: Surface): number {
  const off: number[] = [];
  for (let y = 100; y < 300; y += 20)
    for (let x = 180; x < 430; x += 20) {
      const [a, b] = [one.hit(x, y), other.hit(x, y)];
      if (a && b) off.push((Math.acos(Math.min(1, a.nx * b.nx + a.ny * b.ny + a.nz * b.nz)) * 180) / Math.PI);
    }
  return off.sort((p, q) => p - q)[off.length >> 1];
}

describe.each(['front-from-above', 'back'] as const)('seen from %s', (view) => {
  const { surface, evidence } = shown(view, 0.75);
  const { measures, keep } = measureHead(evidence) as Measuring;
  test('it is told to be squeezed, and the head keeps its nod and its proportions', () => {
    expect(measures.head.squeeze).toBe(0.75);
    const [a, b] = measures.head.halfAxesMm;
    expect(Math.abs(b / a / (MEAN_HALF_AXES_MM[1] / MEAN_HALF_AXES_MM[0]) - 1)).toBeLessThan(0.06);
    expect(Math.abs(nodOf(found(measures)) - nodOf(surface))).toBeLessThan(0.12);
    expect(normalsOffDeg(found(measures), surface)).toBeLessThan(5);
    expect(measures.messages.join(' ')).toContain('25 % lower');
  });
  test('what is kept of it lies on the head in the picture as it is', () => {
    const { photo, outlinePx, alone } = keep();
    expect(photo).toEqual({ widthPx: SIDE, heightPx: SIDE });
    const kept = headSurface({ ...photo, pxPerMm: alone.scale.pxPerMm, focalPx: alone.focalPx, head: alone.head });
    const near: number[] = [];
    for (let i = 0; i < outlinePx.length; i += 4)
      if (outlinePx[i + 1] < 200) near.push(Math.abs(kept.missMm(outlinePx[i], outlinePx[i + 1])));
    expect(near.sort((p, q) => p - q)[near.length >> 1]).toBeLessThan(1.5);
  });
});

test.each(['back', 'left', 'right'] as const)('a square picture that was not squeezed is taken as it is: %s', (view) => {
  const { surface, evidence } = shown(view, 1);
  const { measures } = measureHead(evidence) as Measuring;
  expect(measures.head.squeeze).toBeUndefined();
  expect(normalsOffDeg(found(measures), surface)).toBeLessThan(5);
  expect(measures.messages.join(' ')).not.toContain('squeezed');
});

/* What is measured of a hairline: on a ball where it can be worked out, and on a head whose line is known. */
import { describe, expect, test } from 'vitest';
import { newProject } from '../../../src/core/consultation/schema.ts';
import { hairlineCurve } from '../../../src/core/design/hairline.ts';
import { shapePoints } from '../../../src/core/design/hairline-shapes.ts';
import { lengthSdMm, whyNotCalibrated } from '../../../src/core/scalp/calibrated.ts';
import { type CornerFigures, hairlineFigures } from '../../../src/core/scalp/hairline-figures.ts';
import { type HairlineHeight, hairlineHeight, squeezeOf } from '../../../src/core/scalp/hairline-height.ts';
import { frontAt, type MapDeg, mirrored, upMm } from '../../../src/core/scalp/head-map.ts';
import { skinPath } from '../../../src/core/scalp/skin-path.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';

const surfaceOf = (
  halfAxesMm: [number, number, number],
  shape: 'standard' | 'ellipsoid',
  rotationRad: [number, number, number] = [0, 0, 0],
): Surface =>
  headSurface({ widthPx: 1400, heightPx: 1400, pxPerMm: 6, focalPx: 6000, head: { centrePx: [700, 760], halfAxesMm, rotationRad, shape } });
const head = surfaceOf([77, 84, 95], 'standard');
/** Straight between these places of the map. */
function through(...places: MapDeg[]): MapDeg[] {
  return places.slice(1).flatMap((to, i) => {
    const from = places[i];
    return Array.from({ length: 60 }, (_, k): MapDeg => [from[0] + ((to[0] - from[0]) * k) / 60, from[1] + ((to[1] - from[1]) * k) / 60]);
  });
}
/** A line with corners at these heights over the head's middle, mm, straight in front: from the subject's right temple to the left one. */
function withCorners(rightMm: number, leftMm: number): MapDeg[] {
  const knots = [
    [-68, 5],
    [-52, rightMm],
    [0, 62],
    [52, leftMm],
    [68, 5],
  ];
  return knots.slice(1).flatMap(([x1, y1], i) => {
    const [x0, y0] = knots[i];
    return Array.from({ length: 40 }, (_, k) => frontAt(head, x0 + ((x1 - x0) * k) / 40, y0 + ((y1 - y0) * k) / 40));
  });
}

describe('corners', () => {
  test('each stands as high over the glabella as it was put, and the difference is theirs', () => {
    const figures = hairlineFigures(withCorners(58, 63), head);
    const level = upMm(head, figures.glabella);
    expect(figures.right?.aboveMm).toBeCloseTo(58 - level, 0);
    expect(figures.left?.aboveMm).toBeCloseTo(63 - level, 0);
    expect(figures.leftHigherMm).toBeCloseTo(5, 0);
  });
  test('mirrored, left and right change places', () => {
    const line = withCorners(58, 63);
    const [there, back] = [hairlineFigures(line, head), hairlineFigures(line.map(mirrored).reverse(), head)];
    expect(back.leftHigherMm).toBeCloseTo(-(there.leftHigherMm ?? Number.NaN), 6);
    expect(back.lengthMm).toBeCloseTo(there.lengthMm, 6);
    expect(back.mid?.aboveMm).toBeCloseTo(there.mid?.aboveMm ?? Number.NaN, 6);
  });
  test('in a squeezed picture they stand as high as on the head as it is, like its mid-point', () => {
    const line = withCorners(48, 60);
    const squeezed = surfaceOf([77, 0.75 * 84, 95], 'standard');
    const [shown, whole] = [hairlineFigures(line, squeezed), hairlineFigures(line, head)];
    const by = squeezeOf(squeezed.halfAxesMm) / squeezeOf(head.halfAxesMm);
    expect(by).toBeLessThan(0.85);
    for (const side of ['left', 'right'] as const) {
      const [is, was] = [shown[side], whole[side]] as [CornerFigures, CornerFigures];
      expect(is.place).toEqual(was.place);
      // the same place of the map lies on the squeezed head at 0.75 of its height
      expect(is.aboveMm).toBeCloseTo((0.75 / by) * was.aboveMm, 6);
    }
    const [low, high] = [hairlineHeight(line, squeezed), hairlineHeight(line, head)] as [HairlineHeight, HairlineHeight];
    expect(high.cornerAboveMidMm).toBeLessThan(-1);
    expect(low.cornerAboveMidMm).toBeCloseTo((0.75 / by) * high.cornerAboveMidMm, 6);
  });
  test.each([-9, 5])('a drawn line has them as high over its middle as they were asked for, squeezed or not: %s mm', (askedMm) => {
    for (const form of [head, surfaceOf([77, 0.75 * 84, 95], 'standard')]) {
      const points = shapePoints('mature', 50, askedMm, form);
      const [corner, middle] = [points[8], points[5]];
      expect((upMm(form, corner) - upMm(form, middle)) / squeezeOf(form.halfAxesMm)).toBeCloseTo(askedMm, 3);
    }
  });
  test('a line that ends before it turns down has none', () => {
    const figures = hairlineFigures(through(frontAt(head, -30, 60), frontAt(head, 30, 60)), head);
    expect([figures.left, figures.right, figures.leftHigherMm]).toEqual([null, null, null]);
  });
  test.each(['straight', 'rounded', 'mature', 'peak'] as const)(
    'a %s hairline that is drawn alike on both sides has none higher, however the head is turned',
    (shape) => {
      const line = hairlineCurve({ points: shapePoints(shape, 50, 0, head) }, 0.5);
      for (const turn of [0, 0.3]) {
        const figures = hairlineFigures(line, surfaceOf([77, 84, 95], 'standard', [0.1, turn, 0]));
        expect(figures.left).not.toBeNull();
        expect(Math.abs(figures.leftHigherMm ?? Number.NaN)).toBeLessThan(0.5);
        const mid = figures.mid as NonNullable<typeof figures.mid>;
        // the mid-line is the shortest way from one of its places to another
        expect(Math.abs(mid.aboveMm - skinPath(head, figures.glabella, mid.place).lengthMm)).toBeLessThan(0.3);
      }
    },
  );
});

test('on a ball a line on the level of a circle is as long as its arc', () => {
  const ball = surfaceOf([80, 80, 80], 'ellipsoid');
  // 40 degrees from the vertex: a circle of radius 80 sin 40
  const line = Array.from({ length: 401 }, (_, i): MapDeg => {
    const t = ((i - 200) / 200) * 1.1;
    return [40 * Math.sin(t), 40 * Math.cos(t)];
  });
  expect(hairlineFigures(line, ball).lengthMm).toBeCloseTo(80 * Math.sin((40 * Math.PI) / 180) * 2.2, 1);
});

test('lengths are told once there are head and scale, and the scale is no mere guess', () => {
  const bare = newProject({ name: '', widthPx: 100, heightPx: 100 });
  const scale = { pxPerMm: 6, method: 'marks' as const, sdShare: 0.01 };
  const placed = {
    centrePx: [50, 50] as [number, number],
    halfAxesMm: [77, 84, 95] as [number, number, number],
    rotationRad: [0, 0, 0] as [number, number, number],
  };
  expect(whyNotCalibrated(bare)).toBe('scale');
  expect(whyNotCalibrated({ ...bare, scale })).toBe('head');
  expect(whyNotCalibrated({ ...bare, scale, head: placed })).toBeNull();
  expect(whyNotCalibrated({ ...bare, scale: { ...scale, sdShare: 0.09 }, head: placed })).toBe('guess');
  expect(lengthSdMm(100, { sdShare: 0.03 })).toBeCloseTo(3.08, 2);
});

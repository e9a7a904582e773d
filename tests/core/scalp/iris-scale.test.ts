/* Scale from irises: a head put together from known parts gives back the scale at its middle. */
import { expect, test } from 'vitest';
import type { Iris } from '../../../src/core/scalp/iris.ts';
import { IRIS_WIDTH_MM, scaleFromIrises } from '../../../src/core/scalp/iris-scale.ts';
import { rotationMatrix } from '../../../src/core/scalp/rotation.ts';

const FOCAL_PX = 7000;
const DEPTH_MM = 1100;
const WIDTH_PX = 1600;

/** The eye of a head whose middle lies on the camera's axis, looking where the head looks. */
function eye(rotation: readonly number[], side: 1 | -1, turnRad: number): Iris {
  const [x, y, z] = [0, 1, 2].map((row) => rotation[row * 3] * 30.5 * side + rotation[row * 3 + 1] * 39 + rotation[row * 3 + 2] * -91);
  const pxPerMm = FOCAL_PX / (DEPTH_MM + z);
  const longPx = IRIS_WIDTH_MM * pxPerMm;
  const seenTurn = turnRad - Math.atan(x / (DEPTH_MM + z));
  return {
    xPx: WIDTH_PX / 2 + x * pxPerMm,
    yPx: 1000 + y * pxPerMm,
    widthPx: longPx * Math.cos(seenTurn),
    heightPx: longPx,
    longPx,
    sdPx: 0.2,
  };
}

test.each([0, 0.2, -0.35, 0.6])('turned by %f rad: the scale at the middle of the head comes back', (turnRad) => {
  const rotation = rotationMatrix([0.15, turnRad, 0]);
  const [left, right] = [eye(rotation, 1, turnRad), eye(rotation, -1, turnRad)];
  for (const eyes of [
    { left, right },
    { left, right: null },
    { left: null, right },
  ]) {
    const scale = scaleFromIrises({ ...eyes, photoWidthPx: WIDTH_PX, turnRad, focalPx: FOCAL_PX, rotation });
    expect(scale!.pxPerMm / (FOCAL_PX / DEPTH_MM)).toBeCloseTo(1, 2);
    expect(scale!.sdShare).toBeGreaterThan(0.42 / 11.7);
    expect(scale!.sdShare).toBeLessThan(0.055);
  }
});

test('the correction says what the depth took off, and is less sure without a focal length', () => {
  const rotation = rotationMatrix([0.15, 0, 0]);
  const eyes = { left: eye(rotation, 1, 0), right: eye(rotation, -1, 0), photoWidthPx: WIDTH_PX, turnRad: 0 };
  const known = scaleFromIrises({ ...eyes, focalPx: FOCAL_PX })!;
  expect(known.pxPerMm / (1 - known.correctionShare)).toBeCloseTo(eyes.left.longPx / IRIS_WIDTH_MM, 1);
  expect(known.correctionShare).toBeCloseTo(85 / 1100, 2);
  const unknown = scaleFromIrises({ ...eyes, focalPx: null })!;
  expect(unknown.correctionShare).toBeCloseTo(85 / 700, 2);
  expect(unknown.sdShare).toBeGreaterThan(known.sdShare);
});

test('without an iris there is no scale', () => {
  expect(scaleFromIrises({ left: null, right: null, photoWidthPx: WIDTH_PX, turnRad: null, focalPx: null })).toBeNull();
});

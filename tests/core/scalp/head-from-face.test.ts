/* A head from the face alone: at any size and place, also where no outline can be followed; and what does not fit the face is left out. */
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/math/raster.ts';
import { BODY_POINTS } from '../../../src/core/scalp/body-points.ts';
import { FACE_POINT, FACE_POINTS, type FaceLandmarks, type FacePoint, facePoint } from '../../../src/core/scalp/face-landmarks.ts';
import { headFromFace, scaleFromFace } from '../../../src/core/scalp/head-from-face.ts';
import { measureHead, poseOfFace } from '../../../src/core/scalp/measure-photo.ts';
import { rotationMatrix } from '../../../src/core/scalp/rotation.ts';

/** Where a mean face has its points, head axes in mm from the head's middle: to the subject's left, down, away from the face. */
const MM: Partial<Record<FacePoint, [number, number, number]>> = {
  glabella: [0, 12, -112],
  nasion: [0, 22, -108],
  noseTip: [0, 62, -125],
  subnasale: [0, 78, -110],
  chin: [0, 130, -93],
  foreheadTop: [0, -40, -100],
  rightEyeOuter: [-47.5, 28, -84],
  rightEyeInner: [-17, 30, -92],
  leftEyeInner: [17, 30, -92],
  leftEyeOuter: [47.5, 28, -84],
  rightFaceEdge: [-72, 45, -20],
  leftFaceEdge: [72, 45, -20],
};
function faceAt(centrePx: [number, number], pxPerMm: number, rotation: [number, number, number]): FaceLandmarks {
  const R = rotationMatrix(rotation);
  const pointsPx = new Float32Array(FACE_POINTS * 3);
  for (const [name, p] of Object.entries(MM) as [FacePoint, [number, number, number]][])
    for (let k = 0; k < 3; k++)
      pointsPx[FACE_POINT[name] * 3 + k] =
        (k < 2 ? centrePx[k] : 0) + pxPerMm * (R[3 * k] * p[0] + R[3 * k + 1] * p[1] + R[3 * k + 2] * p[2]);
  return { pointsPx };
}

describe('a head from its face', () => {
  test.each([
    [8, [0, 0, 0]],
    [2, [0.2, 0.4, 0.1]],
    [5, [-0.1, -0.6, -0.2]],
  ] as [number, [number, number, number]][])('at %f px per mm turned by %j: scale and middle come back', (pxPerMm, rotation) => {
    const face = faceAt([500, 420], pxPerMm, rotation);
    const scale = scaleFromFace(face);
    expect(Math.abs(scale.pxPerMm / pxPerMm - 1)).toBeLessThan(0.01);
    const head = headFromFace(face, { rotationRad: rotation, sd: 0.06 }, pxPerMm);
    expect(Math.hypot(head.centrePx[0] - 500, head.centrePx[1] - 420) / pxPerMm).toBeLessThan(1);
  });
});

test.each([-0.3, 0, 0.3])('a face that nods by %f more is that much more of a nod: the crown comes nearer', (nod) => {
  const still = poseOfFace(faceAt([500, 420], 5, [0, 0, 0])).rotationRad;
  const { rotationRad } = poseOfFace(faceAt([500, 420], 5, [nod, 0, 0]));
  expect(rotationRad[0] - still[0]).toBeCloseTo(nod, 3);
  expect(Math.abs(still[0]), 'of a face that looks straight ahead').toBeLessThan(0.13);
  // R turns the crown, (0, -1, 0), towards the camera where it is positive
  expect(-rotationMatrix([0.3, 0, 0])[7]).toBeLessThan(0);
});

/** A picture without any outline: a tangle of colours from edge to edge. */
function tangle(size: number): Raster {
  const rgba = new Uint8Array(size * size * 4);
  let seed = 7;
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      rgba[4 * i + c] = seed >>> 24;
    }
    rgba[4 * i + 3] = 255;
  }
  return { widthPx: size, heightPx: size, rgba };
}

test('where no outline can be followed the face places the head, and it is said', () => {
  const photo = { widthPx: 400, heightPx: 400 };
  const nothing = { raster: tangle(400), photo, focalPx: null, face: null, person: null, body: null, side: null };
  const face = faceAt([200, 160], 1.2, [0.1, 0, 0]);
  const measures = measureHead({ ...nothing, face })?.measures;
  expect(measures?.scale.method).toBe('face');
  expect(measures?.head.rotationRad[0]).toBeCloseTo(poseOfFace(face).rotationRad[0], 6);
  expect(measures?.messages.join(' ')).toMatch(/by the face alone/);
  expect(measureHead(nothing)).toBeNull();
});

/** A white square with skin where a place of the head or near it, in mm across and down from its middle, is skin. */
function onWhite(
  size: number,
  toMm: (x: number, y: number) => [number, number],
  isSkin: (acrossMm: number, downMm: number) => boolean,
): Raster {
  const rgba = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (isSkin(...toMm(x + 0.5, y + 0.5))) rgba.set([150, 105, 85], 4 * (y * size + x));
  return { widthPx: size, heightPx: size, rgba };
}
const isHeadAndNeck = (acrossMm: number, downMm: number) =>
  (acrossMm / 77) ** 2 + (downMm / 90) ** 2 < 1 || (Math.abs(acrossMm) < 50 && downMm > 0);

test('an outline with hands in it does not fit the face, which then places the head', () => {
  const photo = { widthPx: 400, heightPx: 400 };
  const [pxPerMm, cx, cy] = [1.2, 200, 150];
  const areHands = (acrossMm: number, downMm: number) => downMm > -60 && downMm < -25 && Math.abs(acrossMm) < 95;
  const raster = onWhite(
    400,
    (x, y) => [(x - cx) / pxPerMm, (y - cy) / pxPerMm],
    (across, down) => isHeadAndNeck(across, down) || areHands(across, down),
  );
  const face = faceAt([cx, cy], pxPerMm, [0.1, 0, 0]);
  const measures = measureHead({ raster, photo, focalPx: null, face, person: null, body: null, side: null })?.measures;
  expect(measures?.isTrusted).toBe(true);
  expect(measures?.scale.method).toBe('face');
  expect(measures?.messages.join(' ')).toMatch(/outline does not fit the face \(hair, a hat, hands/);
});

test('a face without a nose is none, and neither is one whose nose lies elsewhere', () => {
  const photo = { widthPx: 400, heightPx: 400 };
  const face = faceAt([200, 160], 1.2, [0.1, 0, 0]);
  const body = { points: new Float32Array(BODY_POINTS.length * 3) };
  const evidence = { raster: tangle(400), photo, focalPx: null, face, person: null, body, side: null };
  const without = measureHead(evidence)?.measures;
  expect(without?.sawFace ?? false).toBe(false);
  expect(without?.isTrusted ?? false).toBe(false);
  for (let k = 2; k < body.points.length; k += 3) body.points[k] = 0.9;
  const [x, y] = facePoint(face, 'noseTip');
  const breadthPx = facePoint(face, 'leftFaceEdge')[0] - facePoint(face, 'rightFaceEdge')[0];
  const withNoseAt = (shift: number) => {
    body.points.set([x, y + shift * breadthPx], 3 * BODY_POINTS.indexOf('nose'));
    return measureHead(evidence)?.measures;
  };
  expect(withNoseAt(0.1)?.sawFace).toBe(true);
  const elsewhere = withNoseAt(0.3);
  expect(elsewhere?.sawFace ?? false).toBe(false);
  expect(elsewhere?.isTrusted ?? false).toBe(false);
});
test('a face that is believed stays believed where its picture is measured as before it was squeezed', () => {
  const photo = { widthPx: 400, heightPx: 400 };
  const [pxPerMm, squeeze, cx, cy] = [1.5, 0.7, 200, 160];
  const raster = onWhite(400, (x, y) => [(x - cx) / pxPerMm, (y - cy) / pxPerMm / squeeze], isHeadAndNeck);
  const face = faceAt([cx, cy / squeeze], pxPerMm, [0.1, 0, 0]);
  for (let i = 1; i < face.pointsPx.length; i += 3) face.pointsPx[i] *= squeeze;
  const body = { points: new Float32Array(BODY_POINTS.length * 3).fill(0.9) };
  const [x, y] = facePoint(face, 'noseTip');
  const breadthPx = facePoint(face, 'leftFaceEdge')[0] - facePoint(face, 'rightFaceEdge')[0];
  body.points.set([x, y + 0.2 * breadthPx], 3 * BODY_POINTS.indexOf('nose'));
  const measures = measureHead({ raster, photo, focalPx: null, face, person: null, body, side: null })?.measures;
  expect(measures?.head.squeeze).toBeLessThan(1);
  expect(measures?.sawFace).toBe(true);
});
test('what was guessed is told with what mends it, and where', () => {
  const photo = { widthPx: 400, heightPx: 400 };
  const face = faceAt([200, 160], 1.2, [0.1, 0, 0]);
  const measures = measureHead({ raster: tangle(400), photo, focalPx: null, face, person: null, body: null, side: null })?.measures;
  expect(measures?.sure).toContain('which way the head faces');
  const [worst] = measures?.guessed ?? [];
  expect(worst.text).toMatch(/by the face alone/);
  expect(worst.mend).not.toBe('');
  expect(worst.atPx).not.toBeNull();
});

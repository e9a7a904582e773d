/* Proposed dots keep to the person, off ears that were seen, however the head is turned in the picture, and off the face below the brows. */
import { expect, test } from 'vitest';
import { FACE_POINT, FACE_POINTS, type FacePoint } from '../../../src/core/scalp/face-landmarks.ts';
import { tiltedBy, viewAngles, viewMatrix } from '../../../src/core/scalp/head-view.ts';
import { hairAround, placesForDots } from '../../../src/core/scalp/places-for-dots.ts';
import { rotationMatrix } from '../../../src/core/scalp/rotation.ts';

const PHOTO = { widthPx: 400, heightPx: 400 };
const PX_PER_MM = 2;
const EAR = [200, 200] as const;
const side = (tiltRad: number, earsPx = [EAR]) => ({
  head: {
    centrePx: [150, 150] as const,
    halfAxesMm: [77, 79, 92] as [number, number, number],
    rotationRad: tiltedBy(viewMatrix('left'), tiltRad),
  },
  scale: { pxPerMm: PX_PER_MM, method: 'breadth' as const, sdShare: 0.04 },
  earsPx,
  isMaskBelieved: true,
});

/** A face of 80 mm between its edges. */
function faceAt(glabellaX: number, glabellaY: number) {
  const pointsPx = new Float32Array(FACE_POINTS * 3);
  const put = (name: FacePoint, dx: number, dy: number) => pointsPx.set([glabellaX + dx, glabellaY + dy, 0], FACE_POINT[name] * 3);
  put('glabella', 0, 0);
  put('rightFaceEdge', -80, 40);
  put('leftFaceEdge', 80, 40);
  put('rightEyeOuter', -40, 20);
  put('leftEyeOuter', 40, 20);
  return { pointsPx };
}

test('an ear is spared: high and narrow, and more of it behind its point than before', () => {
  const takes = placesForDots(side(0), null, null, PHOTO);
  const at = (acrossMm: number, downMm: number) => takes(EAR[0] + acrossMm * PX_PER_MM, EAR[1] + downMm * PX_PER_MM);
  expect([at(0, 0), at(0, -37), at(0, 37)]).toEqual([false, false, false]);
  expect([at(0, -45), at(0, 45)]).toEqual([true, true]);
  // facing left: the back of the head is to the right
  expect([at(30, 0), at(-30, 0)]).toEqual([false, true]);
});
test('tilted by a quarter, the ear lies across', () => {
  const takes = placesForDots(side(Math.PI / 2), null, null, PHOTO);
  expect([takes(EAR[0] + 37 * PX_PER_MM, EAR[1]), takes(EAR[0], EAR[1] - 37 * PX_PER_MM)]).toEqual([false, true]);
});
test('in a picture squeezed to three quarters of its height the ear is that low', () => {
  const squeezed = { ...side(0), head: { ...side(0).head, squeeze: 0.75 } };
  const takes = placesForDots(squeezed, null, null, PHOTO);
  const down = (mm: number) => takes(EAR[0], EAR[1] + mm * PX_PER_MM * Math.sqrt(0.75));
  expect([down(-37), down(37), down(-47), down(47)]).toEqual([false, false, true, true]);
});
test('from behind an ear stands off the head though its point lies on it, and the scalp beside it takes dots', () => {
  const behind = (offMm: number) => ({
    ...side(0),
    head: { ...side(0).head, centrePx: [EAR[0] - offMm * PX_PER_MM, EAR[1] - 53 * PX_PER_MM] as const, rotationRad: viewAngles('back') },
  });
  for (const pointMm of [55, 66, 76]) {
    const takes = placesForDots(behind(pointMm), null, null, PHOTO);
    const at = (mm: number) => takes(EAR[0] + (mm - pointMm) * PX_PER_MM, EAR[1]);
    expect([at(30), at(68), at(76), at(94), at(102)], `${pointMm} mm`).toEqual([true, true, false, false, true]);
  }
});
test('with a face, ears that were not looked for are spared where ears are', () => {
  const front = { ...side(0, []), head: { ...side(0).head, centrePx: [200, 200] as const, rotationRad: viewAngles('front') } };
  const takes = placesForDots(front, faceAt(200, 270), null, PHOTO);
  for (const sign of [-1, 1])
    for (const [acrossMm, downMm, isFree] of [
      [84, 53, false],
      [84, 20, false],
      [80, -5, true],
      [66, 20, true],
    ] as const)
      expect(takes(200 + sign * acrossMm * PX_PER_MM, 200 + downMm * PX_PER_MM), `${acrossMm}, ${downMm}`).toBe(isFree);
});
test('a patch lies among hair; a taper towards the neck, and the neck, do not', () => {
  const hair = (x: number, y: number) => (Math.hypot(x - 100, y - 100) < 20 ? 0 : Math.min(1, Math.max(0, (300 - y) / 100)));
  const { isAmong, isBelow } = hairAround(hair, { rotation: rotationMatrix(viewAngles('back')), pxPerMm: PX_PER_MM });
  expect([isAmong(100, 100), isAmong(100, 230), isAmong(100, 255), isAmong(100, 320)]).toEqual([true, true, false, false]);
  expect([isBelow(100, 100), isBelow(100, 230), isBelow(100, 255), isBelow(100, 320)]).toEqual([false, false, true, false]);
});
test('a tall patch lies among hair only where there is hair on both sides of it: between nape and collar there is none', () => {
  const at = (x: number, y: number) => [x * PX_PER_MM, y * PX_PER_MM] as const;
  /** hair but for 32 mm of height, over a width */
  const gap = (halfWidthMm: number) =>
    hairAround((x, y) => (Math.abs(y / PX_PER_MM - 50) < 16 && Math.abs(x / PX_PER_MM - 100) < halfWidthMm ? 0 : 1), {
      rotation: rotationMatrix(viewAngles('back')),
      pxPerMm: PX_PER_MM,
    }).isAmong;
  expect([gap(15)(...at(100, 36)), gap(60)(...at(100, 36)), gap(60)(...at(100, 46))]).toEqual([true, false, true]);
});
test('what the mask takes for the wall takes no dots, where the mask is believed', () => {
  const share = Uint8Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 255 : 0));
  const mask = { widthPx: 4, heightPx: 4, share };
  const places = side(0, []);
  expect([placesForDots(places, null, mask, PHOTO)(100, 50), placesForDots(places, null, mask, PHOTO)(300, 50)]).toEqual([true, false]);
  expect(placesForDots({ ...places, isMaskBelieved: false }, null, mask, PHOTO)(300, 50)).toBe(true);
});
test('below the brows of a seen face there are none, beside it and above there may be', () => {
  const front = { ...side(0, []), head: { ...side(0).head, centrePx: [200, 150] as const, rotationRad: viewAngles('front') } };
  const takes = placesForDots(front, faceAt(200, 220), null, PHOTO);
  expect([takes(200, 300), takes(200, 212), takes(200, 200), takes(100, 300)]).toEqual([false, false, true, true]);
});

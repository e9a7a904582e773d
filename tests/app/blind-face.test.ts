/* A face mesh that shows no iris may lie on patchy hair or on an ear: the pose net must see its nose too. */
import { expect, test, vi } from 'vitest';
import type { MeasuredAway } from '../../src/app/measure-away.ts';
import { measureOpened, type Seekers } from '../../src/app/measure-opened.ts';
import { BODY_POINTS, type BodyPoints } from '../../src/core/scalp/body-points.ts';
import { FACE_POINT, FACE_POINTS } from '../../src/core/scalp/face-landmarks.ts';
import { measured, photoNamed } from '../support/fake-desk.ts';

let isFaceBlind = false;
/** Whether the pose net's points were there, for each measuring. */
let withBody: boolean[] = [];
vi.mock('../../src/app/measure-away.ts', () => ({
  measureAway: async ({ body }: { body: BodyPoints | null }): Promise<MeasuredAway> => {
    withBody.push(body !== null);
    const { measures, kept } = measured() as MeasuredAway;
    return { measures: { ...measures, isFaceBlind: isFaceBlind && body === null }, kept };
  },
  sendRaster() {},
}));

/** A face 100 px broad with its nose at 200, 200. */
function face() {
  const pointsPx = new Float32Array(FACE_POINTS * 3);
  pointsPx.set([200, 200], FACE_POINT.noseTip * 3);
  pointsPx.set([150, 190], FACE_POINT.rightFaceEdge * 3);
  pointsPx.set([250, 190], FACE_POINT.leftFaceEdge * 3);
  return { pointsPx };
}
const nose = (share: number, xPx = 200): BodyPoints => ({
  points: Float32Array.from(BODY_POINTS.flatMap((name) => [xPx, 200, name === 'nose' || name === 'leftEar' ? share : 0.01])),
});

async function looksFor(blind: boolean, body: BodyPoints | null) {
  [isFaceBlind, withBody] = [blind, []];
  const seekers: Seekers = {
    face: async () => ({ ok: true, face: face(), more: async () => false }),
    person: async () => ({ ok: true, person: null }),
    body: vi.fn(async () => body),
  };
  await measureOpened(seekers, photoNamed('front.jpg'), { focalPx: null, side: null });
  return { withBody, looks: vi.mocked(seekers.body).mock.calls.length };
}

test('with an iris it is believed', async () => {
  expect(await looksFor(false, nose(0.1))).toEqual({ withBody: [false], looks: 0 });
});
test('without one, it is believed as it was measured if its nose is seen there, or if nothing can look', async () => {
  expect(await looksFor(true, nose(0.95))).toEqual({ withBody: [false], looks: 1 });
  expect(await looksFor(true, null)).toEqual({ withBody: [false], looks: 1 });
});
test('without one, it is believed if the nose that is seen is another person’s', async () => {
  expect(await looksFor(true, nose(0.95, 320))).toEqual({ withBody: [false], looks: 1 });
  expect((await looksFor(true, nose(0.6, 320))).withBody).toEqual([false, true]);
});
test('without one, and with no nose or one elsewhere, the head is measured with what the pose net sees', async () => {
  expect((await looksFor(true, nose(0.1))).withBody).toEqual([false, true]);
  expect((await looksFor(true, nose(0.95, 240))).withBody).toEqual([false, true]);
});

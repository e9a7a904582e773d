/* Which way up a photo without a face is measured: as it seems to lie, and another way if no head fits well that way. */
import { expect, test, vi } from 'vitest';
import type { MeasuredAway } from '../../src/app/measure-away.ts';
import { measureOpened, type Seekers } from '../../src/app/measure-opened.ts';
import { BODY_POINTS, type BodyPoint, type BodyPoints } from '../../src/core/scalp/body-points.ts';
import type { Quarters } from '../../src/core/scalp/turned.ts';
import { measured, photoNamed } from '../support/fake-desk.ts';

/** The ways up in which a head fits well; each measuring adds the way it looked. */
let fitting: Quarters[] = [];
let tried: Quarters[] = [];
vi.mock('../../src/app/measure-away.ts', () => ({
  measureAway: async ({ body }: { body: BodyPoints }): Promise<MeasuredAway> => {
    const quarters = body.points[0] as Quarters;
    tried.push(quarters);
    const { measures, kept } = measured() as MeasuredAway;
    return { measures: { ...measures, sawFace: false, isTrusted: fitting.includes(quarters) }, kept };
  },
  sendRaster() {},
}));

/** Points at which the only thing that tells is which of them are seen; the first coordinate says which way up. */
function pointsWith(quarters: Quarters, shares: Partial<Record<BodyPoint, number>>): BodyPoints {
  return { points: Float32Array.from(BODY_POINTS.flatMap((name, i) => [i ? 200 : quarters, 200, shares[name] ?? 0.01])) };
}
const EAR = { leftEar: 0.95 };

async function messageOf(shares: readonly Partial<Record<BodyPoint, number>>[], fits: Quarters[]) {
  [fitting, tried] = [fits, []];
  const body = vi.fn(async (quarters: Quarters) => pointsWith(quarters, shares[quarters]));
  const seekers: Seekers = {
    face: async () => ({ ok: true, face: null, more: async () => false }),
    person: async () => ({ ok: true, person: null }),
    body,
  };
  const { measures } = await measureOpened(seekers, photoNamed('left.jpg'), { focalPx: null, side: null });
  return { tried, looks: body.mock.calls.length, message: measures?.messages[0] ?? '' };
}

test('an ear that is surely seen where the head fits: the other ways are not looked at', async () => {
  const { tried, looks } = await messageOf([EAR, {}, {}, {}], [0]);
  expect(tried).toEqual([0]);
  expect(looks).toBe(1);
});

test('an ear that is seen though the head lies: it fits badly, and the way with more of a head is tried', async () => {
  const { tried, looks, message } = await messageOf([EAR, {}, {}, { ...EAR, leftEye: 0.95, nose: 0.95 }], [3]);
  expect(tried).toEqual([0, 3]);
  // each way once
  expect(looks).toBe(4);
  expect(message).toContain('The photo lies a quarter turn to the right');
});

test('no way fits: it is shown as it seems to lie', async () => {
  const { tried, message } = await messageOf([{ leftEar: 0.5 }, { leftEar: 0.5 }, {}, {}], []);
  expect(tried).toEqual([0, 1]);
  expect(message).not.toContain('The photo lies');
});

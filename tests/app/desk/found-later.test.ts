/* What is found out of a photo after its head: another face is told and evidence added once the plan is there, and nothing is set after a cancel. */
import { expect, test, vi } from 'vitest';
import { beginGesture, endGesture, setTitle, stepsOf } from '../../../src/app/actions.ts';
import { closeToStart, openPhoto, resume } from '../../../src/app/desk/open.ts';
import { addPhotos } from '../../../src/app/desk/photos.ts';
import type { Consultation } from '../../../src/core/consultation/consultation.ts';
import type { FaceSeen } from '../../../src/core/photo/photo-check.ts';
import { fakeDesk, jpeg, measured, settled } from '../../support/fake-desk.ts';

vi.setConfig({ testTimeout: 60_000 });

const TOLD = /More than one face|under Photo/;
const SEEN: FaceSeen = { rollRad: 0, more: false, pointsPx: new Float32Array(478 * 3), glasses: false, person: null };

function withFace() {
  let tell: (seen: FaceSeen) => void = () => {};
  const whole = new Promise<FaceSeen>((resolve) => (tell = resolve));
  const asked = { times: 0 };
  const wholeSeen = () => {
    asked.times++;
    return whole;
  };
  const made = fakeDesk({ measureOpened: async () => ({ ...measured(), seen: Promise.resolve(SEEN), wholeSeen }) });
  return { ...made, tell, asked };
}
const isPlanned = ({ desk }: ReturnType<typeof withFace>) => !!desk.store.getState().project?.head;

test('the plan does not wait for it, and what it changes is told afterwards', async () => {
  const made = withFace();
  const opening = openPhoto(made.desk, jpeg('one.jpg'));
  await vi.waitUntil(() => isPlanned(made), { timeout: 30_000 });
  expect(made.desk.opened?.shown.face).toBe(SEEN);
  expect(made.notices().join()).not.toMatch(TOLD);
  const two = { ...SEEN, more: true };
  made.tell(two);
  await opening;
  expect(made.desk.opened?.shown.face).toBe(two);
  expect(made.notices().join()).toMatch(TOLD);
});

test('nothing is told of it after the measuring was cancelled', async () => {
  const made = withFace();
  const opening = openPhoto(made.desk, jpeg('one.jpg'));
  await vi.waitUntil(() => isPlanned(made), { timeout: 30_000 });
  made.desk.activities.abort('measure');
  made.tell({ ...SEEN, more: true });
  await opening;
  await settled();
  expect(made.desk.opened?.shown.face).toBe(SEEN);
  expect(made.notices().join()).not.toMatch(TOLD);
});

function withLateEvidence() {
  const { kept, ...rest } = measured();
  let goOn = () => {};
  const late = new Promise<void>((resolve) => (goOn = resolve));
  const asked = vi.fn();
  const made = fakeDesk({
    measureOpened: async () => ({
      ...rest,
      kept: async () => {
        asked();
        await late;
        return kept();
      },
    }),
  });
  const { store } = made.desk;
  const opening = openPhoto(made.desk, jpeg('one.jpg'));
  const whenAsked = vi.waitUntil(() => asked.mock.calls.length > 0, { timeout: 30_000 });
  return { ...made, store, opening, whenAsked, goOn, evidence: () => store.getState().consultation?.photos[0].evidence };
}

test('its evidence comes after the plan, into the same undo step and those since', async () => {
  const { desk, store, opening, whenAsked, goOn, evidence } = withLateEvidence();
  await whenAsked;
  expect(store.getState().project?.head).not.toBeNull();
  expect(evidence()).toBeUndefined();
  setTitle(store, 'Changed meanwhile');
  beginGesture(store);
  setTitle(store, 'Changing');
  goOn();
  await settled();
  expect(evidence(), 'not during a gesture').toBeUndefined();
  endGesture(store);
  await opening;
  const steps = stepsOf(store).map(({ title, photos: [{ pose, evidence: of }] }) => [title, !!pose, !!of]);
  expect(steps).toEqual([
    ['', false, false],
    ['', true, true],
    ['Changed meanwhile', true, true],
    ['Changing', true, true],
  ]);
  expect(desk.store.temporal.getState().pastStates).toHaveLength(3);
});

test('no evidence is set by a measuring that is cancelled while it is worked out', async () => {
  const { desk, opening, whenAsked, goOn, evidence } = withLateEvidence();
  await whenAsked;
  desk.activities.abort('measure');
  goOn();
  await opening;
  await settled();
  expect(evidence()).toBeUndefined();
});

/** Closed between the first dots and the evidence, and opened again. */
async function openedAgain() {
  const made = withLateEvidence();
  const { desk, store, opening, whenAsked, goOn } = made;
  await whenAsked;
  const id = desk.keeper.openId();
  await closeToStart(desk);
  goOn();
  await opening;
  await resume(desk, id);
  expect(store.getState().project?.head).not.toBeNull();
  expect(made.evidence()).toBeUndefined();
  return made;
}

test('evidence that a photo was closed without is worked out once another is added', async () => {
  const { desk, services, evidence } = await openedAgain();
  const fitHeads = vi.spyOn(services, 'fitHeads');
  await addPhotos(desk, [jpeg('two.jpg'), jpeg('three.jpg')]);
  expect(evidence()).toBeDefined();
  const [fitted] = fitHeads.mock.calls[0];
  expect(fitted.map(({ kept }) => kept.byHand.head)).toEqual([false, false]);
});

test('a head that was moved since does not pass for the one that was measured', async () => {
  const { desk, store, evidence } = await openedAgain();
  const { consultation } = store.getState() as { consultation: Consultation };
  const [first] = consultation.photos;
  const moved = { ...first, pose: { ...first.pose, centrePx: [210, 200] } } as typeof first;
  store.setState({ consultation: { ...consultation, photos: [moved] } });
  await addPhotos(desk, [jpeg('two.jpg'), jpeg('three.jpg')]);
  expect(evidence()).toBeUndefined();
});

test('nothing is set by a measuring that is cancelled while it looks at the face', async () => {
  let goOn = () => {};
  const late = new Promise<void>((resolve) => (goOn = resolve));
  const asked = vi.fn();
  const made = fakeDesk({
    measureOpened: async () => ({
      ...measured(),
      get seen() {
        asked();
        return late.then(() => null);
      },
    }),
  });
  const opening = openPhoto(made.desk, jpeg('one.jpg'));
  await vi.waitUntil(() => asked.mock.calls.length > 0, { timeout: 30_000 });
  made.desk.activities.abort('measure');
  goOn();
  await opening;
  await settled();
  expect(made.desk.store.getState().project?.head).toBeNull();
});

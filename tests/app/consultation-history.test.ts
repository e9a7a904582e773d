/*
 * Random legal work over photos, plans, gestures and time on the real store and actions: undone to the start it is the start, redone it is
 * the end, and what comes out of the file is what went in.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as act from '../../src/app/actions.ts';
import { copyPlan, labelPhoto, movePhoto, removePhoto, removePlan, renamePlan, showPlan } from '../../src/app/consultation-actions.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import { type Consultation, parseConsultation } from '../../src/core/consultation/consultation.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { freshPhotoId } from '../../src/core/consultation/photo-ids.ts';
import { withPhoto } from '../../src/core/consultation/photos-and-plans.ts';
import { newProject, type Project, SKIN_CLASSES } from '../../src/core/consultation/schema.ts';
import { shownProject } from '../../src/core/consultation/shown-project.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';

/** Each is legal wherever it comes: where it cannot be done nothing is. `n` chooses, `x` is a share 0..1. */
const ACTIONS: Record<string, (store: AppStore, n: number, x: number) => void> = {
  addPhoto: (store, n) =>
    act.inGesture(store) ||
    store.setState(({ consultation }) => {
      const c = consultation as Consultation;
      const id = freshPhotoId(
        `photo ${n % 5}.jpg`,
        c.photos.map((one) => one.id),
      );
      return { consultation: withPhoto(c, { id, name: `photo ${n % 5}.jpg`, widthPx: 400, heightPx: 500 }) };
    }),
  removePhoto: (store, n) => removePhoto(store, photoAt(store, n)),
  movePhoto: (store, n, x) => movePhoto(store, photoAt(store, n), Math.floor(x * 6)),
  labelPhoto: (store, n, x) => labelPhoto(store, photoAt(store, n), x < 0.5 ? '' : `label ${n}`),
  showPhoto: (store, n) => act.inGesture(store) || act.setScreen(store, { photoId: photoAt(store, n) }),
  copyPlan: (store) => copyPlan(store),
  renamePlan: (store, n) => renamePlan(store, `plan ${n % 4}`),
  removePlan: (store) => removePlan(store),
  showPlan: (store, n) => showPlan(store, plans(store)[n % plans(store).length].name),
  title: (store, n) => act.setTitle(store, `title ${n}`),
  scale: (store, _, x) => act.setScale(store, { pxPerMm: 1 + 9 * x, method: 'marks', sdShare: 0.01 }),
  head: (store, n, x) =>
    act.setHead(store, { centrePx: [n % 400, 200], halfAxesMm: [60 + 30 * x, 80, 92], rotationRad: [0, x, 0], shape: 'standard' }),
  white: (store, n) => act.setWhite(store, n % 2 ? null : { gains: [1.1, 1, 0.9], atPx: [n % 400, 3] }),
  skin: (store, n) => act.setSkin(store, SKIN_CLASSES[n % 6]),
  dilution: (store, n, x) => act.setDilution(store, n % 3, 1 + 79 * x),
  addZone: (store, n, x) => act.addZone(store, zone(n, x)),
  changeZone: (store, n, x) => act.changeZone(store, zoneAt(store, n), { perCm2: 220 * x }),
  removeZone: (store, n) => act.removeZone(store, zoneAt(store, n)),
  stroke: (store, n, x) => act.addStroke(store, { tool: 'add', radiusMm: 5, strength: x, path: [[n % 90, n % 80]] }),
  norwood: (store, n) => act.setDesign(store, { norwood: n % 2 ? 'III' : 'VI' }),
  begin: (store) => act.beginGesture(store),
  end: (store) => act.endGesture(store),
  cancel: (store) => act.endGesture(store, true),
  day: (store, _, x) => act.setScreen(store, { day: Math.round(1000 * x) }),
  undo: (store) => act.undo(store),
  redo: (store) => act.redo(store),
};
const NAMES = Object.keys(ACTIONS);
const zone = (n: number, x: number) =>
  ({
    kind: 'fill',
    outline: [
      [n % 90, 0],
      [9, 9],
      [0, 9],
    ],
    perCm2: 100 * x,
    blendMm: 12,
    temples: 1,
    avoidHair: true,
  }) as Parameters<typeof act.addZone>[1];
const consultationIn = (store: AppStore) => store.getState().consultation as Consultation;
const plans = (store: AppStore) => consultationIn(store).plans;
const photoAt = (store: AppStore, n: number) => consultationIn(store).photos[n % consultationIn(store).photos.length].id;
const zoneAt = (store: AppStore, n: number) => {
  const { zones } = (store.getState().project as Project).design;
  return zones.length ? (zones[n % zones.length].id as string) : 'none';
};
const open = () => {
  const store = createAppStore();
  act.openConsultation(store, {} as DecodedPhoto, consultationOf(newProject({ name: 'front.jpg', widthPx: 400, heightPx: 500 }, 'start')));
  return store;
};

const errors = vi.spyOn(console, 'error');
beforeEach(() => errors.mockClear());
afterEach(() => expect(errors).not.toHaveBeenCalled());

/** What must hold after every step. */
function check(store: AppStore) {
  const { consultation, project, screen } = store.getState();
  if (!consultation) throw new Error('nothing is open');
  expect(consultation.photos.some(({ id }) => id === screen.photoId)).toBe(true);
  expect(consultation.plans.some(({ name }) => name === screen.planName)).toBe(true);
  expect(project).toBe(shownProject(consultation, screen.photoId, screen.planName));
}

const RUNS = 100;
const ACTIONS_A_RUN = 100;
test(`${RUNS * ACTIONS_A_RUN} actions undo to the start and redo to the end`, () => {
  const action = fc.tuple(fc.constantFrom(...NAMES), fc.nat(999), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(action, { minLength: ACTIONS_A_RUN, maxLength: ACTIONS_A_RUN, size: 'max' }), (actions) => {
      const store = open();
      const start = consultationIn(store);
      for (const [name, n, x] of actions) {
        const before = consultationIn(store);
        ACTIONS[name](store, n, x);
        check(store);
        const isStep = before !== consultationIn(store) && !act.inGesture(store) && !['undo', 'redo', 'end', 'cancel'].includes(name);
        if (isStep) expect(store.temporal.getState().pastStates.at(-1)?.consultation, `${name} is one step`).toBe(before);
      }
      act.endGesture(store);
      const end = consultationIn(store);
      const read = parseConsultation(JSON.parse(JSON.stringify(end)));
      if (!read.ok) throw new Error(read.reason);
      expect(read.consultation).toEqual(end);
      const steps = store.temporal.getState().pastStates.length;
      for (let k = 0; k < steps; k++) act.undo(store);
      check(store);
      expect(consultationIn(store)).toBe(start);
      for (let k = 0; k < steps; k++) act.redo(store);
      check(store);
      expect(consultationIn(store)).toBe(end);
    }),
    { numRuns: RUNS, seed: 11 },
  );
});

test('a gesture is one step, and cancelled it is none, whichever photo and plan it is in', () => {
  const store = open();
  copyPlan(store);
  const before = consultationIn(store);
  act.beginGesture(store);
  for (const dot of [0.2, 0.3, 0.4]) act.setTreatment(store, { dotMm: dot });
  act.endGesture(store);
  expect(plans(store).map(({ treatment }) => treatment.dotMm)).toEqual([0.32, 0.4]);
  act.undo(store);
  expect(consultationIn(store)).toBe(before);
  act.beginGesture(store);
  act.setTitle(store, 'no');
  act.endGesture(store, true);
  expect(consultationIn(store)).toBe(before);
});

test('undo shows what it changes: the plan that was worked on, the photo that comes back', () => {
  const store = open();
  ACTIONS.addPhoto(store, 1, 0);
  copyPlan(store);
  act.setSkin(store, 'V');
  showPlan(store, 'A');
  act.undo(store);
  expect(store.getState().screen.planName).toBe('B');
  removePhoto(store, 'photo 1');
  act.undo(store);
  expect(store.getState().screen.photoId).toBe('photo 1');
});

test('a plan keeps its place on the screen when its name is undone, and the last of all stays', () => {
  const store = open();
  expect(removePlan(store)).toBe(false);
  expect(removePhoto(store, 'front')).toBe(false);
  renamePlan(store, '  Lighter ');
  expect(store.getState().screen.planName).toBe('Lighter');
  act.undo(store);
  expect(store.getState().screen.planName).toBe('A');
  copyPlan(store);
  expect(renamePlan(store, 'A'), 'a name that another has').toBe(false);
  expect(renamePlan(store, ''), 'none').toBe(false);
  expect(renamePlan(store, 'x'.repeat(41)), 'too long').toBe(false);
});

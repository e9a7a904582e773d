import { beforeEach, expect, test } from 'vitest';
import { openConsultation, redo, setDesign, setTitle, stepsToRevert, undo, undoAll } from '../../src/app/actions.ts';
import { createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { newProject, type Zone } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';

let store: ReturnType<typeof createAppStore>;
const open = () =>
  openConsultation(store, {} as DecodedPhoto, consultationOf(newProject({ name: 'front.jpg', widthPx: 400, heightPx: 500 }, 'start')));
const title = () => store.getState().project?.title;

beforeEach(() => {
  store = createAppStore();
});

test('goes back 200 steps and no further', () => {
  open();
  for (let step = 1; step <= 230; step++) setTitle(store, String(step));
  for (let step = 0; step < 199; step++) undo(store);
  expect(title()).toBe('31');
  undo(store);
  expect(title()).toBe('30');
  undo(store);
  expect(title(), 'the limit').toBe('30');
  for (let step = 0; step < 200; step++) redo(store);
  expect(title()).toBe('230');
});

test('starts anew with each consultation', () => {
  open();
  setTitle(store, 'changed');
  open();
  undo(store);
  expect(title()).toBe('start');
});

test('works though a listener failed while the consultation was opened', () => {
  const leave = store.subscribe(() => {
    throw new Error('storage is switched off');
  });
  expect(open).toThrow('switched off');
  leave();
  setTitle(store, 'changed');
  undo(store);
  expect(title()).toBe('start');
});

const zone = (proposed?: boolean): Zone => ({
  kind: 'fill',
  outline: [
    [0, 0],
    [10, 0],
    [0, 10],
  ],
  perCm2: 140,
  blendMm: 12,
  temples: 1,
  avoidHair: true,
  proposed,
});

test('all is taken back as far as the plan that was proposed, and comes again step by step', () => {
  open();
  setDesign(store, { zones: [zone(true)] });
  expect(stepsToRevert(store), 'nobody has changed anything yet').toBe(0);
  setTitle(store, 'one');
  setTitle(store, 'two');
  undoAll(store);
  expect(title()).toBe('start');
  expect(store.getState().project?.design.zones).toHaveLength(1);
  redo(store);
  expect(title()).toBe('one');
});

test('all is taken back to the start where nothing was ever planned', () => {
  open();
  setTitle(store, 'one');
  setTitle(store, 'two');
  undoAll(store);
  expect(title()).toBe('start');
});

test('all is taken back to the start where somebody drew the first zone', () => {
  open();
  setTitle(store, 'one');
  setDesign(store, { zones: [zone()] });
  setDesign(store, { zones: [zone(), zone(true)] });
  undoAll(store);
  expect(store.getState().project?.design.zones).toEqual([]);
  expect(title()).toBe('start');
});

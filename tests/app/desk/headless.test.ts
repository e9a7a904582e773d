/* "No head was found" is said of a photo that was measured, never of one that is about to be. */
import { afterEach, expect, test, vi } from 'vitest';
import { measureShown } from '../../../src/app/desk/measure-shown.ts';
import { openPhoto } from '../../../src/app/desk/open.ts';
import type { MeasuredPhoto } from '../../../src/app/measure-opened.ts';
import { fakeDesk, jpeg, measured, settled } from '../../support/fake-desk.ts';

afterEach(() => vi.unstubAllGlobals());
const NONE: MeasuredPhoto = { ...measured(), measures: null, whyNone: 'shows nobody.' };

test('from the opening to the end of the measuring something is under way in every turn', async () => {
  const { desk } = fakeDesk();
  const { store } = desk;
  const idle: string[] = [];
  let isOver = false;
  const opening = openPhoto(desk, jpeg('a.jpg')).then(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise((done) => setTimeout(done));
    const { project, screen } = store.getState();
    if (project && !project.head && !screen.busy && !isOver) idle.push(project.photo.name);
  }
  await opening;
  expect(store.getState().project?.head).toBeTruthy();
  expect(idle).toEqual([]);
});

test('a photo without a head is noted once its measuring has ended, and no other is', async () => {
  let end: (outcome: MeasuredPhoto) => void = () => {};
  const { desk } = fakeDesk({ measureOpened: () => new Promise((done) => (end = done)) });
  const { store } = desk;
  const opening = openPhoto(desk, jpeg('a.jpg'));
  await settled();
  expect(store.getState().screen).toMatchObject({ headless: [], busy: { kind: 'measure' } });
  end(NONE);
  await opening;
  expect(store.getState().screen.headless).toEqual([store.getState().screen.photoId]);

  const next = openPhoto(desk, jpeg('b.jpg'));
  await settled();
  expect(store.getState().screen.headless, 'of another consultation').toEqual([]);
  end(measured());
  await next;
  expect(store.getState().screen.headless).toEqual([]);
});

test('a measuring that is cancelled has found nothing out', async () => {
  const { desk } = fakeDesk({
    measureOpened: (_seekers, _photo, _known, signal) =>
      new Promise((_, stop) => signal?.addEventListener('abort', () => stop(signal.reason))),
  });
  const opening = openPhoto(desk, jpeg('a.jpg'));
  await settled();
  desk.store.getState().screen.busy?.cancel?.();
  await opening;
  expect(desk.store.getState().screen).toMatchObject({ headless: [], busy: null });
  expect(desk.store.getState().project?.head).toBeNull();
});

test('what measures is part of what is under way while it is loaded', async () => {
  const { desk } = fakeDesk();
  await openPhoto(desk, jpeg('a.jpg'));
  const measuring = measureShown(desk);
  expect(desk.store.getState().screen.busy?.kind).toBe('measure');
  await measuring;
});

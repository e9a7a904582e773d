import { beforeEach, expect, test, vi } from 'vitest';
import { openConsultation, setTitle } from '../../../src/app/actions.ts';
import { createKeeper, type Shelf } from '../../../src/app/desk/keeper.ts';
import { createAppStore } from '../../../src/app/store.ts';
import type { DecodedPhoto } from '../../../src/core/consultation/photo.ts';
import { newProject } from '../../../src/core/consultation/schema.ts';
import { consultationOf } from '../../../src/core/consultation/version-1.ts';

type Answer = Awaited<ReturnType<Shelf['keep']>>;
const FULL: Answer = { ok: false, reason: 'This device is out of space.' };

let store: ReturnType<typeof createAppStore>;
let answers: Answer[];
let written: string[];
let isThere: boolean;
let shelf: Shelf;
const filesOf = (text: string) => new Map([['front', { original: new Blob([text]), thumbnail: null }]]);
const openOne = (isKept = false) => {
  const keeper = createKeeper(store, shelf, () => 'copy');
  keeper.begin('one', filesOf('photo'), isKept);
  openConsultation(store, {} as DecodedPhoto, consultationOf(newProject({ name: 'front.jpg', widthPx: 400, heightPx: 500 }, 'Crown')));
  return keeper;
};
const saved = () => store.getState().screen.saved;
const notices = () => store.getState().screen.notices.map((notice) => notice.text);

beforeEach(() => {
  store = createAppStore();
  answers = [];
  written = [];
  isThere = true;
  shelf = {
    async keep({ id, title }) {
      written.push(`${id}: ${title}`);
      return answers.shift() ?? { ok: true };
    },
    has: async () => isThere,
  };
});

test('says kept only once photo and project are kept', async () => {
  const keeper = openOne();
  expect(saved()).toBe('saving');
  answers = [FULL];
  expect(await keeper.save()).toBe(false);
  expect(saved()).toBe('failed');
  expect(notices()).toEqual(['This device is out of space.']);
  expect(await keeper.save()).toBe(true);
  expect(saved()).toBe('saved');
});

test('says kept only once what was changed during a save is kept too', async () => {
  const keeper = openOne();
  const ends: (() => void)[] = [];
  shelf.keep = () => new Promise((resolve) => ends.push(() => resolve({ ok: true })));
  const first = keeper.save();
  setTitle(store, 'Vertex');
  const second = keeper.save();
  ends[0]();
  await first;
  expect(saved()).toBe('saving');
  ends[1]();
  await second;
  expect(saved()).toBe('saved');
});

test('says so once while keeping goes on failing', async () => {
  const keeper = openOne();
  answers = [FULL, FULL];
  await keeper.save();
  await keeper.save();
  expect(notices()).toHaveLength(1);
});

test('does not leave work that is not kept unless the user gives it up', async () => {
  const keeper = openOne();
  answers = [FULL, FULL, FULL];
  const first = keeper.mayLeave();
  await expect.poll(() => store.getState().screen.leaving).not.toBeNull();
  store.getState().screen.leaving?.(false);
  expect(await first).toBe(false);
  const second = keeper.mayLeave();
  await expect.poll(() => store.getState().screen.leaving).not.toBeNull();
  const third = keeper.mayLeave();
  expect(await second, 'asked again').toBe(false);
  store.getState().screen.leaving?.(true);
  expect(await third).toBe(true);
  expect(store.getState().screen.leaving).toBeNull();
});

test('leaves at once what is kept', async () => {
  expect(await openOne().mayLeave()).toBe(true);
  expect(store.getState().screen.leaving).toBeNull();
});

test('asks where keeping takes too long, and leaves unasked once it is kept', async () => {
  vi.useFakeTimers();
  try {
    let answer = (_: Answer) => {};
    shelf.keep = () => new Promise((resolve) => (answer = resolve));
    const keeper = openOne();
    const given = keeper.mayLeave();
    await vi.runAllTimersAsync();
    store.getState().screen.leaving?.(true);
    expect(await given, 'the user gives it up').toBe(true);
    const waited = keeper.mayLeave();
    await vi.runAllTimersAsync();
    expect(store.getState().screen.leaving).not.toBeNull();
    answer({ ok: true });
    expect(await waited, 'kept after all').toBe(true);
    expect(store.getState().screen.leaving).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test('goes on as a copy where another window has changed the consultation', async () => {
  const keeper = openOne(true);
  answers = [{ ok: false, reason: 'changed', why: 'changed' }];
  expect(await keeper.save()).toBe(true);
  expect(keeper.openId()).toBe('copy');
  expect(written).toEqual(['one: Crown', 'copy: Crown (copy)']);
  expect(notices()).toEqual([expect.stringContaining('as a copy')]);
});

test('notices on coming to the front that another window has deleted it', async () => {
  const keeper = openOne(true);
  await keeper.check();
  expect(written).toEqual([]);
  isThere = false;
  answers = [{ ok: false, reason: 'deleted in another window', why: 'deleted' }];
  await keeper.check();
  expect(saved()).toBe('failed');
  expect(notices()).toEqual(['deleted in another window']);
});

test('keeps what was changed while it was writing', async () => {
  const keeper = openOne();
  const saving = keeper.save();
  keeper.begin('two', filesOf('other'), false);
  setTitle(store, 'Second');
  await saving;
  expect(written.at(-1)).toBe('two: Second');
});

/* Pictures side by side: what is decoded for them, how large, and that it goes with them. */
import { afterEach, expect, test, vi } from 'vitest';
import { openConsultation, setScreen } from '../../../src/app/actions.ts';
import { replaceOpened } from '../../../src/app/desk/desk.ts';
// loaded by name when it is asked for: here already
import '../../../src/app/desk/grid.ts';
import type { Easel, SideBySide } from '../../../src/app/desk/services.ts';
import { type GridCell, gridKey } from '../../../src/app/store.ts';
import { newProject } from '../../../src/core/consultation/schema.ts';
import { consultationOf } from '../../../src/core/consultation/version-1.ts';
import { bitmap, fakeDesk, HEIGHT_PX, held, jpeg, photoNamed, settled, WIDTH_PX } from '../../support/fake-desk.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const IDS = ['front', 'left', 'back'];
const cell = (photoId: string, change: Partial<GridCell> = {}): GridCell => ({
  photoId,
  planName: 'A',
  day: 54,
  ...{ leftPx: 0, topPx: 0, widthPx: 100, heightPx: 120 },
  view: { scale: 0.25, originX: 0, originY: 0 },
  ...change,
});

type Pictures = Parameters<SideBySide['draw']>[1];

interface Opening {
  hold?: boolean;
  larger?: number;
  ids?: readonly string[];
  sideBySide?: Easel['sideBySide'];
}
/** A consultation of photos without heads, the first of them open. @param larger than a photo of other tests, times */
async function openPhotos({ hold = false, larger = 1, ids = IDS, sideBySide }: Opening = {}) {
  const [widthPx, heightPx] = [larger * WIDTH_PX, larger * HEIGHT_PX];
  const drawn: Pictures[] = [];
  const taken: { size: { widthPx: number; heightPx: number }; isLetGo: boolean }[] = [];
  let ends = 0;
  const side: SideBySide = {
    takePhoto(_, size) {
      const one = { size, isLetGo: false };
      taken.push(one);
      return {
        release() {
          one.isLetGo = true;
        },
      };
    },
    draw: (_, pictures) => void drawn.push(pictures),
    end: () => {
      ends += 1;
    },
  };
  const alone = vi.fn();
  const easel: Easel = {
    maxSidePx: 4096,
    isLost: () => false,
    setPhoto() {},
    drawScreen: alone,
    onLost() {},
    sideBySide: sideBySide ?? (async () => side),
  };
  const asked: { name: string; maxSidePx: number; signal?: AbortSignal; bitmap: ReturnType<typeof bitmap> }[] = [];
  const waiting = held<void>();
  const { desk, notices } = fakeDesk({
    startStage: async () => ({ ok: true, stage: easel }),
    async readPhoto(file, { name, maxSidePx, signal }) {
      const shrink = Math.min(1, maxSidePx / heightPx);
      const made = { ...bitmap(), width: Math.round(widthPx * shrink), height: Math.round(heightPx * shrink) };
      asked.push({ name, maxSidePx, signal, bitmap: made });
      if (hold) await waiting.ask(signal);
      return {
        ok: true,
        photo: photoNamed(name),
        pixels: { working: made as never, decodeFull: async () => made as never },
        original: file,
      };
    },
  });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
  await desk.startEasel();
  const one = consultationOf(newProject({ name: 'front.jpg', widthPx, heightPx }));
  const photos = ids.map((id) => ({ ...one.photos[0], id, name: `${id}.jpg` }));
  const photo = photoNamed('front.jpg');
  const pixels = { working: bitmap() as never, decodeFull: async () => bitmap() as never };
  const files = new Map(ids.map((id) => [id, { original: jpeg(`${id}.jpg`), thumbnail: null }]));
  replaceOpened(desk, { files, shown: { id: 'front', photo, pixels, seekers: {} as never, face: null } });
  openConsultation(desk.store, photo, { ...one, photos }, { way: 'compare' });
  desk.store.subscribe((state, before) => {
    if (state.screen !== before.screen || state.project !== before.project) desk.show.request();
  });
  return { desk, drawn, taken, asked, waiting, notices, alone, ends: () => ends };
}
/** Lets time go on, without waiting for it, until nothing is left to do. */
const later = () => vi.advanceTimersByTimeAsync(5000);
/** How large each photo was asked for, of those in `asked`. */
const sizes = (asked: readonly { name: string; maxSidePx: number }[]) => asked.map(({ name, maxSidePx }) => [name, maxSidePx]);
const last = (drawn: Pictures[]) => drawn[drawn.length - 1];

test('days of the open photo need no other: it is decoded once, and drawn in every cell', async () => {
  const { desk, drawn, asked } = await openPhotos();
  setScreen(desk.store, { grid: [cell('front', { day: -1 }), cell('front'), cell('front', { day: 1095 })] });
  await settled();
  expect(asked).toEqual([]);
  expect(last(drawn).map(({ photo }) => photo)).toEqual([null, null, null]);
  expect(desk.store.getState().screen.gridReady).toEqual([gridKey(cell('front'))]);
});

test('photos beside the open one are decoded as large as their cells, and let go when the grid is left', async () => {
  const { desk, drawn, asked, taken, alone, ends } = await openPhotos();
  setScreen(desk.store, { grid: IDS.map((id) => cell(id)) });
  await settled();
  expect(asked.map(({ name, maxSidePx }) => [name, maxSidePx])).toEqual([
    ['left.jpg', 512],
    ['back.jpg', 512],
  ]);
  expect(last(drawn)).toHaveLength(3);
  expect(last(drawn)[0].photo).toBe(null);
  expect(taken.map(({ size }) => size)).toEqual([
    { widthPx: WIDTH_PX, heightPx: HEIGHT_PX },
    { widthPx: WIDTH_PX, heightPx: HEIGHT_PX },
  ]);
  expect(taken.some(({ isLetGo }) => isLetGo)).toBe(false);
  setScreen(desk.store, { grid: [cell('front'), cell('left')] });
  await settled();
  expect(taken.map(({ isLetGo }) => isLetGo)).toEqual([false, true]);
  expect(asked[1].bitmap.close).toHaveBeenCalledOnce();
  expect(alone).not.toHaveBeenCalled();
  setScreen(desk.store, { way: 'preview', grid: null });
  await settled();
  expect(taken.every(({ isLetGo }) => isLetGo)).toBe(true);
  expect(asked[0].bitmap.close).toHaveBeenCalledOnce();
  expect(ends()).toBe(1);
  expect(alone).toHaveBeenCalled();
  expect(desk.store.getState().screen.gridReady).toEqual([]);
});

test('left while photos are being decoded, nothing goes on and nothing is kept', async () => {
  const { desk, asked, taken, waiting } = await openPhotos({ hold: true });
  setScreen(desk.store, { grid: IDS.map((id) => cell(id)) });
  await settled();
  expect(desk.store.getState().screen.busy?.text).toBe('Preparing the pictures');
  setScreen(desk.store, { way: 'preview', grid: null });
  await settled();
  expect(asked[0].signal?.aborted).toBe(true);
  for (const one of waiting.asked) one.resolve();
  await settled();
  expect(taken).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(asked[0].bitmap.close).toHaveBeenCalledOnce();
  expect(desk.store.getState().screen.busy).toBe(null);
});

test('cancelled, the others stay away until other pictures are asked for', async () => {
  const { desk, asked, waiting } = await openPhotos({ hold: true });
  setScreen(desk.store, { grid: IDS.map((id) => cell(id)) });
  await settled();
  desk.store.getState().screen.busy?.cancel?.();
  for (const one of waiting.asked) one.resolve();
  await settled();
  expect(asked).toHaveLength(1);
  setScreen(desk.store, { grid: [cell('front'), cell('back')] });
  await settled();
  expect(asked.map(({ name }) => name)).toEqual(['left.jpg', 'back.jpg']);
});

test('a photo that is not on this device is said once, and the others are shown', async () => {
  const { desk, drawn, notices, asked } = await openPhotos();
  desk.opened?.files.delete('left');
  setScreen(desk.store, { grid: IDS.map((id) => cell(id)) });
  await settled();
  setScreen(desk.store, { day: 12 });
  await settled();
  expect(notices()).toEqual(['“left.jpg” is not on this device: add the photo again.']);
  expect(asked.map(({ name }) => name)).toEqual(['back.jpg']);
  expect(last(drawn)).toHaveLength(2);
});

/** Two photos four times as large as they are shown at first, prepared; then the time is the test's. */
async function zoomable() {
  const opened = await openPhotos({ hold: true, larger: 4 });
  const { desk, waiting, asked } = opened;
  const zoomTo = (scale: number) =>
    setScreen(desk.store, { grid: ['front', 'left', 'back'].map((id) => cell(id, { view: { scale, originX: 0, originY: 0 } })) });
  zoomTo(0.25);
  for (let i = 0; i < 2; i++) {
    await settled();
    waiting.asked[i].resolve();
  }
  await settled();
  expect(sizes(asked)).toEqual([
    ['left.jpg', 512],
    ['back.jpg', 512],
  ]);
  vi.useFakeTimers();
  return { ...opened, zoomTo, busy: () => desk.store.getState().screen.busy };
}

test('zoomed photos are decoded larger once, however long that takes', async () => {
  const { zoomTo, asked, waiting, busy, notices } = await zoomable();
  zoomTo(0.5);
  await later();
  expect(busy()?.text).toBe('Sharpening the pictures');
  await later();
  expect(sizes(asked.slice(2))).toEqual([['left.jpg', 1024]]);
  expect(asked[2].signal?.aborted).toBe(false);
  waiting.asked[2].resolve();
  await later();
  waiting.asked[3].resolve();
  await later();
  expect(sizes(asked.slice(2))).toEqual([
    ['left.jpg', 1024],
    ['back.jpg', 1024],
  ]);
  expect(busy()).toBeNull();
  expect(notices()).toEqual([]);
});

test('sharpening that somebody cancels is not begun again until the photos are shown at another size', async () => {
  const { zoomTo, asked, waiting, busy } = await zoomable();
  zoomTo(0.5);
  await later();
  busy()?.cancel?.();
  waiting.asked[2].resolve();
  await later();
  expect(asked).toHaveLength(3);
  expect(busy()).toBeNull();
  zoomTo(1);
  await later();
  expect(sizes(asked.slice(3))).toEqual([['left.jpg', 2048]]);
});

test('a photo that cannot be decoded larger stays, is told once, and keeps no other back', async () => {
  const { zoomTo, asked, waiting, busy, notices, drawn } = await zoomable();
  zoomTo(0.5);
  await later();
  waiting.asked[2].reject(new Error('memory may be short.'));
  await later();
  waiting.asked[3].resolve();
  await later();
  expect(sizes(asked.slice(2))).toEqual([
    ['left.jpg', 1024],
    ['back.jpg', 1024],
  ]);
  expect(notices()).toEqual(['A photo cannot be shown any sharper: memory may be short.']);
  expect(busy()).toBeNull();
  expect(last(drawn)).toHaveLength(3);
});

test('however many photos are zoomed, all of them together are no larger than four', async () => {
  const ids = Array.from({ length: 12 }, (_, i) => `photo-${i}`);
  const { desk, asked } = await openPhotos({ larger: 8, ids: ['front', ...ids] });
  const show = (count: number) =>
    setScreen(desk.store, { grid: ids.slice(0, count).map((id) => cell(id, { view: { scale: 2, originX: 0, originY: 0 } })) });
  show(4);
  await vi.waitUntil(() => desk.store.getState().screen.gridReady.length === 4, 20_000);
  expect(asked.map(({ maxSidePx }) => maxSidePx)).toEqual([2048, 2048, 2048, 2048]);
  setScreen(desk.store, { way: 'preview', grid: null });
  await settled();
  asked.length = 0;
  show(12);
  setScreen(desk.store, { way: 'compare' });
  await vi.waitUntil(() => desk.store.getState().screen.gridReady.length === 12, 20_000);
  expect(asked).toHaveLength(12);
  expect(asked.reduce((sum, { maxSidePx }) => sum + maxSidePx ** 2, 0)).toBeLessThanOrEqual(4 * 2048 ** 2);
});

test('what cannot be shown side by side is told to who still wants it, and leads back to Preview', async () => {
  for (const way of ['compare', 'plan'] as const) {
    const loading = held<SideBySide>();
    const { desk, notices } = await openPhotos({ sideBySide: () => loading.ask() });
    setScreen(desk.store, { grid: [cell('front')] });
    await vi.waitUntil(() => loading.asked.length, 20_000);
    setScreen(desk.store, { way });
    loading.asked[0].reject(new Error('no network'));
    await settled();
    expect(desk.store.getState().screen.way).toBe(way === 'compare' ? 'preview' : 'plan');
    expect(notices()).toHaveLength(way === 'compare' ? 1 : 0);
  }
});

/* The first design of a photo takes long: the photo is on the screen while it is worked out, and nothing of it is drawn once it is closed. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginGesture, endGesture } from '../../../src/app/actions.ts';
import { close, openProject } from '../../../src/app/desk/open.ts';
import type { Easel } from '../../../src/app/desk/services.ts';
import { newProject } from '../../../src/core/consultation/schema.ts';
import { consultationOf } from '../../../src/core/consultation/version-1.ts';
import { fakeDesk, HEIGHT_PX, jpeg, settled, WIDTH_PX } from '../../support/fake-desk.ts';
import { shippedCandidates } from '../../support/shipped-candidates.ts';

const candidates = shippedCandidates();

async function openDesk() {
  const drawn: number[] = [];
  let isDrawn = () => {};
  const firstDrawn = new Promise<void>((resolve) => {
    isDrawn = resolve;
  });
  const easel: Easel = {
    maxSidePx: 4096,
    isLost: () => false,
    setPhoto: () => {},
    drawScreen: (_, { splats }) => {
      drawn.push(splats?.count ?? 0);
      isDrawn();
    },
    sideBySide: async () => ({ takePhoto: () => ({ release() {} }), draw: () => {}, end() {} }),
    onLost: () => {},
  };
  const plain = newProject({ name: 'front.jpg', widthPx: WIDTH_PX, heightPx: HEIGHT_PX });
  const consultation = consultationOf({
    ...plain,
    scale: { pxPerMm: 1.5, method: 'marks', sdShare: 0.01 },
    head: { centrePx: [200, 220], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0], shape: 'standard' },
    design: {
      ...plain.design,
      zones: [
        {
          kind: 'fill',
          perCm2: 140,
          blendMm: 8,
          temples: 1,
          avoidHair: false,
          outline: [
            [-30, -20],
            [30, -20],
            [30, 40],
            [-30, 40],
          ],
        },
      ],
    },
  });
  const made = fakeDesk({
    startStage: async () => ({ ok: true, stage: easel }),
    candidates: () => ({ get: () => candidates, whenReady: async () => candidates }),
    unpackProject: async () => ({ ok: true, consultation, files: new Map([[consultation.photos[0].id, jpeg('front.jpg')]]) }),
  });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
  const { desk } = made;
  await desk.startEasel();
  desk.store.subscribe((state, before) => {
    if (state.project !== before.project || state.photo !== before.photo) desk.show.request();
  });
  return { ...made, drawn, firstDrawn };
}
let clock: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  // every look at the clock finds that a piece has taken long enough
  let now = 0;
  clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
});
afterEach(() => clock.mockRestore());

test('the photo is drawn at once, its dots when they have been worked out', async () => {
  const { desk, drawn, firstDrawn } = await openDesk();
  await openProject(desk, jpeg('plan.smp'));
  await firstDrawn;
  expect(drawn).toEqual([0]);
  expect(desk.store.getState().results).toMatchObject({ updating: true, dotCount: 0 });
  await vi.waitFor(() => expect(drawn.at(-1)).toBeGreaterThan(1000), 20_000);
  expect(drawn).toHaveLength(2);
  expect(desk.store.getState().results.updating).toBe(false);
});

test('dots of a photo that was closed meanwhile are not drawn, and not worked out to the end', async () => {
  const { desk, drawn, firstDrawn } = await openDesk();
  await openProject(desk, jpeg('plan.smp'));
  await firstDrawn;
  expect(drawn).toEqual([0]);
  const { pipeline } = desk;
  close(desk);
  for (let turn = 0; turn < 20; turn++) await settled();
  expect(pipeline.hasDesigned()).toBe(false);
  expect(drawn).toEqual([0]);
});

test('the head is prepared while the photo is still read', async () => {
  const { desk, drawn, firstDrawn } = await openDesk();
  const { readPhoto } = desk.services;
  let isRead = () => {};
  const reading = new Promise<void>((resolve) => {
    isRead = resolve;
  });
  desk.services.readPhoto = async (...asked) => {
    await reading;
    return readPhoto(...asked);
  };
  const placed = vi.spyOn(desk.candidates, 'whenReady');
  const opening = openProject(desk, jpeg('plan.smp'));
  await vi.waitFor(() => expect(placed).toHaveBeenCalledTimes(1));
  expect(drawn).toEqual([]);
  isRead();
  await opening;
  await firstDrawn;
  expect(drawn).toEqual([0]);
  close(desk);
});

test('a picture of a new size is drawn at once and not again, unless something changes or a gesture takes it for its loupe', async () => {
  const { desk, drawn } = await openDesk();
  await openProject(desk, jpeg('plan.smp'));
  await vi.waitFor(() => expect(drawn.at(-1)).toBeGreaterThan(1000), 20_000);
  const frames = async (count: number) => {
    for (let turn = 0; turn < count; turn++) await new Promise((done) => setTimeout(done));
  };
  await frames(5);
  const drawings = async (ask: () => void) => {
    const before = drawn.length;
    ask();
    await frames(5);
    return drawn.length - before;
  };
  const resized = () => {
    desk.show.request();
    desk.show.atOnce();
  };
  expect(await drawings(resized)).toBe(1);
  expect(await drawings(desk.show.request)).toBe(1);
  const changed = async () => {
    resized();
    await Promise.resolve();
    desk.show.request();
  };
  expect(await drawings(changed)).toBe(2);
  beginGesture(desk.store);
  expect(await drawings(resized)).toBe(2);
  endGesture(desk.store);
  close(desk);
});

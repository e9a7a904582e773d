import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';
import type { Step, Walk, walk } from './kept-screen.page.ts';

const SIZE = { widthPx: 200, heightPx: 150 };
const MOVES: readonly (readonly [number, number])[] = [
  [0, 0],
  [5, 0],
  [9, 0],
  [-3, 2],
  [0, -17],
  [-40, -31],
  [66, 12],
  [1, 90],
  [-130, 4],
  [-64, -64],
  [700, 0],
  [-650, -20],
];
const steps = (wipes: readonly number[]): Step[] => MOVES.map((move, i) => ({ move, wipePx: wipes[i % wipes.length] }));

const walks: Record<string, Walk> = {
  'at half size, its corner between pixels': { ...SIZE, scale: 0.5, start: [-13.3, -8.7], steps: steps([0]) },
  'enlarged, half of it wiped': { ...SIZE, scale: 2.37, start: [-211.44, -305.9], steps: steps([100]) },
  'at 1:1, while the wipe moves too': { ...SIZE, scale: 1, start: [-60, -50], steps: steps([60, 75, 0, 200, 10]) },
  'with the wipe alone': {
    ...SIZE,
    scale: 0.8,
    start: [-30.1, -40.2],
    steps: [0, 1, 40, 90, 35, 200, 120].map((wipePx) => ({ move: [0, 0], wipePx })),
  },
};

test.for(Object.entries(walks))('a picture that is moved is to the byte what a whole drawing shows: %s', async ([, one]) => {
  const { call } = await openGpuPage();
  const got = await call<Awaited<ReturnType<typeof walk>>>('tests/gpu/kept-screen.page.ts', 'walk', one);
  expect(got.map(({ wrong }) => wrong)).toEqual(one.steps.map(() => 0));
  expect(got[0].share).toBe(1);
  expect(Math.min(...got.map(({ share }) => share))).toBe(0);
  expect(got.filter(({ changed }) => changed > 1000).length, 'steps that change much').toBeGreaterThan(one.steps.length / 2);
});

test('so it is after the graphics were lost, a tile or a grid was drawn, or the screen had another size', async () => {
  const { call } = await openGpuPage();
  for (const what of ['lost', 'tile', 'beside', 'resized'] as const) {
    const one: Walk = { ...walks['enlarged, half of it wiped'], between: { step: 4, what } };
    const got = await call<Awaited<ReturnType<typeof walk>>>('tests/gpu/kept-screen.page.ts', 'walk', one);
    expect(
      got.map(({ wrong }) => wrong),
      what,
    ).toEqual(one.steps.map(() => 0));
  }
});

import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';
import type { copyShown, screen, sweep } from './composite.page.ts';

const cases = [
  { depthMm: 0.05, scale: 1, redness: 0, gloss: false },
  { depthMm: 0.15, scale: 1, redness: 0.3, gloss: false },
  { depthMm: 0.3, scale: 0.5, redness: 0, gloss: true },
  { depthMm: 0.6, scale: 2, redness: 1, gloss: true },
  { depthMm: 0.15, scale: 1, redness: 0.3, gloss: true, white: [1.18, 0.98, 0.74] as [number, number, number] },
  { depthMm: 0.15, scale: 1, redness: 0, gloss: false, sharpeningPx2: 6 },
  { depthMm: 0.15, scale: 0.5, redness: 0.2, gloss: true, sharpeningPx2: 9 },
  { depthMm: 0.15, scale: 1, redness: 0.3, gloss: true, sharpeningPx2: 6, detail: 0.4 },
];

test('the picture equals its core twin over absorbance, depth, shape, veil, sharpening and skin; pixels without a dot keep their bytes where no white is set', async () => {
  const { call } = await openGpuPage();
  for (const one of cases) {
    const got = await call<Awaited<ReturnType<typeof sweep>>>('tests/gpu/composite.page.ts', 'sweep', one);
    expect(got.untouched).toBeGreaterThan(1000);
    if ('white' in one && one.white) expect(got.changedUntouched).toBeGreaterThan(1000);
    else expect(got.changedUntouched).toBe(0);
    expect(got.sumError).toBeLessThan(0.02);
    expect(got.worstExact).toBeLessThan(0.5);
    // a byte is the rounded value: half a byte for rounding, a tenth for the half-float sums
    expect(got.worstByte).toBeLessThan(0.6);
  }
});

test('the screen shows the photo upright and in its place, dots right of the wipe and the bare photo left of it', async () => {
  const { call } = await openGpuPage();
  for (const [wipePx, wipesDots] of [
    [0, false],
    [25, true],
  ] as const) {
    const got = await call<Awaited<ReturnType<typeof screen>>>('tests/gpu/composite.page.ts', 'screen', { wipePx });
    expect(got.dark).toBeGreaterThan(3);
    expect(got.wiped > 3).toBe(wipesDots);
    expect(got.worst).toBeLessThanOrEqual(2);
  }
});

test('a smaller copy is shown for as long as it has a pixel for each of the screen’s', async () => {
  const { call } = await openGpuPage();
  const { half, full, whole } = await call<Awaited<ReturnType<typeof copyShown>>>('tests/gpu/composite.page.ts', 'copyShown', {});
  expect(half).toEqual([240, 150, 30]);
  expect(full).toEqual([20, 40, 200]);
  expect(whole).toEqual([240, 150, 30]);
});

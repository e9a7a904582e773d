import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';
import type { cells } from './side-by-side.page.ts';

test('a cell shows what the whole screen would of its photo, dots and view, and the gaps between cells are plain', async () => {
  const { call } = await openGpuPage();
  const got = await call<Awaited<ReturnType<typeof cells>>>('tests/gpu/side-by-side.page.ts', 'cells', undefined);
  expect(got.unlikeBare, 'bytes that dots change').toBeGreaterThan(1000);
  expect(got.worst).toBeLessThanOrEqual(2);
  expect(got.gapWorst).toBeLessThanOrEqual(1);
  expect(got.keptWorst, 'the other photo stays when one is let go').toBe(0);
});

import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';
import type { floatTarget } from './example.page.ts';

test('the test browser has WebGL2 and draws into half-float textures', async () => {
  const { call } = await openGpuPage();
  const result = await call<ReturnType<typeof floatTarget>>('tests/gpu/example.page.ts', 'floatTarget', 2.5);
  expect(result).toMatchObject({ webgl2: true, extension: true, complete: true, read: 2.5 });
  expect(result.maxTexturePx).toBeGreaterThanOrEqual(8192);
});

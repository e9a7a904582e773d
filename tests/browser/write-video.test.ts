/* A timeline becomes a video that the browser itself plays, close to the pictures it was made of. */
import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';

const PAGE = 'tests/browser/write-video.page.ts';
interface Read {
  type: string;
  durationS: number;
  size: [number, number];
  psnrDb: number;
}

test('the video plays for as long as its frames, and its last one is the last picture', async () => {
  const { call } = await openGpuPage();
  const read = await call<Read>(PAGE, 'writeAndRead', { width: 360, height: 480, count: 12, seconds: 3 });
  expect(read.type).toMatch(/^video\/(mp4|webm)$/);
  expect(read.size).toEqual([360, 480]);
  expect(read.durationS).toBeCloseTo(3, 1);
  expect(read.psnrDb).toBeGreaterThan(38);
});
test('it stops between two frames when cancelled', async () => {
  const { call } = await openGpuPage();
  const { drawn, name } = await call<{ drawn: number; name: string }>(PAGE, 'abortMidway');
  expect(name).toBe('AbortError');
  expect(drawn).toBeLessThan(8);
});

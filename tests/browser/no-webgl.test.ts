/* A browser without WebGL 2: the plan opens and is worked on, drawn more slowly, and its picture is that of the graphics hardware. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { exportImage, goToStep, openDemo, preview, screenshot, waitForDots } from '../support/app.ts';
import { type Picture, readPng } from '../support/png.ts';

const withoutWebGl = (page: Page) =>
  page.addInitScript(() => {
    for (const Canvas of [HTMLCanvasElement, OffscreenCanvas]) {
      const original = Canvas.prototype.getContext as (this: unknown, kind: string, options?: unknown) => unknown;
      Canvas.prototype.getContext = function (this: unknown, kind: string, options?: unknown) {
        return kind.startsWith('webgl') ? null : original.call(this, kind, options);
      } as never;
    }
  });

async function exported(page: Page): Promise<Picture> {
  await goToStep(page, 'Share');
  return readPng(await exportImage(page));
}

test('without WebGL 2 the demo opens with its dots, says that it is drawn slowly, and exports the same picture', async () => {
  const slow = await openDemo({ beforeLoad: withoutWebGl });
  await slow.page.getByRole('status').filter({ hasText: 'no WebGL 2' }).waitFor();
  expect(await preview(slow.page).evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('2d') !== null)).toBe(true);
  await screenshot(slow.page, 'no-webgl');
  const label = await waitForDots(slow.page);
  const [slowly, fast] = [await exported(slow.page), await openDemo()];
  expect(await waitForDots(fast.page)).toBe(label);
  const quickly = await exported(fast.page);
  expect([slowly.width, slowly.height]).toEqual([quickly.width, quickly.height]);
  let worst = 0;
  for (let i = 0; i < slowly.rgb.length; i++) worst = Math.max(worst, Math.abs(slowly.rgb[i] - quickly.rgb[i]));
  expect(worst).toBeLessThanOrEqual(2);
});

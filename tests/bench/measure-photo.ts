/*
 * A 12-megapixel photo measured by the app, models warm: how long the page is blocked at most, and the whole time from the file to the
 * first picture with dots, against decoding the same file and reading its pixels, both in turn. Both are timed by the page's own clock: who
 * waits from outside looks only now and then.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../src/cli/browser.ts';
import { DIST, ensureBuilt } from '../../src/cli/built-app.ts';
import { serve } from '../../src/cli/serve.ts';
import { type Row, rowOf } from './compare.ts';

/** Width and height. */
const SIZE_PX = [3000, 4000] as const;
const WARM_RUNS = 3;

export async function measureRows(): Promise<Row[]> {
  await ensureBuilt();
  const server = await serve(DIST);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 820 }, serviceWorkers: 'block' });
    await page.goto(`http://127.0.0.1:${server.port}/`);
    const made = await page.evaluate(async ([width, height]) => {
      const small = await createImageBitmap(await (await fetch('/demos/front.jpg')).blob());
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d')?.drawImage(small, 0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
      Object.assign(window, { blob });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return btoa(text);
    }, SIZE_PX);
    // a path, not bytes: handing bytes over would itself hold the page up
    const folder = await mkdtemp(join(tmpdir(), 'stubble-bench-'));
    const file = join(folder, 'photo.jpg');
    await writeFile(file, Buffer.from(made, 'base64'));
    await page.evaluate(() => {
      const blocks: number[] = [];
      new PerformanceObserver((list) => blocks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
      const times = { file: 0, dots: 0 };
      Object.assign(window, { blocks, times });
      document.addEventListener(
        'change',
        () => {
          times.file = performance.now();
        },
        true,
      );
      new MutationObserver(() => {
        const label = document.querySelector('[role=img]')?.getAttribute('aria-label') ?? '';
        if (times.dots || !times.file || !/^Preview:.*\b[1-9][\d,]* dots/.test(label)) return;
        times.dots = -1;
        // the next frame draws them
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            times.dots = performance.now();
          }),
        );
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] });
    });
    const open = async () => {
      await page.evaluate(() => {
        (window as unknown as { blocks: number[] }).blocks.length = 0;
        Object.assign((window as unknown as { times: object }).times, { file: 0, dots: 0 });
      });
      await page.locator('input[type=file]').first().setInputFiles(file);
      // a photo that has been opened shows in Preview, with no dots until it is measured
      await page.getByRole('button', { name: 'Preview', exact: true, pressed: true }).waitFor({ timeout: 120_000 });
      await page.getByRole('img', { name: /^Preview:.*\b[1-9][\d,]* dots/ }).waitFor({ timeout: 120_000 });
      await page.waitForTimeout(1500);
      const totalMs = await page.evaluate(() => {
        const { file, dots } = (window as unknown as { times: { file: number; dots: number } }).times;
        return dots - file;
      });
      const blocks = await page.evaluate(() => (window as unknown as { blocks: number[] }).blocks);
      await page.getByRole('button', { name: 'Home' }).click();
      await page.getByRole('button', { name: 'Try the demo' }).waitFor();
      const decodeMs = await page.evaluate(async ([width, height]) => {
        const since = performance.now();
        const bitmap = await createImageBitmap((window as unknown as { blob: Blob }).blob, { premultiplyAlpha: 'none' });
        const reader = new OffscreenCanvas(width, 1000).getContext('2d', { willReadFrequently: true });
        for (let y = 0; y < height; y += 1000) {
          reader?.drawImage(bitmap, 0, -y);
          reader?.getImageData(0, 0, width, 1000);
        }
        bitmap.close();
        return performance.now() - since;
      }, SIZE_PX);
      return { totalMs, decodeMs, blockMs: Math.max(0, ...blocks) };
    };
    const cold = await open();
    const warm = [];
    for (let run = 0; run < WARM_RUNS; run++) warm.push(await open());
    await rm(folder, { recursive: true });
    const blockMs = Math.max(...warm.map((run) => run.blockMs));
    return [
      rowOf(
        {
          group: 'Photos',
          name: 'a photo of 12 MP, models warm: from the file to its dots',
          peer: 'decoding and drawing it',
          bar: 8,
          note: `page blocked for ${blockMs.toFixed(0)} ms at most (cold ${cold.blockMs.toFixed(0)} ms)`,
        },
        warm.map(({ totalMs, decodeMs }): [number, number] => [totalMs, decodeMs]),
      ),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

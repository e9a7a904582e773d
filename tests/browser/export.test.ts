/* "Export image" on the screen and `npm run render` draw the same picture. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { COARSE, exportImage, goToStep, openApp, waitForDots } from '../support/app.ts';
import { readPng } from '../support/png.ts';
import { render } from '../support/render.ts';

test('a picture with dots below its first strip is exported as the command line renders it, though the screen is redrawn meanwhile', async () => {
  // whatever gives way to the page lets it draw two frames: on a fast machine a strip may take less than one
  const { page } = await openApp({
    options: COARSE,
    beforeLoad: (opened) =>
      opened.addInitScript(() => {
        const later = window.setTimeout.bind(window);
        window.setTimeout = ((run: () => void, ms?: number) =>
          ms ? later(run, ms) : requestAnimationFrame(() => requestAnimationFrame(run))) as typeof window.setTimeout;
      }),
  });
  await page.getByRole('button', { name: 'Crown fill' }).click();
  await waitForDots(page);
  await goToStep(page, 'Share');
  const onScreen = readPng(await exportImage(page));
  const folder = mkdtempSync(join(tmpdir(), 'stubble-export-'));
  try {
    const demo = (end: string) => join(ROOT, 'public/demos', `crown.${end}`);
    const out = join(folder, 'crown.png');
    expect(await render('--photo', demo('jpg'), '--project', demo('json'), '--out', out)).toMatchObject({ code: 0, stderr: '' });
    const rendered = readPng(readFileSync(out));
    expect(onScreen.width).toBe(rendered.width);
    const rowBytes = rendered.width * 3;
    const differing: number[] = [];
    for (let y = 0; y < rendered.height; y++) {
      const [from, to] = [y * rowBytes, (y + 1) * rowBytes];
      if (Buffer.compare(onScreen.rgb.subarray(from, to), rendered.rgb.subarray(from, to))) differing.push(y);
    }
    expect(differing, 'rows that differ').toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

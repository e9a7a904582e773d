/* What is taken home, through the buttons that a client presses: saved where there is no share sheet, else handed to it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filmedDays } from '../../src/ui/take-home/days.ts';
import { COARSE, exportImage, goToStep, openDemo, savedBy, screenshot, sharedDemo } from '../support/app.ts';
import { demoProject } from '../support/demo-project.ts';
import { openGpuPage } from '../support/gpu-page.ts';
import { readPng } from '../support/png.ts';
import { closeShareSheet, lastShared, sharedCount, withShareSheet } from '../support/share-sheet.ts';

/** For people to look at. */
function keep(name: string, bytes: Buffer) {
  const folder = fileURLToPath(new URL('./output/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}`, bytes);
}

const PAGE = 'tests/browser/take-home.page.ts';
const WIDTH_PX = 1080;

const demo = sharedDemo({ options: COARSE });

test('the video of 60 days ends on the still of its last day', async () => {
  const page = await demo();
  await goToStep(page, 'Share');
  const film = await savedBy(page, 'Video');
  expect(film.name).toMatch(/-weeks\.(mp4|webm)$/);
  keep('weeks.mp4', film.bytes);
  await page.getByRole('slider', { name: 'Time' }).fill('60');
  await page.getByRole('radio', { name: '1,080 px' }).click();
  const still = await exportImage(page);
  const gpu = await openGpuPage();
  await gpu.page.route('**/taken/film', (route) => route.fulfill({ body: film.bytes, contentType: 'video/mp4' }));
  await gpu.page.route('**/taken/still', (route) => route.fulfill({ body: still, contentType: 'image/png' }));
  const { height } = readPng(still);
  const rows = height - 60;
  const read = await gpu.call<{ size: number[]; stillSize: number[]; durationS: number; psnrDb: number }>(PAGE, 'lastFrame', {
    film: '/taken/film',
    still: '/taken/still',
    rows,
    lastS: filmedDays(demoProject('front').treatment).at(-1)?.seconds,
  });
  expect(read.size[0]).toBe(WIDTH_PX);
  expect(read.stillSize[0]).toBe(WIDTH_PX);
  expect(Math.abs(read.size[1] - read.stillSize[1])).toBeLessThanOrEqual(1);
  expect(read.durationS).toBeGreaterThan(8);
  expect(read.psnrDb).toBeGreaterThan(38);
});

test('where the browser writes no video, the weeks are an animated picture', async () => {
  const page = await demo();
  await page.evaluate('delete window.VideoEncoder');
  await goToStep(page, 'Share');
  const film = await savedBy(page, 'Video');
  expect(film.name).toMatch(/-weeks\.gif$/);
  keep('weeks.gif', film.bytes);
  const gpu = await openGpuPage();
  await gpu.page.route('**/taken/film', (route) => route.fulfill({ body: film.bytes, contentType: 'image/gif' }));
  const { frames, size } = await gpu.call<{ frames: number; size: number[] }>(PAGE, 'animation', { film: '/taken/film' });
  expect(frames).toBe(32);
  expect(size[0]).toBe(480);
});

test('the comparison goes to the share sheet in three gestures, and is saved where the sheet does not open', async () => {
  const { page } = await openDemo({ options: COARSE, beforeLoad: (opened) => withShareSheet(opened) });
  await goToStep(page, 'Share');
  await page.getByRole('button', { name: 'Comparison strip' }).click();
  await page.getByRole('button', { name: 'Share file' }).click();
  await expect.poll(() => sharedCount(page)).toBe(1);
  const { bytes: png, ...shared } = await lastShared(page);
  expect(shared).toEqual({ count: 1, type: 'image/png', name: expect.stringMatching(/-comparison\.png$/) });
  keep('comparison.png', png);
  expect(readPng(png).width).toBeGreaterThan(1200);
  await closeShareSheet(page);
  const saved = await savedBy(page, 'Share file');
  expect(saved.bytes.equals(png)).toBe(true);
  await screenshot(page, 'take-home-ready');
});

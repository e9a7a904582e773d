/* "Calibrate to my work" from two pictures to a saved project, in the built app. */

import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseConsultation } from '../../src/core/consultation/consultation.ts';
import { atRest, goToStep, openApp, openDemo, SCREENS, screenshot, sharedDemo, waitForDots } from '../support/app.ts';
import { paintHead } from '../support/painted-head.ts';
import { writePng } from '../support/png.ts';
import { seriousFaults } from '../support/serious-faults.ts';

const KEPT = [0.42, 0.66, 0.86];
const SIDE = { widthPx: 640, heightPx: 800, centrePx: [320, 340] as const };
/** A lit ball; after the work its left half keeps `kept` of the light, and the picture is a little darker and warmer. */
function painted(isAfter: boolean): Buffer {
  const light = isAfter ? [0.95, 0.88, 0.8] : [1, 1, 1];
  const bare = paintHead({ ...SIDE, light }).raster;
  const worked = paintHead({ ...SIDE, light: light.map((l, c) => l * KEPT[c]) }).raster;
  const rgb = new Uint8Array(bare.widthPx * bare.heightPx * 3);
  for (let i = 0; i < bare.widthPx * bare.heightPx; i++)
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = (isAfter && i % bare.widthPx < 320 ? worked : bare).rgba[4 * i + c];
  return writePng({ width: bare.widthPx, height: bare.heightPx, rgb });
}
const [BEFORE, AFTER] = [painted(false), painted(true)];
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Calibrate to my work' });
const tap = async (page: Page, which: 'before' | 'after', [x, y]: readonly [number, number]) => {
  const place = page.getByRole('button', { name: new RegExp(`^Set the .* mark in the photo ${which}$`) });
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (!box) throw new Error('no picture');
  await place.click({ position: { x: (x / 640) * box.width, y: (y / 800) * box.height } });
};
async function fill(page: Page) {
  await page.getByLabel('Choose the photo before').setInputFiles(file('before.png', BEFORE));
  await page.getByLabel('Choose the photo after').setInputFiles(file('after.png', AFTER));
  for (const which of ['before', 'after'])
    await page.getByRole('button', { name: new RegExp(`^Set the .* mark in the photo ${which}$`) }).waitFor();
  await atRest(page);
  for (const which of ['before', 'after'] as const) {
    await tap(page, which, [220, 300]);
    await tap(page, which, [430, 300]);
  }
  await page.getByText(/^Your work is darker and greyer/).waitFor();
}

test('two photos, four taps and a name: the finish acts, is kept, saved with the project, and removed again', async () => {
  const { page, context } = await openDemo();
  await goToStep(page, 'Shade');
  await screenshot(page, 'finish-standard');
  await page.getByRole('button', { name: 'Calibrate to my work' }).click();
  await fill(page);
  const green = await sheet(page)
    .getByRole('row', { name: /^Green/ })
    .innerText();
  expect(Math.abs(Number(/(\d+) %$/.exec(green)?.[1]) - 100 * KEPT[1])).toBeLessThan(3);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name of the finish' }).fill('Harbour');
  await page.getByRole('button', { name: 'Keep finish' }).click();
  await sheet(page).waitFor({ state: 'detached' });
  await page.getByText(/^Finish: Harbour, darker/).waitFor();
  await screenshot(page, 'finish-own');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save project' }).click()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  const files = unzipSync(Buffer.concat(parts));
  const json = Object.keys(files).find((name) => name.endsWith('.json')) as string;
  const parsed = parseConsultation(JSON.parse(strFromU8(files[json])));
  if (!parsed.ok) throw new Error(parsed.reason);
  const finish = parsed.consultation.plans[0].treatment.finish;
  expect(finish?.name).toBe('Harbour');
  for (const l of finish?.light ?? []) expect(l).toBeGreaterThan(1.02);
  expect(Object.keys(files).filter((name) => /before|after/.test(name))).toEqual([]);

  const again = await openApp({ context });
  await waitForDots(again.page);
  await goToStep(again.page, 'Shade');
  await expect.poll(() => again.page.getByRole('radio', { name: 'Harbour' }).isChecked()).toBe(true);
  await again.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await again.page.getByText(/^Standard finish/).waitFor();
  await again.page.getByText('Kept on this device', { exact: true }).waitFor();
  await again.page.reload();
  await waitForDots(again.page);
  await goToStep(again.page, 'Shade');
  await again.page.getByText(/^Standard finish/).waitFor();
  expect(await again.page.getByRole('radio', { name: 'Harbour' }).count()).toBe(0);
});

const demo = sharedDemo();

test('Escape leaves nothing, and the picture behind hears no keys', async () => {
  const page = await demo();
  await goToStep(page, 'Shade');
  await page.getByRole('button', { name: 'Calibrate to my work' }).click();
  await fill(page);
  await page.getByRole('button', { name: 'Bare skin in the photo after' }).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await sheet(page).waitFor({ state: 'detached' });
  await page.getByText(/^Standard finish/).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Calibrate to my work');
});

test('the sheet fits every screen', async () => {
  const page = await demo();
  await goToStep(page, 'Shade');
  const opener = page.getByRole('button', { name: 'Calibrate to my work' });
  const screens = Object.entries(SCREENS);
  const turnTo = async ([width, height]: readonly [number, number]) => {
    await page.setViewportSize({ width, height });
    await atRest(page);
  };
  for (const [name, screen] of screens) {
    await turnTo(screen);
    await opener.scrollIntoViewIfNeeded();
    await screenshot(page, `${name}-finish`);
  }
  await opener.click();
  await sheet(page).waitFor();
  for (const [name, screen] of screens) {
    await turnTo(screen);
    await screenshot(page, `${name}-calibrate-empty`);
  }
  // taps find their places on the smallest
  await fill(page);
  for (const [name, screen] of screens.reverse()) {
    await turnTo(screen);
    await screenshot(page, `${name}-calibrate`);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      name,
    ).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page), name).toEqual([]);
    for (const control of await sheet(page).getByRole('button').all()) {
      const [box, what] = [await control.boundingBox(), `${name}: ${await control.innerText()}`];
      expect(box && box.height >= 43.5 && box.width >= 43.5, what).toBe(true);
      expect(box && box.x >= 0 && box.x + box.width <= screen[0] + 0.5, what).toBe(true);
    }
    await page.getByRole('button', { name: 'Keep finish' }).scrollIntoViewIfNeeded();
    await screenshot(page, `${name}-calibrate-figures`);
  }
});

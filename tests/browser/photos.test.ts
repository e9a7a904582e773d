/* A second photo of the same head: added, shown, removed and brought back, kept, and saved in one file. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { atRest, COARSE, notBusy, openDemo, preview, SCREENS, screenshot, waitForDots } from '../support/app.ts';
import { seriousFaults } from '../support/serious-faults.ts';

const BACK = { name: 'back.jpg', mimeType: 'image/jpeg', buffer: readFileSync('public/demos/scar.jpg') };

test('a second photo is added beside the first, both are shown in turn and kept, and undo brings a removed one back', async () => {
  const { page } = await openDemo({ options: COARSE });
  const photos = page.getByRole('list', { name: 'Photos' });
  const film = (name: RegExp) => photos.getByRole('button', { name });
  const isShown = (name: RegExp) => expect.poll(() => film(name).getAttribute('aria-current')).toBe('true');
  const settled = async () => {
    await notBusy(page);
    await expect.poll(() => photos.getByRole('button', { name: /./ }).first().getAttribute('aria-busy')).toBe('false');
  };
  await page.locator('input[aria-label="Add photo"]').setInputFiles(BACK);
  await photos.waitFor();
  await film(/^Back, measured/).waitFor();
  await isShown(/^Back/);
  await settled();
  await expect.poll(() => photos.getByRole('listitem').count()).toBe(2);
  await expect.poll(() => photos.locator('img').count()).toBe(2);
  for (const [name, [width, height]] of Object.entries(SCREENS)) {
    await page.setViewportSize({ width, height });
    await atRest(page);
    for (const box of await Promise.all((await photos.getByRole('button').all()).map((button) => button.boundingBox())))
      expect(box && box.width >= 44 && box.height >= 44 && box.x >= 0 && box.x + box.width <= width, name).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await screenshot(page, `${name}-photos`);
  }
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: SCREENS.tablet[0], height: SCREENS.tablet[1] });

  await film(/^Front/).click();
  await isShown(/^Front/);
  await waitForDots(page);
  await page.keyboard.press('ArrowDown');
  await isShown(/^Back/);
  await settled();
  await Promise.all([page.getByRole('status').filter({ hasText: 'is removed' }).waitFor(), page.keyboard.press('Delete')]);
  await photos.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await photos.waitFor();
  await isShown(/^Back/);
  await settled();

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save project' }).click()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  const entries = unzipSync(Buffer.concat(parts));
  expect(Object.keys(entries)).toEqual(['project.json', 'photos/front.jpg', 'photos/back.jpg']);
  expect(JSON.parse(new TextDecoder().decode(entries['project.json']))).toMatchObject({
    version: 2,
    head: { halfAxesMm: expect.any(Array) },
    photos: [{ id: 'front' }, { id: 'back', scale: { pxPerMm: expect.any(Number) } }],
    plans: [{ name: 'A' }],
  });

  await expect.poll(() => page.locator('.saved').innerText()).toBe('Kept on this device');
  await page.reload();
  await preview(page).waitFor();
  await photos.waitFor();
  await isShown(/^Back/);
  await expect.poll(() => photos.locator('img').count()).toBe(2);
});

/* The device turned round: what a client can do, what does nothing, and how the consultant gets back. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atRest, drawn, goToStep, openDemo, preview, SCREENS, screenshot, sharedDemo, waitForDots } from '../support/app.ts';
import { baldHead } from '../support/bald-head.ts';
import { writePng } from '../support/png.ts';
import { seriousFaults } from '../support/serious-faults.ts';

const SIZES = { ...SCREENS, 'phone-side': [844, 390], 'small-phone-side': [667, 375] } as const;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const corner = (page: Page) => page.getByRole('button', { name: /^Leave the client view/ });
const isClients = async (page: Page) => (await corner(page).count()) === 1 && (await button(page, 'Home').count()) === 0;
const cornerMiddle = async (page: Page) => {
  const box = await corner(page).boundingBox();
  if (!box) throw new Error('there is no corner');
  return [box.x + box.width / 2, box.y + box.height / 2] as const;
};

const demo = sharedDemo();

test('it is left by Escape, Enter or Space held, and by an answer where nothing can be held; then the way back is the browser’s again', async () => {
  const page = await demo();
  const enter = async () => {
    await button(page, 'Client view').click();
    await corner(page).waitFor();
  };
  const isLeft = async () => {
    await button(page, 'Client view').waitFor();
    await expect.poll(() => page.evaluate(() => (history.state as { way?: string } | null)?.way ?? null)).toBe(null);
  };
  await enter();
  await page.keyboard.press('Escape');
  await drawn(page);
  expect(await isClients(page), 'pressed is not held').toBe(true);
  await page.keyboard.down('Escape');
  await isLeft();
  await page.keyboard.up('Escape');
  for (const key of ['Enter', ' ']) {
    await enter();
    await corner(page).focus();
    await page.keyboard.press(key);
    await drawn(page);
    expect(await isClients(page)).toBe(true);
    await page.keyboard.down(key);
    await isLeft();
    await page.keyboard.up(key);
  }
  await enter();
  // as a screen reader presses it
  await corner(page).evaluate((element) => (element as HTMLElement).click());
  await button(page, 'Stay').click();
  await button(page, 'Stay').waitFor({ state: 'detached' });
  expect(await isClients(page)).toBe(true);
  await corner(page).evaluate((element) => (element as HTMLElement).click());
  await button(page, 'Leave').click();
  await isLeft();
  await waitForDots(page);
});

test('one tap hides every tool; wipe, days, shade and plans are there, whole on every screen', async () => {
  const page = await demo();
  await button(page, 'Plan').click();
  await button(page, 'Plans').click();
  await button(page, 'Duplicate plan').click();
  await button(page, 'Client view').click();
  await corner(page).waitFor();
  for (const name of ['Home', 'Save project', 'Undo', 'Redo', 'Revert everything', 'Plan', 'Preview', 'Compare', 'Client view'])
    expect(await button(page, name).count(), name).toBe(0);
  for (const role of ['tab', 'textbox'] as const) expect(await page.getByRole(role).count(), role).toBe(0);
  expect(await page.locator('input[type=file]').count(), 'nothing opens a file').toBe(0);
  await page.getByRole('slider', { name: 'Before and after' }).focus();
  await button(page, 'Session 2').click();
  await page.getByRole('img', { name: /^Preview: session 2, day 12, [1-9]/ }).waitFor();
  await page.getByRole('radio', { name: 'A', exact: true }).check();
  for (const [name, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    await atRest(page);
    for (const one of [corner(page), button(page, 'Darker'), button(page, 'Lighter'), page.locator('.radio').last()]) {
      const box = await one.boundingBox();
      expect(box && Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(43.5);
    }
    for (const shown of await page.locator('.editor button').all()) {
      const isReached = await shown.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return element.closest('.time-buttons') !== null || (left >= 0 && right <= innerWidth);
      });
      expect(isReached, `${name}: ${await shown.getAttribute('aria-label')}`).toBe(true);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
    await screenshot(page, `${name}-client`);
  }
  expect(await seriousFaults(page)).toEqual([]);
});

test('nothing that a client does opens, undoes, saves or leaves; the shade is theirs', async () => {
  const { page } = await openDemo({ newTab: true });
  await goToStep(page, 'Density');
  const whole = await waitForDots(page);
  const density = page.getByRole('slider', { name: 'Density', exact: true });
  await density.fill('90');
  await expect.poll(() => waitForDots(page)).not.toBe(whole);
  const dots = await waitForDots(page);
  await button(page, 'Client view').click();
  await corner(page).waitFor();
  await waitForDots(page);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  for (const keys of ['Control+z', 'Control+y', 'Control+s', 'Delete', 'Backspace', 'Enter']) await page.keyboard.press(keys);
  const base64 = writePng(baldHead()).toString('base64');
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'head.png', { type: 'image/png' }));
    const target = document.querySelector('main') ?? document.body;
    for (const type of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    target.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: transfer }));
  }, base64);
  await page.goBack();
  // the entry that was left is put back
  await expect.poll(() => page.evaluate(() => (history.state as { way?: string } | null)?.way ?? null)).not.toBe(null);
  await atRest(page);
  expect(await isClients(page)).toBe(true);
  expect(await preview(page).getAttribute('aria-label')).toBe(dots);
  expect(downloads).toBe(0);
  expect(await page.locator('.drop').count()).toBe(0);

  const before = await page.locator('.stage').screenshot();
  await button(page, 'Darker').click();
  await expect.poll(async () => before.equals(await page.locator('.stage').screenshot())).toBe(false);

  await page.mouse.click(...(await cornerMiddle(page)));
  await page.getByRole('status').filter({ hasText: 'Hold to leave' }).waitFor();
  expect(await isClients(page), 'a tap leaves nothing').toBe(true);
  await page.reload();
  await corner(page).waitFor();
  expect(await isClients(page), 'nor does a reload').toBe(true);
  await waitForDots(page);
  await atRest(page);

  await page.mouse.move(...(await cornerMiddle(page)));
  await page.mouse.down();
  await button(page, 'Home').waitFor();
  await page.mouse.up();
  expect(await corner(page).count()).toBe(0);
  expect(await waitForDots(page), 'nothing was undone').toBe(dots);
  expect(downloads, 'nothing was saved').toBe(0);
});

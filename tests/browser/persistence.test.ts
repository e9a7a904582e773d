import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COARSE, goToStep, kept, openApp, openDemo, sharedDemo, waitForDots } from '../support/app.ts';

const density = (page: Page) => page.getByRole('slider', { name: 'Density', exact: true });

/** Changes the density by a few finished key presses, and waits until that is kept. */
async function edit(page: Page) {
  await goToStep(page, 'Density');
  const before = await density(page).inputValue();
  await density(page).focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => density(page).inputValue()).not.toBe(before);
  await kept(page);
  return density(page).inputValue();
}
async function expectWork(page: Page, value: string) {
  await waitForDots(page);
  await goToStep(page, 'Density');
  expect(await density(page).inputValue()).toBe(value);
}

const demo = sharedDemo({ options: COARSE });

test('a reload finds the open consultation as it was', async () => {
  const page = await demo();
  const value = await edit(page);
  await page.reload();
  await expectWork(page, value);
});

test('a tab closed in mid-edit is found again', async () => {
  const { page, context } = await openDemo({ options: COARSE });
  const value = await edit(page);
  await density(page).focus();
  await page.keyboard.down('ArrowLeft');
  await page.close({ runBeforeUnload: false });
  const again = await openApp({ context });
  await waitForDots(again.page);
  await goToStep(again.page, 'Density');
  expect(Number(await density(again.page).inputValue())).toBeLessThanOrEqual(Number(value));
});

test('a crashed tab is found again', async () => {
  const { page, context } = await openDemo({ options: COARSE, allowErrors: true });
  const value = await edit(page);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  const again = await openApp({ context });
  await expectWork(again.page, value);
});

test('a reload finds its own consultation, whatever another tab has opened since', async () => {
  const { page, context } = await openDemo({ options: COARSE });
  const value = await edit(page);
  const other = await openApp({ context });
  await waitForDots(other.page);
  await other.page.getByRole('button', { name: 'Home' }).click();
  await other.page.getByRole('button', { name: 'Try the demo' }).click();
  await waitForDots(other.page);
  await page.reload();
  await expectWork(page, value);
});

test('"Delete everything on this device" leaves nothing to find', async () => {
  const page = await demo();
  await edit(page);
  await goToStep(page, 'Share');
  await page.getByRole('button', { name: 'Delete everything on this device' }).click();
  await page
    .getByRole('group', { name: 'Confirm' })
    .getByRole('button', { name: /delete/i })
    .click();
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
  const again = await openApp({ context: page.context() });
  await again.page.getByRole('button', { name: 'Try the demo' }).waitFor();
  // what reads the library has been loaded, and what it finds would be opened by now
  await again.page.waitForLoadState('networkidle');
  expect(await again.page.getByRole('tab').count()).toBe(0);
});

test('with storage blocked undo works, the header says that nothing is kept, and Home asks first', async () => {
  const { page } = await openDemo({
    options: COARSE,
    beforeLoad: (blocked) =>
      blocked.addInitScript(() => {
        const refuse = () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        };
        for (const where of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
          Object.defineProperty(window, where, { get: refuse, configurable: true });
      }),
  });
  await page.getByText('Not kept', { exact: true }).waitFor();
  await page.getByText(/^This browser keeps nothing on this device/).waitFor();
  await goToStep(page, 'Density');
  const before = await density(page).inputValue();
  await density(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => density(page).inputValue()).not.toBe(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => density(page).inputValue()).toBe(before);
  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Leave it', exact: true }).click();
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
});

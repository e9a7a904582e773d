/* Back and Forward of the browser: Back goes Home and keeps everything, Forward opens it again; nothing that is not kept is left unasked. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COARSE, goToStep, openApp, sharedDemo, waitForDots } from '../support/app.ts';

const home = (page: Page) => page.getByRole('button', { name: 'Try the demo' });
const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });
async function name(page: Page, text: string) {
  await title(page).fill(text);
  await title(page).press('Enter');
}

const demo = sharedDemo({ options: COARSE, newTab: true });

test('Back goes Home, Forward opens what was open as it was left; the Home button and a reload keep step', async () => {
  const page = await demo();
  await name(page, 'Mr Smith');
  await goToStep(page, 'Density');
  await page.goBack();
  await home(page).waitFor();
  await page.getByRole('button', { name: /Mr Smith/ }).waitFor();
  await page.goForward();
  await waitForDots(page);
  expect(await title(page).inputValue()).toBe('Mr Smith');
  await page.getByRole('tab', { name: 'Density', exact: true, selected: true }).waitFor();
  await page.getByRole('button', { name: 'Home' }).click();
  await home(page).waitFor();
  // the browser goes back in its own time
  await expect.poll(() => page.evaluate('history.state')).toBe(null);
  await page.goForward();
  await waitForDots(page);
  await page.reload();
  await waitForDots(page);
  await page.goBack();
  await home(page).waitFor();
  expect(await page.getByRole('tab').count()).toBe(0);
});

test('another consultation in place of the open one is what Forward opens; Back from it goes Home, not to the one before', async () => {
  const page = await demo();
  await home(page).click();
  await waitForDots(page);
  await name(page, 'first');
  await page.getByRole('button', { name: 'Home' }).click();
  await home(page).click();
  await waitForDots(page);
  await name(page, 'second');
  await page.goBack();
  await home(page).waitFor();
  await page.getByRole('button', { name: /first/ }).click();
  await waitForDots(page);
  await expect.poll(() => title(page).inputValue()).toBe('first');
  await page.goBack();
  await home(page).waitFor();
  await page.goForward();
  await waitForDots(page);
  await expect.poll(() => title(page).inputValue()).toBe('first');
});

test('what is not kept is asked for first: who stays is where they were, and Back asks again', async () => {
  const { page } = await openApp({
    options: COARSE,
    beforeLoad: (blocked) =>
      blocked.addInitScript(() => {
        Object.defineProperty(window, 'indexedDB', {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }),
  });
  await home(page).click();
  await page.getByText('Not kept', { exact: true }).waitFor();
  await waitForDots(page);
  await name(page, 'Mr Smith');
  for (let i = 0; i < 2; i++) {
    await page.goBack();
    const stay = page.getByRole('button', { name: 'Stay' });
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    expect(await title(page).inputValue()).toBe('Mr Smith');
  }
  await page.goBack();
  await page.getByRole('button', { name: 'Leave it', exact: true }).click();
  await home(page).waitFor();
});

test('what was deleted is said to be gone, and Home stays', async () => {
  const page = await demo();
  await goToStep(page, 'Share');
  await page.getByRole('button', { name: 'Delete everything on this device' }).click();
  await page
    .getByRole('group', { name: 'Confirm' })
    .getByRole('button', { name: /delete/i })
    .click();
  await home(page).waitFor();
  // the browser goes back in its own time
  await expect.poll(() => page.evaluate('history.state')).toBe(null);
  // Home is shown before all is deleted
  await page.getByText('Everything Stubble kept on this device is gone.').waitFor();
  await page.goForward();
  await page.getByText('That consultation is no longer on this device.').waitFor();
  await home(page).click();
  await waitForDots(page);
  await page.goBack();
  await home(page).waitFor();
});

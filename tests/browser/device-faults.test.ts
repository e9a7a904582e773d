/* A device out of space, a clock that goes back, and model files that do not load: it is said, work goes on, and nothing is lost. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { COARSE, kept, notBusy, openApp, openDemo, waitForDots } from '../support/app.ts';

const home = (page: Page) => page.getByRole('button', { name: 'Home' });
const demo = (page: Page) => page.getByRole('button', { name: 'Try the demo' });
const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });
const savedState = (page: Page, state: string) => page.locator(`.saved[data-state=${state}]`).waitFor();
async function name(page: Page, text: string) {
  await title(page).fill(text);
  await title(page).press('Enter');
}

/** While `window.isFull` nothing more can be written. */
const FILLABLE = `
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...all) {
    if (window.isFull) throw new DOMException('The device is out of space.', 'QuotaExceededError');
    return put.apply(this, all);
  };
`;

test('out of space: said once, work goes on, Home asks; with room again all of it is kept', async () => {
  const { page } = await openDemo({ options: COARSE, allowErrors: true, beforeLoad: (opened) => opened.addInitScript(FILLABLE) });
  await savedState(page, 'saved');
  await page.evaluate('window.isFull = true');
  for (const text of ['one', 'two', 'three']) await name(page, text);
  await savedState(page, 'failed');
  const loss = page.getByRole('alert').filter({ hasText: /not kept here\. Save the project to a file\./ });
  await loss.first().waitFor();
  expect(await loss.count()).toBe(1);
  await home(page).click();
  await page.getByRole('button', { name: 'Stay' }).click();
  expect(await loss.count(), 'nor is it said again when Home tries once more').toBe(1);
  expect(await title(page).inputValue()).toBe('three');
  await page.evaluate('window.isFull = false');
  await name(page, 'four');
  await savedState(page, 'saved');
  await page.reload();
  await waitForDots(page);
  expect(await title(page).inputValue()).toBe('four');
});

test('a clock that goes back a day between two consultations: both are kept, the last is first in the list and is what a new tab opens', async () => {
  const { page, context } = await openDemo({ options: COARSE });
  await name(page, 'first');
  await kept(page);
  await page.evaluate(`{ const now = Date.now; Date.now = () => now() - 86_400_000; }`);
  await home(page).click();
  await demo(page).click();
  await waitForDots(page);
  await name(page, 'second');
  await kept(page);
  const tab = await openApp({ context });
  await waitForDots(tab.page);
  expect(await title(tab.page).inputValue()).toBe('second');
  await home(page).click();
  const listed = page.locator('.recent-button');
  // the list as it was last read is there before it is read again
  await expect.poll(async () => (await listed.locator('span').allInnerTexts()).map((text) => text.trim())).toEqual(['second', 'first']);
  await listed.nth(1).click();
  await waitForDots(page);
  expect(await title(page).inputValue()).toBe('first');
});

test.each([
  ['missing', '**/vision/*', { status: 404, body: 'not found' }, /The face finder could not be loaded/],
  ['no program', '**/vision/*.wasm', { body: 'stubble'.repeat(40_000) }, /The face finder could not be loaded/],
  ['no model', '**/vision/*.data', { body: 'stubble'.repeat(40_000) }, /The face finder stopped: find the head once more/],
])('models whose files are %s: the photo is measured with less, which is said', async (_, files, answer, sentence) => {
  const { page } = await openApp({ options: COARSE, allowErrors: true });
  await page.route(files, (route) => route.fulfill(answer));
  await page.getByLabel('Open photo').first().setInputFiles(join(ROOT, 'public/demos/front.jpg'));
  await page.getByText(sentence).waitFor();
  await waitForDots(page);
  await notBusy(page);
});

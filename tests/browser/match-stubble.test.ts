/* "Match my stubble" on the demo whose photo shows the client's own shaved sides. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atRest, COARSE, drawn, goToStep, SCREENS, screenshot, sharedDemo } from '../support/app.ts';

const dark = sharedDemo({ options: COARSE, demo: /Dark skin/ });
async function openDark() {
  const page = await dark();
  await goToStep(page, 'Density');
  return page;
}
const button = (page: Page) => page.getByRole('button', { name: 'Match my stubble' });
const density = (page: Page) => page.getByRole('slider', { name: 'Density' });
const difference = async (page: Page) => Number(/ΔE ([\d.]+)/.exec(await page.getByText(/ΔE/).innerText())?.[1]);

test('matches density, dot size and washes in one step, shows both tones, and undoes as one', async () => {
  const page = await openDark();
  await density(page).fill('20');
  const before = await density(page).inputValue();
  await button(page).click();
  await page.getByRole('img', { name: /Two tones side by side/ }).waitFor();
  // modelled stubble leaves the skin between hairs its colour, which real shaved hair and finished work do not
  await expect.poll(() => difference(page)).toBeLessThan(5);
  await page.getByText(/\d+ ± \d+ hairs per cm²/).waitFor();
  await expect.poll(() => density(page).inputValue()).not.toBe(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => density(page).inputValue()).toBe(before);
  await expect.poll(() => difference(page)).toBeGreaterThan(3);
});

test('the patch moves by keyboard and is read again; off the hair it says so and the tone stays', async () => {
  const page = await openDark();
  await button(page).click();
  const handle = page.getByRole('button', { name: 'Stubble patch' });
  const said = page.getByText(/hairs per cm²/);
  const first = await said.innerText();
  await handle.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => said.innerText()).not.toBe(first);
  const none = page.getByText(/No hairs stand out in this patch: only the tone is matched/);
  // the patch is read again with the next drawing: a press before that would run past the place
  for (let i = 0; i < 80 && !(await none.isVisible()); i++) {
    await page.keyboard.press('Shift+ArrowLeft');
    await drawn(page);
  }
  await none.waitFor();
});

test('what was read fits on every screen', async () => {
  const page = await openDark();
  await button(page).click();
  const tones = page.getByRole('img', { name: /Two tones side by side/ });
  for (const [name, [width, height]] of Object.entries(SCREENS)) {
    await page.setViewportSize({ width, height });
    await tones.scrollIntoViewIfNeeded();
    await atRest(page);
    const box = await tones.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= width, name).toBe(true);
    await screenshot(page, `stubble-${name}`);
  }
});

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atRest, COARSE, goToStep, openApp, STEPS, sharedDemo, toPlan, waitForDots } from '../support/app.ts';
import { seriousFaults } from '../support/serious-faults.ts';

/** Numbers everything that Tab should reach, then presses Tab until it comes round. Returns what was not reached. */
async function notReachedByTab(page: Page) {
  await page.evaluate(() => {
    const selector = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const groups = new Set<string>();
    let count = 0;
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      element.removeAttribute('data-tab-stop');
      const box = element.getBoundingClientRect();
      const isShown =
        box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
      if (!isShown || element.tabIndex < 0 || element.matches(':disabled')) continue;
      if (element instanceof HTMLInputElement && element.type === 'radio') {
        const group = document.querySelector<HTMLInputElement>(`input[type=radio][name="${element.name}"]:checked`);
        if (group ? group !== element : groups.has(element.name)) continue;
        groups.add(element.name);
      }
      count += 1;
      element.setAttribute('data-tab-stop', String(count));
    }
    (document.activeElement as HTMLElement | null)?.blur();
  });
  const stopCount = await page.locator('[data-tab-stop]').count();
  const reached = new Set<string>();
  // a handle with the focus shows controls of its own, so that a round may be longer than what was counted
  for (let press = 0; press < 3 * stopCount + 2 && reached.size < stopCount; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement?.getAttribute('data-tab-stop') ?? '');
    if (stop) reached.add(stop);
  }
  const stops = await page
    .locator('[data-tab-stop]')
    .evaluateAll((all) => all.map((element) => [element.getAttribute('data-tab-stop') ?? '', element.outerHTML.slice(0, 120)] as const));
  return stops.filter(([stop]) => !reached.has(stop)).map(([, html]) => html);
}

test('the start screen has no serious fault and is reached by Tab', async () => {
  const { page } = await openApp();
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await notReachedByTab(page)).toEqual([]);
});

const demo = sharedDemo({ options: COARSE });
/** What is shared is loaded when it is first asked for. */
const untilWhole = async (page: Page, part: string) => {
  if (part === 'Share') await page.getByRole('button', { name: 'Comparison strip' }).waitFor();
  await atRest(page);
};

test('Preview has no serious fault with any sheet open, and Tab reaches everything on it', async () => {
  const page = await demo();
  expect(await notReachedByTab(page)).toEqual([]);
  for (const choice of ['Hairline', 'Fullness', 'Shade', 'Photos', 'Share']) {
    const button = page.getByRole('button', { name: choice, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: choice }).waitFor();
    await untilWhole(page, choice);
    expect(await seriousFaults(page), choice).toEqual([]);
    expect(await notReachedByTab(page), choice).toEqual([]);
    await button.focus();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: choice }).waitFor({ state: 'detached' });
  }
});

test('no step has a serious fault, and Tab reaches everything on it', async () => {
  const page = await demo();
  for (const step of STEPS) {
    await goToStep(page, step);
    await untilWhole(page, step);
    expect(await seriousFaults(page), step).toEqual([]);
    expect(await notReachedByTab(page), step).toEqual([]);
  }
});

test('steps, sliders, undo and redo work by keyboard alone', async () => {
  const page = await demo();
  await toPlan(page);
  await page.getByRole('tab', { selected: true }).focus();
  const before = await page.getByRole('tab', { selected: true }).textContent();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).not.toBe(before);

  await goToStep(page, 'Density');
  const density = page.getByRole('slider', { name: 'Density', exact: true });
  const start = await density.inputValue();
  await density.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => density.inputValue()).not.toBe(start);
  const changed = await density.inputValue();
  await page.keyboard.press('Control+z');
  await expect.poll(() => density.inputValue()).toBe(start);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => density.inputValue()).toBe(changed);
  await page.getByRole('button', { name: 'Undo', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => density.inputValue()).toBe(start);
  await page.getByRole('button', { name: 'Redo', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => density.inputValue()).toBe(changed);
  await waitForDots(page);
});

test('the names that scripts rely on are there, each on its step', async () => {
  const page = await demo();
  const has = async (role: 'slider' | 'button' | 'radiogroup', ...names: string[]) => {
    for (const name of names)
      await expect.poll(() => page.getByRole(role, { name, exact: true }).count(), { message: `${role} "${name}"` }).toBeGreaterThan(0);
  };
  await has('button', 'Undo', 'Redo');
  await has('slider', 'Before and after');
  await goToStep(page, 'Hairline');
  await has('radiogroup', 'Hairline style');
  await has('slider', 'Edge softness', 'Irregularity');
  await goToStep(page, 'Density');
  await has('slider', 'Density');
  await has('button', 'Fill zone');
  await goToStep(page, 'Shade');
  await has('radiogroup', 'Skin');
  await has('slider', 'Dot size', 'Depth');
  await goToStep(page, 'Sessions');
  await has('slider', 'Time', 'Session 1 dilution', 'Session 2 dilution', 'Session 3 dilution');
  await has('button', 'Session 1', 'Session 2', 'Session 3', 'Healed', '1 year', '3 years');
  await goToStep(page, 'Share');
  await has('button', 'Save project', 'Export image');
});

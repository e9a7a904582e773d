/* Pictures for people to look at, in tests/browser/output, and the one thing a machine can see: nothing runs off the side. */
import { expect, test } from 'vitest';
import { goToStep, openApp, SCREENS, STEPS, screenshot, waitForDots } from '../support/app.ts';

for (const [name, screen] of Object.entries(SCREENS)) {
  test(`start, demo and each step at ${screen.join(' x ')}`, async () => {
    const { page } = await openApp({ screen });
    const overflowPx = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.getByRole('button', { name: 'Try the demo' }).waitFor();
    await screenshot(page, `${name}-0-start`);
    expect(await overflowPx(), 'start').toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await waitForDots(page);
    await screenshot(page, `${name}-0-demo`);
    for (const [index, step] of STEPS.entries()) {
      await goToStep(page, step);
      await page.waitForTimeout(250);
      await screenshot(page, `${name}-${index + 1}-${step.toLowerCase()}`);
      expect(await overflowPx(), step).toBeLessThanOrEqual(0);
    }
  });
}

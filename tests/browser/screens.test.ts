/* Pictures for people to look at, in tests/browser/output, and the one thing a machine can see: nothing runs off the side. */
import { expect, test } from 'vitest';
import { atRest, goToStep, openApp, SCREENS, STEPS, screenshot, waitForDots } from '../support/app.ts';

test('start, demo and each step on every screen', async () => {
  const { page } = await openApp();
  const look = async (screen: string, what: string) => {
    await atRest(page);
    await screenshot(page, `${screen}-${what}`);
    const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflowPx, `${what} on ${screen}`).toBeLessThanOrEqual(0);
  };
  const turnTo = ([width, height]: readonly [number, number]) => page.setViewportSize({ width, height });
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
  for (const [name, screen] of Object.entries(SCREENS)) {
    await turnTo(screen);
    await look(name, '0-start');
  }
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await waitForDots(page);
  for (const [name, screen] of Object.entries(SCREENS)) {
    await turnTo(screen);
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await look(name, '0-demo');
    for (const [index, step] of STEPS.entries()) {
      await goToStep(page, step);
      await look(name, `${index + 1}-${step.toLowerCase()}`);
    }
  }
});

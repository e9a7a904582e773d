/* Chromium, started as `npm run render` starts it: the one the others are compared with. */
import { launchBrowser } from '../../src/cli/browser.ts';
import { DRAG_STEPS, type Engine, VIEWPORT } from './engine.ts';

export async function startChromium(): Promise<Engine> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: VIEWPORT });
  return {
    version: browser.version(),
    open: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => {${body}})()`),
    async drag(from, to) {
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: DRAG_STEPS });
      await page.mouse.up();
    },
    close: () => browser.close(),
  };
}

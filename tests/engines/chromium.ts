/* Chromium, started as `npm run render` starts it: the one the others are compared with. */
import { launchBrowser } from '../../src/cli/browser.ts';
import type { Engine } from './engine.ts';

export async function startChromium(): Promise<Engine> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  return {
    version: browser.version(),
    open: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => {${body}})()`),
    close: () => browser.close(),
  };
}

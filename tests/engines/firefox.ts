/* Firefox through WebDriver BiDi. Playwright cannot drive an unpatched Firefox, and Debian has no geckodriver. */
import puppeteer from 'puppeteer-core';
import { DRAG_STEPS, ENGINE_LIMIT_MS, type Engine, VIEWPORT } from './engine.ts';

export async function startFirefox(executablePath: string, environment: NodeJS.ProcessEnv): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    env: environment,
    protocolTimeout: ENGINE_LIMIT_MS,
  });
  const page = await browser.newPage();
  await page.setViewport({ ...VIEWPORT, deviceScaleFactor: 1 });
  return {
    version: (await browser.version()).replace(/^firefox\//i, ''),
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

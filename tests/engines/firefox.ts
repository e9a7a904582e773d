/* Firefox through WebDriver BiDi. Playwright cannot drive an unpatched Firefox, and Debian has no geckodriver. */
import puppeteer from 'puppeteer-core';
import { ENGINE_LIMIT_MS, type Engine } from './engine.ts';

export async function startFirefox(executablePath: string, environment: NodeJS.ProcessEnv): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    env: environment,
    protocolTimeout: ENGINE_LIMIT_MS,
  });
  const page = await browser.newPage();
  return {
    version: (await browser.version()).replace(/^firefox\//i, ''),
    open: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => {${body}})()`),
    close: () => browser.close(),
  };
}

/*
 * Tabs that one test after the other uses: starting a process for each page, and reading and compiling the app there, takes a fifth of what
 * a page costs. In between a tab forgets all that a page can keep. Tests that change a browser in ways that cannot be taken back, or that
 * look at the history of a tab, open one of their own.
 */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { sharedBrowser } from './shared-browser.ts';

export interface Tab {
  page: Page;
  context: BrowserContext;
  /** whether another test may use it */
  isKept: boolean;
}

/** By what their contexts were made with. */
const idle = new Map<string, Tab[]>();
const keyOf = (options: BrowserContextOptions) => JSON.stringify(options);

/** @param options plain values only */
export async function keptTab(options: BrowserContextOptions): Promise<Tab> {
  const kept = idle.get(keyOf(options))?.pop();
  if (kept) return kept;
  const context = await (await sharedBrowser()).newContext(options);
  return { page: await context.newPage(), context, isKept: true };
}

/** @param options with which it was asked for @param origin whose storage is emptied; it serves `blank` */
export async function giveBackTab(tab: Tab, options: BrowserContextOptions, origin: string, blank: string): Promise<void> {
  const { page, context, isKept } = tab;
  try {
    if (!isKept || page.isClosed()) throw new Error('it is of no use any more');
    await Promise.all(context.pages().map((other) => other !== page && other.close()));
    page.removeAllListeners();
    // one that is being answered may end with the page that asked
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.mouse.move(0, 0);
    await page.goto(origin + blank);
    await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await session.detach();
    const others = idle.get(keyOf(options)) ?? [];
    idle.set(keyOf(options), [...others, tab]);
  } catch {
    await context.close().catch(() => {});
  }
}

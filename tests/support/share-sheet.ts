/* A device with a share sheet for pictures and videos, which keeps what it was given. */
import type { Page } from 'playwright-core';

interface Shared {
  shared: File[];
  opens: boolean;
}

/** To be called before the page is loaded. */
export const withShareSheet = (page: Page, kinds = 'image/') =>
  page.addInitScript((prefix) => {
    const shared: File[] = [];
    Object.assign(window, { shared, opens: true });
    navigator.canShare = (given) => (given?.files ?? []).every(({ type }) => type.startsWith(prefix));
    navigator.share = async (given) => {
      if (!(window as unknown as Shared).opens) throw new DOMException('no gesture', 'NotAllowedError');
      if (!navigator.userActivation.isActive) throw new Error('shared outside a gesture');
      shared.push(...((given?.files ?? []) as File[]));
    };
  }, kinds);

export const sharedCount = (page: Page) => page.evaluate(() => (window as unknown as Shared).shared.length);
/** What was shared last, and how many files in all. Its bytes come as base64: as a list of numbers a picture took the test's processes many seconds. */
export async function lastShared(page: Page): Promise<{ count: number; name: string; type: string; bytes: Buffer }> {
  const { address, ...named } = await page.evaluate(async () => {
    const { shared } = window as unknown as Shared;
    const file = shared.at(-1);
    if (!file) throw new Error('nothing was shared');
    const reader = new FileReader();
    const read = new Promise((done) => reader.addEventListener('load', done));
    reader.readAsDataURL(file);
    await read;
    return { count: shared.length, name: file.name, type: file.type, address: reader.result as string };
  });
  return { ...named, bytes: Buffer.from(address.slice(address.indexOf(',') + 1), 'base64') };
}
/** From now on the sheet does not open. */
export const closeShareSheet = (page: Page) => page.evaluate(() => Object.assign(window, { opens: false }));

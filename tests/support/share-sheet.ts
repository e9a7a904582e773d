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

/** What was shared last, and how many files in all. */
export const sharedBy = (page: Page) =>
  page.evaluate(async () => {
    const { shared } = window as unknown as Shared;
    const file = shared.at(-1);
    const bytes = file ? Array.from(new Uint8Array(await file.arrayBuffer())) : [];
    return { count: shared.length, name: file?.name ?? '', type: file?.type ?? '', bytes };
  });
/** From now on the sheet does not open. */
export const closeShareSheet = (page: Page) => page.evaluate(() => Object.assign(window, { opens: false }));

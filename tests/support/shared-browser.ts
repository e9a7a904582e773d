/* The one Chromium that global-setup started, connected to once per test file. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, inject } from 'vitest';

let connecting: Promise<Browser> | null = null;

export function sharedBrowser(): Promise<Browser> {
  connecting ??= chromium.connect(inject('browserEndpoint'));
  return connecting;
}

afterAll(async () => {
  const browser = await connecting;
  connecting = null;
  await browser?.close();
});

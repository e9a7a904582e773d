/* The one Chromium that global-setup started and ends, connected to once per worker. */
import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

let connecting: Promise<Browser> | null = null;

export function sharedBrowser(): Promise<Browser> {
  connecting ??= chromium.connect(inject('browserEndpoint'));
  return connecting;
}

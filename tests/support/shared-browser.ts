/*
 * A Chromium for each worker, started when it is first asked for and ended with it. One for all of them would be talked to through another
 * process, which takes each picture and each file apart and packs it: a tenth of the time of a test that takes pictures.
 */
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { launchBrowser } from '../../src/cli/browser.ts';
import { QUICK_FLAGS } from './quick-flags.ts';

let starting: Promise<Browser> | null = null;

export function sharedBrowser(): Promise<Browser> {
  // a browser that is ended with its worker may leave its profile
  process.env.TMPDIR = inject('browserFolder');
  starting ??= launchBrowser(QUICK_FLAGS);
  return starting;
}

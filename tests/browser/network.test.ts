/* What the app loads: nothing from elsewhere (every test watches that), little before the demo, and all of it again offline. */
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { BUDGET_KB, LOADED_LATER } from '../../src/cli/bundle-size.ts';
import { CONTENT_SECURITY_POLICY } from '../../src/cli/csp.ts';
import { COARSE, openApp, waitForDots } from '../support/app.ts';

test('the way to an interactive demo stays within its budget of JavaScript', async () => {
  const scripts = new Set<string>();
  const note = (response: Response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js') && response.ok()) scripts.add(pathname);
  };
  const { page } = await openApp({ options: COARSE, shipped: true, path: '/#demo', beforeLoad: (opening) => opening.on('response', note) });
  const name = await waitForDots(page);
  const kb = { first: 0, later: 0 };
  for (const path of [...scripts]) {
    // of a worker that has ended the browser has no bodies any more; the server has
    const answer = await fetch(inject('shippedUrl') + path);
    expect(answer.ok, path).toBe(true);
    kb[LOADED_LATER.test(path) ? 'later' : 'first'] += gzipSync(Buffer.from(await answer.arrayBuffer())).length / 1000;
  }
  console.log(
    `JavaScript really loaded until the demo is there, gzipped: ${kb.first.toFixed(1)} kB, and ${kb.later.toFixed(1)} kB of worker and library code`,
  );
  expect(scripts.size).toBeGreaterThan(0);
  expect(kb.first).toBeLessThan(BUDGET_KB);
  const kept = await openApp({ options: COARSE, path: '/#demo' });
  expect(await waitForDots(kept.page), 'with the candidates that tests keep').toBe(name);
});

test('the policy is in the page and in the header, and there is no inline script', async () => {
  const answer = await fetch(`${inject('shippedUrl')}/`);
  expect(answer.headers.get('content-security-policy')).toBe(`${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`);
  const html = await answer.text();
  expect(html.replaceAll('&#39;', "'")).toContain(CONTENT_SECURITY_POLICY);
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|<style|\son\w+="/);
});

test('in airplane mode the app and its demo open', async () => {
  const { page, context } = await openApp({ shipped: true, options: { ...COARSE, serviceWorkers: 'allow' } });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await context.setOffline(true);
  await page.goto(`${inject('shippedUrl')}/#demo`);
  await page.reload();
  await waitForDots(page);
});

test('the server gives away nothing but the built app', async () => {
  for (const path of ['/%2e%2e/package.json', '/..%2fpackage.json', '/.built', '/.vite/manifest.json', '/assets', '/%zz', '/nothing.js']) {
    expect((await fetch(inject('shippedUrl') + path)).status, path).toBe(404);
  }
  expect((await fetch(`${inject('shippedUrl')}/`, { method: 'POST' })).status).toBe(405);
});

/* Workers that are ended from outside, or cannot run: the work ends with a sentence or goes on without them, and what is open stays as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { caseFile } from '../io/fixture.ts';
import { COARSE, goToStep, notBusy, openDemo, savedBy, sharedDemo, waitForDots } from '../support/app.ts';

/**
 * Ends each worker whose file is named in `window.killed`, without a word, over the message `window.over` that it gets after it was named,
 * once it lives and is watched; counts those that it has ended.
 */
const KILLER = `
  window.killed = '';
  window.over = 1;
  window.kills = 0;
  window.times = 0;
  const Watched = Worker;
  window.Worker = class extends Watched {
    constructor(url, options) {
      super(url, options);
      Object.assign(this, { url: String(url), lock: options.name, posted: 0, times: window.times, doomed: false });
      // before the listeners of the app: a worker that is to be ended may be quicker than its watching
      this.addEventListener('message', (event) => this.doomed && event.stopImmediatePropagation());
    }
    postMessage(...all) {
      super.postMessage(...all);
      if (this.times !== window.times) Object.assign(this, { posted: 0, times: window.times });
      if (++this.posted !== window.over || !window.killed || !this.url.includes(window.killed)) return;
      this.doomed = true;
      const end = async () => {
        const { held, pending } = await navigator.locks.query();
        const isIn = (all) => all.some(({ name }) => name === this.lock);
        if (!isIn(held) || !isIn(pending)) return setTimeout(end, 5);
        window.kills++;
        this.terminate();
      };
      void end();
    }
  };
`;
const withKiller = { options: COARSE, allowErrors: true, beforeLoad: (page: Page) => page.addInitScript(KILLER) };
const kill = (page: Page, killed: string, over = 1) =>
  page.evaluate(
    (asked) => {
      const { times } = window as unknown as { times: number };
      Object.assign(window, { ...asked, kills: 0, times: times + 1 });
    },
    { killed, over },
  );
const kills = (page: Page) => page.evaluate('window.kills') as Promise<number>;
const said = (page: Page, what: RegExp) => page.locator('.toast').filter({ hasText: what });
/** Notes leave by themselves too, after some seconds: none need be there. */
async function dismissed(notes: Locator) {
  await notes.getByRole('button', { name: 'Dismiss' }).evaluateAll((all) => {
    for (const button of all) (button as HTMLElement).click();
  });
  await expect.poll(() => notes.count()).toBe(0);
}
async function open(page: Page, name: string, buffer: Buffer) {
  await goToStep(page, 'Photo');
  await page.locator('input[type=file][aria-label="Open photo"]').first().setInputFiles({ name, mimeType: '', buffer });
}
/** All of the open consultation, its photo included. */
const whole = async (page: Page) => (await savedBy(page, 'Save project')).bytes.toString('base64');

// in this order: the demo as it opens, then workers that have done nothing before
const demo = sharedDemo(withKiller);

test('what reads a photo is ended: the page reads it, and the picture has the same dots', async () => {
  const dots = (page: Page) => page.getByRole('img', { name: /^Preview:/ }).getAttribute('aria-label');
  const beforeLoad = async (page: Page) => {
    await page.addInitScript(`${KILLER} window.killed = 'measure';`);
    // what is read of a demo's photo is shipped: it is missing here, so that the photo is read
    await page.route('**/demos/*.reading.json', (route) => route.abort());
  };
  const { page } = await openDemo({ options: COARSE, allowErrors: true, beforeLoad });
  await expect.poll(() => kills(page)).toBe(1);
  const right = await dots(await demo());
  expect(right).toMatch(/[1-9][\d,]* dots/);
  await expect.poll(() => dots(page)).toBe(right);
});

test('a photo opens although what looks it through fails and what finds a face is ended; the face is found when asked once more', async () => {
  const page = await demo();
  await page.route('**/worker-jpeg*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("no")' }));
  // the picture that the face is looked for in
  await kill(page, 'vision', 2);
  await open(page, 'client.jpg', readFileSync(join(ROOT, 'public/demos/fair.jpg')));
  await said(page, /The face finder stopped: find the head once more, or set scale and head by hand/).waitFor();
  await notBusy(page);
  expect(await kills(page)).toBeGreaterThan(0);
  await kill(page, '');
  await goToStep(page, 'Head');
  await page.getByRole('button', { name: 'Find head' }).click();
  await page.getByText('Measuring the photo').waitFor();
  await notBusy(page);
  await waitForDots(page);
  await page.unroute('**/worker-jpeg*.js');
});

test('what measures is ended, or cannot be loaded: one sentence, and asked once more it measures', async () => {
  const page = await demo();
  await goToStep(page, 'Head');
  const before = await whole(page);
  // what is read of the demo's photo was shipped: the first message
  await kill(page, 'measure');
  const find = page.getByRole('button', { name: 'Find head' });
  await find.click();
  await said(page, /The photo could not be measured: .* has stopped\. Try again\./).waitFor();
  expect(await kills(page)).toBe(1);
  await notBusy(page);
  expect(await whole(page)).toBe(before);
  await kill(page, '');
  await page.route('**/worker-measure*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("no")' }));
  await dismissed(said(page, /could not be measured/));
  await find.click();
  await said(page, /The photo could not be measured: /).waitFor();
  await notBusy(page);
  await page.unroute('**/worker-measure*.js');
  await dismissed(said(page, /could not be measured/));
  await find.click();
  await page.getByText('Measuring the photo').waitFor();
  await notBusy(page);
  expect(await said(page, /could not be measured/).count()).toBe(0);
});

test('what decodes and copies a photo is ended: the page does both, and the photo has the same dots', async () => {
  const page = await demo();
  const dots = () => page.getByRole('img', { name: /^Preview:/ }).getAttribute('aria-label');
  const openClient = async () => {
    await open(page, 'client.jpg', readFileSync(join(ROOT, 'public/demos/fair.jpg')));
    await page.getByText('Measuring the photo').waitFor();
    await notBusy(page);
    await waitForDots(page);
    return dots();
  };
  const right = await openClient();
  await kill(page, 'copy');
  expect(await openClient()).toBe(right);
  // the one that decodes, and the one that is sent what the page has decoded instead
  expect(await kills(page)).toBe(2);
  await kill(page, '');
});

test('the decoder of a HEIC ended: one sentence, what is open stays; the same file opens afterwards', async () => {
  const page = await demo();
  const before = await whole(page);
  await kill(page, 'heic');
  await open(page, 'phone.heic', Buffer.from(caseFile('p3-on-tiles.heic')));
  await said(page, /“phone\.heic” .*\./).waitFor();
  await notBusy(page);
  expect(await kills(page)).toBe(1);
  expect(await whole(page)).toBe(before);
  await kill(page, '');
  await open(page, 'phone.heic', Buffer.from(caseFile('p3-on-tiles.heic')));
  await page.getByRole('button', { name: 'Preview', pressed: true }).waitFor();
  await goToStep(page, 'Photo');
  await expect.poll(() => page.locator('dl.figures').textContent()).toContain('480 × 600 px');
});

test('what makes the dots is ended: one sentence, no progress that stands still, and the plan stays', async () => {
  const { page } = await openDemo({ ...withKiller, shipped: true });
  await goToStep(page, 'Head');
  await kill(page, 'candidates');
  // no dots are shipped for a head as narrow
  await page.getByLabel('Half breadth').fill('55');
  await page.keyboard.press('Enter');
  await said(page, /The dots could not be prepared: .* has stopped\. The plan is kept: reload the page to try again\./).waitFor();
  expect(await kills(page)).toBe(1);
  await notBusy(page);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await waitForDots(page);
});

/* Guided photos with Chromium's own pretended camera: taken, kept, opened; and a device without a camera. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../../src/cli/browser.ts';
import { atRest, drawn, goToStep, openApp, preview, SCREENS, screenshot } from '../support/app.ts';
import { QUICK_FLAGS } from '../support/quick-flags.ts';
import { seriousFaults } from '../support/serious-faults.ts';

/** Few pictures a second: each takes longer to draw than to look at. */
const CAMERA = '--use-fake-device-for-media-stream=fps=5';

let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchBrowser([...QUICK_FLAGS, CAMERA, '--use-fake-ui-for-media-stream']);
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1180, height: 820 }, serviceWorkers: 'block', permissions: ['camera'] });
  onTestFinished(() => context.close());
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Guided photos' });
const shutter = (page: Page) => page.getByRole('button', { name: 'Take the photo' });
const openGuide = async (page: Page) => {
  // remembers the streams, to see that they end
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    const streams: MediaStream[] = [];
    devices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      streams.push(stream);
      return stream;
    };
    Object.assign(globalThis, { streams });
  });
  await page.getByRole('button', { name: 'Take guided photos' }).click();
  await shutter(page).waitFor();
  await page.waitForFunction(() => ((document.querySelector('.capture video') as HTMLVideoElement | null)?.videoWidth ?? 0) > 0);
};
const liveTracks = (page: Page) =>
  page.evaluate(
    () =>
      (globalThis as unknown as { streams: MediaStream[] }).streams.flatMap((s) => s.getTracks()).filter((t) => t.readyState === 'live')
        .length,
  );
const takeAndUse = async (page: Page) => {
  await shutter(page).click();
  await page.getByRole('button', { name: 'Use this' }).click();
  await shutter(page).waitFor();
};

test('the photos that are used are kept in one consultation, and the first is shown', async () => {
  const { page } = await openApp({ context });
  await openGuide(page);
  await expect.poll(() => page.getByRole('radio', { name: 'Front' }).isChecked()).toBe(true);
  const largest = await page.evaluate(() => {
    const track = (globalThis as unknown as { streams: MediaStream[] }).streams[0].getVideoTracks()[0];
    return track.getCapabilities().width?.max ?? 0;
  });
  await takeAndUse(page);
  await expect.poll(() => page.getByRole('radio', { name: 'Three-quarter left' }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: 'Top' }).check({ force: true });
  await takeAndUse(page);
  await expect.poll(() => liveTracks(page)).toBe(1);
  await page.getByRole('button', { name: 'Done (2)' }).click();
  await preview(page).waitFor();
  await expect.poll(() => liveTracks(page), { message: 'the camera is off' }).toBe(0);
  await page.getByRole('status').filter({ hasText: '2 photos are kept in one consultation' }).waitFor();
  await goToStep(page, 'Photo');
  const size = await page.getByRole('definition').filter({ hasText: 'px' }).innerText();
  expect(Number(size.replaceAll(',', '').split(' ')[0]), 'the camera’s full size').toBeGreaterThanOrEqual(largest);
  const photos = page.getByRole('list', { name: 'Photos' });
  await expect.poll(() => photos.getByRole('listitem').count()).toBe(2);
  const names = await photos.getByRole('button').evaluateAll((films) => films.map((film) => film.getAttribute('aria-label')));
  expect(names).toEqual([expect.stringMatching(/^Front, /), expect.stringMatching(/^Top, /)]);
  await page.reload();
  await preview(page).waitFor();
  await page
    .getByRole('button', { name: /start|home/i })
    .first()
    .click();
  await page.getByRole('button', { name: /^Guided photos, \d{4}-\d\d-\d\d/ }).waitFor();
});

test('"Again" keeps nothing, Escape closes and stops the camera, focus stays inside and comes back', async () => {
  const { page } = await openApp({ context });
  await openGuide(page);
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest('.capture'))).toBe(true);
  }
  await shutter(page).click();
  await page.getByRole('button', { name: 'Use this' }).waitFor();
  await page.keyboard.press('Escape');
  await drawn(page);
  expect(await dialog(page).count(), 'a photo not yet decided on is not thrown away by Escape').toBe(1);
  await page.getByRole('button', { name: 'Again' }).click();
  await shutter(page).waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await expect.poll(() => liveTracks(page)).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Take guided photos');
  // the list is read with the page
  await page.reload();
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Take guided photos' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Carry on' }).count()).toBe(0);
});

test('the timer counts down and then takes the photo', async () => {
  const { page } = await openApp({ context });
  await openGuide(page);
  await page.getByRole('combobox', { name: 'Timer' }).selectOption({ label: '3 seconds' });
  // what is there in the moment in which it begins to count: a slow machine may look only after the three seconds
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector('[aria-label="Stop the timer"]')) return;
      Object.assign(globalThis, { hadPhoto: document.querySelector('.capture-use') !== null });
      watch.disconnect();
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await shutter(page).click();
  await page.getByRole('button', { name: 'Use this' }).waitFor();
  expect(await page.evaluate(() => (globalThis as { hadPhoto?: boolean }).hadPhoto)).toBe(false);
});

test('a photo that this device cannot keep stays in hand', async () => {
  const { page } = await openApp({ context, allowErrors: true });
  await openGuide(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await shutter(page).click();
  await page.getByRole('button', { name: 'Use this' }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: /not kept/ })
    .waitFor();
  await page.getByRole('link', { name: 'Save to a file' }).waitFor();
  await page.getByRole('button', { name: 'Open it now' }).click();
  await preview(page).waitFor();
});

test('without a camera one sentence says so, and a photo can be chosen', async () => {
  const { page } = await openApp();
  await page.getByRole('button', { name: 'Take guided photos' }).click();
  await dialog(page)
    .getByRole('alert')
    .filter({ hasText: /camera/ })
    .waitFor();
  await dialog(page).getByLabel('Choose a photo').first().waitFor({ state: 'attached' });
  expect(await shutter(page).count()).toBe(0);
});

test('the guide fits every screen', async () => {
  const { page } = await openApp({ context });
  await openGuide(page);
  for (const [name, [width, height]] of Object.entries(SCREENS)) {
    await page.setViewportSize({ width, height });
    for (const view of ['Front', 'Three-quarter right', 'Left side', 'Top', 'Back']) {
      await page.getByRole('radio', { name: view }).check({ force: true });
      await screenshot(page, `${name}-capture-${view.toLowerCase().replaceAll(' ', '-')}`);
    }
    await atRest(page);
    const outline = await page.locator('.capture-outline').boundingBox();
    const video = await page.locator('.capture video').boundingBox();
    expect(
      outline && video && outline.y >= video.y && outline.y + outline.height <= video.y + video.height,
      `${name}: outline inside the picture`,
    ).toBe(true);
    const box = await shutter(page).boundingBox();
    expect(box && box.width >= 44 && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, name).toBe(true);
    const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflowPx, name).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page), name).toEqual([]);
    await shutter(page).click();
    await page.getByRole('button', { name: 'Use this' }).waitFor();
    expect(await seriousFaults(page), name).toEqual([]);
    await screenshot(page, `${name}-capture-taken`);
    await page.getByRole('button', { name: 'Again' }).click();
    await shutter(page).waitFor();
  }
});

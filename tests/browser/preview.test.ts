/* Preview, and Plan on small screens: a newcomer's tasks by finger with the gestures they may take, and what each screen has room for. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/cli/built-app.ts';
import { atRest, goToStep, notBusy, openApp, openDemo, SCREENS, screenshot, sharedDemo, toPlan, waitForDots } from '../support/app.ts';
import { fingerOn } from '../support/fingers.ts';
import { writePng } from '../support/png.ts';
import { seriousFaults } from '../support/serious-faults.ts';

const PHONE = { screen: SCREENS.phone, options: { hasTouch: true, viewport: { width: 390, height: 844 } } } as const;
const SIZES = { ...SCREENS, 'phone-side': [844, 390], 'small-phone-side': [667, 375], zoomed: [590, 410] } as const;
/** One of each layout, and the narrowest of them. */
const LARGE: (keyof typeof SIZES)[] = ['tablet', 'phone', 'zoomed'];
const CHOICES = ['Hairline', 'Fullness', 'Shade', 'Photos', 'Share'] as const;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const height = (page: Page) => page.getByRole('group', { name: 'Height of the hairline' }).getByRole('status');
const heightMm = async (page: Page) => Number(/^(\d+) mm/.exec(await height(page).innerText())?.[1]);

/** Of the window's height. */
const stageShare = (page: Page) =>
  page.evaluate(() => (document.querySelector('.stage') as HTMLElement).getBoundingClientRect().height / innerHeight);

/** Controls and words that are cut off, lie over each other's middle, or are too small to hit; what can be pushed along counts as shown. */
const crowded = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = [];
    const canScroll = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflow);
    const name = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30) ?? element.className;
    for (const element of document.querySelectorAll<HTMLElement>('.editor button, .editor .note, .editor p, .editor h2, .editor .radio')) {
      const box = element.getBoundingClientRect();
      if (!box.width || !element.checkVisibility({ visibilityProperty: true })) continue;
      let scroller = element.parentElement;
      while (scroller && !canScroll(scroller)) scroller = scroller.parentElement;
      const out = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      if (out && !scroller) faults.push(`${name(element)} runs off the screen`);
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
        faults.push(`${name(element)} is cut off`);
      const isHit = element.matches('button, .radio');
      if (isHit && (box.width < 43.5 || box.height < 43.5)) faults.push(`${name(element)} is ${box.width} x ${box.height}`);
      if (!isHit || out || scroller) continue;
      const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (there && !element.contains(there) && !there.contains(element)) faults.push(`${name(element)} lies under ${name(there)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    return faults;
  });

test('a client’s own photo on a phone: three sessions at once, the line 5 mm lower in two gestures, all back in one', async () => {
  const { page } = await openApp(PHONE);
  await button(page, 'Try the demo').waitFor();
  await page.getByLabel('Open photo').first().setInputFiles(join(ROOT, 'public/demos/front.jpg'));
  await waitForDots(page);
  await notBusy(page);
  expect(await page.getByRole('slider', { name: 'Before and after' }).inputValue(), 'the first thing seen is the effect').toBe('50');
  expect(await button(page, 'Healed').getAttribute('aria-pressed')).toBe('true');
  for (const name of ['Play', 'Session 1', 'Healed'])
    expect((await button(page, name).boundingBox())?.x, `${name} is in sight`).toBeGreaterThanOrEqual(0);
  const sessions = await fingerOn(page);
  await sessions.tap(button(page, 'Session 2'));
  await page.getByRole('img', { name: /^Preview: session 2, day 12, / }).waitFor();
  expect(sessions.gestures()).toBe(1);
  expect(await stageShare(page)).toBeGreaterThanOrEqual(0.6);
  await screenshot(page, 'phone-own-photo');

  const lower = await fingerOn(page);
  await lower.tap(button(page, 'Hairline'));
  const before = await heightMm(page);
  await lower.tap(button(page, 'Lower by 5 mm'));
  await expect.poll(() => heightMm(page)).toBe(before - 5);
  expect(lower.gestures()).toBe(2);
  await waitForDots(page);

  await (await fingerOn(page)).tap(page.getByRole('radio', { name: 'Rounded' }));
  await expect.poll(() => page.getByRole('radio', { name: 'Rounded' }).isChecked()).toBe(true);
  const back = await fingerOn(page);
  await back.tap(button(page, 'Revert everything'));
  expect(back.gestures()).toBe(1);
  await expect.poll(() => heightMm(page)).toBe(before);
  await waitForDots(page);
  await expect
    .poll(() => button(page, 'Revert everything').getAttribute('aria-disabled'), { message: 'the proposed plan stays' })
    .toBe('true');
});

test('a photo without a head says that nothing was proposed, and leads to placing one by hand', async () => {
  const { page } = await openApp(PHONE);
  await button(page, 'Try the demo').waitFor();
  const rgb = Uint8Array.from({ length: 3 * 400 * 500 }, (_, i) => 120 + ((i * 7) % 11));
  const file = { name: 'wall.png', mimeType: 'image/png', buffer: writePng({ width: 400, height: 500, rgb }) };
  await page.getByLabel('Open photo').first().setInputFiles(file);
  const byHand = button(page, 'Place the head by hand');
  await byHand.waitFor();
  await page.getByText(/nothing was proposed/).waitFor();
  await screenshot(page, 'phone-no-head');
  expect(await button(page, 'Hairline').count(), 'what cannot act yet is not there').toBe(0);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator('.toast').waitFor({ state: 'detached' });
  await atRest(page);
  expect(await crowded(page)).toEqual([]);
  const finger = await fingerOn(page);
  await finger.tap(byHand);
  await page.getByRole('tab', { name: 'Head', exact: true, selected: true }).waitFor();
});

test('in Plan on a phone a temple is softened in two gestures, under a loupe; no handle lies under another', async () => {
  const { page } = await openDemo(PHONE);
  await toPlan(page);
  const finger = await fingerOn(page);
  await finger.tap(page.getByRole('tab', { name: 'Hairline', exact: true }));
  const handles = page.getByRole('button', { name: /^Hairline point/ });
  await handles.first().waitFor();
  await atRest(page);
  const centres = await handles.evaluateAll((all) =>
    all.map((handle) => {
      const { left, top, width, height } = (handle.querySelector('.handle-hit') as Element).getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      return { x, y, width, isHit: handle.contains(document.elementFromPoint(x, y)) };
    }),
  );
  expect(centres.length).toBeGreaterThanOrEqual(3);
  expect(centres.length).toBeLessThanOrEqual(7);
  for (const [i, one] of centres.entries()) {
    expect(one.width).toBeGreaterThanOrEqual(44);
    expect(one.isHit, 'the handle is what a finger on it hits').toBe(true);
    for (const other of centres.slice(i + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(43.9);
  }
  expect(await stageShare(page)).toBeGreaterThanOrEqual(0.45);
  // the temple on the picture's right: the highest point out there
  const corner = centres.filter(({ x }) => x > 230).reduce((a, b) => (b.y < a.y ? b : a));
  await finger.drag([corner.x, corner.y], [corner.x - 14, corner.y - 10], async () => {
    const look = () =>
      page.locator('.loupe').evaluate((canvas) => {
        const { left, top, right, bottom } = canvas.getBoundingClientRect();
        const { width, height } = canvas as HTMLCanvasElement;
        const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return { left, top, right, bottom, tones: new Set(pixels.filter((_, i) => i % 4 === 0)).size };
      });
    await expect.poll(async () => (await look()).tones, { message: 'it shows the picture' }).toBeGreaterThan(40);
    const loupe = await look();
    expect(loupe.left >= 0 && loupe.right <= 390 && loupe.top >= 0).toBe(true);
    expect(loupe.bottom < corner.y || loupe.top > corner.y, 'the finger hides nothing of it').toBe(true);
    await screenshot(page, 'phone-loupe');
  });
  expect(finger.gestures()).toBe(2);
  await expect.poll(() => page.locator('.loupe').count()).toBe(0);
  await expect.poll(() => button(page, 'Undo').getAttribute('aria-disabled')).toBe('false');
  await page.getByText('Drawn by hand').waitFor();
});

/** Buttons of the header and over the picture that a message lies over. */
const underMessages = (page: Page) =>
  page.evaluate(() => {
    const toasts = [...document.querySelectorAll('.toast')].map((toast) => toast.getBoundingClientRect());
    const isUnder = ({ left, top, right, bottom }: DOMRect) =>
      toasts.some((toast) => toast.left < right && toast.right > left && toast.top < bottom && toast.bottom > top);
    return {
      toasts: toasts.length,
      covered: [...document.querySelectorAll('.bar button, .stage button, .time button')]
        .filter((control) => control.checkVisibility() && isUnder(control.getBoundingClientRect()))
        .map((control) => control.getAttribute('aria-label')),
    };
  });

const onAnyScreen = sharedDemo({ screen: SCREENS.phone });

test('a message covers no button on any screen', async () => {
  const page = await onAnyScreen();
  for (const [name, [width, heightPx]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height: heightPx });
    // the change that is worked out soonest
    await button(page, 'Shade').click();
    await button(page, 'Darker').click();
    await button(page, 'Shade').click();
    await button(page, 'Revert everything').click();
    await page.getByText('All changes are taken back').waitFor();
    // its place follows that of the picture, which is measured
    await expect.poll(() => underMessages(page), { message: name }).toEqual({ toasts: 1, covered: [] });
    if (LARGE.includes(name as keyof typeof SIZES)) await screenshot(page, `message-${name}`);
    await button(page, 'Dismiss').click();
    await page.locator('.toast').waitFor({ state: 'detached' });
  }
});

/** What is there at one size: the picture's share of the height, and what is crowded. */
async function lookAround(name: keyof typeof SIZES, letters: '100%' | '200%') {
  const page = await onAnyScreen();
  const [width, heightPx] = SIZES[name];
  await page.setViewportSize({ width, height: heightPx });
  await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), letters);
  const shares: Record<string, number> = {};
  const faults: string[] = [];
  const look = async (what: string, isKept = false) => {
    await atRest(page);
    shares[what] = await stageShare(page);
    faults.push(...(await crowded(page)).map((fault) => `${what}: ${fault}`));
    if (isKept) await screenshot(page, `${letters === '200%' ? 'large-' : ''}${name}-${what}`);
  };
  await button(page, 'Preview').click();
  await look('preview', true);
  if (LARGE.includes(name)) faults.push(...(await seriousFaults(page)));
  for (const choice of CHOICES) {
    await button(page, choice).click();
    await page.getByRole('region', { name: choice, exact: true }).waitFor();
    await look(`preview-${choice.toLowerCase()}`, choice === 'Hairline' || choice === 'Share');
  }
  await button(page, CHOICES[CHOICES.length - 1]).click();
  await page.locator('.choice-sheet').waitFor({ state: 'detached' });
  for (const step of ['Hairline', 'Density'] as const) {
    await goToStep(page, step);
    await look(`plan-${step.toLowerCase()}`, step === 'Hairline');
  }
  const words = Object.entries(shares).map(([what, share]) => `${what} ${(100 * share).toFixed(0)} %`);
  console.log(`${name}, letters ${letters}, share of the height that the picture has: ${words.join(', ')}`);
  return { shares: Object.entries(shares), faults };
}

test.each(Object.keys(SIZES) as (keyof typeof SIZES)[])('Preview and Plan have room: %s', async (name) => {
  const { shares, faults } = await lookAround(name, '100%');
  expect(faults).toEqual([]);
  expect(shares).toHaveLength(8);
  if (name === 'phone')
    for (const [what, share] of shares) expect(share, what).toBeGreaterThanOrEqual(what.startsWith('plan') ? 0.45 : 0.6);
});

test.each(LARGE)('so they have with letters twice as large: %s', async (name) => {
  const { shares, faults } = await lookAround(name, '200%');
  expect(faults).toEqual([]);
  for (const [what, share] of shares) if (name === 'phone' && what.startsWith('preview')) expect(share, what).toBeGreaterThanOrEqual(0.6);
});

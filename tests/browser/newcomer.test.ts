/* A newcomer's tasks by finger, each in at most the gestures that it may take: share from Preview; in Plan a coin, a scar, the print. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { projectSurface } from '../../src/core/scalp/surface.ts';
import { headRect } from '../../src/ui/head-rect.ts';
import { atRest, goToStep, SCREENS, screenshot, sharedDemo, toPlan, waitForDots } from '../support/app.ts';
import { demoProject } from '../support/demo-project.ts';
import { fingerOn } from '../support/fingers.ts';
import { lastShared, sharedCount, withShareSheet } from '../support/share-sheet.ts';

const PHONE = { screen: SCREENS.phone, options: { hasTouch: true, viewport: { width: 390, height: 844 } } } as const;
const TABLET = { options: { hasTouch: true, viewport: { width: 1180, height: 820 } } } as const;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
/** A finger must not have to scroll for it. */
const isInSight = (what: Locator) =>
  what.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
const stageBox = (page: Page) =>
  page.locator('.stage').evaluate((stage) => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { left, top, width, height, x: left + width / 2, y: top + height / 2 };
  });

const onPhone = sharedDemo({ ...PHONE, beforeLoad: (opened) => withShareSheet(opened) });
const onTablet = sharedDemo(TABLET);

test('a client alone on a phone: session strip to the share sheet in three gestures from Preview, the picture in sight', async () => {
  const page = await onPhone();
  const finger = await fingerOn(page);
  await finger.tap(button(page, 'Share'));
  const strip = button(page, 'Comparison strip');
  await strip.waitFor();
  await atRest(page);
  expect(await isInSight(strip)).toBe(true);
  expect((await stageBox(page)).height).toBeGreaterThanOrEqual(0.6 * 844);
  await finger.tap(strip);
  const share = button(page, 'Share file');
  await share.waitFor();
  // it is scrolled to in the frame after
  await expect.poll(() => isInSight(share)).toBe(true);
  await atRest(page);
  expect((await stageBox(page)).height, 'nothing jumps').toBeGreaterThanOrEqual(0.6 * 844);
  await screenshot(page, 'phone-share');
  await finger.tap(share);
  expect(finger.gestures()).toBe(3);
  await expect.poll(() => sharedCount(page)).toBe(1);
  const shared = await lastShared(page);
  expect(shared).toMatchObject({ type: 'image/jpeg', name: expect.stringMatching(/-comparison\.jpg$/) });
  expect([...shared.bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);

  await page.keyboard.press('Escape');
  await page.locator('.share-ready').waitFor({ state: 'detached' });
  await button(page, 'Share').click();
  await strip.waitFor();
  expect(await share.count(), 'what is changed since is not in it').toBe(0);
});

test.each([
  ['de-DE', '1 euro'],
  ['en-GB', '1 pound'],
  ['en-CA', 'Quarter'],
  ['hi-IN', 'Bank card'],
  ['en-US', 'US quarter'],
])('in %s the known length is that of: %s', async (language, coin) => {
  const page = await onTablet();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setUserAgentOverride', { userAgent: await page.evaluate('navigator.userAgent'), acceptLanguage: language });
  expect(await page.evaluate('navigator.language')).toBe(language);
  await goToStep(page, 'Photo');
  await goToStep(page, 'Scale');
  await expect.poll(() => page.getByRole('radio', { name: coin, exact: true }).isChecked()).toBe(true);
});

test('where the marks stand at first a tap goes to the picture under them', async () => {
  const page = await onTablet();
  await goToStep(page, 'Scale');
  const mark = page.getByRole('button', { name: 'First mark' });
  await mark.waitFor();
  const finger = await fingerOn(page);
  await finger.tap(mark);
  await page.getByText('Tap the other one').waitFor();
  expect(await page.getByRole('button', { name: 'Second mark' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Second mark' }).waitFor();
});

test('in Plan two taps on the edges of a coin set the scale; the marks are then dragged under the loupe', async () => {
  const page = await onTablet();
  await goToStep(page, 'Scale');
  await button(page, '1:1, one to one').click();
  await atRest(page);
  const { x, y } = await stageBox(page);
  const inUse = page.locator('.result', { hasText: 'Scale in use' }).locator('strong');
  const pxPerMm = async (of: Locator) => Number(/1 mm = ([\d.]+) px/.exec(await of.innerText())?.[1]);
  const before = await pxPerMm(inUse);
  const finger = await fingerOn(page);
  // a quarter's width on the middle of the head, at one photo pixel to a CSS pixel
  const half = 70;
  await finger.tapAt([x - half, y]);
  await page.getByText('Tap the other one').waitFor();
  await finger.tapAt([x + half, y]);
  expect(finger.gestures()).toBe(2);
  await expect.poll(() => pxPerMm(inUse)).not.toBe(before);
  // by hand from the demo's head, focal length and where the middle of the screen meets it
  const project = demoProject('front');
  const surface = projectSurface(project);
  const rect = headRect(project, project.photo, 0.14);
  const hit = surface?.hit(rect.x + rect.width / 2, rect.y + rect.height / 2);
  if (!surface || !hit) throw new Error('the middle of the picture is not on the head');
  const there = (2 * half) / 24.26;
  const focalPx = project.camera?.focalPx;
  const readAtMm = focalPx ? focalPx / there : hit.zMm;
  const expected = (there * readAtMm) / (readAtMm + surface.centreMm[2] - hit.zMm);
  expect(Math.abs((await pxPerMm(inUse)) / expected - 1)).toBeLessThan(0.01);
  await waitForDots(page);

  const marks = page.getByRole('button', { name: /^(First|Second) mark$/ });
  await expect.poll(() => marks.count()).toBe(2);
  await finger.drag([x + half, y], [x + half + 30, y], async () => {
    await expect.poll(() => page.locator('.loupe').count()).toBe(1);
    await screenshot(page, 'coin-loupe');
  });
  const given = page.locator('.result', { hasText: 'The marks give' }).locator('strong');
  await expect.poll(async () => (await pxPerMm(given)) > (await pxPerMm(inUse)) * 1.1).toBe(true);
  await button(page, 'Undo').click();
  await expect.poll(() => pxPerMm(inUse), { message: 'two taps are one step' }).toBe(before);
});

for (const [name, demo] of Object.entries({ phone: onPhone, tablet: onTablet }))
  test(`in Plan a scar line is drawn in three gestures on a ${name}, as one step`, async () => {
    const page = await demo();
    await toPlan(page);
    const finger = await fingerOn(page);
    await finger.tap(tab(page, 'Density'));
    const tool = button(page, 'Scar');
    await tool.waitFor();
    await finger.tap(tool);
    await page.getByText('Drag along the scar').waitFor();
    await atRest(page);
    const { x, y, width } = await stageBox(page);
    const half = width / 8;
    await finger.drag([x - half, y - 30], [x + half, y - 20], () => screenshot(page, `scar-drawing-${name}`));
    expect(finger.gestures()).toBe(3);
    const zone = page.getByRole('radio', { name: '2 Scar' });
    await zone.waitFor();
    await expect.poll(() => zone.isChecked()).toBe(true);
    await expect.poll(() => page.getByRole('button', { name: /^Outline point/ }).count()).toBeGreaterThanOrEqual(3);
    await screenshot(page, `scar-drawn-${name}`);
    await button(page, 'Undo').click();
    await zone.waitFor({ state: 'detached' });
    await waitForDots(page);
  });

test('tapping corners still makes a scar', async () => {
  const page = await onTablet();
  await goToStep(page, 'Density');
  await button(page, 'Scar').click();
  await page.getByText('Drag along the scar').waitFor();
  await atRest(page);
  const { x, y } = await stageBox(page);
  const finger = await fingerOn(page);
  const corners = [
    [x - 60, y - 60],
    [x + 60, y - 50],
    [x + 10, y + 20],
  ] as const;
  for (const corner of corners) await finger.tapAt(corner);
  await expect.poll(() => page.locator('.draft-point').count()).toBe(3);
  await finger.tapAt(corners[0]);
  await page.getByRole('radio', { name: '2 Scar' }).waitFor();
});

test('from Plan the plan is printed in two gestures, on a phone without scrolling', async () => {
  const page = await onPhone();
  await page.evaluate(() => {
    Object.assign(window, { printed: 0 });
    window.print = () => {
      (window as unknown as { printed: number }).printed++;
    };
  });
  await toPlan(page);
  const finger = await fingerOn(page);
  await finger.tap(tab(page, 'Share'));
  const print = button(page, 'Print plan');
  await print.waitFor();
  await atRest(page);
  expect(await isInSight(print)).toBe(true);
  await finger.tap(print);
  expect(finger.gestures()).toBe(2);
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
});

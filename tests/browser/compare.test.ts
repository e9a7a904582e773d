/* Pictures side by side, by real pointers and keys: days, plans; zoomed together, held, opened. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atRest, goToStep, notBusy, openDemo, preview, SCREENS, screenshot, sharedDemo, shot, waitForDots } from '../support/app.ts';
import { fingerOn } from '../support/fingers.ts';
import { type Picture, readPng } from '../support/png.ts';
import { seriousFaults } from '../support/serious-faults.ts';

const SIZES = { ...SCREENS, 'phone-side': [844, 390], 'small-phone-side': [667, 375] } as const;
const way = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const cells = (page: Page) => page.getByRole('group', { name: 'Pictures' }).getByRole('button');
const labels = (page: Page) => cells(page).allInnerTexts();
const settled = async (page: Page) => {
  await expect.poll(() => cells(page).count()).toBeGreaterThan(1);
  await expect.poll(() => page.locator('.cell[aria-busy="true"]').count()).toBe(0);
  await notBusy(page);
  // what is changed lays the cells out in one frame, and they are drawn in the next
  await page.evaluate(async () => {
    for (let frame = 0; frame < 6; frame++) await new Promise((done) => requestAnimationFrame(done));
  });
};
const box = async (page: Page, index: number) => {
  const found = await cells(page).nth(index).boundingBox();
  if (!found) throw new Error(`cell ${index} is not there`);
  return found;
};
/** Cells without their labels, as they are on the screen. */
async function pixelsOf(page: Page, ...indices: number[]): Promise<Picture[]> {
  const boxes = await Promise.all(indices.map((index) => box(page, index)));
  const screen = readPng(await shot(page));
  return boxes.map(({ x, y, width, height }) => part(screen, Math.round(x), Math.round(y), Math.floor(width), Math.floor(height) - 40));
}
const pixels = async (page: Page, index: number) => (await pixelsOf(page, index))[0];
function part(of: Picture, x: number, y: number, width: number, height: number): Picture {
  const rgb = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    const from = 3 * ((y + row) * of.width + x);
    rgb.set(of.rgb.subarray(from, from + 3 * width), 3 * row * width);
  }
  return { width, height, rgb };
}
/** How many pixels differ by more than 2 bytes, and by how much at most. */
function difference(a: Picture, b: Picture) {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let [count, most] = [0, 0];
  for (let i = 0; i < a.rgb.length; i++) {
    const off = Math.abs(a.rgb[i] - b.rgb[i]);
    most = Math.max(most, off);
    if (off > 2) count += 1;
  }
  return { count, most };
}
const unfocused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).blur());
const all = (page: Page) => pixelsOf(page, 0, 1, 2, 3, 4, 5);
/** Waits until each cell differs: on a busy machine what a pointer did may be drawn later. */
async function allChanged(page: Page, from: Picture[]): Promise<Picture[]> {
  let now = from;
  const least = async () => {
    now = await all(page);
    return Math.min(...now.map((one, i) => difference(from[i], one).count));
  };
  await expect.poll(least).toBeGreaterThan(5000);
  return now;
}

const demo = sharedDemo();

test('wheel and drag in one picture move all; 0 fits them again', async () => {
  const page = await demo();
  await way(page, 'Compare').click();
  await settled(page);
  const fitted = await all(page);
  for (let i = 1; i < 6; i++)
    expect(difference(fitted[0], { ...fitted[0], rgb: fitted[i].rgb.slice(0, fitted[0].rgb.length) }).count, `day ${i}`).toBeGreaterThan(
      200,
    );
  const { x, y, width, height } = await box(page, 4);
  await page.mouse.move(x + 0.4 * width, y + 0.3 * height);
  await page.mouse.wheel(0, -120);
  await page.mouse.wheel(0, -120);
  await settled(page);
  const zoomed = await allChanged(page, fitted);
  await page.mouse.down();
  await page.mouse.move(x + 0.4 * width + 30, y + 0.3 * height + 20, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  await allChanged(page, zoomed);
  expect(await way(page, 'Compare').getAttribute('aria-pressed'), 'a drag opens nothing').toBe('true');
  await unfocused(page);
  await page.keyboard.press('0');
  await settled(page);
  for (const [i, one] of (await all(page)).entries()) expect(difference(fitted[i], one).most, `cell ${i} fitted`).toBeLessThanOrEqual(2);
});

test('held, a picture shows before, by pointer or by B; tapped, it opens', async () => {
  const page = await demo();
  await way(page, 'Compare').click();
  await settled(page);
  const after = await pixels(page, 3);
  const { x, y, width, height } = await box(page, 3);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await expect.poll(async () => (await labels(page))[3].trim()).toBe('Before');
  await settled(page);
  expect(difference(after, await pixels(page, 3)).count).toBeGreaterThan(2000);
  await page.mouse.up();
  await expect.poll(async () => (await labels(page))[3]).toContain('Session 3');
  await settled(page);
  expect(difference(after, await pixels(page, 3)).most).toBeLessThanOrEqual(2);
  expect(await way(page, 'Compare').getAttribute('aria-pressed'), 'holding opens nothing').toBe('true');

  await page.keyboard.down('b');
  await expect.poll(async () => (await labels(page)).filter((text) => text.trim() === 'Before').length).toBeGreaterThan(1);
  await page.keyboard.up('b');
  await expect.poll(async () => (await labels(page)).filter((text) => text.trim() === 'Before').length).toBe(1);

  await cells(page).nth(2).click();
  await page.getByRole('img', { name: /^Preview: session 2, day 12, [1-9]/ }).waitFor();
  await way(page, 'Compare').click();
  await settled(page);
  await cells(page).nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: /^Preview: session 1, day 0, [1-9]/ }).waitFor();
});

test('six days of one photo stand side by side on every screen, whole and without a fault', async () => {
  const page = await demo();
  await way(page, 'Compare').click();
  await settled(page);
  for (const [name, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    await expect.poll(async () => (await box(page, 5)).x + (await box(page, 5)).width).toBeLessThanOrEqual(width + 0.5);
    await settled(page);
    const boxes = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => box(page, index)));
    const columns = new Set(boxes.map(({ x }) => Math.round(x))).size;
    // on an upright tablet two columns and three give heads of one size
    if (name !== 'tablet-upright') expect(columns, name).toBe(width > height ? 3 : 2);
    for (const one of boxes) {
      expect(Math.min(one.width, one.height), name).toBeGreaterThanOrEqual(44);
      expect(one.y + one.height, name).toBeLessThanOrEqual(height + 0.5);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
    await screenshot(page, `${name}-compare`);
  }
  expect((await labels(page)).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
    'Before',
    'Session 1 day 0',
    'Session 2 day 12',
    'Session 3 day 26',
    'Healed day 54',
    '3 years',
  ]);
  expect(await seriousFaults(page)).toEqual([]);
});

test('A and B are compared in two gestures from Preview, and play on together', async () => {
  const { page } = await openDemo({ options: { hasTouch: true } });
  await way(page, 'Plan').click();
  await way(page, 'Plans').click();
  await way(page, 'Duplicate plan').click();
  await expect.poll(() => page.getByRole('radio', { name: 'B', exact: true }).isChecked()).toBe(true);
  await goToStep(page, 'Density');
  const density = page.getByRole('slider', { name: 'Density', exact: true });
  await density.fill('60');
  await way(page, 'Preview').click();
  await expect.poll(() => way(page, 'Preview').getAttribute('aria-pressed')).toBe('true');
  await waitForDots(page);
  const finger = await fingerOn(page);
  await finger.tap(way(page, 'Compare'));
  await finger.tap(page.getByRole('radio', { name: 'Plans' }));
  await expect.poll(() => cells(page).count()).toBe(2);
  expect(finger.gestures()).toBe(2);
  await settled(page);
  expect((await labels(page)).map((text) => text.trim())).toEqual(['Plan A', 'Plan B']);
  expect(difference(await pixels(page, 0), await pixels(page, 1)).count).toBeGreaterThan(5000);
  expect(await page.getByText('Healed: this is the result.').count(), 'the day in plain words').toBe(1);
  await screenshot(page, 'tablet-compare-plans');
  expect(await seriousFaults(page)).toEqual([]);
  const healed = await pixels(page, 0);
  const time = page.getByRole('slider', { name: 'Time' });
  await time.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => time.inputValue()).toBe('1');
  await settled(page);
  expect(difference(healed, await pixels(page, 0)).count).toBeGreaterThan(2000);
  const day = await time.inputValue();
  await way(page, 'Play').click();
  await expect.poll(() => time.inputValue()).not.toBe(day);
  await way(page, 'Pause').click();
  await finger.tap(cells(page).nth(1));
  await preview(page).waitFor();
  await way(page, 'Plan').click();
  await expect.poll(() => page.getByRole('radio', { name: 'B', exact: true }).isChecked()).toBe(true);
});

/** Where a small picture lies in a large one, and by how much it differs there at most. */
function found(small: Picture, large: Picture) {
  const [few, all] = [small.rgb, large.rgb];
  let best = { off: Number.POSITIVE_INFINITY, most: 255, x: 0, y: 0 };
  for (let top = 0; top + small.height <= large.height; top++)
    for (let left = 0; left + small.width <= large.width; left++) {
      let off = 0;
      for (let y = 0; y < small.height && off < best.off; y += 7) {
        // all of a picture is looked through: byte by byte along a row
        const end = 3 * small.width * (y + 1);
        let there = 3 * ((top + y) * large.width + left);
        for (let here = 3 * small.width * y; here < end; here += 21, there += 21)
          off += Math.abs(few[here] - all[there]) + Math.abs(few[here + 1] - all[there + 1]) + Math.abs(few[here + 2] - all[there + 2]);
      }
      if (off < best.off) best = { ...best, off, x: left, y: top };
    }
  best.most = 0;
  for (let y = 0; y < small.height; y++)
    for (let x = 0; x < 3 * small.width; x++)
      best.most = Math.max(best.most, Math.abs(few[3 * y * small.width + x] - all[3 * ((best.y + y) * large.width + best.x) + x]));
  return best;
}

test('a picture among others is the picture alone: the same day at 1:1, pixel by pixel', async () => {
  const page = await demo();
  await page.setViewportSize({ width: SCREENS.desktop[0], height: SCREENS.desktop[1] });
  await way(page, 'Preview').click();
  await way(page, 'Healed').click();
  await page.getByRole('img', { name: /^Preview: session 3, day 54, [1-9]/ }).waitFor();
  const wipe = page.getByRole('slider', { name: 'Before and after' });
  await wipe.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => wipe.inputValue()).toBe('0');
  await unfocused(page);
  await page.keyboard.press('1');
  for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowUp');
  await waitForDots(page);
  await atRest(page);
  const stage = await page.locator('.stage').boundingBox();
  if (!stage) throw new Error('no stage');
  const clip = {
    x: Math.round(stage.x + 80),
    y: Math.round(stage.y),
    width: Math.floor(stage.width) - 200,
    height: Math.floor(stage.height),
  };
  // the last step has been drawn
  let drawn = await shot(page, clip);
  await expect
    .poll(async () => {
      const before = drawn;
      drawn = await shot(page, clip);
      return drawn.equals(before);
    })
    .toBe(true);
  const alone = readPng(drawn);
  await way(page, 'Compare').click();
  await settled(page);
  await unfocused(page);
  await page.keyboard.press('1');
  for (let i = 0; i < 13; i++) await page.keyboard.press('ArrowUp');
  await settled(page);
  await screenshot(page, 'desktop-compare-one-to-one');
  const patch = async (index: number) => {
    const { x, y } = await box(page, index);
    return readPng(await shot(page, { x: Math.round(x) + 140, y: Math.round(y) + 60, width: 120, height: 90 }));
  };
  // so large a picture is drawn from a larger copy once nobody has moved it for a while
  let healed = await patch(4);
  const apart = async () => {
    healed = await patch(4);
    return found(healed, alone).most;
  };
  await expect.poll(apart, { interval: 500 }).toBeLessThanOrEqual(2);
  const before = await patch(0);
  expect(difference(before, healed).count, 'there are dots in it').toBeGreaterThan(5000);
  expect(found(before, alone).most, 'of another day it is another').toBeGreaterThan(20);
});

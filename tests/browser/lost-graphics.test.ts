/*
 * Graphics that go away and come back while nothing happens, while something is dragged, played or compared: the same picture by itself, to
 * the byte. (While something is exported: export-faults.test.ts.)
 */
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atRest, goToStep, notBusy, sharedDemo, waitForDots } from '../support/app.ts';

/** Pixels of a canvas stay readable, and its graphics can be taken away. */
const LOSABLE = `
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    const context = getContext.call(this, kind, kind === 'webgl2' ? { ...options, preserveDrawingBuffer: true } : options);
    if (kind === 'webgl2' && this.getAttribute('role') === 'img') window.graphics = context.getExtension('WEBGL_lose_context');
    return context;
  };
`;
const COUNTED = `
  window.timesDotsDrawn = 0;
  const drawDots = WebGL2RenderingContext.prototype.drawArraysInstanced;
  WebGL2RenderingContext.prototype.drawArraysInstanced = function (...all) {
    window.timesDotsDrawn++;
    drawDots.apply(this, all);
  };
`;
const demo = sharedDemo({ beforeLoad: (page) => page.addInitScript(LOSABLE + COUNTED) });
const comingBack = (page: Page) => page.getByText('The picture is coming back');
async function lose(page: Page) {
  await page.evaluate(`document.querySelector('canvas[role=img]').getContext('webgl2'); window.graphics.loseContext()`);
  await comingBack(page).waitFor();
}
async function restore(page: Page) {
  await page.evaluate('window.graphics.restoreContext()');
  await comingBack(page).waitFor({ state: 'detached' });
}
/** What is drawn in several frames is drawn without as long a pause. */
const FRAMES_AT_REST = 12;
/** The canvas's own pixels once they stay the same. */
async function picture(page: Page): Promise<string> {
  const read = () => page.evaluate(`document.querySelector('canvas[role=img]').toDataURL()`) as Promise<string>;
  for (let before = await read(); ; ) {
    await page.evaluate(async (frames) => {
      for (let frame = 0; frame < frames; frame++) await new Promise((done) => requestAnimationFrame(done));
    }, FRAMES_AT_REST);
    const now = await read();
    if (now === before) return createHash('sha256').update(now).digest('hex');
    before = now;
  }
}
/** It comes back by itself: on a busy machine not at once. */
const expectPicture = (page: Page, right: string) => expect.poll(() => picture(page)).toBe(right);

test('at rest, twice over, and after the day was changed meanwhile', async () => {
  const page = await demo();
  const before = await picture(page);
  for (let i = 0; i < 2; i++) {
    await lose(page);
    await restore(page);
    await expectPicture(page, before);
  }
  const session = page.getByRole('button', { name: 'Session 1', exact: true });
  const healed = page.getByRole('button', { name: 'Healed', exact: true });
  await session.click();
  await page.getByRole('img', { name: /^Preview: session 1/ }).waitFor();
  const first = await picture(page);
  expect(first).not.toBe(before);
  await healed.click();
  await lose(page);
  await session.click();
  await restore(page);
  await page.getByRole('img', { name: /^Preview: session 1/ }).waitFor();
  await expectPicture(page, first);
});

test('while a hairline is dragged: the drag goes on, and is one step to undo', async () => {
  const page = await demo();
  await goToStep(page, 'Hairline');
  const handle = page.getByRole('button', { name: /^Hairline point/ }).nth(1);
  const drag = async (over: (page: Page) => Promise<void>, back: (page: Page) => Promise<void>) => {
    const box = await handle.boundingBox();
    if (!box) throw new Error('the hairline has no handle');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10, y + 12);
    await over(page);
    await page.mouse.move(x + 20, y + 25);
    await back(page);
    await page.mouse.move(x + 24, y + 30);
    await page.mouse.up();
    await waitForDots(page);
    return picture(page);
  };
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await atRest(page);
  const nothing = async () => {};
  const dragged = await drag(nothing, nothing);
  await undo.click();
  // without the wipe, which has made way for the line that was dragged
  const start = await picture(page);
  expect(dragged).not.toBe(start);
  await drag(lose, restore);
  await expectPicture(page, dragged);
  await undo.click();
  await expectPicture(page, start);
  await expect.poll(() => undo.getAttribute('aria-disabled')).toBe('true');
});

test('after the picture was moved and wiped, for which it is copied', async () => {
  const page = await demo();
  const box = await page.locator('canvas[role=img]').boundingBox();
  if (!box) throw new Error('there is no picture');
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.7];
  const timesDrawn = () => page.evaluate('window.timesDotsDrawn') as Promise<number>;
  /** @returns how often dots were drawn meanwhile */
  const pan = async (dx: number, dy: number, steps: number) => {
    const before = await timesDrawn();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx, y + dy, { steps });
    await page.mouse.up();
    await picture(page);
    return (await timesDrawn()) - before;
  };
  await pan(30, 10, 3);
  await expect.poll(() => pan(5, 3, 1), { message: 'what copies it has been loaded' }).toBe(0);
  const before = await picture(page);
  const drawn = await pan(-90, 70, 12);
  expect(drawn).toBeGreaterThan(0);
  expect(drawn).toBeLessThan(6);
  await page.getByRole('slider', { name: 'Before and after' }).press('ArrowRight');
  const moved = await picture(page);
  expect(moved).not.toBe(before);
  await lose(page);
  await restore(page);
  await expectPicture(page, moved);
});

test('while pictures are compared: all of them come back', async () => {
  const page = await demo();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const cells = page.getByRole('group', { name: 'Pictures' }).getByRole('button');
  await expect.poll(() => cells.count()).toBeGreaterThan(1);
  await expect.poll(() => page.locator('.cell[aria-busy="true"]').count()).toBe(0);
  await notBusy(page);
  await atRest(page);
  const before = await picture(page);
  await lose(page);
  await restore(page);
  await expectPicture(page, before);
});

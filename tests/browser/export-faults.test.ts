/* An export while graphics go away, shaders fail, a browser adds noise to what is read back, or something else is asked for. */
import { createHash } from 'node:crypto';
import type { Download, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COARSE, exportImage, goToStep, openApp, openDemo } from '../support/app.ts';

/**
 * What the page of a test is told to do wrong; counts the full-size bitmaps that are open. Its clock is put forward by the ten seconds that it
 * waits for graphics that stay away.
 */
const FAULTY_BROWSER = `
  window.fault = '';
  const tiles = WebGL2RenderingContext.prototype;
  const readPixels = tiles.readPixels;
  let loser = null;
  const now = performance.now.bind(performance);
  let aheadMs = 0;
  performance.now = () => now() + aheadMs;
  window.restore = () => loser.restoreContext();
  tiles.readPixels = function (...all) {
    if (window.fault.startsWith('lost') && all[3] > 500) {
      loser = this.getExtension('WEBGL_lose_context');
      loser.loseContext();
      if (window.fault === 'lost, then back') setTimeout(window.restore, 400);
      else setTimeout(() => (aheadMs = 10_000), 600);
      window.fault = '';
    }
    readPixels.apply(this, all);
    if (window.fault === 'nothing is drawn') all[6].fill(0);
    if (window.fault === 'noise in WebGL') for (let i = 0; i < 20; i++) all[6][(Math.random() * all[6].length) | 0] ^= 1;
  };
  const getImageData = OffscreenCanvasRenderingContext2D.prototype.getImageData;
  OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...all) {
    const image = getImageData.apply(this, all);
    if (window.fault === 'noise in canvases') for (let i = 0; i < 20; i++) image.data[(Math.random() * image.data.length) | 0] ^= 1;
    return image;
  };
  const make = createImageBitmap;
  window.openBitmaps = new Set();
  window.createImageBitmap = async (...all) => {
    const bitmap = await make(...all);
    if (all[0] instanceof Blob) window.openBitmaps.add(bitmap);
    return bitmap;
  };
  const close = ImageBitmap.prototype.close;
  ImageBitmap.prototype.close = function () {
    window.openBitmaps.delete(this);
    close.call(this);
  };
`;
const setFault = (page: Page, fault: string) => page.evaluate(`window.fault = ${JSON.stringify(fault)}`);
const openBitmaps = (page: Page) => page.evaluate('window.openBitmaps.size') as Promise<number>;
/** Once nothing is written any more. */
async function bitmapsAtRest(page: Page): Promise<number> {
  await page.getByText('Writing the picture').waitFor({ state: 'detached' });
  return openBitmaps(page);
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const troubles = (page: Page) => page.getByRole('alert').filter({ hasText: 'The picture could not be written' });

/** Presses "Export image" and expects one sentence, and no file. */
async function expectTrouble(page: Page, sentence: RegExp) {
  const files: Download[] = [];
  const count = (file: Download) => files.push(file);
  page.on('download', count);
  await page.getByRole('button', { name: 'Export image' }).click();
  await troubles(page).waitFor();
  expect(await troubles(page).innerText()).toMatch(sentence);
  await page.getByText('Writing the picture').waitFor({ state: 'detached' });
  page.off('download', count);
  expect(files).toEqual([]);
  await troubles(page).getByRole('button', { name: 'Dismiss' }).click();
  await troubles(page).waitFor({ state: 'detached' });
}

test('noise ends in a sentence and no file; graphics that come back give the same file, and those that do not, a sentence', async () => {
  const { page } = await openDemo({ options: COARSE, allowErrors: true, beforeLoad: (opened) => opened.addInitScript(FAULTY_BROWSER) });
  await goToStep(page, 'Share');
  const right = hashOf(await exportImage(page));
  const bitmaps = await bitmapsAtRest(page);
  await setFault(page, 'noise in WebGL');
  await expectTrouble(page, /changes the pixels that a page reads back/);
  await setFault(page, 'noise in canvases');
  await expectTrouble(page, /changes the pixels that a page reads back/);
  await setFault(page, 'lost, then back');
  expect(hashOf(await exportImage(page))).toBe(right);
  await setFault(page, 'lost');
  await expectTrouble(page, /went away and did not come back/);
  await expect.poll(() => openBitmaps(page)).toBe(bitmaps);
  await page.evaluate('window.restore()');
  await expect.poll(async () => hashOf(await exportImage(page))).toBe(right);
});

test('a browser that adds noise, and graphics that draw nothing, say so before anybody exports', async () => {
  for (const [fault, sentence] of [
    ['noise in WebGL', /changes the pixels that a page reads back/],
    ['noise in canvases', /changes the pixels that a page reads back/],
    ['nothing is drawn', /do not draw the dots/],
  ] as const) {
    const broken = `${FAULTY_BROWSER}; window.fault = ${JSON.stringify(fault)};`;
    const { page } = await openApp({ options: COARSE, allowErrors: true, beforeLoad: (opened) => opened.addInitScript(broken) });
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
  }
});

test('two at once and a photo dropped meanwhile: both files are what was on the screen; a cancelled one leaves nothing open', async () => {
  const { page } = await openDemo({ options: COARSE, beforeLoad: (opened) => opened.addInitScript(FAULTY_BROWSER) });
  await goToStep(page, 'Share');
  const right = hashOf(await exportImage(page));
  const bitmaps = await bitmapsAtRest(page);
  const files: Buffer[] = [];
  page.on('download', async (file) => {
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) parts.push(part as Buffer);
    files.push(Buffer.concat(parts));
  });
  await page.getByRole('button', { name: 'Export image' }).click();
  await page.getByRole('button', { name: 'Export image' }).click();
  await page.evaluate(`(async () => {
    const blob = await (await fetch('/demos/fair.jpg')).blob();
    const files = new DataTransfer();
    files.items.add(new File([blob], 'fair.jpg', { type: 'image/jpeg' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  })()`);
  await expect.poll(() => files.length).toBe(2);
  expect(files.map(hashOf)).toEqual([right, right]);
  await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('');
  await goToStep(page, 'Share');
  await page.getByText('Measuring the photo').waitFor({ state: 'detached' });
  // a fast machine has written the picture before a pointer gets there
  await page.evaluate(`new Promise((resolve) => {
    const cancel = () => document.querySelector('.busy button');
    new MutationObserver((_, watch) => cancel() && (watch.disconnect(), cancel().click(), resolve())).observe(document.body, { childList: true, subtree: true });
    [...document.querySelectorAll('button')].find((button) => button.textContent.includes('Export image')).click();
  })`);
  await page.getByText('Writing the picture').waitFor({ state: 'detached' });
  await expect.poll(() => openBitmaps(page)).toBe(bitmaps);
  expect(files).toHaveLength(2);
});

test.each([
  ['photo', 'uVeilCellPx;'],
  ['dots', 'vPerVariance;'],
])('a shader of the %s that does not compile ends in a sentence and no file', async (_, line) => {
  const broken = `
    const shaderSource = WebGL2RenderingContext.prototype.shaderSource;
    WebGL2RenderingContext.prototype.shaderSource = function (shader, text) {
      shaderSource.call(this, shader, text.includes('${line}') ? text.replace('void main', 'int broken = 0.5; void main') : text);
    };`;
  const { page } = await openApp({ options: COARSE, allowErrors: true, beforeLoad: (opened) => opened.addInitScript(broken) });
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await goToStep(page, 'Share');
  await expectTrouble(page, /do not draw it/);
});

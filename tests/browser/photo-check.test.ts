/* A photo that is opened is looked at: what is wrong with it, the skin it suggests, and white by a card held in it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goToStep, screenshot, sharedApp } from '../support/app.ts';
import { readPng } from '../support/png.ts';

/** A demo photo changed in the page, as a file to open. `how` draws it: see each call. */
async function changedDemo(page: Page, demo: string, how: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const base64 = (await page.evaluate(`(async () => {
    const photo = await createImageBitmap(await (await fetch('/demos/${demo}.jpg')).blob());
    const canvas = document.createElement('canvas');
    const g = canvas.getContext('2d');
    [canvas.width, canvas.height] = [photo.width / 2, photo.height / 2];
    const [w, h] = [canvas.width, canvas.height];
    ${how}
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  })()`)) as string;
  return { name: `${demo}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}
/** Opens a photo and waits until it is measured and looked at. */
async function openPhoto(page: Page, file: Awaited<ReturnType<typeof changedDemo>>) {
  await page.getByLabel('Open photo').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Preview', exact: true, pressed: true }).waitFor();
  await expect.poll(() => page.getByText('Measuring the photo').count()).toBe(0);
  await goToStep(page, 'Photo');
  await page
    .getByText(/^(Photo check|Hands are not)/)
    .first()
    .waitFor();
}
const findings = (page: Page) => page.getByRole('list', { name: 'Photo check' }).getByRole('listitem').allInnerTexts();

// the models are loaded once for all of them
const usual = sharedApp({}, (page) => page.getByRole('button', { name: 'Try the demo' }).waitFor());

test('a good photo is passed, a blurred and leaning one with two faces is not', async () => {
  const page = await usual();
  await openPhoto(page, await changedDemo(page, 'fair', 'canvas.width *= 2; canvas.height *= 2; g.drawImage(photo, 0, 0);'));
  expect(await findings(page)).toEqual([]);
  const two = `canvas.width = 2 * w;
    g.fillStyle = '#bfc3c8'; g.fillRect(0, 0, 2 * w, h);
    g.filter = 'blur(4px)'; g.drawImage(photo, w, 0, w, h);
    g.translate(w / 2, h / 2); g.rotate(0.3); g.drawImage(photo, -w / 2, -h / 2, w, h);`;
  await openPhoto(page, await changedDemo(page, 'fair', two));
  // until then it is the check of the photo before
  await expect.poll(async () => (await findings(page)).join('\n')).toContain('blurred');
  await expect.poll(async () => (await findings(page)).join('\n')).toContain('More than one face');
  await screenshot(page, 'photo-check');
});

const GLASSES = `canvas.width *= 2; canvas.height *= 2; g.drawImage(photo, 0, 0); g.scale(2, 2);
  g.lineWidth = 6; g.strokeStyle = '#2a2522'; g.beginPath();
  g.ellipse(290, 530, 78, 64, 0, 0, 7); g.moveTo(568, 532); g.ellipse(490, 532, 78, 64, 0, 0, 7);
  g.moveTo(366, 522); g.lineTo(414, 522); g.stroke();`;
const CAP = `g.beginPath(); g.rect(0, 0, 800, 400); g.clip();
  g.fillStyle = '#20242c'; g.beginPath(); g.ellipse(402, 360, 242, 252, 0, 0, 7); g.fill();`;
test.each([
  ['glasses', GLASSES, ['Glasses hide']],
  ['a cap and glasses', GLASSES + CAP, ['a hat, a band', 'Glasses hide']],
])('%s are named', async (name, how, said) => {
  const page = await usual();
  await openPhoto(page, await changedDemo(page, 'fair', how));
  await expect.poll(() => findings(page)).toEqual(said.map((text) => expect.stringContaining(text)));
  await screenshot(page, name.replaceAll(' ', '-'));
});

test('the skin of a new photo is suggested, and white is set by a card, refused off it, undone and removed', async () => {
  const page = await usual();
  const card = `g.drawImage(photo, 0, 0, w, h);
    g.fillStyle = '#d0d0d0'; g.fillRect(0, 0, 0.2 * w, 0.2 * h);
    g.globalCompositeOperation = 'multiply'; g.fillStyle = 'rgb(255 236 190)'; g.fillRect(0, 0, w, h);`;
  await openPhoto(page, await changedDemo(page, 'dark', card));
  await goToStep(page, 'Shade');
  const chosen = page.getByRole('radiogroup', { name: 'Skin' }).getByRole('radio', { checked: true });
  const measured = page.getByText(/^Measured: ITA/);
  const before = (await measured.innerText()).match(/ITA (.*)°, suggests (\w+)/) as RegExpMatchArray;
  expect(['V', 'VI']).toContain(before[2]);
  await expect
    .poll(() => chosen.getAttribute('aria-label').then(async (label) => label ?? (await chosen.locator('xpath=..').innerText())))
    .toContain(before[2]);
  await page.getByRole('radio', { name: 'II', exact: true }).click();
  await page.getByRole('button', { name: `Take ${before[2]}` }).click();
  await expect.poll(() => page.getByRole('button', { name: /^Take / }).count()).toBe(0);

  const start = page.getByRole('button', { name: 'Set white by a grey card or a white sheet' });
  const photoAt = async (x: number, y: number) => {
    const at = (await page.evaluate(
      `(() => { const b = document.querySelector('.canvas').getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()`,
    )) as number[];
    return [at[0] + x * at[2], at[1] + y * at[3]] as const;
  };
  for (let k = 0; k < 2; k++) await page.getByRole('button', { name: 'Zoom out' }).click();
  // so that a cheek is in the middle
  await page.locator('.stage').focus();
  await page.keyboard.press('ArrowDown');
  await start.click();
  await page.getByRole('button', { name: 'Use the middle of the picture' }).click();
  await page.getByRole('alert').filter({ hasText: 'skin' }).waitFor();
  await screenshot(page, 'white-refused');
  // notes over the picture leave by themselves
  await expect.poll(() => page.locator('.toast[data-kind="note"]').count()).toBe(0);
  await expect.poll(async () => Number.isFinite((await whereIsTheCard(page))[0])).toBe(true);
  const cardAt = await whereIsTheCard(page);
  await page.mouse.click(...(await photoAt(cardAt[0], cardAt[1])));
  await page.getByText(/^Set by a patch of the photo/).waitFor();
  await screenshot(page, 'white-set');
  const gains = (await page.getByText(/^Set by a patch/).innerText()).match(/[\d.]+(?=[,] |, in)/g)?.map(Number) as number[];
  expect(gains[0]).toBeLessThan(1);
  expect(gains[2]).toBeGreaterThan(1.3);
  await expect.poll(() => measured.innerText()).not.toContain(`ITA ${before[1]}°`);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/^As the camera took it/).waitFor();
  // the photo is read again a moment after it is drawn
  await expect.poll(() => measured.innerText()).toContain(`ITA ${before[1]}°`);
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('button', { name: 'Remove white' }).click();
  await page.getByText(/^As the camera took it/).waitFor();
});

/** The card's middle as shares of the canvas, found in a screenshot by its colour. */
async function whereIsTheCard(page: Page): Promise<[number, number]> {
  const { width, height, rgb } = readPng(await page.locator('.canvas').screenshot());
  let [sx, sy, n] = [0, 0, 0];
  for (let i = 0; i < width * height; i++) {
    if (Math.abs(rgb[3 * i] - 208) > 6 || Math.abs(rgb[3 * i + 1] - 192) > 6 || Math.abs(rgb[3 * i + 2] - 155) > 6) continue;
    sx += i % width;
    sy += Math.floor(i / width);
    n++;
  }
  return [sx / n / width, sy / n / height];
}

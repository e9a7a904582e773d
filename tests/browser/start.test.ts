import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DIST } from '../../src/cli/built-app.ts';
import { CANONICAL_HALF_AXES_MM } from '../../src/core/stipple/candidates.ts';
import { atRest, COARSE, drawn, exportImage, goToStep, openApp, preview, STEPS, sharedDemo, toPlan, waitForDots } from '../support/app.ts';
import { baldHead, HEIGHT_PX, WIDTH_PX } from '../support/bald-head.ts';
import { writePng } from '../support/png.ts';

const photoFile = () => ({ name: 'head.png', mimeType: 'image/png', buffer: writePng(baldHead()) });
const photoInput = 'input[type=file][accept*="image"]';

test('the start screen has the promised names', async () => {
  const { page } = await openApp({ options: COARSE });
  await page.getByText('Your photo never leaves this device').first().waitFor();
  await expect
    .poll(() =>
      page
        .getByLabel('Open photo')
        .or(page.getByRole('button', { name: 'Open photo' }))
        .count(),
    )
    .toBeGreaterThan(0);
  expect(await page.getByRole('button', { name: 'Try the demo' }).count()).toBe(1);
  expect(
    await page
      .getByLabel('Open project')
      .or(page.getByRole('button', { name: 'Open project' }))
      .count(),
  ).toBeGreaterThan(0);
  expect(await page.getByRole('tab').count(), 'no step before there is a photo').toBe(0);
});

test('#demo opens the demo consultation in Preview: dots on the canvas, and in Plan a tab for each step', async () => {
  const { page } = await openApp({ options: COARSE, path: '/#demo' });
  const name = await waitForDots(page);
  expect(name).toMatch(/^Preview: .*[\d,]+ dots/);
  expect(await preview(page).evaluate((element) => element.tagName)).toBe('CANVAS');
  expect(await page.getByRole('tab').count(), 'no step before Plan').toBe(0);
  await toPlan(page);
  for (const step of STEPS) expect(await page.getByRole('tab', { name: step, exact: true }).count(), step).toBe(1);
});

const demo = sharedDemo({ options: COARSE });

test('at rest the page asks for no frames; panned in Preview, only the picture is drawn', async () => {
  const page = await demo();
  await atRest(page);
  await page.evaluate(() => {
    const counted = { frames: 0, changes: 0 };
    const ask = requestAnimationFrame;
    Object.assign(window, {
      counted,
      turns: async (count: number) => {
        for (let turn = 0; turn < count; turn++) await new Promise((done) => ask(done));
      },
      requestAnimationFrame: (run: FrameRequestCallback) => {
        counted.frames++;
        return ask(run);
      },
    });
    new MutationObserver((changes) => {
      counted.changes += changes.length;
    }).observe(document.getElementById('app') as HTMLElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const counted = () => page.evaluate('turns(5).then(() => counted)') as Promise<{ frames: number; changes: number }>;
  // what the first dots are followed by may take a while
  const asked = async () => {
    const before = await counted();
    const after = await counted();
    return [after.frames - before.frames, after.changes - before.changes];
  };
  await expect.poll(asked).toEqual([0, 0]);

  const box = await preview(page).boundingBox();
  if (!box) throw new Error('there is no picture');
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 4; step++) await page.mouse.move(box.x + 60 + 10 * step, box.y + 60);
  const before = await counted();
  for (let step = 5; step <= 8; step++) await page.mouse.move(box.x + 60 + 10 * step, box.y + 60);
  const after = await counted();
  await page.mouse.up();
  expect(after.frames).toBeGreaterThan(before.frames);
  expect(after.changes).toBe(before.changes);
});

test.each([
  ['fetched', false],
  ['sampled, where they cannot be fetched', true],
])('the built worker makes the candidates that the core makes: %s', async (_, isBlocked) => {
  const { page } = await openApp({ options: COARSE });
  if (isBlocked) await page.context().route('**/candidates.bin', (route) => route.abort());
  const worker = readdirSync(join(DIST, 'assets')).find((name) => name.startsWith('worker-candidates.')) as string;
  const made = await page.evaluate(
    ([path, axes]) =>
      new Promise<{ hash: string; isSampled: boolean }>((resolve) => {
        const worker = new Worker(path, { type: 'module' });
        let isSampled = false;
        worker.onmessage = ({ data }) => {
          if ('share' in data) isSampled = true;
          if (!data.candidates) return;
          let hash = 0x811c9dc5;
          for (const name of ['x', 'y', 'z'])
            for (const byte of new Uint8Array(data.candidates[name].buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
          worker.terminate();
          resolve({ hash: (hash >>> 0).toString(16), isSampled });
        };
        worker.postMessage(axes);
      }),
    [`/assets/${worker}?real`, CANONICAL_HALF_AXES_MM] as const,
  );
  expect(made, 'the hash is that of tests/core/stipple/candidates.test.ts').toEqual({ hash: 'f971179b', isSampled: isBlocked });
});

test('a photo is opened by the file input', async () => {
  const { page } = await openApp({ options: COARSE });
  await page.locator(photoInput).first().setInputFiles(photoFile());
  await preview(page).waitFor();
  expect(await page.getByRole('button', { name: 'Preview', exact: true }).getAttribute('aria-pressed')).toBe('true');
});

test('a photo is opened by dropping it', async () => {
  const { page } = await openApp({ options: COARSE });
  await page.getByRole('button', { name: 'Try the demo' }).waitFor();
  const base64 = photoFile().buffer.toString('base64');
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'head.png', { type: 'image/png' }));
    const target = document.querySelector('main') ?? document.body;
    for (const type of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, base64);
  await preview(page).waitFor();
});

test('the start screen opens the demo too; what is no photo is refused in words, and the open consultation stays', async () => {
  const page = await demo();
  expect(await preview(page).count()).toBe(1);
  const before = await waitForDots(page);
  await goToStep(page, 'Photo');
  await page
    .locator(photoInput)
    .first()
    .setInputFiles({ name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear Sir or Madam') });
  await page.getByRole('alert').filter({ hasText: 'letter.jpg' }).waitFor();
  await drawn(page);
  expect(await waitForDots(page)).toBe(before);
});

test('an exported picture has the size of the photo, with a caption strip below', async () => {
  const { page } = await openApp({ options: COARSE });
  await page.locator(photoInput).first().setInputFiles(photoFile());
  await preview(page).waitFor();
  await goToStep(page, 'Share');
  const bytes = await exportImage(page);
  if (bytes.toString('latin1', 1, 4) === 'PNG') {
    expect(bytes.readUInt32BE(16)).toBe(WIDTH_PX);
    expect(bytes.readUInt32BE(20)).toBeGreaterThan(HEIGHT_PX);
  } else expect(bytes.readUInt16BE(0), 'a JPEG').toBe(0xffd8);
});

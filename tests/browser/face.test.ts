/* The face is found in the built app's own page: under its policy, from its own files, with the network watched. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, inject, test } from 'vitest';
import { DIST } from '../../src/cli/built-app.ts';
import { withoutEval } from '../../src/cli/vision-assets.ts';
import { COARSE, openApp, sharedApp } from '../support/app.ts';

const SCRIPT = '/face-under-test.js';

let made: Rolldown.RolldownOutput['output'];
/** The services as the build would ship them. */
beforeAll(async () => {
  const input = fileURLToPath(new URL('face.page.ts', import.meta.url));
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input, output: { codeSplitting: false } } },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  made = output.output;
});
/** Serves them from the app's own origin. */
async function withFaces(page: Page) {
  const [main, ...others] = made;
  await page.route(`**${SCRIPT}`, (route) => route.fulfill({ contentType: 'text/javascript', body: main.code }));
  for (const other of others)
    await page.route(`**/${other.fileName}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: other.type === 'chunk' ? other.code : Buffer.from(other.source) }),
    );
  await page.addScriptTag({ url: SCRIPT, type: 'module' });
}

interface Ellipse {
  xPx: number;
  yPx: number;
  widthPx: number;
}
interface Found {
  ok: boolean;
  points: number | null;
  left: Ellipse | null;
  right: Ellipse | null;
  shares: number[];
  /** whether the mesh runs in the page itself */
  inPage: boolean;
}
const ask = <T>(page: Page, name: string, url: string) => page.evaluate(`${name}(${JSON.stringify(url)})`) as Promise<T>;

const usual = sharedApp({}, withFaces);

test('front and three-quarter faces and their irises are found, a crown has none', async () => {
  const page = await usual();
  // centre and width of the irises as rendered
  for (const [photo, left, right] of [
    ['front', [1030.87, 1099.1, 78.68], [625.7, 1110.62, 78.87]],
    ['fair', [982.66, 1053.85, 76.1], [583.8, 1042.64, 75.98]],
    ['dark', [628.65, 1071.85, 62.54], [313.58, 1042.84, 59.09]],
  ] as const) {
    const found = await ask<Found>(page, 'faceIn', `/demos/${photo}.jpg`);
    expect(found, photo).toMatchObject({ ok: true, points: 478, inPage: false });
    for (const [iris, [xPx, yPx, widthPx]] of [
      [found.left, left],
      [found.right, right],
    ] as const) {
      expect(iris, photo).not.toBeNull();
      expect(Math.hypot(iris!.xPx - xPx, iris!.yPx - yPx) * (11.7 / widthPx), `${photo}: centre, mm`).toBeLessThan(0.3);
      expect(Math.abs(iris!.widthPx / widthPx - 1), `${photo}: width`).toBeLessThan(0.015);
    }
    if (photo !== 'front') continue;
    expect(found.shares.at(-1)).toBe(1);
    expect(found.shares.every((share, i) => i === 0 || share >= found.shares[i - 1])).toBe(true);
  }
  expect(await ask(page, 'faceIn', '/demos/crown.jpg')).toMatchObject({ ok: true, points: null });
});

test('where a worker cannot draw, the same face is found in the page', async () => {
  const page = await usual();
  const away = await ask<Found>(page, 'faceIn', '/demos/front.jpg');
  const { page: other } = await openApp({ allowErrors: true });
  await withFaces(other);
  await other.route('**/vision.worker*.js', (route) => route.abort());
  const here = await ask<Found>(other, 'faceIn', '/demos/front.jpg');
  expect(here).toMatchObject({ ok: true, points: 478, inPage: true });
  expect([here.left, here.right]).toEqual([away.left, away.right]);
});

test('who cancels gets their reason, and the next one a face', async () => {
  const page = await usual();
  expect(await ask(page, 'cancelled', '/demos/front.jpg')).toEqual({ reasons: ['early', 'late'], found: true });
});

test('where the files are missing it says so, and finds the face when they are back', async () => {
  const { page } = await openApp({ allowErrors: true });
  await withFaces(page);
  await page.route('**/vision/*.wasm', (route) => route.abort());
  expect(await ask(page, 'faceIn', '/demos/front.jpg')).toMatchObject({ ok: false, reason: expect.stringContaining('go online once') });
  await page.unroute('**/vision/*.wasm');
  expect(await ask(page, 'faceIn', '/demos/front.jpg')).toMatchObject({ ok: true, points: 478 });
});

test('once used, the files are there without a network', async () => {
  const { page, context } = await openApp({ shipped: true, options: { serviceWorkers: 'allow' } });
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const load = () =>
    page.evaluate(() =>
      fetch('/vision/face_mesh.binarypb').then(
        (answer) => answer.ok,
        () => false,
      ),
    );
  expect(await load()).toBe(true);
  // the answer is there before the copy of it is
  await expect.poll(() => page.evaluate(() => caches.match('/vision/face_mesh.binarypb').then((copy) => copy !== undefined))).toBe(true);
  await context.setOffline(true);
  expect(await load()).toBe(true);
});

test('a person is told from the backdrop, in a worker and in the page', async () => {
  const page = await usual();
  interface Person {
    shares: number[];
    inPage: boolean;
  }
  // at the head's middle, at the neck, in the backdrop left and right of it
  const away = await ask<Person>(page, 'personIn', '/demos/front.jpg');
  expect(away.inPage).toBe(false);
  const isSeen = ({ shares }: Person) => shares.map((share) => share > 200);
  expect(isSeen(away)).toEqual([true, true, false, false]);
  const { page: other } = await openApp({ allowErrors: true });
  await withFaces(other);
  await other.route('**/vision.worker*.js', (route) => route.abort());
  // both models in one page: they meet in global names
  await ask<Found>(other, 'faceIn', '/demos/front.jpg');
  const here = await ask<Person>(other, 'personIn', '/demos/front.jpg');
  expect(here.inPage).toBe(true);
  expect(isSeen(here)).toEqual(isSeen(away));
  expect(await ask<Found>(other, 'faceIn', '/demos/fair.jpg')).toMatchObject({ ok: true, points: 478 });
  // without its files a photo goes on without it
  const { page: without } = await openApp({ allowErrors: true });
  await withFaces(without);
  await without.route('**/vision/*.wasm', (route) => route.abort());
  expect(await ask(without, 'personIn', '/demos/front.jpg')).toBeNull();
});

test('nothing of it is fetched before it is needed', async () => {
  const precached = readFileSync(join(DIST, 'sw.js'), 'utf8').match(/url:"vision\//);
  expect(precached).toBeNull();
  const early: string[] = [];
  const { page } = await openApp({
    path: '/#demo',
    options: COARSE,
    beforeLoad: (opening) => opening.on('request', (request) => early.push(request.url())),
  });
  await page.getByRole('img', { name: /^Preview:.*\b[1-9][\d,]* dots/ }).waitFor();
  expect(early.filter((url) => new URL(url).pathname.startsWith('/vision/'))).toEqual([]);
});

test('no shipped file makes functions out of text, and an unknown package stops the build', async () => {
  const files = readdirSync(join(DIST, 'vision'));
  expect(files.length).toBe(16);
  for (const name of files.filter((file) => file.endsWith('.js')))
    expect(readFileSync(join(DIST, 'vision', name), 'utf8')).not.toMatch(/new Function\b|new_\(Function|[^.\w]eval\(/);
  expect(() => withoutEval('loader.js', 'return new Function("x", "return x")')).toThrow(/loader\.js .* its package has changed/);
  const answer = await fetch(`${inject('appUrl')}/vision/face_mesh_solution_simd_wasm_bin.wasm`);
  expect(answer.headers.get('content-type')).toBe('application/wasm');
});

interface Pose {
  nose: { share: number };
  leftEar: { x: number; y: number; share: number };
  rightEar: { x: number; y: number; share: number };
  isUpright: boolean;
}
test('ears are found from behind, where no face is, and other ways up are to be looked at; not for a face', async () => {
  const page = await usual();
  const front = await ask<Pose>(page, 'poseIn', '/demos/front.jpg');
  expect(front.nose.share).toBeGreaterThan(0.9);
  // the subject's left is the picture's right
  expect(front.leftEar.x).toBeGreaterThan(front.rightEar.x);
  expect(front.isUpright).toBe(true);
  const back = await ask<Pose>(page, 'poseIn', '/demos/scar.jpg');
  expect(back.nose.share).toBeLessThan(0.3);
  expect(Math.max(back.leftEar.share, back.rightEar.share)).toBeGreaterThan(0.3);
  expect(back.isUpright).toBe(false);
});

/* Files as people have them, read by the app's own reader in a real browser. */
import { expect, test } from 'vitest';
import { caseFile, fixture } from '../io/fixture.ts';
import { openGpuPage } from '../support/gpu-page.ts';
import { gridHeic } from '../support/heif-files.ts';
import { readRgba } from '../support/png.ts';
import type { givenUp, ReadFile } from './read-photo.page.ts';

const PAGE = 'tests/browser/read-photo.page.ts';
const sent = (name: string, bytes: Uint8Array) => ({ name, base64: Buffer.from(bytes).toString('base64') });
const RED_GREEN_BLUE_YELLOW = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 255],
  [255, 255, 0, 255],
];
const farthest = (pixel: number[], right: number[]) => Math.max(...right.map((value, i) => Math.abs(value - pixel[i])));

test('each kind opens with its own colours, upright and whole', async () => {
  const { call } = await openGpuPage();
  const read = (name: string, bytes = caseFile(name)) => call<ReadFile>(PAGE, 'read', sent(name, bytes));
  const sizes: Record<string, readonly [number, number]> = { 'main-item-last-one-property.heic': [512, 512] };
  for (const name of [
    'p3-on-tiles.heic',
    'p3-on-grid-and-tiles.heic',
    'main-item-last-one-property.heic',
    'whole.jpg',
    'no-eoi.jpg',
    'damaged-restart-marker.jpg',
    'turned.webp',
  ]) {
    const photo = await read(name);
    expect(photo.reason, name).toBeUndefined();
    expect([photo.widthPx, photo.heightPx], name).toEqual(sizes[name] ?? [480, 600]);
    expect(farthest(photo.skin, [200, 120, 100, 255]), `skin of ${name}: ${photo.skin}`).toBeLessThanOrEqual(3);
    for (const [i, corner] of RED_GREEN_BLUE_YELLOW.entries())
      expect(farthest(photo.corners[i], corner), `corner ${i} of ${name}: ${photo.corners[i]}`).toBeLessThanOrEqual(8);
    expect(photo.message === '', `${name}: ${photo.message}`).toBe(name !== 'damaged-restart-marker.jpg');
  }
  const cutout = await read('alpha-cutout.heic');
  expect(cutout).toMatchObject({
    hasAlpha: true,
    corners: [0, 0, 0, 0].map(() => [expect.anything(), expect.anything(), expect.anything(), 0]),
  });
  expect(farthest(cutout.skin, [200, 120, 100, 255])).toBeLessThanOrEqual(2);

  const trailing = Uint8Array.of(...caseFile('no-eoi.jpg'), ...caseFile('whole.jpg'));
  expect((await read('trailing.jpg', trailing)).keptBytes).toBe((await read('no-eoi.jpg')).keptBytes);
});

test('a turned transparent picture is exported as it is shown, pixel by pixel', async () => {
  const { call } = await openGpuPage();
  const png = await call<string>(PAGE, 'exported', sent('turned.png', caseFile('transparent-turned-6.png')));
  const [made, right] = [readRgba(Buffer.from(png, 'base64')), readRgba(Buffer.from(caseFile('transparent-turned-6.expected.png')))];
  expect([made.width, made.height]).toEqual([right.width, right.height]);
  let off = 0;
  for (let i = 0; i < right.rgba.length; i += 4) {
    const isClear = right.rgba[i + 3] === 0 && made.rgba[i + 3] === 0;
    if (!isClear && Buffer.compare(made.rgba.subarray(i, i + 4), right.rgba.subarray(i, i + 4))) off++;
  }
  expect(off, 'pixels that differ').toBe(0);
});

test.each([6, 7])('a transparent AVIF that turns itself (%i) is exported upright, below the first strip too', async (orientation) => {
  const { call } = await openGpuPage();
  const name = `alpha-turned-${orientation}.avif`;
  const { width, height, rgba } = readRgba(Buffer.from(await call<string>(PAGE, 'exported', sent(name, caseFile(name))), 'base64'));
  expect([width, height]).toEqual([240, 1400]);
  const at = (x: number, y: number) => [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
  const right = [at(10, 10), at(230, 10), at(10, 1390), at(230, 1390)];
  for (const [i, corner] of RED_GREEN_BLUE_YELLOW.entries())
    expect(farthest(right[i], corner), `corner ${i}: ${right[i]}`).toBeLessThanOrEqual(12);
  expect(at(120, 700)[3]).toBeLessThan(10);
  expect(at(120, 590)[3]).toBeGreaterThan(245);
});

test('every kind can be turned by hand, and comes upright again after four turns', async () => {
  const { call } = await openGpuPage();
  const files: [string, Uint8Array][] = [
    ['whole.jpg', caseFile('whole.jpg')],
    ['turned.webp', caseFile('turned.webp')],
    ['p3-on-tiles.heic', caseFile('p3-on-tiles.heic')],
    ['orientation-6.png', fixture('orientation-6.png')],
    ['photo.avif', fixture('photo.avif')],
    ['turned.avif', fixture('turned.avif')],
    ['photo.webp', fixture('photo.webp')],
    ['alpha.webp', fixture('alpha.webp')],
  ];
  for (const [name, bytes] of files) {
    const [whole, once, four] = await Promise.all(
      [0, 1, 4].map((times) => call<ReadFile>(PAGE, 'readTurned', { ...sent(name, bytes), times })),
    );
    expect(once.reason, name).toBeUndefined();
    expect([once.widthPx, once.heightPx], name).toEqual([whole.heightPx, whole.widthPx]);
    const [a, b, c, d] = whole.corners;
    for (const [i, corner] of [c, a, d, b].entries())
      expect(farthest(once.corners[i], corner), `corner ${i} of ${name}`).toBeLessThanOrEqual(6);
    expect(four.corners, name).toEqual(whole.corners);
  }
});

test('a HEIC of 200 megapixels shows how far it is, and is given up at once', async () => {
  const { call } = await openGpuPage();
  const file = gridHeic({ tiles: { across: 64, down: 48 } });
  const { shares, reason, toldAfter } = await call<Awaited<ReturnType<typeof givenUp>>>(PAGE, 'givenUp', sent('large.heic', file));
  expect(reason).toBe('AbortError');
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThan(0.4);
  expect(toldAfter).toBe(0);
});

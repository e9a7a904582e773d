/* Every bitmap that is made is closed on every path, and a photo that cannot be decoded to its end is refused by one sentence. */
import { expect, test } from 'vitest';
import { caseFile, fixture } from '../io/fixture.ts';
import { openGpuPage } from '../support/gpu-page.ts';
import type { Reading } from './bitmaps.page.ts';

const PAGE = 'tests/browser/bitmaps.page.ts';
const sent = (name: string, bytes: Uint8Array) => ({ name, base64: Buffer.from(bytes).toString('base64') });

test('decoding that fails or is cancelled halfway ends in one sentence, and leaves no bitmap open', async () => {
  const { call } = await openGpuPage();
  const readings = await call<Reading[]>(PAGE, 'readEach', [
    sent('turned.jpg', fixture('orientation-6.jpg')),
    sent('cmyk.jpg', caseFile('cmyk.jpg')),
    sent('turned.png', fixture('orientation-6.png')),
    sent('clear and turned.png', caseFile('transparent-turned-6.png')),
    sent('turned.webp', caseFile('turned.webp')),
    sent('clear and turned.avif', caseFile('alpha-turned-6.avif')),
    sent('phone.heic', fixture('photo.heic')),
    sent('turned.heic', fixture('turned.heic')),
  ]);
  const wrong = readings.filter(({ name, at, way, said, stayOpen }) => {
    const isAsExpected =
      at === 0 ? said === 'opens' : way === 'is cancelled' ? /^cancelled$/.test(said) : said === 'opens' || /^“.*” .{10,300}\.$/.test(said);
    return !isAsExpected || stayOpen > 0 || (said !== 'opens' && said !== 'cancelled' && !said.includes(name));
  });
  expect(wrong).toEqual([]);
  // each has a bitmap to fail when it is read, and one when it is decoded anew
  expect(readings.length).toBeGreaterThan(8 * 2 * 3);
});

test('opened, replaced, refused, cancelled, overtaken, added, shown, removed, turned: one photo is decoded at a time; at Home none', async () => {
  const { call } = await openGpuPage();
  const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.png', 'f.webp'];
  const files = ['orientation-1.jpg', 'orientation-6.jpg', 'progressive.jpg', 'orientation-3.jpg', 'orientation-6.png', 'photo.webp'];
  const photos = names.map((name, i) => sent(name, fixture(files[i])));
  const broken = sent('broken.png', fixture('alpha.png').slice(0, 200));
  const { closed, ...others } = await call<Record<string, number>>(PAGE, 'onDesk', { photos, broken });
  expect(Object.entries(others).filter(([, open]) => open !== 1)).toEqual([]);
  expect(Object.keys(others).length).toBe(15);
  expect(closed).toBe(0);
});

/* The plan sheet's pictures: one photo decoded at a time and let go again, no more than a page holds, cancelled whole. */
import { expect, test, vi } from 'vitest';
import { openPhotos } from '../../src/app/desk/photos.ts';
import { planSheet } from '../../src/app/desk/plan-sheet.ts';
import type { Services } from '../../src/app/desk/services.ts';
import { bitmap, fakeDesk, held, jpeg, photoNamed, settled } from '../support/fake-desk.ts';

const NAMES = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg'];
const writeJpeg: Services['writeJpeg'] = async (_, strips) => {
  let bytes = 0;
  for await (const strip of strips) bytes += strip.length;
  return { ok: true, blob: new Blob([String(bytes)], { type: 'image/jpeg' }) };
};

async function withPhotos(names: readonly string[]) {
  const open = new Set<object>();
  let most = 0;
  const fake = fakeDesk({
    writeJpeg,
    readPhoto: async (file, { name }) => {
      const working = bitmap();
      open.add(working);
      most = Math.max(most, open.size);
      working.close = vi.fn(() => void open.delete(working));
      return {
        ok: true,
        photo: photoNamed(name),
        original: file,
        pixels: { working: working as never, decodeFull: async () => bitmap() as never },
      };
    },
  });
  await openPhotos(fake.desk, names.map(jpeg));
  await settled();
  most = open.size;
  return { ...fake, open, most: () => most };
}

test('at most four photos, the shown one among them; one besides it is decoded at a time, and let go', async () => {
  const { desk, open, most } = await withPhotos(NAMES);
  const before = open.size;
  const { photoId } = desk.store.getState().screen;
  const sheet = await planSheet(desk);
  expect(sheet?.photos).toHaveLength(4);
  expect(sheet?.photosLeftOut).toBe(NAMES.length - 4);
  expect(sheet?.photos.map(({ id }) => id)).toContain(photoId);
  expect(open.size).toBe(before);
  expect(most()).toBeLessThanOrEqual(before + 1);
});

test('cancelled between two photos, it gives no sheet and no word', async () => {
  const { desk, services, notices } = await withPhotos(NAMES.slice(0, 2));
  const said = notices();
  const pictures = held<void>();
  services.writeJpeg = async (...asked) => {
    await pictures.ask();
    return writeJpeg(...asked);
  };
  const making = planSheet(desk);
  await settled();
  expect(desk.store.getState().screen.busy?.text).toBe('Making the plan sheet');
  desk.store.getState().screen.busy?.cancel?.();
  pictures.asked[0].resolve();
  expect(await making).toBeNull();
  expect(pictures.asked).toHaveLength(1);
  expect(notices()).toEqual(said);
});

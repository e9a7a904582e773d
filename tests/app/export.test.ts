/* Exports in the middle of other things: each file is the picture as it was when asked for, or there is one sentence and no file. */
import { expect, test, vi } from 'vitest';
import { exportImage } from '../../src/app/desk/export.ts';
import { closeToStart, openPhoto } from '../../src/app/desk/open.ts';
import type { Services } from '../../src/app/desk/services.ts';
import { bitmap, fakeDesk, held, jpeg, photoNamed, settled, WIDTH_PX } from '../support/fake-desk.ts';

/** Strips that come when the test lets them; every full-size bitmap that was decoded. */
async function withPhoto(given: Partial<Services> = {}) {
  const strips = held<Uint8Array>();
  const bitmaps: ReturnType<typeof bitmap>[] = [];
  const fake = fakeDesk({
    readPhoto: async (file, { name }) => ({
      ok: true,
      photo: photoNamed(name),
      original: file,
      pixels: {
        working: bitmap() as never,
        decodeFull: async () => {
          bitmaps.push(bitmap());
          return bitmaps.at(-1) as never;
        },
      },
    }),
    async *renderStrips(_, { signal }) {
      yield await strips.ask(signal);
      signal?.throwIfAborted();
    },
    ...given,
  });
  await openPhoto(fake.desk, jpeg('first.jpg'));
  const saved = () => vi.mocked(fake.services.saveFile).mock.calls.map(([, name]) => name);
  const bar = () => fake.desk.store.getState().screen.busy;
  return { ...fake, strips: strips.asked, bitmaps, saved, bar };
}
const row = () => new Uint8Array(4 * WIDTH_PX);

test('two at once follow each other, each with its own progress and Cancel', async () => {
  const { desk, strips, bitmaps, saved, bar } = await withPhoto();
  const both = [exportImage(desk, { type: 'png' }), exportImage(desk, { type: 'png', widthPx: 200 })];
  await settled();
  expect(bitmaps).toHaveLength(1);
  expect(bar()).toMatchObject({ text: 'Writing the picture', cancel: expect.any(Function) });
  strips[0].resolve(row());
  await both[0];
  await settled();
  expect(bitmaps).toHaveLength(2);
  expect(bitmaps[0].close).toHaveBeenCalledOnce();
  bar()?.cancel?.();
  strips[1].resolve(row());
  await both[1];
  expect(saved()).toHaveLength(1);
  expect(bar()).toBeNull();
});

test('a cancelled export ends without a word, and its full-size bitmap is closed', async () => {
  const { desk, strips, bitmaps, saved, bar, notices } = await withPhoto();
  const said = notices();
  const exporting = exportImage(desk, { type: 'png' });
  await settled();
  bar()?.cancel?.();
  expect(bar()).toBeNull();
  strips[0].resolve(row());
  await exporting;
  expect(bitmaps[0].close).toHaveBeenCalledOnce();
  expect(saved()).toEqual([]);
  expect(notices()).toEqual(said);
});

test('a photo opened during an export changes neither its name nor its caption, and Home does not end it', async () => {
  const captionStrip = vi.fn<Services['captionStrip']>(async (widthPx) => ({ heightPx: 1, rgba: new Uint8Array(4 * widthPx) }));
  const { desk, strips, saved, bar } = await withPhoto({ captionStrip });
  desk.store.setState(({ project }) => ({ project: project && { ...project, title: 'Ms. A' } }));
  const exporting = exportImage(desk, { type: 'png' });
  await openPhoto(desk, jpeg('second.jpg'));
  await closeToStart(desk);
  await settled();
  expect(bar()?.text).toBe('Writing the picture');
  strips[0].resolve(row());
  await exporting;
  expect(saved()).toEqual([expect.stringMatching(/^Ms\. A-day-\d+\.png$/)]);
  expect(captionStrip.mock.calls[0][2]).toBe('Ms. A · Plan A');
  expect(bar()).toBeNull();
});

test('a picture that cannot be read back ends in one sentence and no file, and the next one is written', async () => {
  const { desk, services, bitmaps, saved, notices, bar } = await withPhoto();
  services.renderStrips = () => {
    throw new Error('the graphics are gone.');
  };
  await exportImage(desk, { type: 'png' });
  expect(notices().at(-1)).toBe('The picture could not be written: the graphics are gone.');
  expect(saved()).toEqual([]);
  expect(bitmaps[0].close).toHaveBeenCalledOnce();
  expect(bar()).toBeNull();
  services.renderStrips = async function* () {
    yield row();
  };
  await exportImage(desk, { type: 'png' });
  expect(saved()).toHaveLength(1);
});

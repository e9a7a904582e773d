/* What is taken home: the days that were asked for, in turn with other exports, cancelled whole, and an animated picture where there is no video. */
import { expect, test, vi } from 'vitest';
import { sheetColumns } from '../../src/app/desk/comparison.ts';
import { exportImage } from '../../src/app/desk/export.ts';
import { takeHome } from '../../src/app/desk/leaving.ts';
import { openPhoto } from '../../src/app/desk/open.ts';
import type { Services } from '../../src/app/desk/services.ts';
import { thinned } from '../../src/app/desk/timeline-film.ts';
import type { FilmFrame } from '../../src/app/picture.ts';
import { fakeDesk, HEIGHT_PX, held, jpeg, settled, WIDTH_PX } from '../support/fake-desk.ts';

const DAYS = [-1, 0, 1, 2, 3].map((day) => ({ day, label: `day ${day}`, seconds: 0.5 }));
const CELLS = DAYS.slice(0, 3);

async function withPhoto(given: Partial<Services> = {}) {
  const fake = fakeDesk(given);
  await openPhoto(fake.desk, jpeg('first.jpg'));
  return { ...fake, bar: () => fake.desk.store.getState().screen.busy };
}
/** A film whose pictures come when the test lets them. */
function heldFilm() {
  const pictures = held<void>();
  const openFilm: Services['openFilm'] = async ({ outWidthPx, outHeightPx }) => ({
    widthPx: outWidthPx,
    heightPx: outHeightPx,
    async draw(_, signal) {
      await pictures.ask(signal);
      signal?.throwIfAborted();
      return new Uint8Array(4 * outWidthPx * outHeightPx);
    },
  });
  return { openFilm, pictures: pictures.asked };
}

test('a film has a frame for each day, of one even size, with its day below it', async () => {
  const frames: FilmFrame[] = [];
  const captionStrip = vi.fn<Services['captionStrip']>(async (widthPx) => ({ heightPx: 3, rgba: new Uint8Array(4 * widthPx * 3) }));
  const writeVideo = vi.fn<Services['writeVideo']>(async (_, given) => {
    for await (const frame of given) frames.push(frame);
    return { ok: true, blob: new Blob(['film']), ending: '.mp4' };
  });
  const { desk } = await withPhoto({ captionStrip, writeVideo });
  const file = await takeHome(desk, { kind: 'film', days: DAYS });
  expect(file?.name).toMatch(/first.*-weeks\.mp4$/);
  expect(frames.map(({ seconds }) => seconds)).toEqual(DAYS.map(({ seconds }) => seconds));
  const size = writeVideo.mock.calls[0][0];
  expect(size).toEqual({ widthPx: WIDTH_PX, heightPx: HEIGHT_PX + 4 });
  for (const { rgba } of frames) expect(rgba).toHaveLength(4 * size.widthPx * size.heightPx);
  const drawn = captionStrip.mock.calls.slice(1);
  expect(drawn.map(([, text]) => text)).toEqual(DAYS.map(({ label }) => label));
  expect(drawn.every(([, , title, widest]) => title === 'Plan A' && widest === 'day -1')).toBe(true);
});

test('without an encoder it is an animated picture of fewer days, and as long', async () => {
  const frames: FilmFrame[] = [];
  const writeGif: Services['writeGif'] = async (_, given) => {
    for await (const frame of given) frames.push(frame);
    return new Blob(['gif'], { type: 'image/gif' });
  };
  const { desk } = await withPhoto({ writeGif });
  const file = await takeHome(desk, { kind: 'film', days: DAYS });
  expect(file?.name).toMatch(/\.gif$/);
  expect(frames).toHaveLength(3);
  expect(frames.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(2.5);
  expect(thinned(DAYS).map(({ day }) => day)).toEqual([-1, 1, 3]);
});

test('an encoder that fails midway is one that is not there', async () => {
  const writeVideo: Services['writeVideo'] = async (_, given) => {
    for await (const _ of given) throw new Error('the encoder is gone.');
    throw new Error('no frames');
  };
  const { desk, notices } = await withPhoto({ writeVideo });
  const said = notices();
  const file = await takeHome(desk, { kind: 'film', days: DAYS });
  expect(file?.name).toMatch(/\.gif$/);
  expect(await file?.blob.text()).toBe('3');
  expect(notices()).toEqual(said);
});

test('a comparison is one picture of all cells with their labels, and the caption once', async () => {
  const labelStrip = vi.fn<Services['labelStrip']>(async (widthPx) => ({ heightPx: 2, rgba: new Uint8Array(8 * widthPx) }));
  const captionStrip = vi.fn<Services['captionStrip']>(async (widthPx) => ({ heightPx: 1, rgba: new Uint8Array(4 * widthPx) }));
  let bytes = 0;
  const writePng = vi.fn<Services['writePng']>(async (_, strips) => {
    for await (const strip of strips) bytes += strip.length;
    return new Blob(['png']);
  });
  const { desk } = await withPhoto({ labelStrip, captionStrip, writePng });
  const file = await takeHome(desk, { kind: 'comparison', cells: CELLS, type: 'png' });
  expect(file?.name).toMatch(/first.*-comparison\.png$/);
  expect(labelStrip.mock.calls.map(([, text]) => text)).toEqual(CELLS.map(({ label }) => label));
  expect(captionStrip).toHaveBeenCalledOnce();
  const [{ widthPx, heightPx }] = writePng.mock.calls[0];
  expect(bytes).toBe(4 * widthPx * heightPx);
});

test('a film cancelled between two days gives no file and no word, and the export behind it goes on', async () => {
  const { openFilm, pictures } = heldFilm();
  const { desk, services, bar, notices } = await withPhoto({ openFilm });
  const said = notices();
  const taking = takeHome(desk, { kind: 'film', days: DAYS });
  const after = exportImage(desk, { type: 'png' });
  await settled();
  pictures[0].resolve();
  await settled();
  expect(bar()).toMatchObject({ text: 'Making the video', cancel: expect.any(Function) });
  bar()?.cancel?.();
  pictures[1].resolve();
  expect(await taking).toBeNull();
  await after;
  expect(pictures).toHaveLength(2);
  expect(notices()).toEqual(said);
  expect(services.saveFile).toHaveBeenCalledOnce();
});

test('what cannot be drawn is told in one sentence', async () => {
  const openFilm: Services['openFilm'] = async () => {
    throw new Error('the graphics are gone.');
  };
  const { desk, notices, bar } = await withPhoto({ openFilm });
  expect(await takeHome(desk, { kind: 'comparison', cells: CELLS, type: 'png' })).toBeNull();
  expect(notices().at(-1)).toBe('The comparison could not be made: the graphics are gone.');
  expect(bar()).toBeNull();
});

test('six upright pictures lie in three columns, six flat ones in two, four in two, one alone', () => {
  expect([sheetColumns(6, 0.8), sheetColumns(6, 1.5), sheetColumns(4, 0.8), sheetColumns(1, 0.8)]).toEqual([3, 2, 2, 1]);
});

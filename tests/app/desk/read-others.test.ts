/* Photos that are not shown tell the plan what they show, one at a time, when nothing else is under way. */
import { expect, test, vi } from 'vitest';
import { setHead } from '../../../src/app/actions.ts';
import { removePhoto } from '../../../src/app/consultation-actions.ts';
import { closeToStart } from '../../../src/app/desk/open.ts';
import { openPhotos } from '../../../src/app/desk/photos.ts';
import type { Services } from '../../../src/app/desk/services.ts';
import { showPhoto } from '../../../src/app/desk/show-photo.ts';
import type { Project } from '../../../src/core/consultation/schema.ts';
import { bitmap, fakeDesk, jpeg, photoNamed } from '../../support/fake-desk.ts';

/** Longer than a desk waits before it reads: what was not read by then is not read. */
const RESTED_MS = 1500;
const rested = () => new Promise((done) => setTimeout(done, RESTED_MS));
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

/** Three photos that are open and at rest; which photos are decoded from then on, and how many at once at most. */
async function threePhotos() {
  const decoded: string[] = [];
  let open = 0;
  let most = 0;
  const readPhoto: Services['readPhoto'] = async (file, { name }) => {
    decoded.push(name);
    most = Math.max(most, ++open);
    const working = bitmap();
    working.close.mockImplementation(() => {
      open -= 1;
    });
    const pixels = { working: working as never, decodeFull: async () => bitmap() as never };
    return { ok: true, photo: photoNamed(name), pixels, original: file };
  };
  const { desk } = fakeDesk({ readPhoto });
  await openPhotos(desk, [jpeg('front.jpg'), jpeg('left.jpg'), jpeg('top.jpg')]);
  decoded.length = 0;
  most = 0;
  const told = vi.spyOn(desk.planner, 'report');
  const tellers = () => [...new Set(told.mock.calls.map(([, id]) => id))].sort();
  return { desk, decoded, tellers, most: () => most, open: () => open };
}

test('each is decoded once and let go, and tells; then nothing is read until something lies otherwise', async () => {
  const { desk, decoded, tellers, most, open } = await threePhotos();
  await until(() => expect(tellers()).toEqual(['left', 'top']));
  await until(() => expect(desk.store.getState().screen.busy).toBeNull());
  expect(decoded).toEqual(['left.jpg', 'top.jpg']);
  expect([most(), open()], 'one beside the shown one').toEqual([2, 1]);
  await rested();
  expect(decoded.length).toBe(2);
  // the shared head is another one now, and so each photo shows other scalp
  const { head } = desk.store.getState().project as Project;
  if (head) setHead(desk.store, { ...head, halfAxesMm: [80, 88, 96] });
  await until(() => expect(decoded.slice(2)).toEqual(['left.jpg', 'top.jpg']));
});
test('reading gives way to showing a photo, and goes on after it', async () => {
  const { desk, decoded, tellers } = await threePhotos();
  await showPhoto(desk, 'top');
  expect(decoded).toEqual(['top.jpg']);
  await until(() => expect(tellers()).toEqual(expect.arrayContaining(['front', 'left'])));
});
test('a photo that is removed does not count any more, and nothing is read once the consultation is closed', async () => {
  const { desk, decoded } = await threePhotos();
  const counting = vi.spyOn(desk.planner, 'setPhotos');
  removePhoto(desk.store, 'top');
  expect(counting).toHaveBeenLastCalledWith(['front', 'left']);
  await closeToStart(desk);
  await rested();
  expect(decoded).toEqual([]);
});

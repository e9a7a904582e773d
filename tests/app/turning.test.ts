/* Turning the open photo: the turned one is measured as a consultation of its own, and nothing of the one before is lost. */
import { expect, test, vi } from 'vitest';
import { setSkin, setTitle } from '../../src/app/actions.ts';
import { openPhoto } from '../../src/app/desk/open.ts';
import type { Services } from '../../src/app/desk/services.ts';
import { turnPhoto } from '../../src/app/desk/turn.ts';
import { fakeDesk, jpeg, measured, photoNamed, settled } from '../support/fake-desk.ts';

const turned = new Blob(['turned'], { type: 'image/jpeg' });
async function opened(given: Partial<Services> = {}) {
  const measureOpened = vi.fn<Services['measureOpened']>(async () => measured());
  const fake = fakeDesk({ measureOpened, turnedPhoto: async () => turned, ...given });
  const { readPhoto } = fake.services;
  fake.services.readPhoto = async (file, options) => {
    const read = await readPhoto(file, options);
    const { widthPx, heightPx } = photoNamed('');
    return read.ok && file === turned ? { ...read, photo: { ...read.photo, widthPx: heightPx, heightPx: widthPx } } : read;
  };
  await openPhoto(fake.desk, jpeg('front.jpg'));
  setTitle(fake.desk.store, 'Crown');
  setSkin(fake.desk.store, 'V');
  await fake.desk.keeper.save();
  measureOpened.mockClear();
  return { ...fake, measureOpened, id: fake.desk.keeper.openId(), before: fake.desk.store.getState().project };
}

test('the turned photo is open and measured again, with title and treatment', async () => {
  const { desk, measureOpened, before } = await opened();
  await turnPhoto(desk);
  const { project } = desk.store.getState();
  expect(project?.photo).toMatchObject({ name: 'front.jpg', widthPx: before?.photo.heightPx, heightPx: before?.photo.widthPx });
  expect(project).toMatchObject({ title: 'Crown', treatment: { skin: 'V' } });
  expect(measureOpened).toHaveBeenCalledTimes(1);
  expect(desk.opened?.original).toBe(turned);
});

test('the turn is kept, and so is the consultation before it', async () => {
  const { desk, kept, id, before } = await opened();
  await turnPhoto(desk);
  await settled();
  await desk.keeper.save();
  expect(desk.keeper.openId()).not.toBe(id);
  expect(kept.photos.get(desk.keeper.openId())).toBe(turned);
  expect(kept.projects.get(id)).toEqual(before);
});

test('a photo that cannot be read once turned leaves everything as it was', async () => {
  const { desk, services, id, before } = await opened();
  services.readPhoto = async () => ({ ok: false, reason: 'The photo needs more memory.' });
  await turnPhoto(desk);
  expect(desk.store.getState().project).toBe(before);
  expect(desk.keeper.openId()).toBe(id);
});

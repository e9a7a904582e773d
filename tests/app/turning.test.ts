/* Turning the shown photo: it is measured again where it stands among the photos, the plan stays on the head, and undo shows it as it lay. */
import { expect, test, vi } from 'vitest';
import { addZone, setSkin, setTitle, undo } from '../../src/app/actions.ts';
import { openPhoto } from '../../src/app/desk/open.ts';
import { addPhotos } from '../../src/app/desk/photos.ts';
import type { Services } from '../../src/app/desk/services.ts';
import { turnPhoto } from '../../src/app/desk/turn.ts';
import type { Consultation } from '../../src/core/consultation/consultation.ts';
import type { Zone } from '../../src/core/consultation/schema.ts';
import { fakeDesk, jpeg, measured, photoNamed, settled } from '../support/fake-desk.ts';

const turned = new Blob(['turned'], { type: 'image/jpeg' });
const drawn = {
  kind: 'fill',
  outline: [
    [-9, 0],
    [9, 0],
    [0, -9],
  ],
  perCm2: 140,
  blendMm: 0,
  temples: 1,
  avoidHair: false,
} as Zone;
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
  addZone(fake.desk.store, drawn);
  measureOpened.mockClear();
  const { store } = fake.desk;
  return { ...fake, store, measureOpened, now: () => store.getState().consultation as Consultation };
}

test('the turned photo stands where the photo stood, measured again, and the plan stays', async () => {
  const { desk, store, measureOpened, now } = await opened();
  await addPhotos(desk, [jpeg('left.jpg'), jpeg('top.jpg')]);
  const before = now();
  measureOpened.mockClear();
  await turnPhoto(desk);
  const { widthPx, heightPx } = photoNamed('');
  expect(now().photos.map(({ name }) => name)).toEqual(['front.jpg', 'left.jpg', 'top.jpg']);
  expect(now().photos[0]).toMatchObject({
    widthPx: heightPx,
    heightPx: widthPx,
    scale: { method: 'iris' },
    pose: { rotationRad: [0, 0, 0] },
  });
  expect(now().plans).toEqual(before.plans);
  expect(measureOpened).toHaveBeenCalledTimes(1);
  expect(store.getState().photo).toMatchObject({ widthPx: heightPx });
  expect(store.getState().screen.photoId).toBe(now().photos[0].id);
});
test('undo shows the photo as it lay, with its own file', async () => {
  const { desk, store, now, kept } = await opened();
  const [lay] = now().photos;
  await turnPhoto(desk);
  const { id } = now().photos[0];
  expect(id).not.toBe(lay.id);
  await settled();
  await desk.keeper.save();
  expect(kept.photos.get(desk.keeper.openId())?.get(id)?.original).toBe(turned);
  while (now().photos[0].id !== lay.id) undo(store);
  await settled();
  expect(desk.opened?.shown.id).toBe(lay.id);
  expect(store.getState().photo?.widthPx).toBe(lay.widthPx);
});
test('a photo that cannot be read once turned leaves everything as it was', async () => {
  const { desk, services, now, notices } = await opened();
  const before = now();
  services.readPhoto = async () => ({ ok: false, reason: 'The photo needs more memory.' });
  await turnPhoto(desk);
  expect(now()).toBe(before);
  services.turnedPhoto = async () => {
    throw new Error('no worker');
  };
  await turnPhoto(desk);
  expect(now()).toBe(before);
  expect(notices()).toEqual(expect.arrayContaining(['The photo needs more memory.', 'The photo could not be turned: no worker']));
});

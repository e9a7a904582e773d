/* Several photos of one head on the desk: added, shown, removed and brought back, kept and opened again. */
import { describe, expect, test, vi } from 'vitest';
import { undo } from '../../../src/app/actions.ts';
import { movePhoto, removePhoto } from '../../../src/app/consultation-actions.ts';
import type { Desk } from '../../../src/app/desk/desk.ts';
import { closeToStart, openPhoto, resume } from '../../../src/app/desk/open.ts';
import { addPhotos, keepPhoto, openKept, openPhotos } from '../../../src/app/desk/photos.ts';
import type { Services } from '../../../src/app/desk/services.ts';
import { showPhoto } from '../../../src/app/desk/show-photo.ts';
import type { Consultation } from '../../../src/core/consultation/consultation.ts';
import { bitmap, fakeDesk, jpeg, measured, photoNamed, settled } from '../../support/fake-desk.ts';

const consultationOn = (desk: Desk) => desk.store.getState().consultation as Consultation;
const ids = (desk: Desk) => consultationOn(desk).photos.map(({ id }) => id);
const shownId = (desk: Desk) => desk.store.getState().screen.photoId;

/** A desk that counts the bitmaps that are open. */
function counting(given: Partial<Services> = {}) {
  const made: ReturnType<typeof bitmap>[] = [];
  const readPhoto: Services['readPhoto'] = async (file, { name }) => {
    const working = bitmap();
    made.push(working);
    return {
      ok: true,
      photo: photoNamed(name),
      pixels: { working: working as never, decodeFull: async () => bitmap() as never },
      original: file,
    };
  };
  const fake = fakeDesk({ readPhoto, ...given });
  return { ...fake, made, open: () => made.filter(({ close }) => !close.mock.calls.length).length };
}
const files = (...names: string[]) => names.map(jpeg);

describe('several photos at once', () => {
  test('fill one consultation, each measured by itself, the first shown, one decoded at the end', async () => {
    const { desk, open, made } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg', 'top.jpg'));
    expect(ids(desk)).toEqual(['front', 'left', 'top']);
    expect(consultationOn(desk).photos.every(({ scale, pose }) => scale && pose)).toBe(true);
    expect(shownId(desk)).toBe('front');
    expect(desk.store.getState().photo?.name).toBe('front.jpg');
    expect([made.length, open()]).toEqual([3, 1]);
    await settled();
    expect(Object.keys(desk.store.getState().screen.thumbnails).sort()).toEqual(['front', 'left', 'top']);
    await closeToStart(desk);
    expect(open(), 'nothing is open any more').toBe(0);
  });

  test('one that is refused, or has no head, keeps none of the others out', async () => {
    const { desk, services, notices, open } = counting();
    const { readPhoto } = services;
    services.readPhoto = async (file, options) =>
      options.name === 'bad.jpg' ? { ok: false, reason: 'bad.jpg is no photo.' } : readPhoto(file, options);
    await openPhotos(desk, files('front.jpg', 'bad.jpg', 'left.jpg'));
    expect(ids(desk)).toEqual(['front', 'left']);
    expect(notices()).toContain('bad.jpg is no photo.');
    services.measureOpened = async () => ({ ...measured(), measures: null, whyNone: 'shows nobody.' });
    await addPhotos(desk, files('back.jpg', 'top.jpg'));
    expect(consultationOn(desk).photos.slice(2)).toMatchObject([
      { id: 'back', pose: null },
      { id: 'top', pose: null },
    ]);
    expect(open()).toBe(1);
  });

  test('stop where they are cancelled, and what was decoded is let go', async () => {
    const { desk, services, open } = counting();
    await openPhoto(desk, jpeg('front.jpg'));
    services.measureOpened = async () => {
      desk.activities.abort('add');
      return measured();
    };
    await addPhotos(desk, files('left.jpg', 'right.jpg'));
    expect(ids(desk)).toEqual(['front']);
    expect(open()).toBe(1);
  });
});

describe('a single photo that is added', () => {
  test('is shown and measured, as two steps that can be undone', async () => {
    const { desk, open } = counting();
    await openPhoto(desk, jpeg('front.jpg'));
    const before = consultationOn(desk);
    await addPhotos(desk, files('left.jpg'));
    expect(shownId(desk)).toBe('left');
    expect(desk.store.getState().project?.photo.name).toBe('left.jpg');
    expect(desk.store.getState().project).toMatchObject({ scale: { method: 'mixed' }, head: { shape: 'standard' } });
    expect(open()).toBe(1);
    undo(desk.store);
    undo(desk.store);
    await settled();
    expect(consultationOn(desk)).toBe(before);
    expect([shownId(desk), desk.store.getState().photo?.name]).toEqual(['front', 'front.jpg']);
    expect(open()).toBe(1);
  });

  test('gets an id that no undo can bring back to another', async () => {
    const { desk } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg'));
    removePhoto(desk.store, 'left');
    await addPhotos(desk, [new File(['other pixels'], 'left.jpg', { type: 'image/jpeg' })]);
    expect(ids(desk)).toEqual(['front', 'left-2']);
    expect(await desk.opened?.files.get('left')?.original.text()).toBe('pixels');
  });
});

describe('showing another', () => {
  test('decodes it, and closes the one before', async () => {
    const { desk, open } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg'));
    await showPhoto(desk, 'left');
    expect([shownId(desk), desk.store.getState().photo?.name, open()]).toEqual(['left', 'left.jpg', 1]);
  });

  test('overtaken by a third, only that is shown and only that stays decoded', async () => {
    const { desk, open } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg', 'top.jpg'));
    await Promise.all([showPhoto(desk, 'left'), showPhoto(desk, 'top')]);
    await settled();
    expect([shownId(desk), open()]).toEqual(['top', 1]);
    await Promise.all([showPhoto(desk, 'left'), showPhoto(desk, 'top')]);
    expect([shownId(desk), desk.store.getState().screen.comingPhotoId, open()], 'back to the shown one').toEqual(['top', '', 1]);
  });

  test('that cannot be decoded leaves the shown one, and says why', async () => {
    const { desk, services, notices, open } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg'));
    const { readPhoto } = services;
    services.readPhoto = async () => ({ ok: false, reason: 'left.jpg is damaged.' });
    await showPhoto(desk, 'left');
    services.readPhoto = async (...asked) => {
      const read = await readPhoto(...asked);
      return read.ok ? { ...read, photo: { ...read.photo, widthPx: 399 } } : read;
    };
    await showPhoto(desk, 'left');
    expect(notices().slice(-2)).toEqual(['left.jpg is damaged.', expect.stringContaining('399 x 496')]);
    expect([shownId(desk), open()]).toEqual(['front', 1]);
  });
});

describe('a removed photo', () => {
  test('goes with its pixels, its neighbour is shown, and undo brings both back', async () => {
    const { desk, open } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg'));
    await showPhoto(desk, 'left');
    removePhoto(desk.store, 'left');
    await settled();
    expect([shownId(desk), desk.store.getState().photo?.name, open()]).toEqual(['front', 'front.jpg', 1]);
    undo(desk.store);
    await settled();
    expect([shownId(desk), desk.store.getState().photo?.name, open()]).toEqual(['left', 'left.jpg', 1]);
  });

  test('keeps its file until no undo can bring it back', async () => {
    const { desk } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg'));
    removePhoto(desk.store, 'left');
    await settled();
    expect(desk.opened?.files.has('left')).toBe(true);
    await addPhotos(desk, files('a.jpg', 'b.jpg'));
    for (let step = 0; step < 210; step++) movePhoto(desk.store, 'a', step % 2 ? 1 : 2);
    await settled();
    expect(desk.opened?.files.has('left')).toBe(false);
  });
});

describe('kept and opened again', () => {
  test('all photos come back with their small pictures, and the shown one is the one that was shown', async () => {
    const { desk, kept } = counting();
    await openPhotos(desk, files('front.jpg', 'left.jpg'));
    await showPhoto(desk, 'left');
    await settled();
    await desk.keeper.save();
    const id = desk.keeper.openId();
    const before = consultationOn(desk);
    expect(kept.projects.get(id)).toEqual(before);
    expect([...(kept.photos.get(id) ?? [])].map(([name, { thumbnail }]) => [name, !!thumbnail])).toEqual([
      ['front', true],
      ['left', true],
    ]);
    await closeToStart(desk);
    await resume(desk, id);
    expect(consultationOn(desk)).toEqual(before);
    expect(desk.opened?.files.size).toBe(2);
  });

  test('one of version 1, never checked when it was kept, opens as it always did', async () => {
    const { desk, services } = counting();
    const project = { format: 'smp-project', version: 1, title: 'Old', seed: 1, photo: { name: 'old.jpg', widthPx: 400, heightPx: 496 } };
    const design = { hairline: null, zones: [{ kind: 'fill', outlinePx: [], perCm2: 900 }], strokes: [] };
    const treatment = { ...(await firstTreatment()), dotMm: 9 };
    services.library.open = async () => ({
      saved: { project: { ...project, scale: { pxPerMm: 1.5 }, design, treatment }, title: 'Old', view: {} },
      files: new Map([['', { original: jpeg('old.jpg'), thumbnail: null }]]),
    });
    expect(await resume(desk, 'old')).toBe(true);
    expect(consultationOn(desk)).toMatchObject({
      version: 2,
      title: 'Old',
      plans: [{ design: { unplaced: { zones: [{ perCm2: 900 }] } } }],
    });
    expect([...(desk.opened?.files.keys() ?? [])]).toEqual(['old']);
  });
});
async function firstTreatment() {
  const { newProject } = await import('../../../src/core/consultation/schema.ts');
  return newProject({ name: '', widthPx: 1, heightPx: 1 }).treatment;
}

describe('a guided visit', () => {
  test('is one consultation, kept photo by photo with the side of each, and measured once it is opened', async () => {
    const { desk, kept, open } = counting();
    const measureOpened = vi.spyOn(desk.services, 'measureOpened');
    const first = await keepPhoto(desk, jpeg('front.jpg'), 'Front', 'front');
    expect(kept.projects.size).toBe(1);
    const second = await keepPhoto(desk, jpeg('left.jpg'), 'Left side', 'left');
    if (!first.ok || !second.ok) throw new Error('not kept');
    expect(second.photo.id).toBe(first.photo.id);
    expect(kept.projects.get(first.photo.id)?.photos).toMatchObject([
      { id: 'front', label: 'Front', side: 'front', takenAt: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      { id: 'left', label: 'Left side', side: 'left' },
    ]);
    expect(open()).toBe(0);
    await openKept(desk, first.photo, 'Two photos.');
    expect(measureOpened.mock.calls.map(([, , { side }]) => side)).toEqual(['front', 'left']);
    expect(consultationOn(desk).photos.every(({ pose }) => pose)).toBe(true);
    expect(open()).toBe(1);
  });

  test('joins the open consultation', async () => {
    const { desk } = counting();
    await openPhoto(desk, jpeg('front.jpg'));
    const photo = await keepPhoto(desk, jpeg('left.jpg'), 'Left side', 'left');
    if (!photo.ok) throw new Error(photo.reason);
    await openKept(desk, photo.photo, '');
    expect(consultationOn(desk).photos).toMatchObject([{ id: 'front' }, { id: 'left', side: 'left', pose: {} }]);
  });
});

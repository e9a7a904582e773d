/* Opening, measuring and leaving, each in the middle of another: nothing writes after it was aborted or overtaken. */
import { describe, expect, test, vi } from 'vitest';
import { changeProject, setHead, setScale, setSkin } from '../../src/app/actions.ts';
import type { Desk } from '../../src/app/desk/desk.ts';
import { deleteEverything } from '../../src/app/desk/keep.ts';
import { measure } from '../../src/app/desk/measure.ts';
import { closeToStart, openPhoto, openProject, resume } from '../../src/app/desk/open.ts';
import { keepPhoto } from '../../src/app/desk/photos.ts';
import type { ReadPhoto, Services } from '../../src/app/desk/services.ts';
import type { MeasuredPhoto } from '../../src/app/measure-opened.ts';
import { shownMeasured } from '../../src/app/store.ts';
import { newProject, type Project } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { projectSurface } from '../../src/core/scalp/surface.ts';
import { bitmap, fakeDesk, HEIGHT_PX, held, jpeg, measured, photoNamed, settled, WIDTH_PX } from '../support/fake-desk.ts';

type Read = { ok: true } & ReadPhoto;
const readOf = (name: string): Read => ({
  ok: true,
  photo: photoNamed(name),
  pixels: { working: bitmap() as never, decodeFull: async () => bitmap() as never },
  original: jpeg(name),
});
const heldReading = () => {
  const reading = held<Awaited<ReturnType<Services['readPhoto']>>>();
  return { ...reading, readPhoto: (_: Blob, { signal }: { signal?: AbortSignal }) => reading.ask(signal) };
};
const heldMeasuring = () => {
  const measuring = held<MeasuredPhoto>();
  return { ...measuring, measureOpened: (...asked: Parameters<Services['measureOpened']>) => measuring.ask(asked[3]) };
};
/** A photo that is open but was not measured: nobody was found in it. */
const withPhoto = async (given: Partial<Services> = {}) => {
  const measureOpened = vi.fn<Services['measureOpened']>(async () => ({ ...measured(), measures: null, whyNone: 'shows nobody.' }));
  const fake = fakeDesk({ measureOpened, ...given });
  await openPhoto(fake.desk, jpeg('open.jpg'));
  return { ...fake, measureOpened };
};
const projectOf = (desk: { store: { getState(): { project: Project | null } } }) => desk.store.getState().project as Project;

describe('a photo that does not open', () => {
  test.each([
    ['is refused', async () => ({ ok: false as const, reason: 'It is not a photo.' })],
    ['is damaged', async () => Promise.reject(new Error('out of memory'))],
  ])('and %s leaves the open one alone: it is not measured again', async (_, refuse) => {
    const { desk, services, measureOpened, notices } = await withPhoto();
    setSkin(desk.store, 'VI');
    const before = projectOf(desk);
    measureOpened.mockClear();
    measureOpened.mockImplementation(async () => measured());
    services.readPhoto = refuse;
    await openPhoto(desk, jpeg('other.jpg'));
    expect(measureOpened).not.toHaveBeenCalled();
    expect(projectOf(desk)).toBe(before);
    expect(notices()).toHaveLength(3);
  });

  test('because it was cancelled leaves the open one alone, and its pixels are let go', async () => {
    const { desk, services, measureOpened } = await withPhoto();
    const before = projectOf(desk);
    measureOpened.mockClear();
    const { asked, readPhoto } = heldReading();
    services.readPhoto = readPhoto;
    const opening = openPhoto(desk, jpeg('other.jpg'));
    await settled();
    desk.store.getState().screen.busy?.cancel?.();
    expect(desk.store.getState().screen.busy).toBeNull();
    const read = readOf('other.jpg');
    asked[0].resolve(read);
    await opening;
    expect(projectOf(desk)).toBe(before);
    expect(measureOpened).not.toHaveBeenCalled();
    expect(read.pixels.working.close).toHaveBeenCalledOnce();
  });

  test('overtaken by another, it says nothing and the other opens', async () => {
    const { asked, readPhoto } = heldReading();
    const { desk, notices } = fakeDesk({ readPhoto });
    const first = openPhoto(desk, jpeg('first.jpg'));
    await settled();
    const second = openPhoto(desk, jpeg('second.jpg'));
    await settled();
    asked[1].resolve(readOf('second.jpg'));
    asked[0].reject(new Error('too late to matter'));
    await Promise.all([first, second]);
    expect(projectOf(desk).photo.name).toBe('second.jpg');
    expect(notices().join()).not.toContain('too late');
  });

  test('refused while the open one is measured, that goes on', async () => {
    const { asked, measureOpened } = heldMeasuring();
    const { desk, services } = fakeDesk({ measureOpened });
    const opening = openPhoto(desk, jpeg('open.jpg'));
    await settled();
    services.readPhoto = async () => ({ ok: false, reason: 'no' });
    await openPhoto(desk, jpeg('other.jpg'));
    asked[0].resolve(measured());
    await opening;
    expect(asked).toHaveLength(1);
    expect(projectOf(desk).scale?.pxPerMm).toBe(1.5);
  });
});

describe('what is set by hand while the photo is measured', () => {
  const inMeasuring = async (change: (desk: Desk) => void, found = measured()) => {
    const { asked, measureOpened } = heldMeasuring();
    const { desk } = fakeDesk({ measureOpened });
    const opening = openPhoto(desk, jpeg('open.jpg'));
    await settled();
    change(desk);
    asked[0].resolve(found);
    await opening;
    return desk;
  };

  test('a scale stays, and the head found under another keeps its outline in the picture', async () => {
    const byHand = { pxPerMm: 1.4, method: 'marks', sdShare: 0.01 } as const;
    const desk = await inMeasuring(({ store }) => setScale(store, byHand));
    const alone = await inMeasuring(() => {});
    expect(projectOf(desk).scale).toEqual(byHand);
    const edge = (project: Project) => projectSurface(project)?.outlinePx(64).flat() as number[];
    const [kept, found] = [edge(projectOf(desk)), edge(projectOf(alone))];
    const off = kept.map((at, i) => Math.abs(at - found[i]));
    expect(Math.max(...off)).toBeLessThan(0.5);
    expect(shownMeasured(desk.store.getState())?.head).toBe(projectOf(desk).head);
  });

  test('a head stays, and does not pass for the one that was found', async () => {
    const head = { centrePx: [150, 180], halfAxesMm: [70, 80, 90], rotationRad: [0, 0, 0.1] } as never;
    const desk = await inMeasuring(({ store }) => setHead(store, head));
    expect(projectOf(desk).head).toBe(head);
    expect(projectOf(desk).scale?.pxPerMm).toBe(1.5);
    expect(shownMeasured(desk.store.getState())?.head).not.toBe(head);
  });

  test('a camera, a skin and a title stay', async () => {
    const found = measured({ guessedFocalPx: 700 });
    const desk = await inMeasuring(({ store }) => {
      setSkin(store, 'VI');
      changeProject(store, (p) => ({ ...p, title: 'Ms. A', camera: { focalPx: 900 } }));
    }, found);
    const alone = await inMeasuring(() => {}, found);
    expect(projectOf(alone)).toMatchObject({ camera: { focalPx: 700 }, treatment: { skin: 'II' } });
    expect(projectOf(desk)).toMatchObject({ title: 'Ms. A', camera: { focalPx: 900 }, treatment: { skin: 'VI' } });
  });
});

describe('Home', () => {
  test('while a photo is opened: the start screen stays, and nothing is said', async () => {
    const { desk, services, notices } = await withPhoto();
    const said = notices();
    const { asked, readPhoto } = heldReading();
    services.readPhoto = readPhoto;
    const opening = openPhoto(desk, jpeg('other.jpg'));
    await settled();
    await closeToStart(desk);
    asked[0].resolve(readOf('other.jpg'));
    await opening;
    await settled();
    expect(desk.store.getState()).toMatchObject({ project: null, photo: null });
    expect(desk.opened).toBeNull();
    expect(desk.store.getState().screen.busy).toBeNull();
    expect(notices()).toEqual(said);
  });

  test('while a project or a kept consultation is looked for: it does not open afterwards', async () => {
    const unpacking = held<Awaited<ReturnType<Services['unpackProject']>>>();
    const { desk, services } = await withPhoto({ unpackProject: () => unpacking.ask() });
    const opening = openProject(desk, new File(['{}'], 'other.smp'));
    const finding = held<Awaited<ReturnType<Services['library']['open']>>>();
    services.library.open = () => finding.ask();
    await settled();
    await closeToStart(desk);
    const size = { name: 'x', widthPx: WIDTH_PX, heightPx: HEIGHT_PX };
    unpacking.asked[0].resolve({ ok: true, consultation: consultationOf(newProject(size)), files: new Map([['x', jpeg('x')]]) });
    await opening;
    const resuming = resume(desk, 'kept');
    await settled();
    desk.activities.abort('open');
    finding.asked[0].resolve({
      saved: { project: newProject(size), title: '', view: {} },
      files: new Map([['', { original: jpeg('x'), thumbnail: null }]]),
    });
    expect(await resuming).toBe(false);
    expect(desk.store.getState().project).toBeNull();
  });

  test('while the photo is measured: no error, no notice, no bar', async () => {
    const { asked, measureOpened } = heldMeasuring();
    const { desk, notices } = fakeDesk({ measureOpened });
    const opening = openPhoto(desk, jpeg('open.jpg'));
    await settled();
    const said = notices();
    await closeToStart(desk);
    expect(asked[0].signal?.aborted).toBe(true);
    asked[0].reject(new Error('the worker was stopped'));
    await opening;
    expect(notices()).toEqual(said);
    expect(desk.store.getState()).toMatchObject({ project: null, screen: { busy: null, measured: {} } });
  });

  test('does not close what was opened while it saved', async () => {
    const { desk, services } = await withPhoto();
    const saving = held<{ ok: true }>();
    services.library.keep = () => saving.ask();
    const leaving = closeToStart(desk);
    const opening = openPhoto(desk, jpeg('next.jpg'));
    await settled();
    for (const one of saving.asked) one.resolve({ ok: true });
    await Promise.all([leaving, opening]);
    expect(projectOf(desk).photo.name).toBe('next.jpg');
  });
});

describe('"Delete everything"', () => {
  test('in the middle of opening: no photo and no project is kept afterwards', async () => {
    const { asked, readPhoto } = heldReading();
    const { desk, kept } = fakeDesk({ readPhoto });
    const opening = openPhoto(desk, jpeg('open.jpg'));
    await settled();
    const deleting = deleteEverything(desk);
    asked[0].resolve(readOf('open.jpg'));
    await Promise.all([opening, deleting]);
    await settled();
    expect([...kept.projects, ...kept.photos]).toEqual([]);
    expect(desk.store.getState().project).toBeNull();
  });

  test('in the middle of a guided photo: it is not kept, and says so', async () => {
    const { asked, readPhoto } = heldReading();
    const { desk, kept } = fakeDesk({ readPhoto });
    const keeping = keepPhoto(desk, jpeg('left.jpg'), 'Left side', 'left');
    await settled();
    await deleteEverything(desk);
    asked[0].resolve(readOf('left.jpg'));
    expect(await keeping).toMatchObject({ ok: false, reason: expect.stringContaining('was deleted') });
    await settled();
    expect([...kept.projects, ...kept.photos]).toEqual([]);
  });

  test('while a guided photo is written: the photos before it do not come back with the next', async () => {
    const { desk, services, kept } = fakeDesk();
    const { keep } = services.library;
    const writing = held<void>();
    services.library.keep = async (...all) => {
      await writing.ask();
      return keep(...all);
    };
    const keeping = keepPhoto(desk, jpeg('left.jpg'), 'Left side', 'left');
    await settled();
    const deleting = deleteEverything(desk);
    writing.asked[0].resolve();
    expect(await keeping).toMatchObject({ ok: false, reason: expect.stringContaining('was deleted') });
    await deleting;
    services.library.keep = keep;
    await keepPhoto(desk, jpeg('front.jpg'), 'Front', 'front');
    expect([...kept.projects.values()].map(({ photos }) => photos.map(({ name }) => name))).toEqual([['front.jpg']]);
  });

  test('is over before a guided photo taken meanwhile is written', async () => {
    const { desk, services, kept } = fakeDesk();
    const erasing = held<{ ok: true }>();
    const erase = services.library.deleteEverything;
    services.library.deleteEverything = async () => {
      await erasing.ask();
      return erase();
    };
    const deleting = deleteEverything(desk);
    const keeping = keepPhoto(desk, jpeg('left.jpg'), 'Left side', 'left');
    await settled();
    expect(kept.projects.size).toBe(0);
    erasing.asked[0].resolve({ ok: true });
    await deleting;
    expect(await keeping).toMatchObject({ ok: true });
    expect(kept.projects.size).toBe(1);
  });

  test('is over before something kept is opened: it is gone then, and nothing of it is written again', async () => {
    const { desk, services, kept, notices } = fakeDesk();
    const erasing = held<{ ok: true }>();
    services.library.deleteEverything = () => erasing.ask();
    let isThere = true;
    const project = newProject({ name: 'x', widthPx: WIDTH_PX, heightPx: HEIGHT_PX });
    const files = new Map([['', { original: jpeg('x'), thumbnail: null }]]);
    services.library.open = async () => (isThere ? { saved: { project, title: '', view: {} }, files } : null);
    const deleting = deleteEverything(desk);
    const resuming = resume(desk, 'kept');
    await settled();
    isThere = false;
    erasing.asked[0].resolve({ ok: true });
    await deleting;
    expect(await resuming).toBe(false);
    await settled();
    expect([...kept.projects, ...kept.photos]).toEqual([]);
    expect(notices()).toContain('That consultation is no longer on this device.');
  });

  test('in the middle of keeping: waits for what is being written, and the photo is not written after it', async () => {
    const { desk, services, kept } = fakeDesk();
    const writing = held<void>();
    const { keep } = services.library;
    services.library.keep = async (...all) => {
      await writing.ask();
      return keep(...all);
    };
    const opening = openPhoto(desk, jpeg('open.jpg'));
    await settled();
    const deleting = deleteEverything(desk);
    await settled();
    for (const one of writing.asked) one.resolve();
    await Promise.all([opening, deleting]);
    await settled();
    expect([...kept.projects, ...kept.photos]).toEqual([]);
  });
});

describe('a photo whose small copy comes first', () => {
  /** The second photo of a desk, whose models are loaded. @param ends of reading it */
  const opened = async (ends: (found: Services['readPhoto']) => Services['readPhoto']) => {
    const fake = await withPhoto();
    const { asked, measureOpened } = heldMeasuring();
    const asking = vi.fn<Services['measureOpened']>(measureOpened);
    fake.services.measureOpened = asking;
    const told: Services['readPhoto'] = async (_, { name, onWorking, onSmall }) => {
      const read = readOf(name);
      onWorking?.(read.pixels.working, read.photo);
      onSmall?.(read.photo);
      return read;
    };
    fake.services.readPhoto = ends(told);
    return { ...fake, asked, asking, opening: openPhoto(fake.desk, jpeg('client.jpg')) };
  };

  test('is measured while the rest is read, and not again', async () => {
    const rest = held<void>();
    const { desk, asked, asking, opening } = await opened((read) => async (...all) => {
      const found = await read(...all);
      await rest.ask();
      return found;
    });
    await settled();
    expect(asking).toHaveBeenCalledTimes(1);
    expect(projectOf(desk).photo.name, 'the one before is still shown').toBe('open.jpg');
    asked[0].resolve(measured({ scale: { pxPerMm: 9, method: 'iris', sdShare: 0.1 } }));
    await settled();
    rest.asked[0].resolve();
    await opening;
    expect(asking).toHaveBeenCalledTimes(1);
    expect(projectOf(desk)).toMatchObject({ photo: { name: 'client.jpg' }, scale: { pxPerMm: 9 } });
    const again = measure(desk);
    await settled();
    expect(asking, 'asked once more, it is').toHaveBeenCalledTimes(2);
    asked[1].resolve(measured());
    await again;
  });

  test.each([
    ['is refused', async () => ({ ok: false as const, reason: 'It is cut short.' })],
    ['does not open', async () => Promise.reject(new Error('out of memory'))],
  ])('and that %s in the end is measured no longer', async (_, end) => {
    const { desk, asking, opening } = await opened((read) => async (...all) => {
      await read(...all);
      return end();
    });
    await opening;
    expect(asking).toHaveBeenCalledTimes(1);
    expect(asking.mock.calls[0][3]?.aborted).toBe(true);
    expect(projectOf(desk).photo.name).toBe('open.jpg');
  });

  test('and that is refused says so although the models still look', async () => {
    const { desk, services, notices } = await withPhoto();
    const never = () => new Promise<never>(() => {});
    services.seekersIn = () => ({ face: never, person: never, body: never });
    services.readPhoto = async (_, { name, onWorking }) => {
      const read = readOf(name);
      // they are not waited for longer than this
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      onWorking?.(read.pixels.working, read.photo);
      return { ok: false, reason: 'It is cut short.' };
    };
    await openPhoto(desk, jpeg('client.jpg')).finally(() => vi.useRealTimers());
    expect(notices()).toContain('It is cut short.');
  });

  test('and is left while it is measured is measured no longer', async () => {
    const { desk, asked, opening } = await opened((read) => read);
    await settled();
    await closeToStart(desk);
    expect(asked[0].signal?.aborted).toBe(true);
    asked[0].reject(new Error('the worker was stopped'));
    await opening;
  });
});

test('measuring twice, only the second says what it found', async () => {
  const { asked, measureOpened } = heldMeasuring();
  const { desk, services } = await withPhoto();
  services.measureOpened = measureOpened;
  const first = measure(desk);
  const second = measure(desk, { side: 'left' });
  await settled();
  asked[1].resolve(measured());
  asked[0].resolve(measured({ scale: { pxPerMm: 9, method: 'iris', sdShare: 0.1 } }));
  await Promise.all([first, second]);
  expect(projectOf(desk).scale?.pxPerMm).toBe(1.5);
  expect(projectOf(desk).photo.side).toBe('left');
});

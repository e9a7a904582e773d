/* One head of all photos on the desk, by what measuring kept of five rendered photographs: photos come and go, and what somebody has set stays. */
import { beforeEach, describe, expect, test } from 'vitest';
import { redo, setHead, setScale, setTitle, undo } from '../../../src/app/actions.ts';
import type { Desk } from '../../../src/app/desk/desk.ts';
import { closeToStart, openPhoto, resume } from '../../../src/app/desk/open.ts';
import { addPhotos, openPhotos } from '../../../src/app/desk/photos.ts';
import { removePhotoAndRefit } from '../../../src/app/desk/remove-and-refit.ts';
import { showPhoto } from '../../../src/app/desk/show-photo.ts';
import { isAsMeasured } from '../../../src/app/measured.ts';
import { shownMeasured } from '../../../src/app/store.ts';
import { type Consultation, type PhotoEntry, parseConsultation } from '../../../src/core/consultation/consultation.ts';
import { changedPhoto, withPhoto } from '../../../src/core/consultation/photos-and-plans.ts';
import type { Head, Project, Scale } from '../../../src/core/consultation/schema.ts';
import { evidenceByHand, type HeadEvidence } from '../../../src/core/scalp/head-evidence.ts';
import { bitmap, type FakeDesk, fakeDesk, jpeg, measured, photoNamed, settled } from '../../support/fake-desk.ts';
import { fitOnce } from '../../support/fit-once.ts';
import { kept } from '../../support/rendered-heads.ts';

/** What is kept of a photo, by its id; a test may put another in its place. */
let evidence: Record<string, HeadEvidence>;
let fake: FakeDesk;
let desk: Desk;
const stem = (name: string) => name.replace('.jpg', '');

beforeEach(() => {
  evidence = Object.fromEntries(kept('A1 A2 A3 A4 A5').map(({ id, kept: one }) => [id, one]));
  fake = fakeDesk({
    readPhoto: async (file, { name }) => ({
      ok: true,
      photo: { ...photoNamed(name), ...evidence[stem(name)].photo },
      pixels: { working: bitmap() as never, decodeFull: async () => bitmap() as never },
      original: file,
    }),
    measureOpened: async (_, { name }) => {
      const { alone, sawFace, isFocalKnown } = evidence[stem(name)];
      const { head, scale, focalPx } = alone;
      return measured({ head, scale, sawFace, guessedFocalPx: isFocalKnown ? null : focalPx, kept: evidence[stem(name)] });
    },
  });
  ({ desk } = fake);
});

const files = (ids: string) => ids.split(' ').map((id) => jpeg(`${id}.jpg`));
const consultation = () => desk.store.getState().consultation as Consultation;
const project = () => desk.store.getState().project as Project;
/** The shown photo’s head is as it was measured. */
const isStill = () => isAsMeasured(project(), shownMeasured(desk.store.getState()));
const disagreeing = () => desk.store.getState().screen.disagreeing;
const entry = (id: string) => consultation().photos.find((photo) => photo.id === id) as PhotoEntry;
const fitOf = (ids: string) => fitOnce(ids.split(' ').map((id) => ({ id, kept: evidence[id] })));
const expectFit = (fit: ReturnType<typeof fitOnce>) => {
  expect(consultation().head?.halfAxesMm).toEqual(fit.halfAxesMm);
  for (const { id, head, scale } of fit.photos) {
    expect(entry(id).scale).toEqual(scale);
    expect(entry(id).pose).toEqual({ centrePx: head.centrePx, rotationRad: head.rotationRad });
  }
};

describe('the photos of one head', () => {
  test('one alone is what its own measuring found', async () => {
    await openPhoto(desk, jpeg('A1.jpg'));
    const { head, scale, focalPx } = evidence.A1.alone;
    expect(project()).toMatchObject({ head, scale, camera: { focalPx, assumed: true } });
    expect(isStill()).toBe(true);
  });

  test('are fitted together, cameras that were guessed with them, and the photo part of none changes', async () => {
    await openPhoto(desk, jpeg('A1.jpg'));
    const { photo, head } = project();
    await addPhotos(desk, files('A2 A3 A4'));
    const fit = fitOf('A1 A2 A3 A4');
    expectFit(fit);
    expect(project().head).not.toEqual(head);
    expect(project().photo).toBe(photo);
    expect(entry('A4').camera).toEqual({ focalPx: fit.photos[3].focalPx, assumed: true });
    expect(evidence.A2.isFocalKnown).toBe(true);
    expect(entry('A2').camera).toBeNull();
    expect(isStill()).toBe(true);
    expect(disagreeing()).toEqual({});
  });

  test('fit again to those that are left, in one step with the removal', async () => {
    await openPhotos(desk, files('A1 A2 A3'));
    const before = consultation();
    await removePhotoAndRefit(desk, 'A2');
    expectFit(fitOf('A1 A3'));
    expect(isStill()).toBe(true);
    await removePhotoAndRefit(desk, 'A3');
    const { head, scale } = evidence.A1.alone;
    expect(project()).toMatchObject({ head, scale });
    expect(project().camera?.focalPx).toBe(evidence.A1.alone.focalPx);
    undo(desk.store);
    undo(desk.store);
    expect(consultation()).toBe(before);
    expect(isStill()).toBe(true);
    setHead(desk.store, { ...(project().head as Head), centrePx: [800, 700] });
    expect(isStill()).toBe(false);
  });

  test('are undone before they were fitted to those that are left, and stay as they were', async () => {
    await openPhotos(desk, files('A1 A2 A3'));
    const before = consultation();
    const fitted = removePhotoAndRefit(desk, 'A2');
    expect(
      consultation().photos.map(({ id }) => id),
      'it goes at once',
    ).toEqual(['A1', 'A3']);
    undo(desk.store);
    await fitted;
    expect(consultation()).toBe(before);
    redo(desk.store);
    expectFit(fitOf('A1 A3'));
  });

  test('that cannot be fitted to those that are left stay as they were, which is told', async () => {
    await openPhotos(desk, files('A1 A2 A3'));
    const { head } = consultation();
    fake.services.fitHeads = async () => {
      throw new Error('no memory');
    };
    await removePhotoAndRefit(desk, 'A2');
    expect(consultation().head).toEqual(head);
    expect(fake.notices().at(-1)).toBe('The head could not be fitted to the photos that are left, and stays as it was: no memory');
  });

  test('are fitted to what they are by then where somebody goes on working, and the work stays', async () => {
    await openPhotos(desk, files('A1 A2 A3'));
    const fitted = removePhotoAndRefit(desk, 'A2');
    setTitle(desk.store, 'meanwhile');
    await fitted;
    expectFit(fitOf('A1 A3'));
    expect(consultation().title).toBe('meanwhile');
    undo(desk.store);
    expect(consultation().title).not.toBe('meanwhile');
    expectFit(fitOf('A1 A3'));
    undo(desk.store);
    expectFit(fitOf('A1 A2 A3'));
  });

  test('that were added keep what was done while they were fitted', async () => {
    await openPhoto(desk, jpeg('A1.jpg'));
    let release = () => {};
    const atOnce = fake.services.fitHeads;
    fake.services.fitHeads = async (photos, signal) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return atOnce(photos, signal);
    };
    const added = addPhotos(desk, files('A2'), false);
    await settled();
    setTitle(desk.store, 'meanwhile');
    release();
    await settled();
    release();
    await added;
    expect(consultation().title).toBe('meanwhile');
    expectFit(fitOf('A1 A2'));
  });

  test('of which one was cancelled while the head was fitted are without it', async () => {
    await openPhoto(desk, jpeg('A1.jpg'));
    const before = consultation();
    fake.services.fitHeads = (_, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const added = addPhotos(desk, files('A2'), false);
    await settled();
    desk.store.getState().screen.busy?.cancel?.();
    await added;
    expect(consultation()).toBe(before);
  });

  test('stay as they are where one goes that has no head', async () => {
    await openPhotos(desk, files('A1 A3'));
    setHead(desk.store, { ...(project().head as Head), centrePx: [800, 700] });
    desk.store.setState({ consultation: withPhoto(consultation(), { id: 'none', name: 'none.jpg', widthPx: 9, heightPx: 9 }) });
    const { head, photos } = consultation();
    await removePhotoAndRefit(desk, 'none');
    expect([consultation().head, ...consultation().photos]).toEqual([head, ...photos.slice(0, 2)]);
  });

  test('go on after they were kept and opened again as if they had never been closed', async () => {
    await openPhotos(desk, files('A1 A3'));
    await settled();
    await desk.keeper.save();
    const id = desk.keeper.openId();
    const before = consultation();
    const file = parseConsultation(JSON.parse(JSON.stringify(before)));
    expect(file).toEqual({ ok: true, consultation: before });
    fake.kept.projects.set(id, JSON.parse(JSON.stringify(before)));
    await closeToStart(desk);
    await resume(desk, id);
    expect(consultation()).toEqual(before);
    await addPhotos(desk, files('A2 A4'));
    expectFit(fitOf('A1 A3 A2 A4'));
  });

  test('a bad one is named with what of it is bad, goes with it, and comes back with it', async () => {
    evidence.A3 = { ...evidence.A3, outlinePx: evidence.A3.outlinePx.map((x, i) => (i % 4 < 2 ? x + 120 * Math.sin(i * 0.7) : x)) };
    await openPhotos(desk, files('A1 A2 A3 A4'));
    const share = fitOf('A1 A2 A3 A4').photos[2].differs.share;
    expect(share).toBeGreaterThan(0.5);
    expect(disagreeing()).toEqual({ A3: { about: 'outline', share } });
    await removePhotoAndRefit(desk, 'A3');
    expect(disagreeing()).toEqual({});
    undo(desk.store);
    expect(disagreeing()).toMatchObject({ A3: { about: 'outline' } });
    const again = parseConsultation(JSON.parse(JSON.stringify(consultation())));
    expect(again.ok && again.consultation.photos[2].differs).toEqual({ about: 'outline', share });
  });
});

describe('what somebody has set', () => {
  const marks = (share: number): Scale => ({ pxPerMm: evidence.A1.alone.scale.pxPerMm * share, method: 'marks', sdShare: 0.02 });

  test('a scale stays, gives the others their mm, and is named where it is off', async () => {
    await openPhoto(desk, jpeg('A1.jpg'));
    const scale = marks(1.03);
    setScale(desk.store, scale);
    await addPhotos(desk, files('A2 A3'));
    expect(entry('A1').scale).toEqual(scale);
    const told = (by: Scale) =>
      fitOnce([{ id: 'A1', kept: evidenceByHand(evidence.A1, { scale: by }) }, ...['A2', 'A3'].map((id) => ({ id, kept: evidence[id] }))]);
    expect(consultation().head?.halfAxesMm).toEqual(told(scale).halfAxesMm);
    expect(entry('A3').scale).toEqual(told(scale).photos[2].scale);
    await addPhotos(desk, files('A4 A5'));
    await removePhotoAndRefit(desk, 'A4');
    await removePhotoAndRefit(desk, 'A5');
    expect(entry('A1').scale).toEqual(scale);
    expect(disagreeing()).toEqual({});
    setScale(desk.store, marks(1.2));
    await addPhotos(desk, files('A4 A5'));
    expect(entry('A1').scale).toEqual(marks(1.2));
    expect(disagreeing()).toMatchObject({ A1: { about: 'scale' } });
  });

  test('a scale is still that of the only photo that is left, whose head keeps its outline', async () => {
    await openPhotos(desk, files('A1 A3'));
    setScale(desk.store, marks(1.1));
    await removePhotoAndRefit(desk, 'A3');
    expect(project().scale).toEqual(marks(1.1));
    const { head } = evidence.A1.alone;
    expect(project().head).toMatchObject({ centrePx: head.centrePx, rotationRad: head.rotationRad });
    project().head?.halfAxesMm.forEach((mm, k) => {
      expect(mm * 1.1).toBeCloseTo(head.halfAxesMm[k], 3);
    });
  });

  test('how a head lies stays', async () => {
    await openPhoto(desk, jpeg('A1.jpg'));
    const put: Head = { ...(project().head as Head), centrePx: [830, 740], rotationRad: [0.25, 0.1, 0.02] };
    setHead(desk.store, put);
    await addPhotos(desk, files('A2 A3'));
    expect(entry('A1').pose).toEqual({ centrePx: [830, 740], rotationRad: [0.25, 0.1, 0.02] });
    expect(entry('A3').pose?.centrePx).not.toEqual(evidence.A3.alone.head.centrePx);
    await removePhotoAndRefit(desk, 'A2');
    await removePhotoAndRefit(desk, 'A3');
    expect(entry('A1').pose?.centrePx).toEqual([830, 740]);
  });

  test('half-axes are the head’s in all photos, whose poses stay, and a later photo keeps its outline', async () => {
    await openPhotos(desk, files('A1 A3'));
    const poses = consultation().photos.map(({ pose }) => pose);
    const [a, b, c] = (project().head as Head).halfAxesMm;
    setHead(desk.store, { ...(project().head as Head), halfAxesMm: [a * 1.08, b, c] });
    await showPhoto(desk, 'A3');
    expect(project().head?.halfAxesMm).toEqual([a * 1.08, b, c]);
    expect(consultation().photos[1].pose).toBe(poses[1]);
    await addPhotos(desk, files('A2 A4'));
    expect(consultation().head?.halfAxesMm).toEqual([a * 1.08, b, c]);
    expect(
      consultation()
        .photos.slice(0, 2)
        .map(({ pose }) => pose),
    ).toEqual(poses);
    expect(entry('A2').pose).toMatchObject({ centrePx: evidence.A2.alone.head.centrePx });
    expect(entry('A2').scale?.pxPerMm).not.toBe(evidence.A2.alone.scale.pxPerMm);
    await removePhotoAndRefit(desk, 'A1');
    expect(consultation().head?.halfAxesMm).toEqual([a * 1.08, b, c]);
  });

  test('a head that was placed by hand, or by version 1, lies where it was put', async () => {
    await openPhotos(desk, files('A1 A3'));
    const { pose, scale } = entry('A1');
    const bare = changedPhoto(consultation(), 'A1', { evidence: undefined, scale: { ...(scale as Scale), method: 'marks' } });
    desk.store.setState({ consultation: bare });
    await addPhotos(desk, files('A2 A4'));
    expect(entry('A1')).toMatchObject({ pose, scale: { pxPerMm: scale?.pxPerMm, method: 'marks' } });
    expect(entry('A1').evidence).toBeUndefined();
    expect(entry('A3').pose).not.toEqual(bare.photos[1].pose);
  });
});

describe('the first design', () => {
  test('of a back has no hairline; the face that comes later brings one, with its own photo’s step', async () => {
    await openPhoto(desk, jpeg('A3.jpg'));
    const back = consultation();
    expect(project().design.hairline).toBeNull();
    expect(project().design.zones.every(({ proposed }) => proposed)).toBe(true);
    expect(project().design.zones.length).toBeGreaterThan(0);
    await addPhotos(desk, files('A1 A4'));
    expect(project().design.hairline?.points.length).toBeGreaterThan(4);
    expect(project().design.zones.every(({ proposed }) => proposed)).toBe(true);
    undo(desk.store);
    undo(desk.store);
    expect(consultation()).toBe(back);
  });

  test('that somebody has changed stays', async () => {
    await openPhoto(desk, jpeg('A3.jpg'));
    const [plan] = consultation().plans;
    const zones = plan.design.zones.map(({ proposed: _, ...zone }) => zone);
    desk.store.setState({ consultation: { ...consultation(), plans: [{ ...plan, design: { ...plan.design, zones } }] } });
    await addPhotos(desk, files('A1 A4'));
    expect(project().design.hairline).toBeNull();
    expect(project().design.zones).toEqual(zones);
  });
});

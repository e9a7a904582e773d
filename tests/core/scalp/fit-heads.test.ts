/* One head from several photos: on rendered heads against their truth, on heads made up from several sides, and with one bad photo among good ones. */
import { describe, expect, test } from 'vitest';
import type { Head } from '../../../src/core/consultation/schema.ts';
import { disagreeing, fitHeads, type PhotoOfHead } from '../../../src/core/scalp/fit-heads.ts';
import { evidenceBack, evidenceByHand, type HeadEvidence } from '../../../src/core/scalp/head-evidence.ts';
import { viewMatrix } from '../../../src/core/scalp/head-view.ts';
import { rotationAngles, rotationMatrix } from '../../../src/core/scalp/rotation.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';
import { pointBack, type Quarters, turnedSize } from '../../../src/core/scalp/turned.ts';
import { fitOnce } from '../../support/fit-once.ts';
import { extentMm, kept, landingMm, scalpCm2, shareOf, surfacesOf, trueHead } from '../../support/rendered-heads.ts';

const HEADS = { A: 'A1 A2 A3 A4 A5', B: 'B1 B2 B5', C: 'C1 C3' } as const;
const joint = { A: fitOnce(kept(HEADS.A)), B: fitOnce(kept(HEADS.B)), C: fitOnce(kept(HEADS.C)) };
const photosOf = Object.values(HEADS).flatMap((ids) => ids.split(' '));
const off = (a: number, b: number) => Math.abs(a / b - 1);
const landing = (id: string) => landingMm(id, surfacesOf(joint[id[0] as keyof typeof HEADS]).get(id)!);
const alone = (id: string) => landingMm(id, surfacesOf(fitHeads(kept(id))).get(id)!);

describe('rendered heads, no hand', () => {
  test.each([
    ['A', 0.03],
    ['B', 0.03],
    // a back and a three-quarter without a front
    ['C', 0.04],
  ] as const)('head %s has its breadth and length within a share of %f', (id, share) => {
    const { halfAxesMm } = joint[id];
    const { breadthMm, lengthMm } = extentMm(halfAxesMm);
    const truth = trueHead(id);
    expect(off(halfAxesMm[0], truth.halfAxesMm[0])).toBeLessThan(share);
    expect(off(halfAxesMm[2], truth.halfAxesMm[2])).toBeLessThan(share);
    expect(off(breadthMm, truth.breadthMm)).toBeLessThan(share);
    expect(off(lengthMm, truth.lengthMm)).toBeLessThan(share);
  });
  test.each(['A', 'B', 'C'] as const)('head %s has its scalp’s area within 5 %%', (id) => {
    expect(off(scalpCm2(id, joint[id].halfAxesMm), trueHead(id).scalpCm2)).toBeLessThan(0.05);
  });
  test.each(['A1', 'A2', 'A3', 'A4', 'A5', 'B1', 'B2', 'B5'])('%s: places of the map lie within 4 mm, nine of ten within 6 mm', (id) => {
    const mm = landing(id);
    expect(shareOf(mm, 0.5)).toBeLessThan(4);
    expect(shareOf(mm, 0.9)).toBeLessThan(6);
  });
  // a back and a three-quarter show too little skin in common
  test.each([
    ['C1', 4.5, 7],
    ['C3', 5.5, 8.5],
  ] as const)('%s: they lie within %f mm, nine of ten within %f mm', (id, half, most) => {
    const mm = landing(id);
    expect(shareOf(mm, 0.5)).toBeLessThan(half);
    expect(shareOf(mm, 0.9)).toBeLessThan(most);
  });
  test('over all places of head A half lie within 2 mm and nine of ten within 4, where the photos alone have 14', () => {
    const all = (of: (id: string) => number[]) =>
      HEADS.A.split(' ')
        .flatMap(of)
        .sort((a, b) => a - b);
    expect(shareOf(all(landing), 0.5)).toBeLessThan(2);
    expect(shareOf(all(landing), 0.9)).toBeLessThan(4);
    expect(shareOf(all(alone), 0.9)).toBeGreaterThan(14);
  });
  test('without their skin a profile and a top of head A lie farther off', () => {
    const bare = fitHeads(kept(HEADS.A).map(({ id, kept: { skin: _, ...rest } }) => ({ id, kept: rest })));
    for (const id of ['A4', 'A5']) expect(shareOf(landingMm(id, surfacesOf(bare).get(id)!), 0.5)).toBeGreaterThan(6);
  });
  test('no photo is named, and all have their weight', () => {
    for (const fit of Object.values(joint)) expect(disagreeing(fit)).toEqual([]);
    for (const id of photosOf) expect(joint[id[0] as keyof typeof HEADS].photos.find((one) => one.id === id)!.weight).toBeGreaterThan(0.8);
  });
});

describe('photos come and go', () => {
  test('one photo is what its own measuring found, to the last digit', () => {
    for (const id of photosOf) {
      const [photo] = kept(id);
      const { halfAxesMm, photos } = fitHeads([photo]);
      expect(halfAxesMm).toEqual(photo.kept.alone.head.halfAxesMm);
      expect(photos[0]).toMatchObject(photo.kept.alone);
    }
  });
  test('no photo is a mistake', () => expect(() => fitHeads([])).toThrow(/no photo/));
  test('the same photos give the same head to the last digit, in another order the same to a tenth of a mm', () => {
    const again = fitHeads(kept(HEADS.B));
    expect(again).toEqual(joint.B);
    const turned = fitHeads(kept('B5 B1 B2'));
    for (const k of [0, 1, 2]) expect(Math.abs(turned.halfAxesMm[k] - joint.B.halfAxesMm[k])).toBeLessThan(0.1);
  });
  test('what is kept is plain JSON of at most 18 kB a photo', () => {
    for (const { kept: one } of kept(photosOf.join(' '))) {
      expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      expect(JSON.stringify(one).length).toBeLessThan(18_000);
    }
  });
  test.each([1, 2, 3] as Quarters[])('a photo that was measured turned by %i quarters lies on the same head', (quarters) => {
    const [front, back] = kept('A1 A3');
    const size = front.kept.photo;
    const counter = ((4 - quarters) % 4) as Quarters;
    // as it would have been kept from the picture turned, and laid back
    const turned = evidenceBack(back.kept, turnedSize(size, quarters), counter);
    expect(evidenceBack(turned, size, quarters).outlinePx[0]).toBeCloseTo(back.kept.outlinePx[0], 6);
    const upright = fitHeads([front, back]);
    const lying = fitHeads([front, { id: 'A3', kept: turned }]);
    for (const k of [0, 1, 2]) expect(off(lying.halfAxesMm[k], upright.halfAxesMm[k])).toBeLessThan(0.005);
    const there = pointBack(lying.photos[1].head.centrePx, size, quarters);
    expect(Math.hypot(there[0] - upright.photos[1].head.centrePx[0], there[1] - upright.photos[1].head.centrePx[1])).toBeLessThan(8);
  });
});

describe('one bad photo among five', () => {
  const changed = (id: string, change: (one: HeadEvidence) => HeadEvidence) =>
    fitHeads(kept(HEADS.A).map((photo): PhotoOfHead => (photo.id === id ? { id, kept: change(photo.kept) } : photo)));
  const stretched = (one: HeadEvidence, across: number, down: number): HeadEvidence => {
    const [cx, cy] = one.alone.head.centrePx;
    const stretch = (points: readonly number[]) =>
      points.map((v, i) => (i % 4 === 0 ? cx + (v - cx) * across : i % 4 === 1 ? cy + (v - cy) * down : v));
    const { skin } = one;
    const stretchedSkin = skin && {
      ...skin,
      cornerPx: [cx + (skin.cornerPx[0] - cx) * across, cy + (skin.cornerPx[1] - cy) * down] as [number, number],
      acrossPx: [skin.acrossPx[0] * across, skin.acrossPx[1] * down] as [number, number],
      downPx: [skin.downPx[0] * across, skin.downPx[1] * down] as [number, number],
    };
    return { ...one, outlinePx: stretch(one.outlinePx), edgesPx: stretch(one.edgesPx), skin: stretchedSkin };
  };
  const otherAxes = (fit: { halfAxesMm: readonly number[] }) => Math.max(...fit.halfAxesMm.map((mm, k) => off(mm, joint.A.halfAxesMm[k])));

  test.each(HEADS.A.split(' '))('%s with an outline that is none is named, hardly heard, and moves the head by less than 2 %%', (id) => {
    const fit = changed(id, (one) => ({
      ...one,
      outlinePx: one.outlinePx.map((v, i) => (i % 4 < 2 ? v + 120 * Math.sin(i * 0.7) : v)),
    }));
    expect(disagreeing(fit).map((named) => named.id)).toEqual([id]);
    expect(fit.photos.find((photo) => photo.id === id)!.weight).toBeLessThan(0.3);
    expect(otherAxes(fit)).toBeLessThan(0.02);
  });
  test.each([
    ['A1', 1.15],
    ['A2', 1.15],
    // of a head from above a part of the outline is lost before the shoulders
    ['A5', 1.2],
  ])('%s of a head that is broader in the picture by %f is named for its head', (id, by) => {
    const fit = changed(id, (one) => stretched(one, by, 1));
    const [worst] = disagreeing(fit);
    expect(worst).toMatchObject({ id, about: 'head' });
    expect(fit.photos.find((photo) => photo.id === id)!.weight).toBeLessThan(0.5);
    expect(otherAxes(fit)).toBeLessThan(0.04);
  });
  test.each(HEADS.A.split(' '))('%s with marks that are 15 %% too many px a mm is named for its scale', (id) => {
    const fit = changed(id, (one) =>
      evidenceByHand(one, { scale: { ...one.alone.scale, pxPerMm: one.alone.scale.pxPerMm * 1.15, sdShare: 0.02 } }),
    );
    expect(disagreeing(fit).map(({ id: named, about }) => [named, about])).toEqual([[id, 'scale']]);
    expect(disagreeing(fit)[0].share).toBeGreaterThan(0.1);
    expect(otherAxes(fit)).toBeLessThan(0.04);
  });
});

/** A head of known size seen from a side by a known camera: its outline above the ears, with noise, and nothing else unless it is a front. */
const SIZE = { widthPx: 1600, heightPx: 2000 };
const FOCAL_PX = 6000;
const PX_PER_MM = 5.2;
type MadeUpSide = 'front' | 'back' | 'left' | 'top';
function madeUp(side: MadeUpSide, halfAxesMm: [number, number, number], isFocalKnown = true): PhotoOfHead {
  const [nod, turn, tilt] = rotationAngles(viewMatrix(side));
  const rotationRad: [number, number, number] = [nod + 0.05, turn + 0.04, tilt - 0.03];
  const head: Head = { centrePx: [790, 900], halfAxesMm, rotationRad, shape: 'standard' };
  const surface = headSurface({ ...SIZE, pxPerMm: PX_PER_MM, focalPx: FOCAL_PX, head });
  const around = surface.outlinePx(120);
  const outlinePx = around.flatMap(([x, y], i) => {
    const [ax, ay] = around[(i + 119) % 120];
    const [bx, by] = around[(i + 1) % 120];
    const len = Math.hypot(bx - ax, by - ay);
    const [nx, ny] = [(by - ay) / len, -(bx - ax) / len];
    const noise = 0.4 * PX_PER_MM * Math.sin(i * 2.3);
    return [x + noise * nx, y + noise * ny, nx, ny];
  });
  // alone it is measured as a usual head, as large as it shows
  const grown = halfAxesMm[0] / 77;
  const isFront = side === 'front';
  const eyeMm = [0, 39, -91] as const;
  const R = surface.rotation;
  const eyeDepthMm = surface.centreMm[2] + R[7] * eyeMm[1] + R[8] * eyeMm[2];
  return {
    id: side,
    kept: {
      photo: SIZE,
      alone: {
        head: { ...head, halfAxesMm: [77, 78.7, 91.7] },
        scale: { pxPerMm: PX_PER_MM * grown, method: 'breadth', sdShare: 0.041 },
        focalPx: FOCAL_PX,
      },
      isFocalKnown,
      sawFace: isFront,
      byHand: { scale: null, head: false },
      iris: isFront ? { pxPerMm: FOCAL_PX / eyeDepthMm, sdShare: 0.01, eyeMm } : null,
      seenRad: rotationRad,
      seenSdRad: [0.06, 0.06, 0.06],
      anchors: [],
      outlinePx,
      edgesPx: [],
    },
  };
}

describe('heads made up', () => {
  const LARGE: [number, number, number] = [83.2, 85, 99];
  const SIDES = ['front', 'left', 'back'] as const;
  test('a side gets its mm from the irises in the front, and the head its size', () => {
    const fit = fitHeads(SIDES.map((side) => madeUp(side, LARGE)));
    // alone they have the mm of a usual head, 8 % off
    for (const side of SIDES) expect(off(madeUp(side, LARGE).kept.alone.scale.pxPerMm, PX_PER_MM)).toBeGreaterThan(0.075);
    for (const { scale } of fit.photos) expect(off(scale.pxPerMm, PX_PER_MM)).toBeLessThan(0.045);
    expect(fit.photos[0].scale.sdShare).toBeLessThan(0.035);
    for (const k of [0, 1, 2]) expect(off(fit.halfAxesMm[k], LARGE[k])).toBeLessThan(0.045);
  });
  test('marks in one photo give all the others their mm', () => {
    const front = madeUp('front', LARGE);
    const marked = evidenceByHand(front.kept, { scale: { pxPerMm: PX_PER_MM, method: 'marks', sdShare: 0.01 } });
    const fit = fitHeads([{ id: 'front', kept: marked }, madeUp('left', LARGE), madeUp('back', LARGE)]);
    for (const { scale } of fit.photos) expect(off(scale.pxPerMm, PX_PER_MM)).toBeLessThan(0.015);
    for (const k of [0, 1, 2]) expect(off(fit.halfAxesMm[k], LARGE[k])).toBeLessThan(0.015);
    expect(fit.photos[0].scale.sdShare).toBeLessThan(0.012);
  });
  test('length comes from the top: a long head is found long by it, and not by front and back', () => {
    const LONG: [number, number, number] = [77, 78.7, 102];
    const of = (...sides: MadeUpSide[]) => fitHeads(sides.map((side) => madeUp(side, LONG))).halfAxesMm;
    const longer = (axes: readonly number[]) => axes[2] / axes[0] / (91.7 / 77) - 1;
    expect(longer(of('front', 'back'))).toBeLessThan(0.03);
    expect(longer(of('front', 'top'))).toBeGreaterThan(0.08);
    expect(longer(of('front', 'left', 'top'))).toBeGreaterThan(0.08);
  });
  test('a head that somebody put stays where and as it was put', () => {
    const put: Head = { centrePx: [820, 930], halfAxesMm: [78, 80, 95], rotationRad: [0.2, 0.1, 0], shape: 'standard' };
    const [front, back] = kept('A1 A3');
    const fit = fitHeads([{ id: 'A1', kept: evidenceByHand(front.kept, { head: put }) }, back]);
    const { head } = fit.photos[0];
    expect(Math.hypot(head.centrePx[0] - 820, head.centrePx[1] - 930)).toBeLessThan(10);
    const [found, asPut] = [rotationMatrix(head.rotationRad as [number, number, number]), rotationMatrix([0.2, 0.1, 0])];
    expect(Math.acos(Math.min(1, (found.reduce((sum, x, i) => sum + x * asPut[i], 0) - 1) / 2))).toBeLessThan(0.03);
  });
});

/* Skin that tells where one photo's scalp lies in another: read from a painted head, and matched between rendered photographs. */
import { describe, expect, test } from 'vitest';
import { seededNoise3 } from '../../../src/core/math/noise.ts';
import type { Raster } from '../../../src/core/math/raster.ts';
import { evidenceBack } from '../../../src/core/scalp/head-evidence.ts';
import { jointPhoto, OWN, SHARED } from '../../../src/core/scalp/joint-unknowns.ts';
import { skinMatches } from '../../../src/core/scalp/skin-matches.ts';
import { skinAt, skinPicture } from '../../../src/core/scalp/skin-picture.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';
import { pointBack, type Quarters, turnedSize } from '../../../src/core/scalp/turned.ts';
import { fitOnce } from '../../support/fit-once.ts';
import { kept, surfacesOf } from '../../support/rendered-heads.ts';

const SIZE = { widthPx: 400, heightPx: 460 };
const head = (rotationRad: [number, number, number], centrePx: [number, number] = [200, 220]) => ({
  centrePx,
  halfAxesMm: [77, 79, 92] as [number, number, number],
  rotationRad,
  shape: 'standard' as const,
});
const seenAs = (rotationRad: [number, number, number]) => headSurface({ ...SIZE, pxPerMm: 1.6, focalPx: 1800, head: head(rotationRad) });

/** Blotches all over a head, about 10 mm broad, in head directions: the same for the same seed. */
const blotchesOf = (seed: number) => {
  const noise = seededNoise3(seed);
  return ([x, y, z]: readonly number[]) => noise(6 * x, 6 * y, 6 * z);
};
/** The head as a camera sees it, under a lamp from one side, before a grey wall. */
function painted(surface: Surface, seed: number, lamp: readonly [number, number]) {
  const blotch = blotchesOf(seed);
  const rgba = new Uint8ClampedArray(SIZE.widthPx * SIZE.heightPx * 4).fill(128);
  for (let y = 0; y < SIZE.heightPx; y++)
    for (let x = 0; x < SIZE.widthPx; x++) {
      const p = surface.hit(x + 0.5, y + 0.5);
      if (!p) continue;
      const red = 14 * blotch(surface.directionOf(p.xMm, p.yMm, p.zMm));
      const light = 0.8 + 0.25 * (lamp[0] * p.nx + lamp[1] * p.ny);
      rgba.set([(190 + red) * light, (150 - red / 2) * light, 130 * light, 255], (y * SIZE.widthPx + x) * 4);
    }
  return { ...SIZE, rgba };
}
const painting = new Map<string, Raster>();
function paintedOnce(surface: Surface, seed: number, lamp: readonly [number, number]): Raster {
  const asked = JSON.stringify([surface.rotation, seed, lamp]);
  const picture = painting.get(asked) ?? painted(surface, seed, lamp);
  painting.set(asked, picture);
  return picture;
}
const correlation = (pairs: readonly [number, number][]) => {
  const mean = (k: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number) => pairs.reduce((total, [x, y]) => total + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
};

describe('a picture of skin', () => {
  const surface = seenAs([0.3, 0.1, 0]);
  const from = (lamp: readonly [number, number]) => skinPicture(painted(surface, 1, lamp), SIZE.widthPx, surface);
  /** places all over what is seen, with what two pictures have there */
  const both = (a: (x: number, y: number) => number, b: (x: number, y: number) => number) => {
    const pairs: [number, number][] = [];
    for (let y = 60; y < 400; y += 7)
      for (let x = 60; x < 340; x += 7) {
        const pair: [number, number] = [a(x, y), b(x, y)];
        if (!pair.some(Number.isNaN)) pairs.push(pair);
      }
    expect(pairs.length).toBeGreaterThan(400);
    return pairs;
  };
  test('is redder where the skin is', () => {
    const truth = (x: number, y: number) => {
      const p = surface.hit(x, y);
      return p ? blotchesOf(1)(surface.directionOf(p.xMm, p.yMm, p.zMm)) : Number.NaN;
    };
    expect(correlation(both(skinAt(from([0.5, -0.5])), truth))).toBeGreaterThan(0.8);
  });
  test('stays as it is under another lamp', () => {
    expect(correlation(both(skinAt(from([1, 0])), skinAt(from([-1, -0.6]))))).toBeGreaterThan(0.9);
  });
  test('says nothing beside the head and where skin faces away', () => {
    const read = skinAt(from([0, 0]));
    expect(read(20, 20)).toBeNaN();
    const [x, y] = surface.outlinePx(8)[6];
    expect(read(x, y + 3)).toBeNaN();
  });
  test.each([1, 2, 3] as Quarters[])('of a photo turned by %i quarters reads the same at the same place', (quarters) => {
    const [{ kept: one }] = kept('A4');
    const back = evidenceBack(one, turnedSize(one.photo, quarters), quarters);
    const [upright, turned] = [skinAt(one.skin!), skinAt(back.skin!)];
    let known = 0;
    for (let y = 100; y < 1500; y += 90)
      for (let x = 300; x < 1700; x += 90) {
        const there = pointBack([x, y], turnedSize(one.photo, quarters), quarters);
        const value = upright(x, y);
        if (!Number.isNaN(value)) known++;
        if (Number.isNaN(value)) expect(turned(there[0], there[1])).toBeNaN();
        else expect(turned(there[0], there[1])).toBeCloseTo(value, 5);
      }
    expect(known).toBeGreaterThan(50);
  });
});

describe('matches', () => {
  const [{ kept: front }] = kept('A1');
  const photoOf = (skin: ReturnType<typeof skinPicture>, i: number) => jointPhoto({ ...front, photo: SIZE, skin }, SHARED + OWN * i);
  /** a head seen twice, the second time taken for turned by `wrongly` more than it is */
  const twice = (wrongly: [number, number, number], seeds: readonly [number, number]) => {
    const [one, other] = [seenAs([0.35, 0.2, 0]), seenAs([0.6, -0.15, 0.1])];
    const taken = seenAs([0.6 + wrongly[0], -0.15 + wrongly[1], 0.1 + wrongly[2]]);
    const pictures = [skinPicture(paintedOnce(one, seeds[0], [0.7, -0.2]), SIZE.widthPx, one)];
    pictures.push(skinPicture(paintedOnce(other, seeds[1], [-0.7, -0.5]), SIZE.widthPx, taken));
    return { one, other, matches: skinMatches(pictures.map(photoOf), [one, taken]) };
  };
  test.each([
    [0, 0, 0],
    [0.09, 0, 0],
    [0, -0.08, 0.06],
    [-0.06, 0.06, -0.06],
  ])('a head that is taken for turned wrongly by %f, %f, %f is found where it is', (...wrongly) => {
    const { one, other, matches } = twice(wrongly as [number, number, number], [1, 1]);
    expect(matches).toHaveLength(1);
    const [{ px }] = matches;
    expect(px.length / 4).toBeGreaterThan(20);
    const apart: number[] = [];
    for (let i = 0; i < px.length; i += 4) {
      const [a, b] = [one.hit(px[i], px[i + 1])!, other.hit(px[i + 2], px[i + 3])!];
      const [u, v] = [one.directionOf(a.xMm, a.yMm, a.zMm), other.directionOf(b.xMm, b.yMm, b.zMm)];
      apart.push(Math.hypot(77 * (u[0] - v[0]), 79 * (u[1] - v[1]), 92 * (u[2] - v[2])));
    }
    apart.sort((x, y) => x - y);
    expect(apart[apart.length >> 1]).toBeLessThan(1.5);
  });
  test('other skin is no match', () => expect(twice([0, 0, 0], [1, 2]).matches).toEqual([]));

  const placed = (ids: string) => {
    const photos = kept(ids);
    const surfaces = surfacesOf(fitOnce(photos));
    return photos.map(({ id, kept: one }) => ({ id, kept: one, surface: surfaces.get(id)! }));
  };
  const [a, b, c] = ['A1 A2 A3 A4 A5', 'B1 B2 B5', 'C1 C3'].map(placed);
  const pairsIn = (photos: ReturnType<typeof placed>) =>
    skinMatches(
      photos.map(({ kept: one }, i) => jointPhoto(one, SHARED + OWN * i)),
      photos.map(({ surface }) => surface),
    ).map(({ one, other }) => `${photos[one].id} ${photos[other].id}`);
  test('rendered photos of one head that show the same scalp are told by it', () => {
    expect(pairsIn(a)).toEqual(expect.arrayContaining(['A1 A2', 'A1 A5', 'A2 A4', 'A2 A5', 'A3 A4', 'A3 A5']));
    expect(pairsIn(b)).toContain('B1 B5');
  });
  test('rendered photos of different heads are not, but for wrinkles of two foreheads', () => {
    const faces = ['A1', 'A2', 'B1', 'B5', 'C1'];
    const strangers = pairsIn([...a, ...b, ...c])
      .map((pair) => pair.split(' '))
      .filter(([one, other]) => one[0] !== other[0] && !(faces.includes(one) && faces.includes(other)));
    expect(strangers).toEqual([]);
  });
});

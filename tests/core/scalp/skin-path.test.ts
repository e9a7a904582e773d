/* Lengths over the skin: against solids whose shortest ways are known, and against the true scalps of rendered heads. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitHeads } from '../../../src/core/scalp/fit-heads.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { type MapDeg, placeToward, pointAt } from '../../../src/core/scalp/head-map.ts';
import { placeUnder } from '../../../src/core/scalp/photo-map.ts';
import { skinPath } from '../../../src/core/scalp/skin-path.ts';
import { kept, shareOf, surfacesOf, trueHead, truePlaces } from '../../support/rendered-heads.ts';

const head = headForm([77, 84, 95], 'standard');
const place = fc.tuple(fc.double({ min: -80, max: 80, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }));
const apart = ([a, b]: MapDeg, [c, d]: MapDeg) => Math.hypot(a - c, b - d);

describe('solids', () => {
  test('on a ball the way is the radius times the angle, and straight the chord', () => {
    const ball = headForm([80, 80, 80], 'ellipsoid');
    for (const deg of [1, 10, 60, 120]) {
      const { lengthMm, straightMm } = skinPath(ball, [0, 0], [deg, 0]);
      expect(Math.abs(lengthMm - (80 * deg * Math.PI) / 180)).toBeLessThan(0.05);
      expect(straightMm).toBeCloseTo(160 * Math.sin((deg * Math.PI) / 360), 6);
    }
  });
  test('on an egg the way round its waist is a circle’s, and along its side an ellipse’s', () => {
    const egg = headForm([70, 70, 95], 'ellipsoid');
    const at = (x: number, y: number, z: number) => placeToward([x, y, z]);
    const waist = skinPath(egg, at(Math.sin(-0.7), -Math.cos(0.7), 0), at(Math.sin(0.8), -Math.cos(0.8), 0));
    expect(Math.abs(waist.lengthMm - 70 * 1.5)).toBeLessThan(0.05);
    let ellipse = 0;
    const on = (t: number) => [70 * Math.cos(t), 95 * Math.sin(t)];
    for (let i = 0; i < 2000; i++) {
      const [p, q] = [on(-0.9 + (1.9 * i) / 2000), on(-0.9 + (1.9 * (i + 1)) / 2000)];
      ellipse += Math.hypot(p[0] - q[0], p[1] - q[1]);
    }
    const side = skinPath(egg, at(0, -Math.cos(-0.9), Math.sin(-0.9)), at(0, -Math.cos(1), Math.sin(1)));
    expect(Math.abs(side.lengthMm - ellipse)).toBeLessThan(0.05);
  });
});

describe('a head', () => {
  test('the way is as long both ways and mirrored, no shorter than straight, and no longer than over any place beside it', () => {
    fc.assert(
      fc.property(place, place, place, (p, q, beside) => {
        fc.pre(apart(p, q) > 1);
        const { lengthMm, straightMm } = skinPath(head, p, q);
        expect(skinPath(head, q, p).lengthMm).toBeCloseTo(lengthMm, 1);
        expect(skinPath(head, [-p[0], p[1]], [-q[0], q[1]]).lengthMm).toBeCloseTo(lengthMm, 1);
        expect(lengthMm).toBeGreaterThanOrEqual(straightMm - 1e-6);
        expect(lengthMm).toBeLessThanOrEqual(skinPath(head, p, beside).lengthMm + skinPath(head, beside, q).lengthMm + 0.3);
      }),
      { numRuns: 60 },
    );
  });
  test('it is shorter than the section through the head’s middle where that is no shortest way', () => {
    const [p, q]: MapDeg[] = [
      [-60, 30],
      [60, 30],
    ];
    let section = 0;
    const [a, b] = [pointAt(head, p), pointAt(head, q)];
    let before = a;
    for (let i = 1; i <= 400; i++) {
      const t = i / 400;
      const chord = [0, 1, 2].map((k) => a[k] + (b[k] - a[k]) * t);
      const u = chord.map((v, k) => v / head.halfAxesMm[k]);
      const length = Math.hypot(u[0], u[1], u[2]);
      const here = pointAt(head, placeToward([u[0] / length, u[1] / length, u[2] / length]));
      section += Math.hypot(here[0] - before[0], here[1] - before[1], here[2] - before[2]);
      before = here;
    }
    const { lengthMm } = skinPath(head, p, q);
    expect(lengthMm).toBeLessThan(section - 0.2);
    expect(lengthMm).toBeGreaterThan(0.9 * section);
  });
});

test('between two places of a rendered head as its photo shows them, the ruler is right within a few per cent', () => {
  const offs: number[] = [];
  for (const ids of ['A1', 'A2', 'B1', 'B2']) {
    const joint = fitHeads(kept(ids));
    const surface = surfacesOf(joint).get(ids);
    if (!surface) throw new Error(ids);
    const truth = headForm(trueHead(ids).halfAxesMm, 'standard');
    const seen = truePlaces(ids).filter(({ px }) => (placeUnder(surface, ...px)?.cosTheta ?? 0) > 0.5);
    for (let i = 0; i < seen.length; i++)
      for (let j = i + 1; j < seen.length; j += 5) {
        const [p, q] = [seen[i], seen[j]];
        const trueMm = skinPath(truth, p.place, q.place).lengthMm;
        if (trueMm < 40) continue;
        const [under, other] = [placeUnder(surface, ...p.px), placeUnder(surface, ...q.px)];
        if (under && other) offs.push(Math.abs(skinPath(surface, under.place, other.place).lengthMm / trueMm - 1));
      }
  }
  offs.sort((a, b) => a - b);
  expect(offs.length).toBeGreaterThan(800);
  expect(shareOf(offs, 0.5)).toBeLessThan(0.02);
  expect(shareOf(offs, 0.9)).toBeLessThan(0.04);
});

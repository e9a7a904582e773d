/* The map of the head and a photo of it: there and back, what the photo hides, and lines down to the horizon. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import {
  directionAt,
  frontAt,
  type MapDeg,
  mirrored,
  mmPerDeg,
  nearMm,
  placeToward,
  pointAt,
  upMm,
} from '../../../src/core/scalp/head-map.ts';
import {
  curveInPhoto,
  lineInPhoto,
  placeFor,
  placeInPhoto,
  placePointedAt,
  placesUnder,
  placeUnder,
} from '../../../src/core/scalp/photo-map.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

fc.configureGlobal({ seed: 1 });

const form = headForm([77, 79, 92], 'standard');
const viewed = (rotationRad: [number, number, number]) =>
  headSurface({
    widthPx: 1400,
    heightPx: 1400,
    pxPerMm: 5,
    focalPx: 5500,
    head: { centrePx: [700, 700], halfAxesMm: [77, 79, 92], rotationRad, shape: 'standard' },
  });
const FRONT = viewed([0.25, 0, 0]);
const SIDE = viewed([0.1, Math.PI / 2, 0]);
const place = fc.tuple(fc.double({ min: -120, max: 120, noNaN: true }), fc.double({ min: -120, max: 120, noNaN: true }));

describe('the map of the head', () => {
  test('a place is a direction, and the direction that place', () => {
    fc.assert(
      fc.property(place, (at) => {
        const [u, v, w] = directionAt(at);
        expect(Math.hypot(u, v, w)).toBeCloseTo(1, 12);
        if (Math.hypot(...at) > 175) return;
        const [x, y] = placeToward([u, v, w]);
        expect(x).toBeCloseTo(at[0], 7);
        expect(y).toBeCloseTo(at[1], 7);
      }),
    );
    expect(directionAt([0, 0])).toEqual([0, -1, -0]);
    expect(directionAt([90, 0])[0]).toBeCloseTo(1, 12);
    expect(directionAt([0, 90])[2]).toBeCloseTo(-1, 12);
  });
  test('left and right are the same place but for a sign', () => {
    fc.assert(
      fc.property(place, (at) => {
        const [p, q] = [pointAt(form, at), pointAt(form, mirrored(at))];
        expect([-q[0], q[1], q[2]].every((mm, k) => Math.abs(mm - p[k]) < 1e-9)).toBe(true);
      }),
    );
  });
  test('short ways on it are as long as on a ball', () => {
    const ball = headForm([80, 80, 80], 'ellipsoid');
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 6.28, noNaN: true }), (at, angle) => {
        const to: MapDeg = [at[0] + 0.1 * Math.cos(angle), at[1] + 0.1 * Math.sin(angle)];
        const [p, q] = [pointAt(ball, at), pointAt(ball, to)];
        const truth = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        expect(Math.abs(Math.hypot(...nearMm(ball, at)(to)) - truth)).toBeLessThan(0.004);
      }),
    );
    expect(mmPerDeg([80, 80, 80])).toBeCloseTo((80 * Math.PI) / 180, 12);
  });
  test('a place of the front is found by mm aside and above', () => {
    for (const [aside, above] of [
      [0, 50],
      [32, 52],
      [-54, 48],
    ]) {
      const [x] = pointAt(form, frontAt(form, aside, above));
      expect(x).toBeCloseTo(aside, 1);
      expect(upMm(form, frontAt(form, aside, above))).toBeCloseTo(above, 1);
    }
  });
});

describe('in a photo', () => {
  test.each([FRONT, SIDE])('what a pixel shows is shown there', (surface) => {
    let seen = 0;
    for (let x = 320; x < 1080; x += 31)
      for (let y = 320; y < 1000; y += 31) {
        const under = placeUnder(surface, x, y);
        if (!under || under.cosTheta < 0.05) continue;
        seen++;
        const px = placeInPhoto(surface, under.place);
        expect(Math.hypot((px?.[0] ?? 0) - x, (px?.[1] ?? 0) - y)).toBeLessThan(0.01);
      }
    expect(seen).toBeGreaterThan(200);
  });
  test('what lies behind is not shown', () => {
    expect(placeInPhoto(FRONT, [0, 30])).not.toBeNull();
    expect(placeInPhoto(FRONT, [0, -80])).toBeNull();
    expect(placeInPhoto(SIDE, [80, 0]) === null).not.toBe(placeInPhoto(SIDE, [-80, 0]) === null);
  });
  test('a hand that points off the head gets a place at its rim that still shows', () => {
    for (let k = 0; k < 12; k++) {
      const at: [number, number] = [700 + 600 * Math.cos(k / 2), 500 - 450 * Math.abs(Math.sin(k / 2))];
      if (placeUnder(FRONT, at[0], at[1])) continue;
      const px = placeInPhoto(FRONT, placePointedAt(FRONT, at));
      expect(px).not.toBeNull();
      expect(Math.abs(FRONT.missMm(px?.[0] ?? 0, px?.[1] ?? 0)), 'beside the rim').toBeLessThan(1.5);
    }
  });
  test('off the head a line has no place; beyond the rim there is one', () => {
    expect(
      placesUnder(FRONT, [
        [0, 0],
        [700, 500],
      ]),
    ).toHaveLength(1);
    expect(placeFor(FRONT, [700, 500])).toEqual(placeUnder(FRONT, 700, 500)?.place);
    expect(placeInPhoto(FRONT, placeFor(FRONT, [700, 100]))).toBeNull();
  });
});

describe('lines in a photo', () => {
  test('that show whole are one run, through the places given', () => {
    const line: MapDeg[] = [
      [-30, 40],
      [0, 45],
      [30, 40],
    ];
    const [run, ...more] = lineInPhoto(FRONT, line);
    expect(more).toEqual([]);
    for (const place of line) {
      const [x, y] = placeInPhoto(FRONT, place) as readonly [number, number];
      expect(Math.min(...run.map((p) => Math.hypot(p[0] - x, p[1] - y)))).toBeLessThan(1e-6);
    }
  });
  test('end at the horizon where they go on behind it', () => {
    const [run, ...more] = lineInPhoto(FRONT, [
      [0, 40],
      [0, -120],
    ]);
    expect(more).toEqual([]);
    const [x, y] = run[run.length - 1];
    expect(Math.abs(FRONT.missMm(x, y))).toBeLessThan(0.1);
  });
  test('that come back into sight are shown again, and a closed one is closed', () => {
    const round = Array.from({ length: 24 }, (_, k): MapDeg => [95 * Math.cos(k / 3.82), 95 * Math.sin(k / 3.82)]);
    const runs = lineInPhoto(SIDE, round, true);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs)
      for (let i = 1; i < run.length; i++) expect(Math.hypot(run[i][0] - run[i - 1][0], run[i][1] - run[i - 1][1])).toBeLessThan(20);
    const whole = lineInPhoto(
      viewed([Math.PI / 2, 0, 0]),
      round.map(([x, y]): MapDeg => [x / 2, y / 2]),
      true,
    );
    expect(whole).toHaveLength(1);
    expect(whole[0][0]).toEqual(whole[0][whole[0].length - 1]);
  });
  test('a hairline’s curve goes through its points', () => {
    const points: MapDeg[] = [
      [-45, 20],
      [-20, 42],
      [0, 46],
      [20, 42],
      [45, 20],
    ];
    const [run] = curveInPhoto(FRONT, points);
    for (const place of points) {
      const [x, y] = placeInPhoto(FRONT, place) as readonly [number, number];
      expect(Math.min(...run.map((p) => Math.hypot(p[0] - x, p[1] - y)))).toBeLessThan(0.5);
    }
  });
});

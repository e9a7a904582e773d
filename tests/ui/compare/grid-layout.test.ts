// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
/* Where pictures stand side by side, what they are, and how they zoom together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newProject, type Project } from '../../../src/core/consultation/schema.ts';
import { consultationOf } from '../../../src/core/consultation/version-1.ts';
import { columnsFor } from '../../../src/core/math/grid-columns.ts';
import { gridBoxes } from '../../../src/ui/compare/layout.ts';
import { FITTED, linkedView, moved, zoomed } from '../../../src/ui/compare/linked-view.ts';
import { kindsOf, MAX_PICTURES, picturesOf } from '../../../src/ui/compare/pictures.ts';
import { comparedDays, namedDayWords } from '../../../src/ui/compared-days.ts';
import { fitRect } from '../../../src/ui/view.ts';

/** A head with a little room around it. */
const ASPECT = 0.83;

describe('layout', () => {
  test.each([
    [390, 650, 2],
    [792, 390, 3],
    [1180, 760, 3],
    [820, 1100, 2],
    [1440, 840, 3],
  ])('six pictures on %i x %i stand in %i columns', (width, height, columns) => {
    expect(columnsFor(6, { width, height }, ASPECT, 4)).toBe(columns);
  });
  test('two plans stand beside each other on a wide screen and above each other on an upright one', () => {
    expect(columnsFor(2, { width: 1180, height: 600 }, ASPECT, 4)).toBe(2);
    expect(columnsFor(2, { width: 390, height: 600 }, ASPECT, 4)).toBe(1);
  });
  test('cells fill the room without overlap, a gap apart, and are alike to a pixel', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 200, max: 3000 }), fc.integer({ min: 200, max: 3000 }));
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0.4, max: 2, noNaN: true }),
        fc.integer({ min: 0, max: 12 }),
        ([count, width, height], aspect, gap) => {
          const boxes = gridBoxes(count, { width, height }, aspect, gap);
          expect(boxes).toHaveLength(count);
          for (const [i, a] of boxes.entries()) {
            expect(Number.isInteger(a.leftPx) && Number.isInteger(a.widthPx)).toBe(true);
            expect(a.leftPx >= 0 && a.topPx >= 0 && a.leftPx + a.widthPx <= width && a.topPx + a.heightPx <= height).toBe(true);
            expect(Math.abs(a.widthPx - boxes[0].widthPx)).toBeLessThanOrEqual(1);
            for (const b of boxes.slice(i + 1)) {
              const isApart =
                a.leftPx + a.widthPx + gap <= b.leftPx ||
                b.leftPx + b.widthPx + gap <= a.leftPx ||
                a.topPx + a.heightPx + gap <= b.topPx ||
                b.topPx + b.heightPx + gap <= a.topPx;
              expect(isApart).toBe(true);
            }
          }
          expect(Math.max(...boxes.map((b) => b.leftPx + b.widthPx))).toBe(width);
          expect(Math.max(...boxes.map((b) => b.topPx + b.heightPx))).toBe(height);
        },
      ),
    );
  });
});

describe('linked views', () => {
  const cell = { widthPx: 390, heightPx: 260 };
  const fitted = fitRect({ x: 300, y: 100, width: 1000, height: 1300 }, { width: 390, height: 260, dpr: 1 }, 0);
  const photoAt = (view: { scale: number; originX: number; originY: number }, x: number, y: number) => [
    (x - view.originX) / view.scale,
    (y - view.originY) / view.scale,
  ];
  test('fitted, a cell shows what it was fitted to', () => {
    const view = linkedView(fitted, cell, FITTED);
    for (const key of ['scale', 'originX', 'originY'] as const) expect(view[key]).toBeCloseTo(fitted[key], 9);
  });
  test('what lies under the pointer stays there', () => {
    const link = zoomed({ zoom: 1.5, x: 0.1, y: -0.05 }, cell, 1.4, 260, 90);
    const [before, after] = [linkedView(fitted, cell, { zoom: 1.5, x: 0.1, y: -0.05 }), linkedView(fitted, cell, link)];
    const [p, q] = [photoAt(before, 260, 90), photoAt(after, 260, 90)];
    expect(q[0]).toBeCloseTo(p[0], 6);
    expect(q[1]).toBeCloseTo(p[1], 6);
  });
  test('dragged by some pixels the picture moves by as many, also in a photo of twice the size', () => {
    const double = fitRect({ x: 600, y: 200, width: 2000, height: 2600 }, { width: 390, height: 260, dpr: 1 }, 0);
    for (const one of [fitted, double]) {
      const link = { zoom: 3, x: 0, y: 0 };
      const [before, after] = [linkedView(one, cell, link), linkedView(one, cell, moved(link, cell, 24, -11))];
      expect(after.originX - before.originX).toBeCloseTo(24, 6);
      expect(after.originY - before.originY).toBeCloseTo(-11, 6);
    }
  });
  test('it is never smaller than fitted, and never out of sight', () => {
    expect(zoomed(FITTED, cell, 0.2, 10, 10)).toEqual(FITTED);
    const far = moved({ zoom: 2, x: 0, y: 0 }, cell, 1e5, -1e5);
    expect(Math.abs(far.x)).toBeLessThanOrEqual(0.6);
    expect(zoomed(FITTED, cell, 1e6, 10, 10).zoom).toBeLessThanOrEqual(40);
  });
  test('at 1:1 a photo pixel is a screen pixel', () => {
    const view = linkedView(fitted, cell, { zoom: 1 / fitted.scale, x: 0.03, y: 0.07 });
    expect(view.scale).toBe(1);
    expect(Number.isInteger(view.originX) && Number.isInteger(view.originY)).toBe(true);
  });
});

describe('pictures', () => {
  const project: Project = newProject({ name: 'front.jpg', widthPx: 100, heightPx: 100 });
  const one = consultationOf(project);
  const screen = { photoId: one.photos[0].id, planName: 'A', day: 54 };
  test('of one photo and plan there are days: before, each session, healed, years later', () => {
    expect(kindsOf(one)).toEqual(['days']);
    const days = picturesOf('days', one, screen);
    expect(days.map(({ day }) => day)).toEqual([-1, ...project.treatment.sessions.map(({ day }) => day), expect.any(Number), 1095]);
    expect(days.map(namedDayWords)).toEqual([
      'Before',
      'Session 1, day 0',
      'Session 2, day 12',
      'Session 3, day 26',
      'Healed, day 54',
      '3 years',
    ]);
  });
  test('three years are left out where the last session heals later', () => {
    const sessions = [0, 1100].map((day, i) => ({ day, cumulativeShare: (i + 1) / 2, dilution: 20 }));
    expect(comparedDays({ ...project.treatment, sessions }).map(({ day }) => day)).toEqual([-1, 0, 1100, 1128]);
  });
  test('plans stand side by side on the day shown, photos with the plan shown, no more than can be told apart', () => {
    const plans = ['A', 'B', 'C'].map((name) => ({ ...one.plans[0], name }));
    const photos = Array.from({ length: 14 }, (_, i) => ({ ...one.photos[0], id: `p${i}`, label: `View ${i}` }));
    const several = { ...one, plans, photos };
    expect(kindsOf(several)).toEqual(['days', 'plans', 'photos']);
    expect(picturesOf('plans', several, { ...screen, photoId: 'p3' })).toEqual(
      plans.map(({ name }) => ({ photoId: 'p3', planName: name, day: 54, title: `Plan ${name}`, detail: 'day 54' })),
    );
    const shown = picturesOf('photos', several, { ...screen, planName: 'B' });
    expect(shown).toHaveLength(MAX_PICTURES);
    expect(shown[2]).toMatchObject({ photoId: 'p2', planName: 'B', title: 'View 2' });
  });
});

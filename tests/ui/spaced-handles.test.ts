// @vitest-environment node: nothing of this is on a page, and starting one takes longer than the tests
/* Which points of a line can be taken hold of, and what goes along with one that is moved. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PhotoPx, PlaceDeg } from '../../src/core/consultation/schema.ts';
import { carried, movePoint } from '../../src/ui/hairline-edit.ts';
import {
  byBend,
  HANDLE_CSS_PX,
  handleKeeper,
  MAX_ON_HAIRLINE,
  type PictureShown,
  spacedHandles,
} from '../../src/ui/overlay/spaced-handles.ts';

/** Eleven points as a shape is drawn with: sideburns, corners, brows, the middle. */
const LINE: PlaceDeg[] = [
  [-84, 46],
  [-66, 40],
  [-46, 36],
  [-36, 44],
  [-24, 47],
  [0, 48],
  [24, 47],
  [36, 44],
  [46, 36],
  [66, 40],
  [84, 46],
];
const onScreen = (scale: number) => LINE.map(([x, y]) => [200 + scale * x, 400 - scale * y] as const);

/** The same line in a photo, and how that lies on a screen of 600 x 400 px. */
const IN_PHOTO = LINE.map(([x, y]): PhotoPx => [200 + x, 400 - y]);
const zoomed = (scale: number): PictureShown => ({
  view: { scale, originX: 0, originY: 0 },
  viewportPx: { width: 600, height: 400, dpr: 1 },
  fittedScale: 1,
  isHeld: false,
});

describe('handles on a line', () => {
  it('are at most seven, the one at the midline and both corners first', () => {
    expect(byBend(LINE, false).slice(0, 3)).toEqual([5, 2, 8]);
    const all = spacedHandles(byBend(LINE, false), onScreen(20), MAX_ON_HAIRLINE);
    expect(all).toHaveLength(7);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });
  it('thin out on a small picture, and none that the photo hides has one', () => {
    const small = spacedHandles(byBend(LINE, false), onScreen(1), MAX_ON_HAIRLINE);
    expect(small).toContain(5);
    expect(small.length).toBeLessThan(5);
    const half = onScreen(20).map((at, i) => (i < 5 ? at : null));
    for (const i of spacedHandles(byBend(LINE, false), half, MAX_ON_HAIRLINE)) expect(i).toBeLessThan(5);
  });
  it('never lie nearer to each other than a finger is wide, whatever the line', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 40 }), fc.boolean(), (points, isClosed) => {
        const handles = spacedHandles(byBend(points, isClosed), points, MAX_ON_HAIRLINE);
        expect(handles.length).toBeGreaterThan(0);
        for (const i of handles)
          for (const j of handles)
            if (i < j) expect(Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1])).toBeGreaterThanOrEqual(HANDLE_CSS_PX);
      }),
    );
  });
  it('stay while one is held, and the one moved last keeps its own', () => {
    const keeper = handleKeeper(MAX_ON_HAIRLINE, false);
    const before = keeper.handles(LINE, IN_PHOTO, zoomed(1));
    expect(keeper.handles(LINE, IN_PHOTO, { ...zoomed(20), isHeld: true })).toEqual(before);
    expect(keeper.handles(LINE, IN_PHOTO, zoomed(1))).not.toContain(4);
    keeper.touched(LINE[4]);
    expect(keeper.handles(LINE, IN_PHOTO, zoomed(1))).toContain(4);
  });
  it('are at most seven on the fitted picture, and each point can be reached nearer by', () => {
    const keeper = handleKeeper(MAX_ON_HAIRLINE, false);
    const fitted = { ...zoomed(3), view: { scale: 3, originX: -300, originY: -900 }, fittedScale: 3 };
    expect(keeper.handles(LINE, IN_PHOTO, fitted)).toHaveLength(7);
    const nearer = { ...fitted, view: { scale: 6, originX: -600, originY: -1800 }, viewportPx: { width: 1200, height: 800, dpr: 1 } };
    expect(keeper.handles(LINE, IN_PHOTO, nearer)).toHaveLength(LINE.length);
    const reached = new Set<number>();
    for (const [x, y] of IN_PHOTO) {
      const { view } = zoomed(6);
      const middle = { ...view, originX: 300 - 6 * x, originY: 200 - 6 * y };
      for (const i of keeper.handles(LINE, IN_PHOTO, { ...zoomed(6), view: middle })) reached.add(i);
    }
    expect([...reached].sort((a, b) => a - b)).toEqual(LINE.map((_, i) => i));
  });
  it('are on the screen, whose points do not give way to those beside it', () => {
    const keeper = handleKeeper(MAX_ON_HAIRLINE, false);
    // two points beside the middle, and 20 px of the picture
    const shown = { ...zoomed(1), view: { scale: 1, originX: -160, originY: 0 }, viewportPx: { width: 20, height: 500, dpr: 1 } };
    expect(keeper.handles(LINE, IN_PHOTO, shown)).toHaveLength(1);
  });
});

describe('a point that is moved', () => {
  const line = { points: LINE, style: 'natural', featherMm: 5, irregularity: 0.5, mirrored: false } as const;
  it('takes those up to the next handle along, the less the farther, and no others', () => {
    const to: PlaceDeg = [-46, 46];
    const points = movePoint({ ...line, points: LINE.slice() }, 2, to, [0, 2, 5, 8, 10]).points as PlaceDeg[];
    expect(points[2]).toEqual(to);
    expect(points[1]).toEqual([-66, 45]);
    expect(points[3][1]).toBeCloseTo(44 + 20 / 3, 2);
    expect(points[4][1]).toBeCloseTo(47 + 10 / 3, 2);
    for (const i of [0, 5, 6, 7, 8, 9, 10]) expect(points[i]).toEqual(LINE[i]);
  });
  it('does the same to the other side of a mirrored line', () => {
    const points = movePoint({ ...line, points: LINE.slice(), mirrored: true }, 2, [-50, 41], [0, 2, 5, 8, 10]).points as PlaceDeg[];
    for (const [i, [across, forward]] of points.entries()) {
      const [x, y] = points[points.length - 1 - i];
      expect(x).toBeCloseTo(-across, 9);
      expect(y).toBeCloseTo(forward, 9);
    }
    expect(points[3]).not.toEqual(LINE[3]);
  });
  it('goes round the end of an outline', () => {
    const square: PlaceDeg[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    expect(carried(square, 0, [0, -4], [0, 2], true)).toEqual([
      [0, -4],
      [10, -2],
      [10, 10],
      [0, 8],
    ]);
  });
});

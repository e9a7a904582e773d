/* The side and the way up, from points as a pose net gives them: standard views drawn as points on a mean head, some seen, some not. */
import { describe, expect, test } from 'vitest';
import { BODY_POINTS, type BodyPoint, type BodyPoints, type PosesSeen } from '../../../src/core/scalp/body-points.ts';
import { MEAN_HALF_AXES_MM } from '../../../src/core/scalp/first-head.ts';
import { type View, viewAngles } from '../../../src/core/scalp/head-view.ts';
import type { PersonMask } from '../../../src/core/scalp/person-mask.ts';
import {
  bodyAnchors,
  earsSeen,
  isLikelyUpright,
  logOddsFitted,
  sidesSeen,
  turnFromBehindRad,
  viewsToTry,
  waysUp,
} from '../../../src/core/scalp/seen-side.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';

const SIDE = 1000;
/** Where they lie on a head, mm in its own axes: by anatomy, not by what the code takes them for. */
const PLACES: Record<BodyPoint, [number, number, number]> = {
  nose: [0, 65, -118],
  leftEye: [31, 40, -86],
  rightEye: [-31, 40, -86],
  leftEar: [76, 50, 5],
  rightEar: [-76, 50, 5],
  leftShoulder: [180, 260, 20],
  rightShoulder: [-180, 260, 20],
};

/** A person of one piece who reaches these shares of the lower, right, upper and left edge of the picture. */
function reaching(shares: readonly number[]): PersonMask {
  const size = 40;
  const share = new Uint8Array(size * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const inside = Math.min(x, y, size - 1 - x, size - 1 - y) > 0;
      const onEdge = [
        [size - 1 - y, x],
        [size - 1 - x, y],
        [y, x],
        [x, y],
      ].some(([from, along], k) => from === 0 && Math.abs(along - size / 2) < (shares[k] * size) / 2);
      share[y * size + x] = inside || onEdge ? 255 : 0;
    }
  return { widthPx: size, heightPx: size, share };
}

/** A mean head in the middle, its points as sure as given. */
function pointsFrom(view: View, shares: Partial<Record<BodyPoint, number>>, quarters = 0): BodyPoints {
  const {
    rotation: R,
    centreMm: c,
    project,
  } = headSurface({
    widthPx: SIDE,
    heightPx: SIDE,
    pxPerMm: 3,
    focalPx: 3000,
    head: { centrePx: [500, 450], halfAxesMm: [...MEAN_HALF_AXES_MM], rotationRad: viewAngles(view), shape: 'standard' },
  });
  const points = new Float32Array(BODY_POINTS.length * 3);
  BODY_POINTS.forEach((name, k) => {
    const [x, y, z] = PLACES[name];
    let [px, py] = project(
      c[0] + R[0] * x + R[1] * y + R[2] * z,
      c[1] + R[3] * x + R[4] * y + R[5] * z,
      c[2] + R[6] * x + R[7] * y + R[8] * z,
    );
    for (let q = 0; q < quarters; q++) [px, py] = [SIDE - py, px];
    points.set([px, py, shares[name] ?? 0.03], k * 3);
  });
  return { points };
}
const FACE = { nose: 0.99, leftEye: 0.99, rightEye: 0.99, leftEar: 0.85, rightEar: 0.85 };
const LEFT = { nose: 0.95, leftEye: 0.95, rightEye: 0.3, leftEar: 0.97 };
const BACK = { leftEar: 0.7, rightEar: 0.65 };
const NOBODY = pointsFrom('top', {});

describe('sides', () => {
  test.each([
    ['front', FACE],
    ['left', LEFT],
    ['back', BACK],
    ['top', {}],
  ] as const)('%s is the likeliest, and shares are shares', (view, shares) => {
    const sides = sidesSeen(pointsFrom(view, shares), SIDE);
    expect(sides[0].side).toBe(view);
    expect(sides.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    expect([...sides].sort((a, b) => b.share - a.share)).toEqual(sides);
  });
  test('a mirror turns left into right, as sure', () => {
    const left = pointsFrom('left', LEFT);
    const mirrored = new Float32Array(left.points);
    const mirror: Record<BodyPoint, BodyPoint> = {
      nose: 'nose',
      leftEye: 'rightEye',
      rightEye: 'leftEye',
      leftEar: 'rightEar',
      rightEar: 'leftEar',
      leftShoulder: 'rightShoulder',
      rightShoulder: 'leftShoulder',
    };
    BODY_POINTS.forEach((name, k) => {
      const from = BODY_POINTS.indexOf(mirror[name]) * 3;
      mirrored.set([SIDE - left.points[from], left.points[from + 1], left.points[from + 2]], k * 3);
    });
    const [seen] = sidesSeen(left, SIDE);
    const [other] = sidesSeen({ points: mirrored }, SIDE);
    expect(other.side).toBe('right');
    expect(other.share).toBeCloseTo(seen.share, 6);
  });
  test('ears above the eyes: the face is seen from above', () => {
    expect(sidesSeen(pointsFrom('front-from-above', FACE), SIDE)[0].side).toBe('front-from-above');
  });
  test('both eyes and the nose between them: three quarters, and the profile is tried as well', () => {
    const sides = sidesSeen(pointsFrom('threequarter-left', { ...LEFT, rightEye: 0.95 }), SIDE);
    expect(sides[0].side).toBe('threequarter-left');
    expect(viewsToTry(sides)).toEqual(['threequarter-left', 'left']);
    expect(viewsToTry([{ side: 'threequarter-left', share: 1 }])).toEqual(['threequarter-left']);
  });
});

describe('the way up', () => {
  /** What is seen as the picture is turned: only one way up shows the points. */
  const turns = (up: number, shares: Partial<Record<BodyPoint, number>>, view: View): PosesSeen =>
    [0, 1, 2, 3].map((q) => (q === up ? pointsFrom(view, shares) : pointsFrom(view, {}, (q + 4 - up) % 4))) as unknown as PosesSeen;
  test.each([0, 1, 2, 3])('a side that stands upright after %i quarters', (up) => {
    expect(waysUp(turns(up, LEFT, 'left'), SIDE, null)[0].quarters).toBe(up);
  });
  test('a photo that was asked only as it is, or shows nothing, stays as it is', () => {
    expect(waysUp([pointsFrom('left', LEFT), null, null, null], SIDE, null)[0].quarters).toBe(0);
    expect(waysUp([NOBODY, NOBODY, NOBODY, NOBODY], SIDE, null)[0].quarters).toBe(0);
  });
  test('a face that lies counts for more than the edge that its shoulder fills', () => {
    const face = pointsFrom('front-from-above', { nose: 0.98, leftEye: 0.88, rightEye: 0.98 });
    expect(waysUp([NOBODY, face, NOBODY, NOBODY], SIDE, reaching([0.9, 0, 0, 0.3]))[0].quarters).toBe(1);
    const doubtful = pointsFrom('front-from-above', { nose: 0.5, leftEye: 0.2, rightEye: 0.4 });
    expect(waysUp([NOBODY, doubtful, NOBODY, NOBODY], SIDE, reaching([0.9, 0, 0, 0.3]))[0].quarters).toBe(0);
  });
  test('other ways are those that show a nose or an ear, likeliest first', () => {
    const ear = pointsFrom('back', { leftEar: 0.3 });
    const ways = waysUp([NOBODY, ear, NOBODY, ear], SIDE, reaching([0.4, 0, 0, 0.2]));
    expect(ways.map(({ quarters }) => quarters)).toEqual([0, 3, 1]);
  });
  test('a head that fits far better another way outweighs what is seen a little more surely; one that fits as badly does not', () => {
    const [first, second] = waysUp(
      turns(2, LEFT, 'left').with(0, pointsFrom('left', { leftEar: 0.95 })) as unknown as PosesSeen,
      SIDE,
      null,
    );
    const gap = first.logOdds - second.logOdds;
    expect(gap).toBeGreaterThan(0);
    expect(logOddsFitted(second.logOdds, 1)).toBeGreaterThan(logOddsFitted(first.logOdds, 2 * gap + 2));
    expect(logOddsFitted(second.logOdds, 1)).toBeLessThan(logOddsFitted(first.logOdds, 2));
  });
  test('a face or one ear that is surely seen looks upright; two eyes without a nose do not', () => {
    expect(isLikelyUpright(pointsFrom('front', FACE))).toBe(true);
    expect(isLikelyUpright(pointsFrom('left', LEFT))).toBe(true);
    expect(isLikelyUpright(pointsFrom('front', { ...FACE, nose: 0.5 }))).toBe(false);
    expect(isLikelyUpright(NOBODY)).toBe(false);
  });
  test('a head from above with its nose at the top of the picture stands on its head; a nose seen dimly turns nothing', () => {
    const over = (nose: number): PosesSeen => [NOBODY, NOBODY, pointsFrom('top', { nose, rightEye: nose - 0.1 }), NOBODY];
    expect(waysUp(over(0.5), SIDE, null)[0].quarters).toBe(2);
    expect(waysUp(over(0.3), SIDE, null)[0].quarters).toBe(0);
  });
  test.each([
    [0, [0.9, 0.3, 0, 0.3]],
    [1, [0.3, 0.9, 0.1, 0]],
    [2, [0, 0.3, 0.9, 0.3]],
    [3, [0.3, 0, 0.1, 0.9]],
  ] as const)('where the points tell nothing, the edge that the person fills is the lower one: %i quarters', (quarters, shares) => {
    expect(waysUp([NOBODY, NOBODY, NOBODY, NOBODY], SIDE, reaching(shares))[0].quarters).toBe(quarters);
  });
  test('points that are surely seen count for more than an edge, and a photo is not turned for a little more of a person', () => {
    expect(waysUp(turns(0, LEFT, 'left'), SIDE, reaching([0.2, 0.9, 0, 0]))[0].quarters).toBe(0);
    expect(waysUp([NOBODY, NOBODY, NOBODY, NOBODY], SIDE, reaching([0.5, 0.8, 0.1, 0]))[0].quarters).toBe(0);
  });
});

test('what is not seen pulls at nothing: no eyes from behind, no ear that is hidden', () => {
  expect(bodyAnchors(pointsFrom('back', { ...BACK, leftEye: 0.8 })).map(({ name }) => name)).toEqual(['leftEar', 'rightEar']);
  expect(bodyAnchors(NOBODY)).toEqual([]);
  expect(earsSeen(pointsFrom('left', LEFT)).length).toBe(1);
});
test('from behind, the ear that shows more turns the head to it', () => {
  expect(Math.abs(turnFromBehindRad(pointsFrom('back', BACK)))).toBeLessThan(0.1);
  expect(turnFromBehindRad(pointsFrom('back', { rightEar: 0.85 }))).toBeGreaterThan(0.6);
});

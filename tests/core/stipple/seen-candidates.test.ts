/* What a photo shows of a head's candidates: where they fall in the picture, and which of a plan's dots are shown near its silhouette. */
import { beforeAll, describe, expect, test } from 'vitest';
import { NECK_UY } from '../../../src/core/scalp/head-shape.ts';
import type { ScalpPoint } from '../../../src/core/scalp/scalp-point.ts';
import { headSurface, type Surface } from '../../../src/core/scalp/surface.ts';
import type { Candidates } from '../../../src/core/stipple/candidates.ts';
import { type HeadPlaces, placeOnHead } from '../../../src/core/stipple/head-places.ts';
import { rimShare, type SeenCandidates, seeCandidates, seenOnHead, shownCandidates } from '../../../src/core/stipple/seen-candidates.ts';
import { shippedCandidates } from '../../support/shipped-candidates.ts';

let candidates: Candidates;
beforeAll(() => {
  candidates = shippedCandidates();
}, 120_000);

const PHOTO = { widthPx: 1600, heightPx: 2000 };
const view = (
  halfAxesMm: [number, number, number],
  rotationRad: [number, number, number],
  { distanceMm = 900, centrePx = [800, 900] as [number, number] } = {},
) => headSurface({ ...PHOTO, pxPerMm: 6, focalPx: 6 * distanceMm, head: { centrePx, halfAxesMm, rotationRad } });
const STRETCHED: [number, number, number] = [82, 74, 100];
const VIEWS: readonly (readonly [name: string, surface: Surface])[] = [
  ['the canonical head', view([77, 79, 92], [0, 0, 0])],
  ['a stretched head', view(STRETCHED, [0.6, 0.2, -0.1])],
  ['a head cut by the edge', view(STRETCHED, [-0.9, 0.1, 0.3], { distanceMm: 500, centrePx: [1500, 300] })],
];

const onHeads = new Map<string, HeadPlaces>();
function places(surface: Surface): HeadPlaces {
  const key = surface.halfAxesMm.join();
  const made = onHeads.get(key) ?? placeOnHead(candidates, surface, 1);
  onHeads.set(key, made);
  return made;
}
const see = (surface: Surface) => seeCandidates(places(surface), surface, PHOTO);

describe('seen in a photo', () => {
  test.each(VIEWS)('%s: every place projects where it says, faces the camera and has its normal tilted as it says', (_, surface) => {
    const seen = see(surface);
    expect(seen.count).toBeGreaterThan(5000);
    const wrong: string[] = [];
    const within = (what: string, i: number, off: number, least: number) => {
      if (!(off < least)) wrong.push(`${what} of ${i} is ${off} off`);
    };
    for (let i = 0; i < seen.count; i += 37) {
      const [x, y] = surface.project(seen.xMm[i], seen.yMm[i], seen.zMm[i]);
      within('pixel', i, Math.hypot(x - seen.xPx[i], y - seen.yPx[i]), 0.002);
      if (!(x >= 0 && y >= 0 && x <= PHOTO.widthPx + 0.001 && y <= PHOTO.heightPx + 0.001)) wrong.push(`${i} is outside the photo`);
      within('px per mm', i, Math.abs(seen.pxPerMm[i] - surface.focalPx / seen.zMm[i]), 0.5e-4);
      if (seen.cosTheta[i] < 0.1) continue;
      const hit = surface.hit(seen.xPx[i], seen.yPx[i]) as ScalpPoint;
      within('place', i, Math.hypot(hit.xMm - seen.xMm[i], hit.yMm - seen.yMm[i], hit.zMm - seen.zMm[i]), 0.005);
      within('facing', i, Math.abs(seen.cosTheta[i] - hit.cosTheta), 0.5e-3);
      // the tilt in the picture: the normal without its part along the ray
      if (seen.cosTheta[i] > 0.999) continue;
      const range = Math.hypot(hit.xMm, hit.yMm, hit.zMm);
      const t = [hit.nx + (hit.cosTheta * hit.xMm) / range, hit.ny + (hit.cosTheta * hit.yMm) / range];
      within('tilt', i, Math.abs(seen.tiltX[i] * t[0] + seen.tiltY[i] * t[1] - Math.hypot(t[0], t[1])), 0.5e-3);
    }
    expect(wrong).toEqual([]);
  });
  test.each(VIEWS)('%s: candidates stand for areas that add up to the skin that shows', (_, surface) => {
    const seen = see(surface);
    const counted = seen.candidate.reduce((sum, i) => sum + places(surface).areaFactor[i], 0) / candidates.perCm2;
    // the visible area by quadrature over the directions, with the skin's slopes by differences
    let area = 0;
    const n = 300;
    const place = (w: number, phi: number): [number, number, number] => {
      const root = Math.sqrt(1 - w * w);
      return [root * Math.cos(phi), root * Math.sin(phi), w];
    };
    const h = 1e-4;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < 2 * n; j++) {
        const w = -1 + (2 * i + 1) / n;
        const phi = (Math.PI * (j + 0.5)) / n;
        const u = place(w, phi);
        if (u[1] > NECK_UY) continue;
        const p = surface.at(...u);
        if (p.cosTheta < 0.035) continue;
        const [x, y] = surface.project(p.xMm, p.yMm, p.zMm);
        if (x < 0 || y < 0 || x > PHOTO.widthPx || y > PHOTO.heightPx) continue;
        const hit = surface.hit(x, y);
        if (hit && hit.zMm < p.zMm - 2) continue;
        const by = (dw: number, dPhi: number) => {
          const [f, g] = [surface.at(...place(w + dw, phi + dPhi)), surface.at(...place(w - dw, phi - dPhi))];
          return [f.xMm - g.xMm, f.yMm - g.yMm, f.zMm - g.zMm].map((v) => v / (2 * h));
        };
        const [d, e] = [by(h, 0), by(0, h)];
        area += Math.hypot(d[1] * e[2] - d[2] * e[1], d[2] * e[0] - d[0] * e[2], d[0] * e[1] - d[1] * e[0]) * (2 / n) * (Math.PI / n);
      }
    expect(Math.abs(counted / (area / 100) - 1)).toBeLessThan(0.01);
  });
  test('numbers ascend, and most candidates of one view are those of another', () => {
    const [one, two] = [view(STRETCHED, [0, 0, 0]), view(STRETCHED, [0.5, 0.2, 0])].map(see);
    for (const { candidate, count } of [one, two]) {
      expect(candidate).toHaveLength(count);
      expect(candidate.filter((id, i) => i > 0 && !(id > candidate[i - 1]))).toHaveLength(0);
    }
    const inOne = new Set(one.candidate);
    expect(two.candidate.filter((i) => inOne.has(i)).length).toBeGreaterThan(0.5 * one.count);
  });
  test('what several photos show together is marked once', () => {
    const [front, back] = [view(STRETCHED, [0, 0, 0]), view(STRETCHED, [0, Math.PI, 0])].map(see);
    const total = candidates.x.length;
    const seenBy = (...photos: SeenCandidates[]) => seenOnHead(total, photos).reduce((sum, is) => sum + is, 0);
    expect(seenBy(front)).toBe(front.count);
    expect(seenBy(front, front)).toBe(front.count);
    expect(seenBy(front, back)).toBeGreaterThan(front.count + 0.8 * back.count);
    expect(seenBy()).toBe(0);
  });
});

test('dots are whole up to 85 degrees of tilt and fade out by 88', () => {
  expect(rimShare(Math.cos((84.9 * Math.PI) / 180))).toBe(1);
  expect(rimShare(Math.cos((88.1 * Math.PI) / 180))).toBe(0);
  for (let c = 0; c < 0.2; c += 0.001) expect(rimShare(c + 0.001)).toBeGreaterThanOrEqual(rimShare(c));
});

describe('which of the plan a photo shows', () => {
  const surface = view(STRETCHED, [0.2, 0, 0]);
  const head = () => places(surface);
  const SHARES = [0.3, 0.65, 1];
  /** A plan of the same density everywhere, on a photo whose head is larger than the model by `stretch` near its silhouette. */
  const shown = (stretch: number) => {
    const { count } = head();
    const targetPerCm2 = new Float32Array(count).fill(100);
    const before = Float64Array.from({ length: count }, (_, i) => (i + 0.5) / count);
    const chosen = Array.from({ length: count }, (_, i) => i).filter((i) => before[i] < (100 * head().areaFactor[i]) / head().perCm2);
    const plan = { candidate: Uint32Array.from(chosen), session: Uint8Array.from(chosen, (i) => 1 + (i % 3)) };
    const seen = see(surface);
    const stretched = { ...seen, stretch: seen.stretch.map((s, j) => (seen.cosTheta[j] < 0.5 ? stretch : s)) };
    return { plan, seen, ...shownCandidates(stretched, head(), { targetPerCm2, before }, plan, SHARES, 5) };
  };
  const inPlan = ({ plan, candidate }: ReturnType<typeof shown>) => {
    const planned = new Map(Array.from(plan.candidate, (i, k) => [i, plan.session[k]]));
    return Array.from(candidate, (i) => planned.get(i));
  };
  test('every one that faces the camera, with the session it has in the plan', () => {
    const all = shown(1);
    expect(inPlan(all)).toEqual([...all.session]);
    const facing = all.seen.candidate.filter((_, j) => all.seen.cosTheta[j] > 0.1);
    const planned = new Set(all.plan.candidate);
    expect(all.candidate.filter((_, k) => all.seen.cosTheta[all.seenIndex[k]] > 0.1).length).toBe(
      facing.filter((i) => planned.has(i)).length,
    );
    all.seenIndex.forEach((j, k) => {
      if (all.seen.candidate[j] !== all.candidate[k]) throw new Error('another candidate');
    });
  });
  test('where the photo shows more skin than the model has there are as many more, and the plan’s own are all among them', () => {
    const [plain, more] = [shown(1), shown(1.5)];
    const isRim = ({ seen, seenIndex }: typeof plain) => seenIndex.filter((j) => seen.cosTheta[j] < 0.5 && seen.cosTheta[j] > 0.1).length;
    expect(isRim(more) / isRim(plain)).toBeCloseTo(1.5, 1);
    const had = new Set(plain.candidate);
    expect([...had].every((i) => more.candidate.includes(i))).toBe(true);
    const added = more.session.filter((_, k) => !had.has(more.candidate[k]));
    SHARES.forEach((share, k) => {
      expect(added.filter((session) => session <= k + 1).length / added.length).toBeCloseTo(share, 1);
    });
  });
  test('where it shows less they are thinned, all sessions alike', () => {
    const [plain, less] = [shown(1), shown(0.6)];
    const rim = ({ seen, seenIndex, session }: typeof plain, of: number) =>
      session.filter((s, k) => s === of && seen.cosTheta[seenIndex[k]] < 0.5 && seen.cosTheta[seenIndex[k]] > 0.1).length;
    for (const session of [1, 2, 3]) expect(rim(less, session) / rim(plain, session)).toBeCloseTo(0.6, 1);
  });
});

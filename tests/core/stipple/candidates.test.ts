/* The candidates of the head and where they lie on it. The set itself is one for all: its order is held by a hash. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { finish } from '../../../src/core/math/steps.ts';
import { headForm } from '../../../src/core/scalp/head-form.ts';
import { pointAt } from '../../../src/core/scalp/head-map.ts';
import { NECK_UY, radiusAt } from '../../../src/core/scalp/head-shape.ts';
import { headSurface } from '../../../src/core/scalp/surface.ts';
import { directionsOf, pointsToward } from '../../../src/core/stipple/candidate-directions.ts';
import { candidatePlaceSteps } from '../../../src/core/stipple/candidate-places.ts';
import {
  CANDIDATES_PER_CM2,
  CANONICAL_HALF_AXES_MM,
  type Candidates,
  candidatesToward,
  sampleCandidates,
  sampledHalfAxes,
} from '../../../src/core/stipple/candidates.ts';
import { type HeadPlaces, placeOnHead, placingSteps } from '../../../src/core/stipple/head-places.ts';
import { type HalfAxesMm, headAreaMm2, headPoints } from '../../../src/core/stipple/head-points.ts';
import { shippedCandidates } from '../../support/shipped-candidates.ts';

fc.configureGlobal({ seed: 1 });

let candidates: Candidates;
beforeAll(() => {
  candidates = sampleCandidates(CANONICAL_HALF_AXES_MM);
}, 120_000);

const PHOTO = { widthPx: 1600, heightPx: 2000 };
const STRETCHED: [number, number, number] = [82, 74, 100];
describe('the set', () => {
  test('is 275 per cm^2 on the whole canonical head', () => {
    expect(candidates.x.length).toBe(Math.round((headAreaMm2(CANONICAL_HALF_AXES_MM, true) / 100) * CANDIDATES_PER_CM2));
    expect(candidates.perCm2).toBe(275);
    for (let i = 0; i < candidates.x.length; i += 101) {
      const [x, y, z] = [candidates.x[i] / 77, candidates.y[i] / 79, candidates.z[i] / 92];
      const radius = Math.hypot(x, y, z);
      const rho = new Float64Array(4);
      radiusAt(true, x / radius, y / radius, z / radius, rho);
      expect(radius).toBeCloseTo(rho[0], 5);
      expect(y / radius).toBeLessThan(NECK_UY + 1e-4);
    }
  });
  test('is the one that is shipped', () => {
    const shipped = shippedCandidates();
    for (const name of ['x', 'y', 'z'] as const)
      expect(Buffer.compare(Buffer.from(shipped[name].buffer), Buffer.from(candidates[name].buffer))).toBe(0);
    expect(() => candidatesToward(new Uint16Array(10), CANONICAL_HALF_AXES_MM)).toThrow('candidates, not 5');
  });
  test('lies within 0.01 mm of where it was sampled', () => {
    const axes: HalfAxesMm = [77, 79, 92];
    const points = headPoints(axes, true, 20_000, 3);
    const back = pointsToward(directionsOf(points, axes), axes);
    const offMm = Array.from(points.x, (x, i) => Math.hypot(x - back.x[i], points.y[i] - back.y[i], points.z[i] - back.z[i]));
    expect(Math.max(...offMm)).toBeLessThan(0.01);
    expect(Math.max(...offMm)).toBeGreaterThan(0.001);
  });
  test('has this order and no other: FNV-1a over the bits of every coordinate', () => {
    let hash = 0x811c9dc5;
    for (const column of [candidates.x, candidates.y, candidates.z])
      for (const byte of new Uint8Array(column.buffer, column.byteOffset, column.byteLength)) hash = Math.imul(hash ^ byte, 0x01000193);
    expect((hash >>> 0).toString(16)).toMatchInlineSnapshot(`"f971179b"`);
  });
});

const placed = new Map<string, HeadPlaces>();
function on(halfAxesMm: HalfAxesMm, seed = 1): HeadPlaces {
  const asked = [...halfAxesMm, seed].join();
  const places = placed.get(asked) ?? placeOnHead(candidates, headForm(halfAxesMm, 'standard'), seed);
  placed.set(asked, places);
  return places;
}

describe('placed on a head', () => {
  const HEADS: readonly HalfAxesMm[] = [CANONICAL_HALF_AXES_MM, STRETCHED];
  test.each(HEADS)('%d x %d x %d mm: every candidate lies on the skin, with its normal, and where the map says', (...halfAxesMm) => {
    const places = on(halfAxesMm);
    expect(places.count).toBe(candidates.x.length);
    const level = headSurface({
      ...PHOTO,
      pxPerMm: 6,
      focalPx: 6e5,
      head: { centrePx: [800, 1000], halfAxesMm, rotationRad: [0, 0, 0], shape: 'standard' },
    });
    const [cx, cy, cz] = level.centreMm;
    for (let i = 0; i < places.count; i += 211) {
      const p = level.at(places.ux[i], places.uy[i], places.uz[i]);
      expect(Math.hypot(p.xMm - cx - places.xMm[i], p.yMm - cy - places.yMm[i], p.zMm - cz - places.zMm[i])).toBeLessThan(1e-3);
      expect(p.nx * places.nx[i] + p.ny * places.ny[i] + p.nz * places.nz[i]).toBeCloseTo(1, 5);
      const [x, y, z] = pointAt(places.form, [places.across[i], places.forward[i]]);
      expect(Math.hypot(x - places.xMm[i], y - places.yMm[i], z - places.zMm[i])).toBeLessThan(0.01);
    }
  });
  test('candidates stand for areas that add up to the skin of the head', () => {
    const places = on(STRETCHED);
    const counted = places.areaFactor.reduce((sum, factor) => sum + factor, 0) / places.perCm2;
    expect(Math.abs(counted / (headAreaMm2(STRETCHED, true) / 100) - 1)).toBeLessThan(0.002);
  });
  test('every candidate is in one cell, within its ball and its bounds', () => {
    const { cells, xMm, yMm, zMm, across, forward, count } = on(STRETCHED);
    const times = new Uint8Array(count);
    for (let k = 0; k < cells.count; k++) {
      const [x, y, z, radius] = cells.ballMm.subarray(4 * k, 4 * k + 4);
      const [left, right, back, front] = cells.boundsDeg.subarray(4 * k, 4 * k + 4);
      for (let s = cells.start[k]; s < cells.start[k + 1]; s++) {
        const i = cells.number[s];
        times[i]++;
        if (Math.hypot(xMm[i] - x, yMm[i] - y, zMm[i] - z) > radius + 1e-3) throw new Error(`candidate ${i} is outside its ball`);
        if (across[i] < left || across[i] > right || forward[i] < back || forward[i] > front) throw new Error(`${i} is out of bounds`);
      }
    }
    expect(times.every((n) => n === 1)).toBe(true);
  });
  test('two heads share what depends on neither, and each is as if it were alone', () => {
    const shared = finish(candidatePlaceSteps(candidates, 1));
    const places = HEADS.map((halfAxesMm) => finish(placingSteps(shared, headForm(halfAxesMm, 'standard'))));
    expect(places[0].across).toBe(places[1].across);
    for (const [k, halfAxesMm] of HEADS.entries()) {
      const alone = on(halfAxesMm);
      for (const name of ['xMm', 'ny', 'areaFactor', 'forward'] as const)
        expect(Buffer.compare(Buffer.from(places[k][name].buffer), Buffer.from(alone[name].buffer)), name).toBe(0);
      expect(places[k].cells.ballMm).toEqual(alone.cells.ballMm);
    }
  });
  test('seeds are mirrored or not; the same seed the same', () => {
    const set = (seed: number) => on(STRETCHED, seed).xMm.slice(0, 500).join();
    expect(set(1)).toBe(set(1));
    expect(new Set([0, 1, 2, 3, 4, 5].map(set)).size).toBe(2);
  });
});

describe('heads of other sizes', () => {
  const axis = fc.double({ min: 30, max: 200, noNaN: true });
  const axes = fc.tuple(axis, axis, axis);
  test('the canonical set serves heads within 12 % on every axis', () => {
    const near = fc.double({ min: 0.881, max: 1.119, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(near, near, near), (share) => {
        const head = share.map((s, k) => s * CANONICAL_HALF_AXES_MM[k]) as unknown as HalfAxesMm;
        expect(sampledHalfAxes(head)).toEqual([...CANONICAL_HALF_AXES_MM]);
      }),
    );
  });
  test('every head is within 12 % of the one it is sampled on, and that one is its own', () => {
    fc.assert(
      fc.property(axes, (head) => {
        const sampled = sampledHalfAxes(head);
        for (let k = 0; k < 3; k++) expect(Math.abs(head[k] / sampled[k] - 1)).toBeLessThan(0.12 + 1e-9);
        expect(sampledHalfAxes(sampled)).toEqual(sampled);
      }),
    );
  });
});

/* The head under its camera: there and back between photo and scalp, the silhouette, the turn of the head. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newProject } from '../../../src/core/consultation/schema.ts';
import { radiusAt } from '../../../src/core/scalp/head-shape.ts';
import { rotationAngles, rotationMatrix } from '../../../src/core/scalp/rotation.ts';
import { ASSUMED_DISTANCE_MM, type CameraAndHead, headSurface, projectSurface } from '../../../src/core/scalp/surface.ts';

fc.configureGlobal({ seed: 1 });

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const halfAxis = within(60, 120);
const angle = within(-3, 3);
/** A head wholly in front of a camera 0.45 to 2 m away. */
const views = fc
  .record({
    pxPerMm: within(2, 20),
    distanceMm: within(450, 2000),
    halfAxesMm: fc.tuple(halfAxis, halfAxis, halfAxis),
    rotationRad: fc.tuple(within(-0.8, 1.6), angle, within(-0.6, 0.6)),
    centre: fc.tuple(within(0.3, 0.7), within(0.3, 0.7)),
    shape: fc.constantFrom('standard' as const, 'ellipsoid' as const),
    squeeze: fc.constantFrom(undefined, 0.75, 4 / 3),
  })
  .map(
    ({ pxPerMm, distanceMm, halfAxesMm, rotationRad, centre, shape, squeeze }): CameraAndHead => ({
      widthPx: Math.round(300 * pxPerMm),
      heightPx: Math.round(400 * pxPerMm),
      pxPerMm,
      focalPx: pxPerMm * distanceMm,
      head: { centrePx: [centre[0] * 300 * pxPerMm, centre[1] * 400 * pxPerMm], halfAxesMm, rotationRad, shape, squeeze },
    }),
  );

describe('there and back', () => {
  test('a photo point on the head projects back to itself, lies on the head and faces the camera', () => {
    fc.assert(
      fc.property(views, within(-1, 1), within(-1, 1), (view, u, v) => {
        const surface = headSurface(view);
        const [x, y] = [view.head.centrePx[0] + u * 90 * view.pxPerMm, view.head.centrePx[1] + v * 90 * view.pxPerMm];
        const p = surface.hit(x, y);
        if (!p) return;
        const [bx, by] = surface.project(p.xMm, p.yMm, p.zMm);
        expect(Math.hypot(bx - x, by - y)).toBeLessThan(1e-5);
        const R = surface.rotation;
        const e = [p.xMm - surface.centreMm[0], p.yMm - surface.centreMm[1], p.zMm - surface.centreMm[2]];
        const h = [0, 1, 2].map((k) => (R[k] * e[0] + R[3 + k] * e[1] + R[6 + k] * e[2]) / surface.halfAxesMm[k]);
        const radius = Math.hypot(...h);
        const rho = new Float64Array(4);
        radiusAt(surface.shaped, h[0] / radius, h[1] / radius, h[2] / radius, rho);
        expect(radius).toBeCloseTo(rho[0], 8);
        const back = surface.at(...surface.directionOf(p.xMm, p.yMm, p.zMm));
        expect(Math.hypot(back.xMm - p.xMm, back.yMm - p.yMm, back.zMm - p.zMm)).toBeLessThan(1e-6);
        expect(Math.hypot(p.nx, p.ny, p.nz)).toBeCloseTo(1, 12);
        const range = Math.hypot(p.xMm, p.yMm, p.zMm);
        expect(-(p.nx * p.xMm + p.ny * p.yMm + p.nz * p.zMm) / range).toBeCloseTo(p.cosTheta, 10);
        expect(p.cosTheta).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test('the normal is square to the skin: steps along the skin leave it', () => {
    fc.assert(
      fc.property(views, within(-0.5, 0.5), within(-0.5, 0.5), (view, u, v) => {
        const surface = headSurface(view);
        const [x, y] = [view.head.centrePx[0] + u * 50 * view.pxPerMm, view.head.centrePx[1] + v * 50 * view.pxPerMm];
        const p = surface.hit(x, y);
        if (!p || p.cosTheta < 0.3) return;
        for (const [dx, dy] of [
          [0.01, 0],
          [0, 0.01],
        ]) {
          const [q, r] = [surface.hit(x + dx, y + dy), surface.hit(x - dx, y - dy)];
          if (!q || !r) continue;
          const step = [q.xMm - r.xMm, q.yMm - r.yMm, q.zMm - r.zMm];
          expect(Math.abs((step[0] * p.nx + step[1] * p.ny + step[2] * p.nz) / Math.hypot(...step))).toBeLessThan(1e-4);
        }
      }),
    );
  });
  test("the head's centre projects to where the project says, at focal length over scale", () => {
    fc.assert(
      fc.property(views, (view) => {
        const surface = headSurface(view);
        const [x, y] = surface.project(...surface.centreMm);
        expect(x).toBeCloseTo(view.head.centrePx[0], 6);
        expect(y).toBeCloseTo(view.head.centrePx[1], 6);
        expect(surface.centreMm[2]).toBeCloseTo((view.focalPx as number) / view.pxPerMm, 6);
      }),
    );
  });
});

describe('silhouette', () => {
  test('its points are tangent: the head is hit just inside and missed just outside', () => {
    fc.assert(
      fc.property(views, (view) => {
        const surface = headSurface(view);
        const rim = surface.outlinePx(36);
        expect(rim).toHaveLength(36);
        const middle = view.head.centrePx;
        const wrong: [number, number][] = [];
        for (const [x, y] of rim) {
          const at = (t: number) => surface.hit(middle[0] + t * (x - middle[0]), middle[1] + t * (y - middle[1]));
          if (at(1 + 1e-6) || !at(1 - 1e-5) || !(Math.abs(surface.missMm(x, y)) < 0.01)) wrong.push([x, y]);
        }
        expect(wrong).toEqual([]);
      }),
    );
  });
  test('a ball seen from afar has the outline of its own radius; from near a larger one', () => {
    const ball = (distanceMm: number) =>
      headSurface({
        widthPx: 1000,
        heightPx: 1000,
        pxPerMm: 5,
        focalPx: 5 * distanceMm,
        head: { centrePx: [500, 500], halfAxesMm: [80, 80, 80], rotationRad: [0.3, 0.2, 0.1], shape: 'ellipsoid' },
      }).outlinePx(8)[0];
    const radius = ([x, y]: readonly [number, number]) => Math.hypot(x - 500, y - 500);
    expect(radius(ball(1e6))).toBeCloseTo(400, 3);
    expect(radius(ball(400))).toBeCloseTo(400 / Math.sqrt(1 - 0.04), 6);
  });
});

describe('rotation', () => {
  test('angles and matrix are there and back', () => {
    fc.assert(
      fc.property(within(-3.1, 3.1), within(-1.5, 1.5), within(-3.1, 3.1), (a, b, c) => {
        const back = rotationAngles(rotationMatrix([a, b, c]));
        [a, b, c].forEach((x, i) => {
          expect(back[i]).toBeCloseTo(x, 8);
        });
      }),
    );
  });
  test('any angles give a right-handed rotation, and the same matrix back', () => {
    fc.assert(
      fc.property(within(-20, 20), within(-20, 20), within(-20, 20), (a, b, c) => {
        const m = rotationMatrix([a, b, c]);
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) expect(m[i] * m[j] + m[3 + i] * m[3 + j] + m[6 + i] * m[6 + j]).toBeCloseTo(i === j ? 1 : 0, 10);
        const det = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
        expect(det).toBeCloseTo(1, 10);
        if (Math.abs(m[6]) > 0.9999) return;
        rotationMatrix(rotationAngles(m)).forEach((x, i) => {
          expect(x).toBeCloseTo(m[i], 6);
        });
      }),
    );
  });
  test('R = Rz(c) Ry(b) Rx(a): x turns y to z, y turns z to x, z turns x to y', () => {
    const turn = Math.PI / 2;
    const times = (m: number[], v: number[]) =>
      [0, 1, 2].map((i) => Math.round(m[3 * i] * v[0] + m[3 * i + 1] * v[1] + m[3 * i + 2] * v[2]) + 0);
    expect(times(rotationMatrix([turn, 0, 0]), [0, 1, 0])).toEqual([0, 0, 1]);
    expect(times(rotationMatrix([0, turn, 0]), [0, 0, 1])).toEqual([1, 0, 0]);
    expect(times(rotationMatrix([0, 0, turn]), [1, 0, 0])).toEqual([0, 1, 0]);
    expect(times(rotationMatrix([turn, 0, turn]), [1, 0, 0])).toEqual([0, 1, 0]);
    expect(times(rotationMatrix([turn, turn, 0]), [0, 1, 0])).toEqual([1, 0, 0]);
  });
});

test('without a focal length the head is taken to be 0.7 m away; without scale or head there is no surface', () => {
  const project = newProject({ name: '', widthPx: 900, heightPx: 1200 });
  expect(projectSurface(project)).toBeNull();
  const scale = { pxPerMm: 5, method: 'tape', sdShare: 0.01 } as const;
  expect(projectSurface({ ...project, scale })).toBeNull();
  const head = {
    centrePx: [450, 500] as const,
    halfAxesMm: [77, 79, 92] as [number, number, number],
    rotationRad: [0, 0, 0] as [number, number, number],
  };
  expect(projectSurface({ ...project, scale, head })?.centreMm[2]).toBeCloseTo(ASSUMED_DISTANCE_MM, 9);
  expect(projectSurface({ ...project, scale, head, camera: { focalPx: 6000 } })?.centreMm[2]).toBeCloseTo(1200, 9);
});

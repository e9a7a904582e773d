/*
 * Places on the scalp as an anatomist names them, whichever side the photo shows: a map about the vertex, degrees across (to the
 * subject's left) and forward (to the face), azimuthal equidistant in the ellipsoid's unit sphere. The same place has the same two
 * numbers on every head and in every view.
 */
import type { PhotoPx } from '../project/schema.ts';
import type { Surface } from './surface.ts';

/** From where the head is seen. A head found by its face is always 'face'; one found by its outline alone faces the camera in name only. */
export const HEAD_VIEWS = ['face', 'back', 'top', 'top-from-behind', 'left', 'right'] as const;
export type HeadView = (typeof HEAD_VIEWS)[number];

/** For each view the anatomical axes (to the subject's left, down, to the back) as signed axes 1, 2, 3 of the fitted head. */
const AXES: Record<HeadView, readonly [number, number, number]> = {
  face: [1, 2, 3],
  back: [-1, 2, -3],
  // the face at the picture's foot, and at its head
  top: [1, 3, -2],
  'top-from-behind': [-1, 3, 2],
  // the subject's left side looks at the picture's left, the right side at its right
  left: [-3, 2, 1],
  right: [3, 2, -1],
};

/** Degrees on the map about the vertex. */
export type MapDeg = readonly [acrossDeg: number, forwardDeg: number];

/** mm on the scalp for a degree of the map, on a head of these half-axes. */
export const mmPerDeg = (halfAxesMm: readonly [number, number, number]) =>
  ((halfAxesMm[0] + halfAxesMm[1] + halfAxesMm[2]) * Math.PI) / 540;

export interface HeadMap {
  /** the place under a photo pixel and the cosine of its tilt, or null off the head */
  at(xPx: number, yPx: number): { place: MapDeg; cosTheta: number } | null;
  /** where a place shows in the photo, or null where the head hides it */
  toPhoto(place: MapDeg): PhotoPx | null;
}

/** A place of the ellipsoid and the skin there may be this far apart; what is farther lies behind the head's edge, mm. */
const SEEN_MM = 10;

export function headMap(surface: Surface, view: HeadView = 'face'): HeadMap {
  const { rotation: R, halfAxesMm, centreMm } = surface;
  const axes = AXES[view];
  return {
    at(xPx, yPx) {
      const hit = surface.hit(xPx, yPx);
      if (!hit) return null;
      const d = [hit.xMm - centreMm[0], hit.yMm - centreMm[1], hit.zMm - centreMm[2]];
      const u = [0, 1, 2].map((k) => (R[k] * d[0] + R[3 + k] * d[1] + R[6 + k] * d[2]) / halfAxesMm[k]);
      const [across, down, back] = axes.map((k) => Math.sign(k) * u[Math.abs(k) - 1]);
      const len = Math.hypot(across, down, back) || 1;
      const fromVertexDeg = (Math.acos(Math.max(-1, Math.min(1, -down / len))) * 180) / Math.PI;
      const flat = Math.hypot(across, back) || 1;
      return { place: [(fromVertexDeg * across) / flat, (-fromVertexDeg * back) / flat], cosTheta: hit.cosTheta };
    },
    toPhoto([acrossDeg, forwardDeg]) {
      const fromVertexDeg = Math.hypot(acrossDeg, forwardDeg);
      const s = Math.sin((fromVertexDeg * Math.PI) / 180) / (fromVertexDeg || 1);
      const place = [acrossDeg * s, -Math.cos((fromVertexDeg * Math.PI) / 180), -forwardDeg * s];
      const h = [0, 0, 0];
      for (const [i, k] of axes.entries()) h[Math.abs(k) - 1] = Math.sign(k) * place[i] * halfAxesMm[Math.abs(k) - 1];
      const p = [0, 1, 2].map((k) => R[3 * k] * h[0] + R[3 * k + 1] * h[1] + R[3 * k + 2] * h[2] + centreMm[k]);
      const px = surface.project(p[0], p[1], p[2]);
      const hit = surface.hit(px[0], px[1]);
      return hit && Math.hypot(hit.xMm - p[0], hit.yMm - p[1], hit.zMm - p[2]) < SEEN_MM ? px : null;
    },
  };
}

/*
 * Places on the scalp as an anatomist names them, whichever side the photo shows: a map about the vertex, degrees across (to the
 * subject's left) and forward (to the face), azimuthal equidistant in the head's directions. The same place has the same two
 * numbers on every head and in every view.
 */
import type { PhotoPx } from '../project/schema.ts';
import type { Surface } from './surface.ts';

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

/** What the ray meets this much before a place hides it, mm. */
const HIDDEN_MM = 2;

export function headMap(surface: Surface): HeadMap {
  return {
    at(xPx, yPx) {
      const hit = surface.hit(xPx, yPx);
      if (!hit) return null;
      const [across, down, back] = surface.directionOf(hit.xMm, hit.yMm, hit.zMm);
      const fromVertexDeg = (Math.acos(Math.max(-1, Math.min(1, -down))) * 180) / Math.PI;
      const flat = Math.hypot(across, back) || 1;
      return { place: [(fromVertexDeg * across) / flat, (-fromVertexDeg * back) / flat], cosTheta: hit.cosTheta };
    },
    toPhoto([acrossDeg, forwardDeg]) {
      const fromVertexDeg = Math.hypot(acrossDeg, forwardDeg);
      const s = Math.sin((fromVertexDeg * Math.PI) / 180) / (fromVertexDeg || 1);
      const p = surface.at(acrossDeg * s, -Math.cos((fromVertexDeg * Math.PI) / 180), -forwardDeg * s);
      const px = surface.project(p.xMm, p.yMm, p.zMm);
      const hit = surface.hit(px[0], px[1]);
      return hit && Math.hypot(hit.xMm - p.xMm, hit.yMm - p.yMm, hit.zMm - p.zMm) < HIDDEN_MM ? px : null;
    },
  };
}

/** The face looks towards the camera, be it from the side. */
export const showsFace = ({ rotation }: Surface) => rotation[8] > 0.3;

/*
 * Places on the scalp as an anatomist names them, whichever side the photo shows: a map about the vertex, degrees across (to the
 * subject's left) and forward (to the face), azimuthal equidistant in the head's directions. The same place has the same two
 * numbers on every head and in every view.
 */
import type { PhotoPx } from '../consultation/schema.ts';
import type { Surface } from './surface.ts';

/** Degrees on the map about the vertex. */
export type MapDeg = readonly [acrossDeg: number, forwardDeg: number];

/** mm on the scalp for a degree of the map, on a head of these half-axes. */
export const mmPerDeg = (halfAxesMm: readonly [number, number, number]) =>
  ((halfAxesMm[0] + halfAxesMm[1] + halfAxesMm[2]) * Math.PI) / 540;

export interface HeadMap {
  /** the place under a photo pixel and the cosine of its tilt, or null off the head */
  at(xPx: number, yPx: number): { place: MapDeg; cosTheta: number } | null;
  /** height of a place above the head's middle along its upright axis, mm */
  upMm(place: MapDeg): number;
  /** the place on the face's side of the head this far to the subject's left of its middle and above it, mm; where the head is not as high, its top */
  frontAt(asideMm: number, upMm: number): MapDeg;
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
      return { place: placeOf(across, down, back), cosTheta: hit.cosTheta };
    },
    upMm(place) {
      return upOf(surface, placeOn(surface, place));
    },
    frontAt(asideMm, upMm) {
      const [a, b] = surface.halfAxesMm;
      // the head's shape lies a little over its ellipsoid: found by going round a few times
      let [across, down] = [asideMm / a, -upMm / b];
      for (let k = 0; k < 12; k++) {
        const rest = 1 - across * across - down * down;
        const p = surface.at(across, down, -Math.sqrt(Math.max(1e-4, rest)));
        across += (asideMm - asideOf(surface, p)) / a;
        down -= (upMm - upOf(surface, p)) / b;
        // what lies above the head there is laid on its top
        across = Math.min(0.9, Math.max(-0.9, across));
        down = Math.max(down, -Math.sqrt(0.96 - across * across));
      }
      return placeOf(across, down, -Math.sqrt(Math.max(0, 1 - across * across - down * down)));
    },
    toPhoto(place) {
      const p = placeOn(surface, place);
      const px = surface.project(p.xMm, p.yMm, p.zMm);
      const hit = surface.hit(px[0], px[1]);
      return hit && Math.hypot(hit.xMm - p.xMm, hit.yMm - p.yMm, hit.zMm - p.zMm) < HIDDEN_MM ? px : null;
    },
  };
}

/** A place of the map from a direction in the head's axes. */
function placeOf(across: number, down: number, back: number): MapDeg {
  const fromVertexDeg = (Math.acos(Math.max(-1, Math.min(1, -down))) * 180) / Math.PI;
  const flat = Math.hypot(across, back) || 1;
  return [(fromVertexDeg * across) / flat, (-fromVertexDeg * back) / flat];
}
type HeadPoint = ReturnType<Surface['at']>;
/** mm to the subject's left of the head's middle, and above it along its upright axis. */
const asideOf = ({ rotation: R, centreMm: c }: Surface, p: HeadPoint) =>
  R[0] * (p.xMm - c[0]) + R[3] * (p.yMm - c[1]) + R[6] * (p.zMm - c[2]);
const upOf = ({ rotation: R, centreMm: c }: Surface, p: HeadPoint) =>
  -(R[1] * (p.xMm - c[0]) + R[4] * (p.yMm - c[1]) + R[7] * (p.zMm - c[2]));

/** A place of the map on the head, mm in the camera's frame. */
function placeOn(surface: Surface, [acrossDeg, forwardDeg]: MapDeg) {
  const fromVertexDeg = Math.hypot(acrossDeg, forwardDeg);
  const s = Math.sin((fromVertexDeg * Math.PI) / 180) / (fromVertexDeg || 1);
  return surface.at(acrossDeg * s, -Math.cos((fromVertexDeg * Math.PI) / 180), -forwardDeg * s);
}

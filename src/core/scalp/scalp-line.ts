/*
 * A line on the map as a curve on the scalp, for distances to it in mm (chords). Segments are kept in groups with bounding spheres, so that
 * a query skips distant ones.
 */
import type { HeadForm } from './head-form.ts';
import { type MapDeg, pointAt } from './head-map.ts';

const GROUP = 8;
/** Beyond rounding. */
const CLEARLY = 1 + 1e-9;
/** Groups of segments of one line. */
export type Groups = readonly number[];

export interface ScalpLine {
  /**
   * mm from a scalp point in the head's frame to the line, at most `limitMm`; sets `nearest` to the nearest place of the line.
   * @param groups result of `near` for a ball that contains the query
   */
  distanceMm(xMm: number, yMm: number, zMm: number, limitMm: number, groups?: Groups): number;
  /** groups of segments that may lie within a ball; null if none */
  near(xMm: number, yMm: number, zMm: number, radiusMm: number): Groups | null;
  /** degrees on the map */
  nearest: { across: number; forward: number };
  lengthMm: number;
}

/** @param keep called with each segment's mid-point; false leaves the segment out */
export function scalpLine(
  places: readonly MapDeg[],
  form: HeadForm,
  keep: (acrossDeg: number, forwardDeg: number) => boolean = () => true,
): ScalpLine {
  const points = places.map((place) => pointAt(form, place));
  const segments: number[] = [];
  let lengthMm = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const p = points[i];
    const q = points[i + 1];
    const [x0, y0] = places[i];
    const [x1, y1] = places[i + 1];
    if (!keep((x0 + x1) / 2, (y0 + y1) / 2)) continue;
    segments.push(...p, ...q, x0, y0, x1, y1);
    lengthMm += Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  }
  const S = Float64Array.from(segments);
  const count = S.length / 10;
  const groups = Math.ceil(count / GROUP);
  const sphere = new Float64Array(groups * 4);
  for (let g = 0; g < groups; g++) {
    let cx = 0;
    let cy = 0;
    let cz = 0;
    const from = g * GROUP;
    const to = Math.min(count, from + GROUP);
    for (let s = from; s < to; s++) {
      cx += (S[s * 10] + S[s * 10 + 3]) / 2;
      cy += (S[s * 10 + 1] + S[s * 10 + 4]) / 2;
      cz += (S[s * 10 + 2] + S[s * 10 + 5]) / 2;
    }
    cx /= to - from;
    cy /= to - from;
    cz /= to - from;
    let r = 0;
    for (let s = from; s < to; s++)
      for (const k of [0, 3]) r = Math.max(r, Math.hypot(S[s * 10 + k] - cx, S[s * 10 + k + 1] - cy, S[s * 10 + k + 2] - cz));
    sphere.set([cx, cy, cz, r], g * 4);
  }
  const nearest = { across: 0, forward: 0 };
  const all = Array.from({ length: groups }, (_, g) => g);
  /** segment that was nearest to the last place, most likely to this one too */
  let last = -1;
  /** of the last segment that was measured to: where on it, 0..1. A number that functions share would be put in a new box each time it is set. */
  const at = new Float64Array(1);
  const squareTo = (s: number, x: number, y: number, z: number): number => {
    const o = s * 10;
    const ex = S[o + 3] - S[o];
    const ey = S[o + 4] - S[o + 1];
    const ez = S[o + 5] - S[o + 2];
    const len2 = ex * ex + ey * ey + ez * ez;
    const along = len2 > 0 ? ((x - S[o]) * ex + (y - S[o + 1]) * ey + (z - S[o + 2]) * ez) / len2 : 0;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    at[0] = t;
    const rx = S[o] + t * ex - x;
    const ry = S[o + 1] + t * ey - y;
    const rz = S[o + 2] + t * ez - z;
    return rx * rx + ry * ry + rz * rz;
  };
  const distanceMm = (x: number, y: number, z: number, limitMm: number, among: Groups = all) => {
    let best = limitMm;
    let best2 = limitMm * limitMm;
    // what is farther away need not be measured; a little more, since equal distances count as before
    let most = limitMm;
    if (last >= 0 && among.includes(Math.floor(last / GROUP))) most = Math.min(most, Math.sqrt(squareTo(last, x, y, z)) * CLEARLY);
    for (const g of among) {
      const dx = sphere[g * 4] - x;
      const dy = sphere[g * 4 + 1] - y;
      const dz = sphere[g * 4 + 2] - z;
      const reach = Math.min(best, most) + sphere[g * 4 + 3];
      if (dx * dx + dy * dy + dz * dz > reach * reach) continue;
      const to = Math.min(count, (g + 1) * GROUP);
      for (let s = g * GROUP; s < to; s++) {
        const d2 = squareTo(s, x, y, z);
        if (d2 < best2) {
          best2 = d2;
          best = Math.sqrt(d2);
          last = s;
          const o = s * 10;
          nearest.across = S[o + 6] + at[0] * (S[o + 8] - S[o + 6]);
          nearest.forward = S[o + 7] + at[0] * (S[o + 9] - S[o + 7]);
        }
      }
    }
    return best;
  };
  const near = (x: number, y: number, z: number, radiusMm: number): Groups | null => {
    const within = all.filter((g) => {
      const reach = radiusMm + sphere[g * 4 + 3];
      return (sphere[g * 4] - x) ** 2 + (sphere[g * 4 + 1] - y) ** 2 + (sphere[g * 4 + 2] - z) ** 2 < reach * reach;
    });
    return within.length && distanceMm(x, y, z, radiusMm, within) < radiusMm ? within : null;
  };
  return { distanceMm, near, nearest, lengthMm };
}

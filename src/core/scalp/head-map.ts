/*
 * The map of the scalp, independent of any photo: degrees about the vertex, across (to the subject's left) and forward (to the face). It is
 * azimuthal equidistant in the head's directions. The same place has the same two numbers on every head and in every view. The map's edge,
 * 180 degrees from the vertex, lies below the neck.
 */
import { type HeadForm, type HeadVector, pointToward } from './head-form.ts';

/** Degrees on the map about the vertex. */
export type MapDeg = readonly [acrossDeg: number, forwardDeg: number];

const DEGREES = 180 / Math.PI;

/** mm on the scalp per degree of the map, measured away from the vertex, on a head of these half-axes. */
export const mmPerDeg = (halfAxesMm: readonly [number, number, number]) => (halfAxesMm[0] + halfAxesMm[1] + halfAxesMm[2]) / (3 * DEGREES);

/** A place of the map as a unit direction in the head's axes. */
export function directionAt([acrossDeg, forwardDeg]: MapDeg): HeadVector {
  const fromVertexDeg = Math.hypot(acrossDeg, forwardDeg);
  const s = Math.sin(fromVertexDeg / DEGREES) / (fromVertexDeg || 1);
  return [acrossDeg * s, -Math.cos(fromVertexDeg / DEGREES), -forwardDeg * s];
}
/** The place of the map in a unit direction of the head's axes. */
export function placeToward([across, down, back]: HeadVector): MapDeg {
  const fromVertexDeg = Math.acos(Math.max(-1, Math.min(1, -down))) * DEGREES;
  const flat = Math.sqrt(across * across + back * back) || 1;
  return [(fromVertexDeg * across) / flat, (-fromVertexDeg * back) / flat];
}
export const pointAt = (form: HeadForm, place: MapDeg): HeadVector => pointToward(form, directionAt(place));
export const mirrored = ([acrossDeg, forwardDeg]: MapDeg): MapDeg => [-acrossDeg, forwardDeg];

/** mm on the head from one place to near ones, by the local scale of the map: around the vertex a degree gets shorter with distance from it. */
export function nearMm(form: HeadForm, at: MapDeg): (to: MapDeg) => [awayMm: number, aroundMm: number] {
  const perDeg = mmPerDeg(form.halfAxesMm);
  const fromVertexDeg = Math.hypot(at[0], at[1]);
  if (fromVertexDeg < 1e-6) return (to) => [(to[0] - at[0]) * perDeg, (to[1] - at[1]) * perDeg];
  const [ox, oy] = [at[0] / fromVertexDeg, at[1] / fromVertexDeg];
  const around = (Math.sin(fromVertexDeg / DEGREES) * DEGREES) / fromVertexDeg;
  return (to) => {
    const [dx, dy] = [to[0] - at[0], to[1] - at[1]];
    return [(dx * ox + dy * oy) * perDeg, (dy * ox - dx * oy) * perDeg * around];
  };
}

/** Height of a place above the head's centre along its upright axis, mm. */
export const upMm = (form: HeadForm, place: MapDeg): number => -pointAt(form, place)[1];

/** The place on the front of the head this far to the subject's left of its centre and above it, mm; if the head is not that high, a place on top of it. */
export function frontAt(form: HeadForm, asideMm: number, aboveMm: number): MapDeg {
  const [a, b] = form.halfAxesMm;
  // the head's shape differs a little from its ellipsoid: iterate
  let [across, down] = [asideMm / a, -aboveMm / b];
  for (let k = 0; k < 12; k++) {
    const rest = 1 - across * across - down * down;
    const p = pointToward(form, [across, down, -Math.sqrt(Math.max(1e-4, rest))]);
    across += (asideMm - p[0]) / a;
    down += (-aboveMm - p[1]) / b;
    // clamp points above the head to its top
    across = Math.min(0.9, Math.max(-0.9, across));
    down = Math.max(down, -Math.sqrt(0.96 - across * across));
  }
  return placeToward([across, down, -Math.sqrt(Math.max(0, 1 - across * across - down * down))]);
}

/*
 * How high a hairline runs above the glabella, in mm along the head's own mid-line, and whether its corners drop below its middle.
 * Without landmarks the glabella is taken where it lies on a mean head: an estimate, with its error.
 */
import type { Point } from '../math/curve.ts';
import type { Surface } from './surface.ts';

/** Glabella on the ellipsoid, as a share of the half-height below its centre. assumed: gives 73 mm to the trichion of the rendered heads. */
const GLABELLA_UY = 0.16;
/** assumed: spread of the glabella's place over heads, and of the placed ellipsoid. */
export const HEIGHT_SD_MM = 8;

export interface HairlineHeight {
  /** mid-point above the glabella, mm */
  midMm: number;
  sdMm: number;
  /** the higher of the two corners over the mid-point, mm; negative where corners are lower */
  cornerAboveMidMm: number;
}

/** Height of a line of photo points, or null where it does not cross the face's mid-line in this view. */
export function hairlineHeight(curvePx: readonly Point[], surface: Surface): HairlineHeight | null {
  const [a, b, c] = surface.halfAxesMm;
  const R = surface.rotation;
  const units: [number, number, number][] = [];
  for (const [x, y] of curvePx) {
    const hit = surface.hit(x, y);
    if (!hit) continue;
    const d = [hit.xMm - surface.centreMm[0], hit.yMm - surface.centreMm[1], hit.zMm - surface.centreMm[2]];
    units.push([0, 1, 2].map((k) => (R[k] * d[0] + R[3 + k] * d[1] + R[6 + k] * d[2]) / [a, b, c][k]) as [number, number, number]);
  }
  let mid: [number, number, number] | null = null;
  for (const u of units) if (u[2] < 0.2 && Math.abs(u[0]) < 0.12 && (!mid || Math.abs(u[0]) < Math.abs(mid[0]))) mid = u;
  if (!mid) return null;
  const from = Math.asin(GLABELLA_UY);
  const to = Math.atan2(mid[1], -mid[2]);
  let midMm = 0;
  for (let i = 0; i < 64; i++) {
    const t = from + ((to - from) * (i + 0.5)) / 64;
    midMm += Math.hypot(b * Math.cos(t), c * Math.sin(t)) * (Math.abs(from - to) / 64);
  }
  const corners = [-1, 1].map((side) =>
    Math.max(...units.filter((u) => u[0] * side > 0.35 && u[0] * side < 0.85).map((u) => -u[1] * b), Number.NEGATIVE_INFINITY),
  );
  const cornerMm = Math.max(...corners.filter(Number.isFinite), Number.NEGATIVE_INFINITY);
  return { midMm: to > from ? -midMm : midMm, sdMm: HEIGHT_SD_MM, cornerAboveMidMm: Number.isFinite(cornerMm) ? cornerMm + mid[1] * b : 0 };
}

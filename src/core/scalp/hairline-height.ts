/*
 * How high a hairline runs above the glabella, in mm along the head's own mid-line, and whether its corners drop below its middle.
 * Without landmarks the glabella is taken where it lies on a mean head: an estimate, with its error.
 */
import type { Point } from '../math/curve.ts';
import type { Surface } from './surface.ts';

/** Sine of the glabella's direction below the head's level. assumed: gives 73 mm to the trichion of the rendered heads. */
const GLABELLA_UY = 0.19;
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
  const R = surface.rotation;
  const [cx, cy, cz] = surface.centreMm;
  /** direction in head axes, and mm above the head's centre along its upright axis */
  const units: [number, number, number, number][] = [];
  for (const [x, y] of curvePx) {
    const hit = surface.hit(x, y);
    if (!hit) continue;
    const upMm = -(R[1] * (hit.xMm - cx) + R[4] * (hit.yMm - cy) + R[7] * (hit.zMm - cz));
    units.push([...surface.directionOf(hit.xMm, hit.yMm, hit.zMm), upMm]);
  }
  let mid: [number, number, number, number] | null = null;
  for (const u of units) if (u[2] < 0.2 && Math.abs(u[0]) < 0.12 && (!mid || Math.abs(u[0]) < Math.abs(mid[0]))) mid = u;
  if (!mid) return null;
  const from = Math.asin(GLABELLA_UY);
  const to = Math.atan2(mid[1], -mid[2]);
  let midMm = 0;
  let before = surface.at(0, Math.sin(from), -Math.cos(from));
  for (let i = 1; i <= 64; i++) {
    const t = from + ((to - from) * i) / 64;
    const here = surface.at(0, Math.sin(t), -Math.cos(t));
    midMm += Math.hypot(here.xMm - before.xMm, here.yMm - before.yMm, here.zMm - before.zMm);
    before = here;
  }
  const corners = [-1, 1].map((side) =>
    Math.max(...units.filter((u) => u[0] * side > 0.35 && u[0] * side < 0.85).map((u) => u[3]), Number.NEGATIVE_INFINITY),
  );
  const cornerMm = Math.max(...corners.filter(Number.isFinite), Number.NEGATIVE_INFINITY);
  return { midMm: to > from ? -midMm : midMm, sdMm: HEIGHT_SD_MM, cornerAboveMidMm: Number.isFinite(cornerMm) ? cornerMm - mid[3] : 0 };
}

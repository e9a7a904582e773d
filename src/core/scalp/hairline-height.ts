/*
 * How high a hairline runs above the glabella, in mm along the head's own mid-line, and whether its corners drop below its middle.
 * Where the face was found its glabella is laid on the head; else it is taken where it lies on a mean head: an estimate, with its error.
 */
import type { Point } from '../math/curve.ts';
import type { PhotoPx } from '../project/schema.ts';
import type { Surface } from './surface.ts';

/** Glabella on the ellipsoid, as a share of the half-height below its centre. assumed: gives 73 mm to the trichion of the rendered heads. */
const GLABELLA_UY = 0.16;
/** assumed: spread of the glabella's place over heads, and of the placed ellipsoid. */
export const HEIGHT_SD_MM = 8;
/** The same with the glabella found in the photo: within 4 mm on the rendered heads. assumed: no worse on others. */
const SEEN_SD_MM = 4;

export interface HairlineHeight {
  /** mid-point above the glabella, mm */
  midMm: number;
  sdMm: number;
  /** from the glabella in the photo, or from where a mean head has it */
  from: 'face' | 'head';
  /** the higher of the two corners over the mid-point, mm; negative where corners are lower */
  cornerAboveMidMm: number;
}

type Unit = [number, number, number];
/** A photo point in the head's unit sphere, or null off the head. */
export function unitAt(surface: Surface, [xPx, yPx]: Point): Unit | null {
  const hit = surface.hit(xPx, yPx);
  if (!hit) return null;
  const R = surface.rotation;
  const d = [hit.xMm - surface.centreMm[0], hit.yMm - surface.centreMm[1], hit.zMm - surface.centreMm[2]];
  return [0, 1, 2].map((k) => (R[k] * d[0] + R[3 + k] * d[1] + R[6 + k] * d[2]) / surface.halfAxesMm[k]) as Unit;
}

/** The glabella as an angle on the head's mid-line: 0 at the face, a quarter turn at the chin. */
function glabellaAngle(surface: Surface, glabellaPx: PhotoPx | null): { rad: number; seen: boolean } {
  const seen = glabellaPx && unitAt(surface, glabellaPx);
  return seen && seen[2] < 0 ? { rad: Math.atan2(seen[1], -seen[2]), seen: true } : { rad: Math.asin(GLABELLA_UY), seen: false };
}

/** The angle on the mid-line that lies `heightMm` above the glabella. */
export function angleAbove(surface: Surface, heightMm: number, glabellaPx: PhotoPx | null): number {
  const [, b, c] = surface.halfAxesMm;
  const step = -0.002;
  let rad = glabellaAngle(surface, glabellaPx).rad;
  for (let mm = 0; mm < heightMm && rad > -Math.PI / 2; rad += step) mm -= Math.hypot(b * Math.cos(rad), c * Math.sin(rad)) * step;
  return rad;
}

/** Height of a line of photo points, or null where it does not cross the face's mid-line in this view. */
export function hairlineHeight(curvePx: readonly Point[], surface: Surface, glabellaPx: PhotoPx | null = null): HairlineHeight | null {
  const [, b, c] = surface.halfAxesMm;
  const units = curvePx.map((p) => unitAt(surface, p)).filter((u) => u !== null);
  let mid: Unit | null = null;
  for (const u of units) if (u[2] < 0.2 && Math.abs(u[0]) < 0.12 && (!mid || Math.abs(u[0]) < Math.abs(mid[0]))) mid = u;
  if (!mid) return null;
  const glabella = glabellaAngle(surface, glabellaPx);
  const from = glabella.rad;
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
  return {
    midMm: to > from ? -midMm : midMm,
    sdMm: glabella.seen ? SEEN_SD_MM : HEIGHT_SD_MM,
    from: glabella.seen ? 'face' : 'head',
    cornerAboveMidMm: Number.isFinite(cornerMm) ? cornerMm + mid[1] * b : 0,
  };
}

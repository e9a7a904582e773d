/*
 * Height of a hairline above the glabella, in mm along the head's mid-line, and of its corners above its mid-point. In a squeezed picture
 * the heights are corrected for the squeezing. The glabella comes from the detected face, else from a mean head with a larger error.
 */

import type { PhotoPx } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import { smooth } from '../math/smoothstep.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import type { HeadForm } from './head-form.ts';
import { directionAt, type MapDeg, placeToward, pointAt } from './head-map.ts';
import type { Surface } from './surface.ts';

/** Sine of the glabella's direction below the head's level. assumed: gives 73 mm to the trichion of the rendered heads. */
const GLABELLA_UY = 0.19;
/** assumed: spread of the glabella between heads, and of the fitted ellipsoid. */
export const HEIGHT_SD_MM = 8;
/** The same with the glabella found in the photo: within 4 mm on the rendered heads. assumed: no worse on others. */
const SEEN_SD_MM = 4;

export interface HairlineHeight {
  /** mid-point above the glabella, mm */
  midMm: number;
  sdMm: number;
  /** from the glabella in the photo, or from that of a mean head */
  from: 'face' | 'head';
  /** the higher of the two corners above the mid-point, mm; negative if below */
  cornerAboveMidMm: number;
  /** mean distance of the corners from the midline, mm; null if the line has none */
  cornerHalfWidthMm: number | null;
}

/** Unit direction of a photo point from the head's centre, in head axes over the half-axes; null off the head. */
function unitAt(surface: Surface, [xPx, yPx]: Point): [number, number, number] | null {
  const hit = surface.hit(xPx, yPx);
  return hit && surface.directionOf(hit.xMm, hit.yMm, hit.zMm);
}

/** Angle of the glabella on the head's mid-line: 0 straight ahead, a quarter turn straight down. */
function glabellaAngle(surface: Surface, glabellaPx: PhotoPx | null): { rad: number; seen: boolean } {
  const seen = glabellaPx && unitAt(surface, glabellaPx);
  return seen && seen[2] < 0 ? { rad: Math.atan2(seen[1], -seen[2]), seen: true } : { rad: Math.asin(GLABELLA_UY), seen: false };
}

/** A head whose height over breadth, relative to the mean, is below `from` counts as squeezed, fully below `surely`. assumed: heads differ by 3.5 % (1 sd). */
const SQUEEZED = { from: 0.9, surely: 0.8 } as const;
/** Factor by which the picture was squeezed in height; 1 if it was not. */
export function squeezeOf([a, b]: readonly number[]): number {
  const ratio = (b / a) * (MEAN_HALF_AXES_MM[0] / MEAN_HALF_AXES_MM[1]);
  return 1 - (1 - ratio) * smooth((SQUEEZED.from - ratio) / (SQUEEZED.from - SQUEEZED.surely));
}

/** The glabella on the head's mid-line, as a place of the map. */
export function glabellaPlace(surface: Surface, glabellaPx: PhotoPx | null): MapDeg {
  const { rad } = glabellaAngle(surface, glabellaPx);
  return placeToward([0, Math.sin(rad), -Math.cos(rad)]);
}

/** The angle on the mid-line that lies `heightMm` above the glabella. */
export function angleAbove(surface: Surface, heightMm: number, glabellaPx: PhotoPx | null): number {
  let rad = glabellaAngle(surface, glabellaPx).rad;
  let before = surface.at(0, Math.sin(rad), -Math.cos(rad));
  const shownMm = heightMm * squeezeOf(surface.halfAxesMm);
  for (let mm = 0; mm < shownMm && rad > -Math.PI / 2; ) {
    rad -= 0.002;
    const here = surface.at(0, Math.sin(rad), -Math.cos(rad));
    mm += Math.hypot(here.xMm - before.xMm, here.yMm - before.yMm, here.zMm - before.zMm);
    before = here;
  }
  return rad;
}

/** Height of a line on the map; null if it does not cross the face's mid-line. */
export function hairlineHeight(line: readonly MapDeg[], surface: Surface, glabellaPx: PhotoPx | null = null): HairlineHeight | null {
  /** unit direction in head axes, and mm above the head's centre along its upright axis */
  const units = line.map((place): [number, number, number, number] => [...directionAt(place), -pointAt(surface, place)[1]]);
  let mid: [number, number, number, number] | null = null;
  for (const u of units) if (u[2] < 0.2 && Math.abs(u[0]) < 0.12 && (!mid || Math.abs(u[0]) < Math.abs(mid[0]))) mid = u;
  if (!mid) return null;
  const glabella = glabellaAngle(surface, glabellaPx);
  const from = glabella.rad;
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
  const halfWidths = ([-1, 1] as const).flatMap((side) => cornerOf(line, surface, side)?.asideMm ?? []);
  const cornerMm = Math.max(...corners.filter(Number.isFinite), Number.NEGATIVE_INFINITY);
  const squeeze = squeezeOf(surface.halfAxesMm);
  midMm /= squeeze;
  return {
    midMm: to > from ? -midMm : midMm,
    sdMm: glabella.seen ? SEEN_SD_MM : HEIGHT_SD_MM,
    from: glabella.seen ? 'face' : 'head',
    cornerAboveMidMm: Number.isFinite(cornerMm) ? (cornerMm - mid[3]) / squeeze : 0,
    cornerHalfWidthMm: halfWidths.length ? halfWidths.reduce((sum, mm) => sum + mm, 0) / halfWidths.length : null,
  };
}

/** The corner of one half of a hairline: where it turns down most. */
export interface Corner {
  place: MapDeg;
  asideMm: number;
  /** above the head's centre, along its upright axis */
  upMm: number;
}
/** The corner is searched for between the mid-point and where the line has dropped this far, mm. */
const DOWN_MM = 30;
/** The point of one half of the line farthest from the chord between these two; null if that half is missing. @param side 1: the subject's left */
export function cornerOf(line: readonly MapDeg[], form: HeadForm, side: 1 | -1): Corner | null {
  const half: [asideMm: number, upMm: number, place: MapDeg][] = [];
  const squeeze = squeezeOf(form.halfAxesMm);
  for (const place of line) {
    const [across, down] = pointAt(form, place);
    if (side * across >= 0) half.push([side * across, -down / squeeze, place]);
  }
  half.sort((p, q) => p[0] - q[0]);
  if (half.length < 8 || half[0][0] > 6 || half[half.length - 1][0] < 45) return null;
  const a = half[0];
  const b = half.reduce((best, p) => (Math.abs(p[1] - a[1] + DOWN_MM) < Math.abs(best[1] - a[1] + DOWN_MM) ? p : best));
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  let most = -1;
  let [asideMm, upMm, place] = a;
  for (const p of half) {
    const off = ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])) / length;
    if (off > most) {
      most = off;
      [asideMm, upMm, place] = p;
    }
  }
  return { place, asideMm, upMm };
}

/*
 * Converts between the map of the head (head-map.ts) and the pixels of one photo: the place under a pixel, the pixel of a place, and the
 * visible parts of lines on the map.
 */
import type { PhotoPx } from '../consultation/schema.ts';
import { type Point, splineThrough } from '../math/curve.ts';
import { subdivide } from '../math/polygon.ts';
import { directionAt, type MapDeg, mmPerDeg, placeToward } from './head-map.ts';
import type { ScalpPoint } from './scalp-point.ts';
import { HOLLOW_UY, type Surface } from './surface.ts';

/** A place is hidden if the ray meets the head more than this before it, mm. */
const HIDDEN_MM = 2;
/** A point off the head is placed at most this far beyond the rim, mm, since further points would turn the line inside out behind the head. assumed. */
const MAX_BEYOND_MM = 60;
/** Nothing is placed further from the vertex, degrees: this is below the end of the neck, near the edge of the map. */
const LOWEST_DEG = 165;

/** The place under a photo pixel and the cosine of its tilt; null off the head. */
export function placeUnder(surface: Surface, xPx: number, yPx: number): { place: MapDeg; cosTheta: number } | null {
  const hit = surface.hit(xPx, yPx);
  return hit && { place: placeToward(surface.directionOf(hit.xMm, hit.yMm, hit.zMm)), cosTheta: hit.cosTheta };
}

/** The places under the points of a line in the photo; points off the head are left out. */
export const placesUnder = (surface: Surface, linePx: readonly Point[]): MapDeg[] =>
  linePx.flatMap(([x, y]) => {
    const under = placeUnder(surface, x, y);
    return under ? [under.place] : [];
  });

/** A place of the map in the camera's frame; it may face away (cosTheta below 0). */
export const pointInView = (surface: Surface, place: MapDeg): ScalpPoint => surface.at(...directionAt(place));

/** The photo pixel of a place; null if the head hides it. */
export function placeInPhoto(surface: Surface, place: MapDeg): PhotoPx | null {
  const [ux, uy, uz] = directionAt(place);
  const p = surface.at(ux, uy, uz);
  if (p.cosTheta <= 0) return null;
  const px = surface.project(p.xMm, p.yMm, p.zMm);
  if (!surface.shaped || uy <= HOLLOW_UY) return px;
  const hit = surface.hit(px[0], px[1]);
  return hit && hit.zMm < p.zMm - HIDDEN_MM ? null : px;
}

/**
 * The place for a photo pixel: the one under it; for a pixel off the head, the nearest place on the rim, continued behind it by as many mm
 * as the pixel is off.
 * @param beyondMm added to that distance; negative: back into sight
 */
export function placeFor(surface: Surface, [xPx, yPx]: Point, beyondMm = 0): MapDeg {
  const under = placeUnder(surface, xPx, yPx);
  const place = under ? under.place : placeBeyond(surface, xPx, yPx, beyondMm);
  const fromVertexDeg = Math.hypot(place[0], place[1]);
  const share = Math.min(1, LOWEST_DEG / (fromVertexDeg || 1));
  return [place[0] * share, place[1] * share];
}

function placeBeyond(surface: Surface, xPx: number, yPx: number, beyondMm: number): MapDeg {
  const { missMm, ux, uy, uz } = surface.nearest(xPx, yPx);
  const { rotation: R, halfAxesMm } = surface;
  const ray = [(xPx - surface.cxPx) / surface.focalsPx[0], (yPx - surface.cyPx) / surface.focalsPx[1], 1];
  const away = [0, 1, 2].map((k) => (R[k] * ray[0] + R[3 + k] * ray[1] + R[6 + k] * ray[2]) / halfAxesMm[k]);
  const along = away[0] * ux + away[1] * uy + away[2] * uz;
  const t = [away[0] - along * ux, away[1] - along * uy, away[2] - along * uz];
  const length = Math.hypot(t[0], t[1], t[2]) || 1;
  const mm = beyondMm < 0 ? beyondMm : Math.min(MAX_BEYOND_MM, Math.max(0, missMm)) + beyondMm;
  const angle = ((mm / mmPerDeg(halfAxesMm)) * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle) / length];
  return placeToward([c * ux + s * t[0], c * uy + s * t[1], c * uz + s * t[2]]);
}

/** A point dragged off the head stays this far inside its rim, where it is still seen, mm. */
const IN_SIGHT_MM = 1.5;
/** The place for a dragged point, always visible in the photo. */
export const placePointedAt = (surface: Surface, px: PhotoPx): MapDeg => rounded(placeFor(surface, px, -IN_SIGHT_MM));

/** Rounds to 0.01 degrees, 0.014 mm on the head, to keep files short. */
export const rounded = ([acrossDeg, forwardDeg]: MapDeg): MapDeg => [Math.round(acrossDeg * 100) / 100, Math.round(forwardDeg * 100) / 100];

const STEP_DEG = 1;
/** The visible parts of a line on the map, in photo pixels; parts that continue behind the head end at its horizon. */
export function lineInPhoto(surface: Surface, line: readonly MapDeg[], closed = false): PhotoPx[][] {
  const runs: PhotoPx[][] = [];
  let run: PhotoPx[] = [];
  const fine = subdivide(line, STEP_DEG, closed);
  for (const [i, at] of fine.entries()) {
    const px = placeInPhoto(surface, at);
    if (i > 0 && px && !run.length) run.push(horizonBetween(surface, at, fine[i - 1]));
    if (!px && run.length) run.push(horizonBetween(surface, fine[i - 1], at));
    if (px) run.push(px);
    if (run.length > 1 && (!px || i === fine.length - 1)) runs.push(run);
    if (!px) run = [];
  }
  return runs;
}
/** Where the line from a visible to a hidden place goes out of sight, by bisection. */
function horizonBetween(surface: Surface, seen: MapDeg, hidden: MapDeg): PhotoPx {
  let [a, b] = [seen, hidden];
  for (let k = 0; k < 8; k++) {
    const middle: MapDeg = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (placeInPhoto(surface, middle)) a = middle;
    else b = middle;
  }
  return placeInPhoto(surface, a) as PhotoPx;
}
/** A hairline's curve through its points on the map, as the photo shows it. */
export const curveInPhoto = (surface: Surface, points: readonly MapDeg[]): PhotoPx[][] =>
  lineInPhoto(surface, splineThrough(points, STEP_DEG));

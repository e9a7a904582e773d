/*
 * Converts a drawing in photo pixels to the map of the head. Points are added until the straight lines and the curve on the map agree with
 * those in the photo.
 */
import type { PhotoPx } from '../consultation/schema.ts';
import { type Point, splineThrough } from '../math/curve.ts';
import type { HeadForm } from './head-form.ts';
import { type MapDeg, mmPerDeg, nearMm } from './head-map.ts';
import { placeFor, placeUnder, rounded } from './photo-map.ts';
import type { Surface } from './surface.ts';

/** Tolerance where the line is visible, mm on the head: a sixth of the spacing of dots at the usual density. */
const TOLERANCE_MM = 0.12;
/** Tolerance where the photo does not show it: there lines are only drawn roughly. assumed. */
const UNSEEN_MM = 2;
const MAX_HALVINGS = 9;

const isOn = (surface: Surface, [xPx, yPx]: Point) => placeUnder(surface, xPx, yPx) !== null;

/** mm on the head from a place to the nearest of the straight lines through others on the map, one to the next. */
function mmToLine(form: HeadForm, at: MapDeg, line: readonly MapDeg[]): number {
  const toMm = nearMm(form, at);
  let [ax, ay] = toMm(line[0]);
  let [nearX, nearY, least2] = [0, 0, Number.POSITIVE_INFINITY];
  for (let j = 1; j < line.length; j++) {
    const [bx, by] = toMm(line[j]);
    const [ex, ey] = [bx - ax, by - ay];
    const len2 = ex * ex + ey * ey;
    const t = len2 > 0 ? Math.max(0, Math.min(1, -(ax * ex + ay * ey) / len2)) : 0;
    const [x, y] = [ax + t * ex, ay + t * ey];
    const mm2 = x * x + y * y;
    if (mm2 < least2) [nearX, nearY, least2] = [x, y, mm2];
    [ax, ay] = [bx, by];
  }
  return Math.hypot(nearX, nearY);
}

/**
 * A polygon (closed) or path in the photo as places on the map.
 * @param beyondMm points off the head go this much further behind the rim than they are off it
 * @param withinMm tolerance, mm on the head
 */
export function placeLine(
  linePx: readonly PhotoPx[],
  closed: boolean,
  surface: Surface,
  beyondMm: number,
  withinMm = TOLERANCE_MM,
): MapDeg[] {
  const out: MapDeg[] = [];
  const place = (px: Point) => placeFor(surface, px, beyondMm);
  const between = (p: Point, q: Point, t: number): Point => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
  const add = (p: Point, from: MapDeg, q: Point, to: MapDeg, halvings: number) => {
    const strays = [0.25, 0.5, 0.75].some((t) => {
      const at = between(p, q, t);
      return mmToLine(surface, place(at), [from, to]) > (isOn(surface, at) ? withinMm : UNSEEN_MM);
    });
    if (strays && halvings < MAX_HALVINGS) {
      const m = between(p, q, 0.5);
      const middle = place(m);
      add(p, from, m, middle, halvings + 1);
      add(m, middle, q, to, halvings + 1);
    } else out.push(rounded(to));
  };
  const places = linePx.map(place);
  out.push(rounded(places[0]));
  const last = closed ? linePx.length : linePx.length - 1;
  for (let i = 0; i < last; i++) {
    const j = (i + 1) % linePx.length;
    add(linePx[i], places[i], linePx[j], places[j], 0);
  }
  if (!closed) return out;
  out.pop();
  // map and photo have the same orientation; if the outline has changed its own, it encloses the part below the neck instead
  return signedArea(out) * signedArea(linePx) < 0 ? outsideOf(out) : out;
}

/** Twice the signed area of a closed polygon. */
function signedArea(polygon: readonly Point[]): number {
  let [x0, y0] = polygon[polygon.length - 1];
  let sum = 0;
  for (const [x, y] of polygon) {
    sum += x0 * y - x * y0;
    [x0, y0] = [x, y];
  }
  return sum;
}

const RING = 24;
/** Outline of the complement of a polygon on the map: from its lowest point out to the map's edge, around that edge and back. */
function outsideOf(polygon: readonly MapDeg[]): MapDeg[] {
  const way = Math.sign(signedArea(polygon));
  const fromVertex = polygon.map(([x, y]) => Math.hypot(x, y));
  const lowest = fromVertex.indexOf(Math.max(...fromVertex));
  const [x, y] = polygon[lowest];
  const from = Math.atan2(y, x);
  const ring = Array.from({ length: RING + 1 }, (_, k): MapDeg => {
    const angle = from - (way * 2 * Math.PI * k) / RING;
    return rounded([180 * Math.cos(angle), 180 * Math.sin(angle)]);
  });
  return [...polygon.slice(lowest), ...polygon.slice(0, lowest), polygon[lowest], ...ring];
}

/** A brush's path, which may be a single point. */
export const placePath = (pathPx: readonly PhotoPx[], surface: Surface, radiusMm: number): MapDeg[] =>
  pathPx.length === 1 ? [rounded(placeFor(surface, pathPx[0], radiusMm))] : placeLine(pathPx, false, surface, radiusMm);

/** Tolerance for a hairline: larger, to have fewer points to drag. */
const CURVE_MM = 0.25;
/** The straight extension of a line is followed in the photo until it has been off the head for this long, mm. */
const OFF_MM = 15;
/** Its largest length: wider than any head. */
const REACH_MM = 250;
const MAX_POINTS = 40;

/** A hairline through points of the photo, extended straight beyond its ends, as points on the map whose spline agrees with it. */
export function placeCurve(pointsPx: readonly PhotoPx[], surface: Surface): MapDeg[] {
  const stepPx = Math.max(1, surface.pxPerMm);
  const curve = splineThrough(pointsPx, stepPx);
  const before = extensionOf(curve[1], curve[0], surface).reverse();
  const after = extensionOf(curve[curve.length - 2], curve[curve.length - 1], surface);
  const drawnPx = [...before, ...curve, ...after];
  const drawn = drawnPx.map((px) => placeFor(surface, px));
  const tolerance = drawnPx.map((px) => (isOn(surface, px) ? CURVE_MM : UNSEEN_MM));
  const kept = new Set([0, drawn.length - 1]);
  for (const [x, y] of pointsPx) kept.add(before.length + nearestIndex(curve, x, y));
  const stepDeg = 1 / mmPerDeg(surface.halfAxesMm);
  for (;;) {
    const at = [...kept].sort((p, q) => p - q);
    const points = at.map((i) => rounded(drawn[i]));
    const made = splineThrough(points, stepDeg);
    const worst = strays(drawn, tolerance, at, made, surface);
    if (!worst.length || kept.size >= MAX_POINTS) return points;
    for (const i of worst) kept.add(i);
  }
}

/** For each gap between kept points, the drawn place farthest from the curve if it exceeds the tolerance. */
function strays(
  drawn: readonly MapDeg[],
  toleranceMm: readonly number[],
  kept: readonly number[],
  curve: readonly MapDeg[],
  form: HeadForm,
): number[] {
  const found: number[] = [];
  for (let k = 0; k + 1 < kept.length; k++) {
    let most = 1;
    let worst = -1;
    for (let i = kept[k] + 1; i < kept[k + 1]; i++) {
      const mm = mmToLine(form, drawn[i], curve);
      if (mm > most * toleranceMm[i]) [most, worst] = [mm / toleranceMm[i], i];
    }
    if (worst >= 0) found.push(worst);
  }
  return found;
}

/** Points a mm apart on the straight extension of a line, until it has left the head. */
function extensionOf(from: Point, to: Point, surface: Surface): Point[] {
  const out: Point[] = [];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  let offMm = isOn(surface, to) ? 0 : OFF_MM;
  for (let mm = 1; mm <= REACH_MM && offMm < OFF_MM; mm++) {
    const px = mm * surface.pxPerMm;
    const at: Point = [to[0] + ((to[0] - from[0]) / length) * px, to[1] + ((to[1] - from[1]) / length) * px];
    out.push(at);
    offMm = isOn(surface, at) ? 0 : offMm + 1;
  }
  return out;
}

function nearestIndex(curve: readonly Point[], x: number, y: number): number {
  let best = 0;
  for (let i = 1; i < curve.length; i++)
    if (Math.hypot(curve[i][0] - x, curve[i][1] - y) < Math.hypot(curve[best][0] - x, curve[best][1] - y)) best = i;
  return best;
}

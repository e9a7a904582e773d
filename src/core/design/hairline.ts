/*
 * The hairline on the map of the head: a spline through the technician's points, extended straight beyond its ends. Behind it is the left
 * side, going from the first to the last point. Density ramps 0 -> 40 % -> 100 % over the feather; irregularity moves the edge inwards only,
 * with micro (3-8 mm) and macro (20-40 mm) waves, never by the same amount left and right (core/README.md 4).
 */

import type { Hairline } from '../consultation/schema.ts';
import { type Point, splineThrough } from '../math/curve.ts';
import { insideTester, subdivide } from '../math/polygon.ts';
import type { HeadForm } from '../scalp/head-form.ts';
import { type MapDeg, mmPerDeg } from '../scalp/head-map.ts';
import { type ScalpLine, scalpLine } from '../scalp/scalp-line.ts';

/** How far ahead of the edge sentinel dots stand, mm (core/README.md 4). */
export const SENTINEL_MM = 3;
/** Sentinel density at the line at irregularity 1, per cm^2: 6 per cm of line, 3 at the default 0.5 (core/README.md 4: 3-10 per cm). */
const SENTINEL_PER_CM2 = 40;
/** Largest inward move of the edge at irregularity 1, as a share of the feather. assumed: 7 mm feather, 4.5 mm waves. */
const RAGGED_SHARE = 0.65;
/** Minimum of that move for narrow feathers, mm. assumed. */
const MIN_RAGGED_MM = 1.5;

/**
 * What each style of edge sets. Natural is the edge of finished hairlines: over the width of the forehead of four of them brightness falls
 * over 6 to 18 mm and colour over 15 to 26 mm; 16 mm give 8 to 10 mm and 10 to 13 mm. assumed: the others.
 */
export const EDGE_STYLES: Record<Hairline['style'], Pick<Hairline, 'featherMm' | 'irregularity'>> = {
  soft: { featherMm: 20, irregularity: 0.8 },
  natural: { featherMm: 16, irregularity: 0.7 },
  defined: { featherMm: 8, irregularity: 0.3 },
  sharp: { featherMm: 1.5, irregularity: 0.1 },
};

export interface PlacedHairline {
  line: ScalpLine;
  /** whether a place on the map is behind the line, degrees */
  isBehind(acrossDeg: number, forwardDeg: number): boolean;
}

/** Far outside the map, degrees. */
const FAR_DEG = 1000;
/** The extensions end here, degrees from the vertex: no candidate is further out. */
const EDGE_DEG = 170;

/** The drawn curve on the map, about `stepDeg` apart, without its extensions. */
export const hairlineCurve = (hairline: Pick<Hairline, 'points'>, stepDeg: number): MapDeg[] => splineThrough(hairline.points, stepDeg);

export function placeHairline(hairline: Pick<Hairline, 'points'>, form: HeadForm): PlacedHairline {
  const stepDeg = 1 / mmPerDeg(form.halfAxesMm);
  const curve = hairlineCurve(hairline, stepDeg);
  const beyond = (from: Point, to: Point, length: number): Point => {
    const d = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    return [to[0] + ((to[0] - from[0]) / d) * length, to[1] + ((to[1] - from[1]) / d) * length];
  };
  const [first, second] = curve;
  const [last, secondLast] = [curve[curve.length - 1], curve[curve.length - 2]];
  const extensionOf = (from: Point, to: Point) => {
    const all = subdivide([to, beyond(from, to, 2 * EDGE_DEG)], stepDeg, false).slice(1);
    const out = all.findIndex(([x, y]) => x * x + y * y > EDGE_DEG * EDGE_DEG);
    return out < 0 ? all : all.slice(0, out);
  };
  return {
    line: scalpLine([...extensionOf(second, first).reverse(), ...curve, ...extensionOf(secondLast, last)], form),
    isBehind: closeOnTheLeft(beyond(second, first, FAR_DEG), curve, beyond(secondLast, last, FAR_DEG)),
  };
}

/**
 * Tests on which side of the extended line a place is. If the extensions meet, line and extensions form a loop and one side is its inside;
 * otherwise the line is closed far outside the map around its left-hand side.
 */
function closeOnTheLeft(start: Point, curve: readonly Point[], end: Point): PlacedHairline['isBehind'] {
  const first = curve[0];
  const last = curve[curve.length - 1];
  const meeting = raysMeet(first, start, last, end);
  if (meeting) {
    const loop: Point[] = [meeting, ...curve];
    let area = 0;
    for (let i = 0; i < loop.length; i++) {
      const [x0, y0] = loop[i];
      const [x1, y1] = loop[(i + 1) % loop.length];
      area += x0 * y1 - x1 * y0;
    }
    const leftIsInside = area < 0; // forward points down on the map: the left of a counterclockwise loop is its inside
    const isInLoop = insideTester(loop);
    return (x, y) => isInLoop(x, y) === leftIsInside;
  }
  const mid = curve[curve.length >> 1];
  const angleEnd = Math.atan2(end[1] - mid[1], end[0] - mid[0]);
  const angleStart = Math.atan2(start[1] - mid[1], start[0] - mid[0]);
  const turn = (((angleEnd - angleStart) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  const arc: Point[] = [];
  for (let i = 1; i < 32; i++) {
    const a = angleEnd - (turn * i) / 32;
    arc.push([mid[0] + Math.cos(a) * FAR_DEG * 1.5, mid[1] + Math.sin(a) * FAR_DEG * 1.5]);
  }
  return insideTester([start, ...curve, end, ...arc]);
}

/** Where segment a-b crosses segment c-d, or null. */
function raysMeet(a: Point, b: Point, c: Point, d: Point): Point | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t > 0 && t < 1 && u > 0 && u < 1 ? [a[0] + t * rx, a[1] + t * ry] : null;
}

/** Ramp of the transition zone: 0 at 0, 0.4 at half way, 1 at 1 (core/README.md 4). */
export const ramp = (t: number) => (t <= 0 ? 0 : t >= 1 ? 1 : t * (0.6 + 0.4 * t));

/** How far behind the line its edge begins. @param waver noise at this place, 0..1 */
export const raggedMm = (featherMm: number, irregularity: number, waver: number) =>
  irregularity * waver * Math.max(RAGGED_SHARE * featherMm, MIN_RAGGED_MM);

/** Share of the zone's density at `behindMm` behind a line whose edge begins `raggedMm` behind it. */
export function hairlineShare(behindMm: number, featherMm: number, raggedMm: number): number {
  if (behindMm < raggedMm) return 0;
  return featherMm <= raggedMm ? 1 : ramp((behindMm - raggedMm) / (featherMm - raggedMm));
}

/** Sentinel density `aheadMm` in front of the edge, per cm^2. */
export const sentinelPerCm2 = (aheadMm: number, irregularity: number) =>
  aheadMm >= SENTINEL_MM ? 0 : SENTINEL_PER_CM2 * irregularity * (1 - aheadMm / SENTINEL_MM);

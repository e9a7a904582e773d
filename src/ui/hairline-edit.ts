/*
 * Moves, adds and removes hairline points on the map of the head; on a mirrored line the opposite point follows. A line moved by hand loses
 * its `shape`. Pure.
 */
import type { Hairline, PlaceDeg } from '../core/consultation/schema.ts';
import { mirrored } from '../core/scalp/head-map.ts';

const ontoMidline = ([, forward]: PlaceDeg): PlaceDeg => [0, forward];

/** @param handles points with a handle; points between them follow, less with distance. Default: all points have one */
export function movePoint(line: Hairline, index: number, to: PlaceDeg, handles?: readonly number[]): Partial<Hairline> {
  const before = line.points;
  const opposite = before.length - 1 - index;
  const isOnMidline = line.mirrored && opposite === index;
  const points = carried(before, index, isOnMidline ? ontoMidline(to) : to, handles);
  if (!line.mirrored || isOnMidline) return { points, shape: undefined };
  const isNearer = (i: number) => Math.abs(i - index) < Math.abs(i - opposite);
  before.forEach((place, i) => {
    if (points[i] !== place && isNearer(i)) points[before.length - 1 - i] = mirrored(points[i]);
  });
  return { points, shape: undefined };
}

const hundredths = (x: number) => Math.round(x * 100) / 100;

/** Moves one point, and those up to the next handle on either side by a share of its move. */
export function carried(
  points: readonly PlaceDeg[],
  index: number,
  to: PlaceDeg,
  handles: readonly number[] = points.map((_, i) => i),
  isClosed = false,
): PlaceDeg[] {
  const n = points.length;
  const [dx, dy] = [to[0] - points[index][0], to[1] - points[index][1]];
  const next = points.slice();
  next[index] = to;
  for (const way of [1, -1]) {
    let reach = 1;
    const at = (step: number) => (isClosed ? (index + way * step + n * step) % n : index + way * step);
    while (reach < n && at(reach) >= 0 && at(reach) < n && !handles.includes(at(reach))) reach++;
    for (let step = 1; step < reach; step++) {
      const i = at(step);
      const share = 1 - step / reach;
      next[i] = [hundredths(points[i][0] + share * dx), hundredths(points[i][1] + share * dy)];
    }
  }
  return next;
}

/** Adds a point between `index` and the next; on a mirrored line also its twin. */
export function addPoint(line: Hairline, index: number, at: PlaceDeg): Partial<Hairline> {
  const points = line.points.slice();
  const n = points.length;
  points.splice(index + 1, 0, at);
  if (line.mirrored) {
    const twin = n - 2 - index;
    if (twin === index) points[index + 1] = ontoMidline(at);
    else points.splice(twin > index ? twin + 2 : twin + 1, 0, mirrored(at));
  }
  return { points, shape: undefined };
}

export function removePoint(line: Hairline, index: number): Partial<Hairline> {
  const opposite = line.points.length - 1 - index;
  const points = line.points.filter((_, i) => i !== index && !(line.mirrored && i === opposite));
  return points.length >= 2 ? { points, shape: undefined } : {};
}

/** Share of the way that a point, and each of its neighbours, moves to the middle of its own neighbours at a press. assumed: enough to be seen. */
const SOFTER = { self: 0.5, beside: 0.25, rounds: 3 };
/** Rounds the bend at one point; points farther along stay. The ends of an open line have no bend. */
export function softened(points: readonly PlaceDeg[], index: number, isClosed: boolean): PlaceDeg[] {
  let next = points.slice();
  for (let round = 0; round < SOFTER.rounds; round++) next = roundedOnce(next, index, isClosed);
  return next;
}
function roundedOnce(points: readonly PlaceDeg[], index: number, isClosed: boolean): PlaceDeg[] {
  const n = points.length;
  const at = (i: number): PlaceDeg | undefined => points[isClosed ? (i + n) % n : i];
  const toMiddle = (i: number, share: number): PlaceDeg => {
    const [here, before, after] = [at(i) as PlaceDeg, at(i - 1), at(i + 1)];
    if (!before || !after) return here;
    const [x, y] = between(before, after);
    return [hundredths(here[0] + share * (x - here[0])), hundredths(here[1] + share * (y - here[1]))];
  };
  const next = points.slice();
  for (const [by, share] of [
    [-1, SOFTER.beside],
    [1, SOFTER.beside],
    [0, SOFTER.self],
  ] as const) {
    const i = isClosed ? (index + by + n) % n : index + by;
    if (at(i)) next[i] = toMiddle(i, share);
  }
  return next;
}

/** Rounds the hairline at one point, and at its twin if both sides are alike. */
export function softenPoint(line: Hairline, index: number): Partial<Hairline> {
  const points = softened(line.points, index, false);
  const opposite = points.length - 1 - index;
  if (!line.mirrored) return { points, shape: undefined };
  for (const i of [index - 1, index, index + 1]) {
    const twin = points.length - 1 - i;
    if (!points[i]) continue;
    if (twin === i) points[i] = ontoMidline(points[i]);
    else if (Math.abs(i - index) < Math.abs(i - opposite)) points[twin] = mirrored(points[i]);
  }
  return { points, shape: undefined };
}

/** The longest gap between two points whose middle is visible; of all gaps if none is. */
export function longestGap(points: readonly PlaceDeg[], isShown: (place: PlaceDeg) => boolean = () => true): number {
  const gaps = points
    .slice(1)
    .map((q, i) => ({ i, middle: between(points[i], q), length: Math.hypot(q[0] - points[i][0], q[1] - points[i][1]) }));
  const shown = gaps.filter(({ middle }) => isShown(middle));
  return (shown.length ? shown : gaps).reduce((best, gap) => (gap.length > best.length ? gap : best)).i;
}
export const between = (p: PlaceDeg, q: PlaceDeg): PlaceDeg => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];

/** Index of the segment nearest to a point: of a line, or of a closed outline. */
export function nearestSegment(points: readonly PlaceDeg[], [x, y]: PlaceDeg, closed: boolean): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  const n = points.length;
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [ax, ay] = points[i];
    const [bx, by] = points[(i + 1) % n];
    const len = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / len));
    const d = (ax + t * (bx - ax) - x) ** 2 + (ay + t * (by - ay) - y) ** 2;
    if (d < least) {
      least = d;
      best = i;
    }
  }
  return best;
}

/** Replaces every point by the mean of itself and its mirrored twin, for switching "mirrored" on. */
export function symmetric(line: Hairline): Partial<Hairline> {
  const n = line.points.length;
  const points = line.points.map((p, i): PlaceDeg => {
    return between(p, mirrored(line.points[n - 1 - i]));
  });
  return { points, shape: undefined };
}

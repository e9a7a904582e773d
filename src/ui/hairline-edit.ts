/* Moving, adding and removing hairline points, with the opposite point following where the line is mirrored; a line moved by hand is no shape any more. Pure. */
import type { Hairline, Head, PhotoPx } from '../core/consultation/schema.ts';
import { mirror, ontoMidline } from './head-geometry.ts';

type Midline = Pick<Head, 'centrePx' | 'rotationRad'> | null;
const round = ([x, y]: PhotoPx): PhotoPx => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];

export function movePoint(line: Hairline, index: number, to: PhotoPx, head: Midline): Partial<Hairline> {
  const points = line.pointsPx.slice();
  const opposite = points.length - 1 - index;
  if (!line.mirrored || !head) points[index] = round(to);
  else if (opposite === index) points[index] = round(ontoMidline(to, head));
  else {
    points[index] = round(to);
    points[opposite] = round(mirror(to, head));
  }
  return { pointsPx: points, shape: undefined };
}

/** A new point between `index` and the next; mirrored, its twin as well. */
export function addPoint(line: Hairline, index: number, at: PhotoPx, head: Midline): Partial<Hairline> {
  const points = line.pointsPx.slice();
  const n = points.length;
  points.splice(index + 1, 0, round(at));
  if (line.mirrored && head) {
    const twin = n - 2 - index;
    if (twin === index) points[index + 1] = round(ontoMidline(at, head));
    else points.splice(twin > index ? twin + 2 : twin + 1, 0, round(mirror(at, head)));
  }
  return { pointsPx: points, shape: undefined };
}

export function removePoint(line: Hairline, index: number, head: Midline): Partial<Hairline> {
  const opposite = line.pointsPx.length - 1 - index;
  const points = line.pointsPx.filter((_, i) => i !== index && !(line.mirrored && head && i === opposite));
  return points.length >= 2 ? { pointsPx: points, shape: undefined } : {};
}

export function longestGap(points: readonly PhotoPx[]): number {
  let best = 0;
  let most = -1;
  for (let i = 0; i + 1 < points.length; i++) {
    const d = Math.hypot(points[i + 1][0] - points[i][0], points[i + 1][1] - points[i][1]);
    if (d > most) {
      most = d;
      best = i;
    }
  }
  return best;
}

/** Index of the segment nearest to a point: of a line, or of a closed outline. */
export function nearestSegment(points: readonly PhotoPx[], [x, y]: PhotoPx, closed: boolean): number {
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

/** Every point mirrored onto the mean of itself and its twin: what switching "mirrored" on does. */
export function symmetric(line: Hairline, head: Midline): Partial<Hairline> {
  if (!head) return {};
  const n = line.pointsPx.length;
  const pointsPx = line.pointsPx.map((p, i): PhotoPx => {
    const q = mirror(line.pointsPx[n - 1 - i], head);
    return round([(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]);
  });
  return { pointsPx, shape: undefined };
}

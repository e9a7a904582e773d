/* Polygons in the plane. */
import type { Point } from './curve.ts';

/** Winding number of the closed polygon about a point (0: outside); edges are half-open. */
export function windingNumber(polygon: readonly Point[], x: number, y: number): number {
  let winding = 0;
  let [x0, y0] = polygon[polygon.length - 1];
  for (const [x1, y1] of polygon) {
    if (y0 <= y ? y1 > y : y1 <= y) {
      const side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0);
      if (y1 > y0 ? side > 0 : side < 0) winding += y1 > y0 ? 1 : -1;
    }
    x0 = x1;
    y0 = y1;
  }
  return winding;
}
export const isInside = (polygon: readonly Point[], x: number, y: number) => windingNumber(polygon, x, y) !== 0;

/**
 * isInside for many points of one polygon: the edges are sorted into the bands between the corners' y, and a point is tested only
 * against the edges of its band. The results are exactly those of windingNumber.
 */
export function insideTester(polygon: readonly Point[]): (x: number, y: number) => boolean {
  const levels = Float64Array.from(new Set(polygon.map((p) => p[1]))).sort();
  const crossing: number[][] = Array.from({ length: Math.max(0, levels.length - 1) }, () => []);
  const levelOf = (y: number) => {
    let from = 0;
    let to = levels.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (levels[middle] <= y) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  };
  let [x0, y0] = polygon[polygon.length - 1];
  for (const [x1, y1] of polygon) {
    for (let k = levelOf(Math.min(y0, y1)), end = levelOf(Math.max(y0, y1)); k < end; k++) crossing[k].push(x0, y0, x1, y1);
    x0 = x1;
    y0 = y1;
  }
  const edges = crossing.map((list) => Float64Array.from(list));
  return (x, y) => {
    const k = levelOf(y);
    if (k < 0 || k >= edges.length) return false;
    const list = edges[k];
    let winding = 0;
    for (let i = 0; i < list.length; i += 4) {
      const side = (list[i + 2] - list[i]) * (y - list[i + 1]) - (x - list[i]) * (list[i + 3] - list[i + 1]);
      const up = list[i + 3] > list[i + 1];
      if (up ? side > 0 : side < 0) winding += up ? 1 : -1;
    }
    return winding !== 0;
  };
}

/** Distance from a point to the nearest edge of the closed polygon. */
export function distanceToOutline(polygon: readonly Point[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  let [x0, y0] = polygon[polygon.length - 1];
  for (const [x1, y1] of polygon) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const len2 = dx * dx + dy * dy;
    const t = len2 > 0 ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / len2)) : 0;
    least = Math.min(least, (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2);
    x0 = x1;
    y0 = y1;
  }
  return Math.sqrt(least);
}

export function boundsOf(points: readonly Point[]) {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

/** Points along the polygon or polyline, at most `step` apart, corners included. */
export function subdivide(points: readonly Point[], step: number, closed: boolean): Point[] {
  const out: Point[] = [];
  const n = points.length;
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [x0, y0] = points[i];
    const [x1, y1] = points[(i + 1) % n];
    const count = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / step));
    for (let k = 0; k < count; k++) out.push([x0 + ((x1 - x0) * k) / count, y0 + ((y1 - y0) * k) / count]);
  }
  out.push(closed ? points[0] : points[n - 1]);
  return out;
}

/** Whether two edges of the closed polygon cross; neighbours meeting in a corner do not count. */
export function crossesItself(polygon: readonly Point[]): boolean {
  const n = polygon.length;
  const side = (a: Point, b: Point, c: Point) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [a, b, c, d] = [polygon[i], polygon[i + 1], polygon[j], polygon[(j + 1) % n]];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  return false;
}

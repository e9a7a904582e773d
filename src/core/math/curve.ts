/*
 * The hairline's curve: a centripetal Catmull-Rom spline through the given points (Barry & Goldman 1988; Yuksel 2011: no loops
 * or cusps within a segment). Through two points it is a straight line.
 */
export type Point = readonly [number, number];

/** Points along the spline through `points`, about `step` apart, first and last included. */
export function splineThrough(points: readonly Point[], step: number): Point[] {
  const n = points.length;
  if (n < 2) return points.slice();
  const out: Point[] = [points[0]];
  for (let i = 0; i + 1 < n; i++) {
    const p1 = points[i];
    const p2 = points[i + 1];
    const p0 = i > 0 ? points[i - 1] : ([2 * p1[0] - p2[0], 2 * p1[1] - p2[1]] as const);
    const p3 = i + 2 < n ? points[i + 2] : ([2 * p2[0] - p1[0], 2 * p2[1] - p1[1]] as const);
    const d1 = Math.sqrt(Math.hypot(p1[0] - p0[0], p1[1] - p0[1])) || 1e-6;
    const d2 = Math.sqrt(Math.hypot(p2[0] - p1[0], p2[1] - p1[1])) || 1e-6;
    const d3 = Math.sqrt(Math.hypot(p3[0] - p2[0], p3[1] - p2[1])) || 1e-6;
    // tangents of the centripetal parameterisation, scaled to this segment, then a cubic Hermite
    const m1 = [0, 1].map((k) => d2 * ((p1[k] - p0[k]) / d1 - (p2[k] - p0[k]) / (d1 + d2) + (p2[k] - p1[k]) / d2));
    const m2 = [0, 1].map((k) => d2 * ((p2[k] - p1[k]) / d2 - (p3[k] - p1[k]) / (d2 + d3) + (p3[k] - p2[k]) / d3));
    const count = Math.max(1, Math.ceil((d2 * d2) / step));
    for (let j = 1; j <= count; j++) {
      const t = j / count;
      const a = 2 * t * t * t - 3 * t * t + 1;
      const b = t * t * t - 2 * t * t + t;
      const c = -2 * t * t * t + 3 * t * t;
      const d = t * t * t - t * t;
      out.push([a * p1[0] + b * m1[0] + c * p2[0] + d * m2[0], a * p1[1] + b * m1[1] + c * p2[1] + d * m2[1]]);
    }
  }
  return out;
}

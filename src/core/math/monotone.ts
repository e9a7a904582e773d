/* A smooth curve through a table of values without overshoot: monotone cubic Hermite (Fritsch & Carlson 1980). */

/** The interpolant through (xs ascending, ys); constant beyond both ends. */
export function monotoneCurve(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const n = xs.length;
  const slope = Array.from({ length: n - 1 }, (_, i) => (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]));
  const m = ys.map((_, i) => {
    if (i === 0 || i === n - 1) return slope[i === 0 ? 0 : n - 2];
    if (slope[i - 1] * slope[i] <= 0) return 0;
    const h0 = xs[i] - xs[i - 1];
    const h1 = xs[i + 1] - xs[i];
    return (3 * (h0 + h1)) / ((2 * h1 + h0) / slope[i - 1] + (h1 + 2 * h0) / slope[i]);
  });
  return (x) => {
    if (x <= xs[0]) return ys[0];
    if (x >= xs[n - 1]) return ys[n - 1];
    let i = 0;
    while (x > xs[i + 1]) i++;
    const h = xs[i + 1] - xs[i];
    const t = (x - xs[i]) / h;
    const u = 1 - t;
    return ys[i] * (1 + 2 * t) * u * u + ys[i + 1] * t * t * (3 - 2 * t) + h * (m[i] * t * u * u - m[i + 1] * t * t * u);
  };
}

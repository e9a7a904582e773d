/*
 * Random points, uniform by area on an ellipsoid, built with + - x / and sqrt only so that every engine makes the same ones:
 * a uniform point of the sphere (Marsaglia 1972) is kept with probability proportional to the area the stretch gives it.
 */
import { randomStream } from '../math/random.ts';

export type HalfAxesMm = readonly [number, number, number];

/** `count` points as x, y, z columns in mm, head axes. */
export function ellipsoidPoints(halfAxesMm: HalfAxesMm, count: number, seed: number) {
  const [a, b, c] = halfAxesMm;
  const random = randomStream(seed);
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const z = new Float32Array(count);
  // area factor of (u, v, w) -> (a u, b v, c w) at a unit vector: sqrt((bc u)^2 + (ac v)^2 + (ab w)^2)
  const bc = b * c;
  const ac = a * c;
  const ab = a * b;
  const most = Math.max(bc, ac, ab);
  for (let i = 0; i < count; ) {
    const s = 2 * random() - 1;
    const t = 2 * random() - 1;
    const q = s * s + t * t;
    if (q >= 1) continue;
    const root = 2 * Math.sqrt(1 - q);
    const u = s * root;
    const v = t * root;
    const w = 1 - 2 * q;
    const keep = random() * most;
    if (keep * keep > bc * u * (bc * u) + ac * v * (ac * v) + ab * w * (ab * w)) continue;
    x[i] = a * u;
    y[i] = b * v;
    z[i] = c * w;
    i++;
  }
  return { x, y, z };
}

/** Area of an ellipsoid in mm^2, by a 400 x 400 midpoint rule over the sphere (within 1e-5). */
export function ellipsoidAreaMm2([a, b, c]: HalfAxesMm): number {
  const n = 400;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const w = -1 + (2 * i + 1) / n;
    const r2 = 1 - w * w;
    for (let j = 0; j < n; j++) {
      const cos = Math.cos((2 * Math.PI * (j + 0.5)) / n);
      const u2 = r2 * cos * cos;
      sum += Math.sqrt(b * b * c * c * u2 + a * a * c * c * (r2 - u2) + a * a * b * b * w * w);
    }
  }
  return (sum * 4 * Math.PI) / (n * n);
}

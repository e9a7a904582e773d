/*
 * Random points, uniform by area on a head (an ellipsoid, or the standard shape over it). Uniform points of the sphere (Marsaglia 1972) are
 * accepted with probability proportional to the area per steradian. Only + - x / and sqrt, so that every engine gives the same points.
 */
import { randomStream } from '../math/random.ts';
import { areaVectorAt, NECK_UY, radiusAt } from '../scalp/head-shape.ts';

export type HalfAxesMm = readonly [number, number, number];

/** `count` points as x, y, z columns in mm, head axes; none on the neck of a shaped head. */
export function headPoints(halfAxesMm: HalfAxesMm, shaped: boolean, count: number, seed: number) {
  const [a, b, c] = halfAxesMm;
  const [bc, ac, ab] = [b * c, a * c, a * b];
  const random = randomStream(seed);
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const z = new Float32Array(count);
  const out = new Float64Array(7);
  const most = MARGIN * maxArea(halfAxesMm, shaped, out);
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
    if (shaped && v > NECK_UY) continue;
    // the area vector, as in head-shape.ts
    radiusAt(shaped, u, v, w, out);
    const rho = out[0];
    const areaX = bc * rho * (rho * u - out[1]);
    const areaY = ac * rho * (rho * v - out[2]);
    const areaZ = ab * rho * (rho * w - out[3]);
    if (keep * keep > areaX * areaX + areaY * areaY + areaZ * areaZ) continue;
    x[i] = a * rho * u;
    y[i] = b * rho * v;
    z[i] = c * rho * w;
    i++;
  }
  return { x, y, z };
}

/** Margin over the largest value on the grid, for values between its nodes. */
const MARGIN = 1.002;
const GRID = 400;

/** Largest area per steradian above the neck, mm^2, found on a grid over the disc that is mapped to the sphere as above. */
function maxArea(halfAxesMm: HalfAxesMm, shaped: boolean, out: Float64Array): number {
  let most2 = 0;
  for (let i = 0; i < GRID; i++)
    for (let j = 0; j < GRID; j++) {
      const s = -1 + (2 * i + 1) / GRID;
      const t = -1 + (2 * j + 1) / GRID;
      const q = s * s + t * t;
      if (q >= 1) continue;
      const root = 2 * Math.sqrt(1 - q);
      if (shaped && t * root > NECK_UY + 0.01) continue;
      areaVectorAt(shaped, halfAxesMm, s * root, t * root, 1 - 2 * q, out);
      most2 = Math.max(most2, out[4] * out[4] + out[5] * out[5] + out[6] * out[6]);
    }
  return Math.sqrt(most2);
}

/** Area in mm^2 (of a shaped head without its neck), by a 400 x 400 midpoint rule over the sphere. */
export function headAreaMm2(halfAxesMm: HalfAxesMm, shaped: boolean): number {
  const out = new Float64Array(7);
  let sum = 0;
  for (let i = 0; i < GRID; i++) {
    const w = -1 + (2 * i + 1) / GRID;
    const root = Math.sqrt(1 - w * w);
    for (let j = 0; j < GRID; j++) {
      const angle = (2 * Math.PI * (j + 0.5)) / GRID;
      const v = root * Math.sin(angle);
      if (shaped && v > NECK_UY) continue;
      areaVectorAt(shaped, halfAxesMm, root * Math.cos(angle), v, w, out);
      sum += Math.sqrt(out[4] * out[4] + out[5] * out[5] + out[6] * out[6]);
    }
  }
  return (sum * 4 * Math.PI) / (GRID * GRID);
}

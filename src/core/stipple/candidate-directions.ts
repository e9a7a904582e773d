/*
 * A candidate as two 16-bit numbers: its direction over the half-axes in octahedral encoding (Meyer et al. 2010). The error is at most
 * 0.01 mm on a head. Freshly sampled candidates go through it too, so that they equal the shipped ones.
 */
import { radiusAt } from '../scalp/head-shape.ts';
import type { HalfAxesMm } from './head-points.ts';
import type { Points3 } from './point-cells.ts';

const MOST = 65535;
const toWord = (share: number) => Math.round(((share + 1) / 2) * MOST);
const toShare = (word: number) => (word / MOST) * 2 - 1;
/** Math.sign, but 1 at zero. */
const sign = (value: number) => (value < 0 ? -1 : 1);

/** Two words per point, in the order of the points (mm, head axes). */
export function directionsOf({ x, y, z }: Points3, [a, b, c]: HalfAxesMm): Uint16Array {
  const words = new Uint16Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    const [ux, uy, uz] = [x[i] / a, y[i] / b, z[i] / c];
    const sum = Math.abs(ux) + Math.abs(uy) + Math.abs(uz);
    const [p, q] = [ux / sum, uy / sum];
    words[2 * i] = toWord(uz < 0 ? (1 - Math.abs(q)) * sign(p) : p);
    words[2 * i + 1] = toWord(uz < 0 ? (1 - Math.abs(p)) * sign(q) : q);
  }
  return words;
}

/** The points on the standard head with these half-axes, mm. */
export function pointsToward(words: Uint16Array, [a, b, c]: HalfAxesMm): Points3 {
  const count = words.length / 2;
  const out = { x: new Float32Array(count), y: new Float32Array(count), z: new Float32Array(count) };
  const rho = new Float64Array(4);
  for (let i = 0; i < count; i++) {
    const p = toShare(words[2 * i]);
    const q = toShare(words[2 * i + 1]);
    let [x, y] = [p, q];
    const z = 1 - Math.abs(p) - Math.abs(q);
    if (z < 0) {
      x = (1 - Math.abs(q)) * sign(p);
      y = (1 - Math.abs(p)) * sign(q);
    }
    const length = Math.sqrt(x * x + y * y + z * z);
    radiusAt(true, x / length, y / length, z / length, rho);
    out.x[i] = (a * rho[0] * x) / length;
    out.y[i] = (b * rho[0] * y) / length;
    out.z[i] = (c * rho[0] * z) / length;
  }
  return out;
}

/*
 * The candidate dots: sampled once on a canonical head, in rank order, then mapped to every head near its size (sampling.md 1),
 * so that front and crown photos show the same dots and refining the fit reshuffles none. The whole closed ellipsoid is covered:
 * it has no rim to pad. A candidate's number is its place in the order; rank = (number + 1/2) / count.
 */
import { hash01 } from '../math/random.ts';
import { RIM_COS, type Rim, rimOffsetMm } from '../scalp/rim.ts';
import type { Surface } from '../scalp/surface.ts';
import { ellipsoidAreaMm2, ellipsoidPoints, type HalfAxesMm } from './ellipsoid-points.ts';
import { farthestPointOrder } from './farthest-point-order.ts';

/** Candidates per cm^2 of the canonical head: 1.25 x the highest density anyone may ask for (220). */
export const CANDIDATES_PER_CM2 = 275;
/** Half breadth, height, length of the canonical head, mm (ANSUR II breadth 154, length 199 less the brow; domain.md 8). */
export const CANONICAL_HALF_AXES_MM: HalfAxesMm = [77, 79, 92];
/** A head whose axis differs by more than this share is sampled anew (model.md 3). */
const STRETCH_LIMIT = 0.12;
/** Pool points a dot; 16 keeps rho >= 0.69 at every prefix (sampling.md 2.2). */
const POOL_PER_DOT = 16;
const POOL_SEED = 20261;

export interface Candidates {
  halfAxesMm: HalfAxesMm;
  perCm2: number;
  x: Float32Array;
  y: Float32Array;
  z: Float32Array;
}

/** The head that candidates for these half-axes are sampled on: canonical within 12 %, else the nearest rung of a ladder. */
export function sampledHalfAxes(halfAxesMm: HalfAxesMm): HalfAxesMm {
  const rung = (1 + STRETCH_LIMIT) / (1 - STRETCH_LIMIT);
  const nearest = (axis: number, canonical: number) => {
    let at = canonical;
    while (axis > at * (1 + STRETCH_LIMIT)) at *= rung;
    while (axis < at * (1 - STRETCH_LIMIT)) at /= rung;
    return at;
  };
  const [a, b, c] = CANONICAL_HALF_AXES_MM;
  return [nearest(halfAxesMm[0], a), nearest(halfAxesMm[1], b), nearest(halfAxesMm[2], c)];
}

/** Samples the candidates of a head; about 3 s for 236,000, so run it in a worker. */
export function sampleCandidates(halfAxesMm: HalfAxesMm, onProgress?: (share: number) => void): Candidates {
  const areaMm2 = ellipsoidAreaMm2(halfAxesMm);
  const count = Math.round((areaMm2 / 100) * CANDIDATES_PER_CM2);
  const pool = ellipsoidPoints(halfAxesMm, count * POOL_PER_DOT, POOL_SEED);
  const { x, y, z } = farthestPointOrder(pool, { count, areaMm2, onProgress });
  return { halfAxesMm, perCm2: CANDIDATES_PER_CM2, x, y, z };
}

/** Candidates that face the camera and lie in the picture, as columns; `number` ascends, so ranks do too. */
export interface PlacedCandidates {
  count: number;
  /** candidates on the whole head: rank = (number + 0.5) / total */
  total: number;
  perCm2: number;
  number: Uint32Array;
  xPx: Float32Array;
  yPx: Float32Array;
  /** camera frame, mm */
  xMm: Float32Array;
  yMm: Float32Array;
  zMm: Float32Array;
  /** the sampled head's own coordinates over its half-axes: a point of the unit sphere */
  ux: Float32Array;
  uy: Float32Array;
  uz: Float32Array;
  /** cosine of the tilt against the ray, and the unit direction of the tilt in the picture */
  cosTheta: Float32Array;
  tiltX: Float32Array;
  tiltY: Float32Array;
  /** photo px per mm at the dot's own depth, facing */
  pxPerMm: Float32Array;
  /** mm^2 on this head for one mm^2 on the sampled head (J) */
  areaFactor: Float32Array;
}

/** Cosine of the steepest tilt at which dots are drawn: 88 degrees; density fades from 85 (model.md 7). */
const LEAST_COS = 0.035;
const FULL_COS = 0.087;
/** Share of the density kept near the silhouette. */
export const rimShare = (cosTheta: number) => (cosTheta >= FULL_COS ? 1 : Math.max(0, (cosTheta - LEAST_COS) / (FULL_COS - LEAST_COS)));

/**
 * Maps the candidates onto a head in a photo.
 * @param seed the project's: the set is mirrored by its bits, so that seeds differ and one head keeps its dots across photos
 * @param rim where the photo's head really ends: dots near the silhouette are shifted along their tilt to reach just there
 */
export function placeCandidates(
  candidates: Candidates,
  surface: Surface,
  photo: { widthPx: number; heightPx: number },
  seed: number,
  rim: Rim | null = null,
): PlacedCandidates {
  const total = candidates.x.length;
  const [ca, cb, cc] = candidates.halfAxesMm;
  const flip = [1, 2, 3].map((salt) => (hash01(seed, salt) < 0.5 ? -1 : 1));
  const [a, b, c] = surface.halfAxesMm;
  const [cx, cy, cz] = surface.centreMm;
  const R = surface.rotation;
  const { focalPx, cxPx, cyPx } = surface;
  const f32 = () => new Float32Array(total);
  const out = {
    number: new Uint32Array(total),
    xPx: f32(),
    yPx: f32(),
    xMm: f32(),
    yMm: f32(),
    zMm: f32(),
    ux: f32(),
    uy: f32(),
    uz: f32(),
    cosTheta: f32(),
    tiltX: f32(),
    tiltY: f32(),
    pxPerMm: f32(),
    areaFactor: f32(),
  };
  // area factor of the sampled head's stretch diag(a/ca, b/cb, c/cc) at normal m: det x |S^-1 m|
  const sa = a / ca;
  const sb = b / cb;
  const sc = c / cc;
  const det = sa * sb * sc;
  const meanHalfMm = (a + b + c) / 3;
  let n = 0;
  for (let i = 0; i < total; i++) {
    const ux = (flip[0] * candidates.x[i]) / ca;
    const uy = (flip[1] * candidates.y[i]) / cb;
    const uz = (flip[2] * candidates.z[i]) / cc;
    const hx = ux / a;
    const hy = uy / b;
    const hz = uz / c;
    const x = R[0] * a * ux + R[1] * b * uy + R[2] * c * uz + cx;
    const y = R[3] * a * ux + R[4] * b * uy + R[5] * c * uz + cy;
    const z = R[6] * a * ux + R[7] * b * uy + R[8] * c * uz + cz;
    const nLen = Math.sqrt(hx * hx + hy * hy + hz * hz);
    const nx = (R[0] * hx + R[1] * hy + R[2] * hz) / nLen;
    const ny = (R[3] * hx + R[4] * hy + R[5] * hz) / nLen;
    const nz = (R[6] * hx + R[7] * hy + R[8] * hz) / nLen;
    const range = Math.sqrt(x * x + y * y + z * z);
    const cos = -(nx * x + ny * y + nz * z) / range;
    if (cos < LEAST_COS || z <= 0) continue;
    const tx = nx + (cos * x) / range;
    const ty = ny + (cos * y) / range;
    const tLen = Math.sqrt(tx * tx + ty * ty);
    const tiltX = tLen > 1e-9 ? tx / tLen : 1;
    const tiltY = tLen > 1e-9 ? ty / tLen : 0;
    const pxPerMm = focalPx / z;
    let px = cxPx + pxPerMm * x;
    let py = cyPx + pxPerMm * y;
    let stretch = 1;
    if (rim && cos < RIM_COS) {
      const share = 1 - cos / RIM_COS;
      const offsetMm = rimOffsetMm(rim, px, py);
      px += offsetMm * share * share * pxPerMm * tiltX;
      py += offsetMm * share * share * pxPerMm * tiltY;
      // the shift grows towards the edge: there is that much more (or less) skin than the ellipsoid has
      stretch += ((offsetMm * 2 * share) / RIM_COS / meanHalfMm) * (Math.sqrt(1 - cos * cos) / cos);
      stretch = Math.min(2, Math.max(0.4, stretch));
    }
    if (px < 0 || py < 0 || px > photo.widthPx || py > photo.heightPx) continue;
    const mx = ux / ca;
    const my = uy / cb;
    const mz = uz / cc;
    const mLen = Math.sqrt(mx * mx + my * my + mz * mz);
    out.number[n] = i;
    out.xPx[n] = px;
    out.yPx[n] = py;
    out.xMm[n] = (px - cxPx) / pxPerMm;
    out.yMm[n] = (py - cyPx) / pxPerMm;
    out.zMm[n] = z;
    out.ux[n] = ux;
    out.uy[n] = uy;
    out.uz[n] = uz;
    out.cosTheta[n] = cos;
    out.tiltX[n] = tiltX;
    out.tiltY[n] = tiltY;
    out.pxPerMm[n] = pxPerMm;
    out.areaFactor[n] = (stretch * det * Math.sqrt((mx / sa) ** 2 + (my / sb) ** 2 + (mz / sc) ** 2)) / mLen;
    n++;
  }
  for (const key of Object.keys(out) as (keyof typeof out)[]) out[key] = out[key].slice(0, n) as never;
  return { count: n, total, perCm2: candidates.perCm2, ...out };
}

/*
 * The candidate dots: sampled once on a canonical head, in rank order, then mapped to every head near its size (core/README.md 3),
 * so that front and crown photos show the same dots and refining the fit reshuffles none. The whole head down to the neck is covered:
 * it has no rim to pad. A candidate's number is its place in the order; rank = (number + 1/2) / count.
 */
import { hashNormal } from '../math/random.ts';
import { finish, type Steps } from '../math/steps.ts';
import { areaVector, areaVectorAt } from '../scalp/head-shape.ts';
import { RIM_COS, type Rim, rimOffsetMm } from '../scalp/rim.ts';
import { HOLLOW_UY, type Surface } from '../scalp/surface.ts';
import { farthestPointOrder } from './farthest-point-order.ts';
import { type HalfAxesMm, headAreaMm2, headPoints } from './head-points.ts';

/** Candidates per cm^2 of the canonical head: 1.25 x the highest density anyone may ask for (220). */
export const CANDIDATES_PER_CM2 = 275;
/** Half breadth, height, length of the canonical head, mm (ANSUR II: breadth 154, length 199 less the brow). */
export const CANONICAL_HALF_AXES_MM: HalfAxesMm = [77, 79, 92];
/** A head whose axis differs by more than this share is sampled anew (core/README.md 3). */
const STRETCH_LIMIT = 0.12;
/** Pool points a dot; 16 keeps rho >= 0.69 at every prefix (measured). */
const POOL_PER_DOT = 16;
const POOL_SEED = 20261;

export interface Candidates {
  halfAxesMm: HalfAxesMm;
  /** sampled on the standard head's shape, not on the plain ellipsoid */
  shaped: boolean;
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

/** Samples the candidates of a head; about 5 s for 270,000, so run it in a worker. */
export function sampleCandidates(halfAxesMm: HalfAxesMm, onProgress?: (share: number) => void): Candidates {
  const areaMm2 = headAreaMm2(halfAxesMm, true);
  const count = Math.round((areaMm2 / 100) * CANDIDATES_PER_CM2);
  const pool = headPoints(halfAxesMm, true, count * POOL_PER_DOT, POOL_SEED);
  const { x, y, z } = farthestPointOrder(pool, { count, areaMm2, onProgress });
  return { halfAxesMm, shaped: true, perCm2: CANDIDATES_PER_CM2, x, y, z };
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
  /** unit direction in the head's own axes over its half-axes */
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

/** Cosine of the steepest tilt at which dots are drawn: 88 degrees; density fades from 85 (core/README.md 7). */
const LEAST_COS = 0.035;
const FULL_COS = 0.087;
/** Share of the density kept near the silhouette. */
export const rimShare = (cosTheta: number) => (cosTheta >= FULL_COS ? 1 : Math.max(0, (cosTheta - LEAST_COS) / (FULL_COS - LEAST_COS)));

const HIDDEN_MM = 2;
/** Square of the cosine, against the camera's axis, from which the ellipsoid's back is surely the head's: 41 degrees off straight away. */
const FAR_SHARE = 0.57;
function isHidden(surface: Surface, xMm: number, yMm: number, zMm: number): boolean {
  const [px, py] = surface.project(xMm, yMm, zMm);
  const hit = surface.hit(px, py);
  return hit !== null && hit.zMm < zMm - HIDDEN_MM;
}

/** Candidates placed at a time. */
const A_STEP = 8000;

/**
 * Maps the candidates onto a head in a photo.
 * @param strayMm how far a dot lies from its candidate (design/hand.ts), sd in mm
 * @param seed the project's: odd ones mirror the set left to right; one head keeps its dots across photos
 * @param rim where the photo's head really ends: dots near the silhouette are shifted along their tilt to reach just there
 */
export function* placingSteps(
  candidates: Candidates,
  surface: Surface,
  photo: { widthPx: number; heightPx: number },
  seed: number,
  rim: Rim | null = null,
  strayMm = 0,
): Steps<PlacedCandidates> {
  const total = candidates.x.length;
  const [ca, cb, cc] = candidates.halfAxesMm;
  const mirror = seed & 1 ? -1 : 1;
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
  const meanHalfMm = (a + b + c) / 3;
  const here = new Float64Array(7);
  const sampled = new Float64Array(7);
  let n = 0;
  for (let i = 0; i < total; i++) {
    if (i % A_STEP === A_STEP - 1) yield;
    let ux = (mirror * candidates.x[i] + strayMm * hashNormal(i, 8 * seed + 16)) / ca;
    let uy = (candidates.y[i] + strayMm * hashNormal(i, 8 * seed + 17)) / cb;
    let uz = (candidates.z[i] + strayMm * hashNormal(i, 8 * seed + 18)) / cc;
    const length = Math.sqrt(ux * ux + uy * uy + uz * uz);
    ux /= length;
    uy /= length;
    uz /= length;
    // the far side, by the ellipsoid alone: the shape's normal is never so much off
    const fx = (R[0] * ux) / a + (R[1] * uy) / b + (R[2] * uz) / c;
    const fy = (R[3] * ux) / a + (R[4] * uy) / b + (R[5] * uz) / c;
    const fz = (R[6] * ux) / a + (R[7] * uy) / b + (R[8] * uz) / c;
    if (fz > 0 && fz * fz > FAR_SHARE * (fx * fx + fy * fy + fz * fz)) continue;
    areaVectorAt(surface.shaped, surface.halfAxesMm, ux, uy, uz, here);
    const rho = here[0];
    const x = R[0] * a * rho * ux + R[1] * b * rho * uy + R[2] * c * rho * uz + cx;
    const y = R[3] * a * rho * ux + R[4] * b * rho * uy + R[5] * c * rho * uz + cy;
    const z = R[6] * a * rho * ux + R[7] * b * rho * uy + R[8] * c * rho * uz + cz;
    const area = Math.sqrt(here[4] * here[4] + here[5] * here[5] + here[6] * here[6]);
    const nx = (R[0] * here[4] + R[1] * here[5] + R[2] * here[6]) / area;
    const ny = (R[3] * here[4] + R[4] * here[5] + R[5] * here[6]) / area;
    const nz = (R[6] * here[4] + R[7] * here[5] + R[8] * here[6]) / area;
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
    if (surface.shaped && uy > HOLLOW_UY && isHidden(surface, x, y, z)) continue;
    if (candidates.shaped === surface.shaped) {
      for (let k = 0; k < 4; k++) sampled[k] = here[k];
      areaVector(candidates.halfAxesMm, ux, uy, uz, sampled);
    } else areaVectorAt(candidates.shaped, candidates.halfAxesMm, ux, uy, uz, sampled);
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
    out.areaFactor[n] = (stretch * area) / Math.sqrt(sampled[4] * sampled[4] + sampled[5] * sampled[5] + sampled[6] * sampled[6]);
    n++;
  }
  for (const key of Object.keys(out) as (keyof typeof out)[]) out[key] = out[key].slice(0, n) as never;
  return { count: n, total, perCm2: candidates.perCm2, ...out };
}

/** The same at once. */
export const placeCandidates = (...args: Parameters<typeof placingSteps>): PlacedCandidates => finish(placingSteps(...args));

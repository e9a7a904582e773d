/*
 * The candidate dots: sampled once on a canonical head, in rank order, and mapped to every head near its size (head-places.ts,
 * core/README.md 3), so that all photos show the same dots and a better fit does not reshuffle them. They cover the whole head down to the
 * neck. A candidate's number is its position in the order; rank = (number + 1/2) / count.
 */
import { directionsOf, pointsToward } from './candidate-directions.ts';
import { farthestPointOrder } from './farthest-point-order.ts';
import { type HalfAxesMm, headAreaMm2, headPoints } from './head-points.ts';

/** Candidates per cm^2 of the canonical head: 1.25 x the highest density a plan may have (220). */
export const CANDIDATES_PER_CM2 = 275;
/** Half breadth, height, length of the canonical head, mm (ANSUR II: breadth 154, length 199 less the brow). */
export const CANONICAL_HALF_AXES_MM: HalfAxesMm = [77, 79, 92];
/** A head with an axis that differs by more than this share gets its own sampling (core/README.md 3). */
const STRETCH_LIMIT = 0.12;
/** Pool points per dot; 16 keeps rho >= 0.69 at every prefix (measured). */
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

/** The half-axes on which candidates for this head are sampled: canonical ones within 12 %, else the nearest of a geometric series. */
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

/** Number of candidates on a head of this area. */
const candidateCount = (areaMm2: number) => Math.round((areaMm2 / 100) * CANDIDATES_PER_CM2);

/** Samples the candidates of a head as directions (candidate-directions.ts). About 3 s for 270,000: run it in a worker. */
export function sampleDirections(halfAxesMm: HalfAxesMm, onProgress?: (share: number) => void): Uint16Array {
  const areaMm2 = headAreaMm2(halfAxesMm, true);
  const count = candidateCount(areaMm2);
  const pool = headPoints(halfAxesMm, true, count * POOL_PER_DOT, POOL_SEED);
  return directionsOf(farthestPointOrder(pool, { count, areaMm2, onProgress }), halfAxesMm);
}

/** The candidates in these directions. @throws if their number is not that of the head */
export function candidatesToward(directions: Uint16Array, halfAxesMm: HalfAxesMm): Candidates {
  const count = candidateCount(headAreaMm2(halfAxesMm, true));
  if (directions.length !== 2 * count) throw new Error(`the head has ${count} candidates, not ${directions.length / 2}`);
  return { halfAxesMm, shaped: true, perCm2: CANDIDATES_PER_CM2, ...pointsToward(directions, halfAxesMm) };
}

export const sampleCandidates = (halfAxesMm: HalfAxesMm, onProgress?: (share: number) => void): Candidates =>
  candidatesToward(sampleDirections(halfAxesMm, onProgress), halfAxesMm);

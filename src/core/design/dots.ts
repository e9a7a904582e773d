/*
 * Which candidates are dots, and in which session: rank x noise < target x J / most (core/README.md 4, 5). A candidate is switched, never
 * moved; sessions are nested prefixes of the wanted dots. Dots are columns.
 */

import type { Treatment } from '../consultation/schema.ts';
import { hash01, hashNormal } from '../math/random.ts';
import type { PlacedCandidates } from '../stipple/candidates.ts';
import type { DensityField } from './density.ts';
import { longestMark, rankNoiseOf } from './hand.ts';

/** Spread of sizes and of darkness, log-normal; the mean area and the mean darkness are those of the plan. Fitted with the hand (hand.ts). */
const SIZE_SD = 0.22;
const DARK_SD = 0.2;
/** Dots at the very edge of the transition zone are this much finer and lighter: a single needle, the lightest hand. assumed. */
const EDGE_SIZE = 0.85;
const EDGE_DARK = 0.7;

export interface Dots {
  count: number;
  /** the candidate's own number: the same for every density and session of one head and seed */
  number: Uint32Array;
  /** which placed candidate this is */
  placedIndex: Uint32Array;
  xPx: Float32Array;
  yPx: Float32Array;
  cosTheta: Float32Array;
  tiltX: Float32Array;
  tiltY: Float32Array;
  pxPerMm: Float32Array;
  /** the candidate's own, before any noise */
  rank: Float32Array;
  targetPerCm2: Float32Array;
  /** 1-based */
  session: Uint8Array;
  /** fixed factors on diameter and centre absorbance */
  sizeFactor: Float32Array;
  darkFactor: Float32Array;
  /** length over width of the mark on the skin, 1 or more */
  stretch: Float32Array;
  /** which way it is drawn out, radians from the direction in which the skin tilts away */
  turn: Float32Array;
  zone: Uint8Array;
}

/** Share of all candidates whose rank x noise is below `t`: E[min(1, t / noise)], noise uniform over 1 -+ eps/2. */
function shareBelow(t: number, eps: number): number {
  if (eps === 0) return Math.min(1, t);
  const least = 1 - eps / 2;
  const most = 1 + eps / 2;
  if (t >= most) return 1;
  return t <= least ? (t * Math.log(most / least)) / eps : (t - least + t * Math.log(most / t)) / eps;
}
/** The limit on rank x noise under which a share of all candidates lies. */
function noisyLimit(share: number, eps: number): number {
  const least = 1 - eps / 2;
  if (share <= shareBelow(least, eps)) return eps === 0 ? share : (share * eps) / Math.log((1 + eps / 2) / least);
  if (share >= 1) return 1 + eps / 2;
  let low = least;
  let high = 1 + eps / 2;
  for (let i = 0; i < 30; i++) {
    const t = (low + high) / 2;
    if (shareBelow(t, eps) < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

export const rankNoise = (number: number, seed: number, eps: number) => 1 + eps * (hash01(number, seed * 8 + 1) - 0.5);

/** What of a project decides which candidates are dots, besides their density. */
export interface DotsPlan {
  seed: number;
  treatment: Pick<Treatment, 'sessions' | 'hand'>;
}

/** Every dot of the whole plan, ordered by candidate number. */
export function chooseDots({ seed, treatment }: DotsPlan, placed: PlacedCandidates, field: DensityField): Dots {
  const shares = treatment.sessions.map((s) => s.cumulativeShare);
  const eps = rankNoiseOf(treatment.hand);
  const most = longestMark(treatment.hand);
  const { targetPerCm2 } = field;
  const index = new Uint32Array(placed.count);
  const session = new Uint8Array(placed.count);
  let n = 0;
  for (let i = 0; i < placed.count; i++) {
    if (targetPerCm2[i] <= 0) continue;
    const wanted = Math.min(1, (targetPerCm2[i] * placed.areaFactor[i]) / placed.perCm2);
    const rank = (placed.number[i] + 0.5) / placed.total;
    const noisy = rank * rankNoise(placed.number[i], seed, eps);
    if (noisy >= noisyLimit(wanted, eps)) continue;
    // sessions share the dots as planned, however dense
    const share = Math.min(shareBelow(noisy, eps) / wanted, 1 - Number.EPSILON);
    let k = 0;
    while (share >= shares[k]) k++;
    index[n] = i;
    session[n++] = k + 1;
  }
  const pick = (column: Float32Array) => Float32Array.from({ length: n }, (_, j) => column[index[j]]);
  const number = Uint32Array.from({ length: n }, (_, j) => placed.number[index[j]]);
  const sizeFactor = new Float32Array(n);
  const darkFactor = new Float32Array(n);
  const zone = new Uint8Array(n);
  const rank = new Float32Array(n);
  const stretch = new Float32Array(n);
  const turn = new Float32Array(n);
  for (let j = 0; j < n; j++) {
    const edge = field.edgeShare[index[j]];
    sizeFactor[j] = Math.exp(SIZE_SD * hashNormal(number[j], seed * 8 + 2) - SIZE_SD ** 2) * (EDGE_SIZE + (1 - EDGE_SIZE) * edge);
    darkFactor[j] = Math.exp(DARK_SD * hashNormal(number[j], seed * 8 + 3) - DARK_SD ** 2 / 2) * (EDGE_DARK + (1 - EDGE_DARK) * edge);
    stretch[j] = Math.exp(most * Math.abs(hashNormal(number[j], seed * 8 + 4)));
    turn[j] = Math.PI * hash01(number[j], seed * 8 + 5);
    zone[j] = field.zone[index[j]];
    rank[j] = (number[j] + 0.5) / placed.total;
  }
  return {
    count: n,
    number,
    placedIndex: index.slice(0, n),
    xPx: pick(placed.xPx),
    yPx: pick(placed.yPx),
    cosTheta: pick(placed.cosTheta),
    tiltX: pick(placed.tiltX),
    tiltY: pick(placed.tiltY),
    pxPerMm: pick(placed.pxPerMm),
    rank,
    targetPerCm2: pick(targetPerCm2),
    session: session.slice(0, n),
    sizeFactor,
    darkFactor,
    stretch,
    turn,
    zone,
  };
}

/*
 * Which candidates are dots, and in which session: rank x noise < target x J / most (model.md 4, 5). A candidate is switched, never
 * moved; sessions are nested prefixes of the wanted dots. Dots are columns.
 */
import { hash01, hashNormal } from '../math/random.ts';
import type { Project } from '../project/schema.ts';
import type { PlacedCandidates } from '../stipple/candidates.ts';
import type { DensityField } from './density.ts';

/** Multiplicative rank noise: natural, not perfect (sampling.md 6: rho 0.63 at every density). */
const RANK_NOISE = 0.4;
/** Rank noise over-counts by about eps^2/12; this keeps counts honest (sampling.md 6). */
const COUNT_CORRECTION = 1.0136627702704104; // ln((1 + eps/2) / (1 - eps/2)) / eps at eps = 0.4
const SIZE_SD = 0.12; // log-normal (model.md 6)
const DARK_SD = 0.2; // log-normal (model.md 6)
/** Dots at the very edge of the transition zone are this much finer and lighter: a single needle, the lightest hand (domain.md 5b: 0.6). */
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
  zone: Uint8Array;
}

/**
 * The limit on rank x noise under which a share of all candidates lies: E[min(1, limit / noise)] = share, noise uniform over 1 -+ eps/2.
 * Up to a share of 0.81 that is a plain factor; beyond it the noise runs out of candidates and the limit rises faster.
 */
function noisyLimit(share: number): number {
  const least = 1 - RANK_NOISE / 2;
  const most = 1 + RANK_NOISE / 2;
  if (share <= least * COUNT_CORRECTION) return share / COUNT_CORRECTION;
  if (share >= 1) return most;
  let low = least;
  let high = most;
  for (let i = 0; i < 30; i++) {
    const t = (low + high) / 2;
    if ((t - least + t * Math.log(most / t)) / RANK_NOISE < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

export const rankNoise = (number: number, seed: number) => 1 + RANK_NOISE * (hash01(number, seed * 8 + 1) - 0.5);

/** Every dot of the whole plan, ordered by candidate number. */
export function chooseDots(project: Project, placed: PlacedCandidates, field: DensityField): Dots {
  const shares = project.treatment.sessions.map((s) => s.cumulativeShare);
  const seed = project.seed;
  const { targetPerCm2 } = field;
  const index = new Uint32Array(placed.count);
  const session = new Uint8Array(placed.count);
  let n = 0;
  for (let i = 0; i < placed.count; i++) {
    if (targetPerCm2[i] <= 0) continue;
    const limit = noisyLimit((targetPerCm2[i] * placed.areaFactor[i]) / placed.perCm2);
    const rank = (placed.number[i] + 0.5) / placed.total;
    if (rank * (1 - RANK_NOISE / 2) >= limit) continue;
    const share = (rank * rankNoise(placed.number[i], seed)) / limit;
    if (share >= 1) continue;
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
  for (let j = 0; j < n; j++) {
    const edge = field.edgeShare[index[j]];
    sizeFactor[j] = Math.exp(SIZE_SD * hashNormal(number[j], seed * 8 + 2)) * (EDGE_SIZE + (1 - EDGE_SIZE) * edge);
    darkFactor[j] = Math.exp(DARK_SD * hashNormal(number[j], seed * 8 + 3)) * (EDGE_DARK + (1 - EDGE_DARK) * edge);
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
    zone,
  };
}

/*
 * Which candidates are dots, and in which session: rank x noise < target x J / most (core/README.md 4, 5). Candidates are switched on or
 * off, never moved; sessions are nested prefixes of the planned dots. Dots are columns for the whole head, of which a photo shows a part.
 */

import type { Treatment } from '../consultation/schema.ts';
import { hash01, hashNormal } from '../math/random.ts';
import type { HeadPlaces } from '../stipple/head-places.ts';
import type { DensityField } from './density.ts';
import { longestMark, rankNoiseOf } from './hand.ts';

/**
 * Log-normal sd of size and of darkness; mean area and mean darkness are those of the plan. Fitted together with the hand (hand.ts) and the
 * strength of the cores (STOCK_ABSORBANCE): finished work is even over millimetres, and its marks are strong.
 */
const SIZE_SD = 0.1;
const DARK_SD = 0.15;
/** Factors on size and darkness of dots at the outer edge of the transition zone: a single needle, the lightest hand. assumed. */
const EDGE_SIZE = 0.85;
const EDGE_DARK = 0.55;

/** Fixed properties of each candidate as a dot, by number, independent of the design. */
export interface Marks {
  /**
   * share of all candidates that become dots before this one, 0..1: its rank with the noise of the hand; 0 until `rank`, for dots are wanted at
   * few of them
   */
  before: Float64Array;
  rank(candidate: number): void;
  /** the others, 0 until `workOut`: most candidates never become dots */
  columns: MarkColumns;
  workOut(candidate: number): void;
}
interface MarkColumns {
  /** fixed factors on diameter and centre absorbance */
  sizeFactor: Float32Array;
  darkFactor: Float32Array;
  /** length over width of the mark on the skin, 1 or more */
  stretch: Float32Array;
  /** direction of the stretch, radians from the direction in which the skin tilts away */
  turn: Float32Array;
}
/** Dots on the head, ordered by candidate number. */
export interface PlanDots {
  count: number;
  candidate: Uint32Array;
  /** 1-based; 0: old work that is already there */
  session: Uint8Array;
  targetPerCm2: Float32Array;
  sizeFactor: Float32Array;
  darkFactor: Float32Array;
  stretch: Float32Array;
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
export const rankNoise = (number: number, seed: number, eps: number) => 1 + eps * (hash01(number, seed * 8 + 1) - 0.5);

/** @param hand orderliness, 0..1 (hand.ts) */
export function marksOf(count: number, seed: number, hand: number): Marks {
  const eps = rankNoiseOf(hand);
  const most = longestMark(hand);
  const before = new Float64Array(count);
  const [sizeFactor, darkFactor, stretch, turn] = [0, 1, 2, 3].map(() => new Float32Array(count));
  const rank = (i: number) => {
    before[i] = shareBelow(((i + 0.5) / count) * rankNoise(i, seed, eps), eps);
  };
  const workOut = (i: number) => {
    sizeFactor[i] = Math.exp(SIZE_SD * hashNormal(i, seed * 8 + 2) - SIZE_SD ** 2);
    darkFactor[i] = Math.exp(DARK_SD * hashNormal(i, seed * 8 + 3) - DARK_SD ** 2 / 2);
    stretch[i] = Math.exp(most * Math.abs(hashNormal(i, seed * 8 + 4)));
    turn[i] = Math.PI * hash01(i, seed * 8 + 5);
  };
  return { before, rank, columns: { sizeFactor, darkFactor, stretch, turn }, workOut };
}

/**
 * Every dot of the whole plan, ordered by candidate number.
 * @param sessions with cumulative shares ascending to 1
 */
export function chooseDots(
  sessions: Treatment['sessions'],
  { count, areaFactor, perCm2 }: Pick<HeadPlaces, 'count' | 'areaFactor' | 'perCm2'>,
  marks: Marks,
  field: DensityField,
): PlanDots {
  const { before, rank } = marks;
  const shares = sessions.map((s) => s.cumulativeShare);
  const candidate = new Uint32Array(count);
  const session = new Uint8Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) {
    const target = field.targetPerCm2[i];
    if (target <= 0) continue;
    const wanted = Math.min(1, (target * areaFactor[i]) / perCm2);
    if (before[i] === 0) rank(i);
    if (before[i] >= wanted) continue;
    // the sessions' shares hold at every density
    const share = Math.min(before[i] / wanted, 1 - Number.EPSILON);
    let k = 0;
    while (share >= shares[k]) k++;
    candidate[n] = i;
    session[n++] = k + 1;
  }
  return dotsOf({ candidate: candidate.slice(0, n), session: session.slice(0, n) }, marks, field);
}

/** The columns of chosen candidates. */
export function dotsOf({ candidate, session }: Pick<PlanDots, 'candidate' | 'session'>, marks: Marks, field: DensityField): PlanDots {
  const n = candidate.length;
  const [targetPerCm2, sizeFactor, darkFactor, stretch, turn] = [0, 1, 2, 3, 4].map(() => new Float32Array(n));
  const zone = new Uint8Array(n);
  const { columns, workOut } = marks;
  for (let j = 0; j < n; j++) {
    const i = candidate[j];
    if (columns.sizeFactor[i] === 0) workOut(i);
    const edge = field.edgeShare[i];
    targetPerCm2[j] = field.targetPerCm2[i];
    sizeFactor[j] = columns.sizeFactor[i] * (EDGE_SIZE + (1 - EDGE_SIZE) * edge);
    darkFactor[j] = columns.darkFactor[i] * (EDGE_DARK + (1 - EDGE_DARK) * edge);
    stretch[j] = columns.stretch[i];
    turn[j] = columns.turn[i];
    zone[j] = field.zone[i];
  }
  return { count: n, candidate, session, targetPerCm2, sizeFactor, darkFactor, stretch, turn, zone };
}

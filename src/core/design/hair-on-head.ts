/*
 * The existing hair on the head, joined from all photos. Each photo is read by itself and kept as columns over the candidates it shows; a
 * candidate takes the reading of the photo that faces it best. Candidates that no photo shows are marked as unseen and treated as bare.
 */

import { finish, inParts, type Steps } from '../math/steps.ts';

/** Hair read from one photo at the candidates it shows. */
export interface HairReading {
  /** numbers of the candidates */
  candidate: Uint32Array;
  /** cosine of the tilt of each in the photo */
  cosTheta: Float32Array;
  /** how much of the region around is covered, 0..1 */
  coverage: Float32Array;
  /** share of a finished plan's tone that the region has already, up to 1, below 0 where more is needed (for shaved looks) */
  tone: Float32Array;
  /** single hairs, 0..1 (for scars, and between long hair) */
  readonly strands: Float32Array;
}
/** Hair at every candidate of the head, by number. */
export interface HairOnHead {
  coverage: Float32Array;
  tone: Float32Array;
  readonly strands: Float32Array;
  /** of the photo that shows it best; 0 if no photo does */
  cosTheta: Float32Array;
}

/** Candidates joined between two pauses. */
const A_STEP = 32000;
/** A photo's weight is its cosine to this power: the photo that faces a place best dominates, without a seam between photos. */
const POWER = 8;

/** @param total candidates on the head */
export const joinHair = (total: number, readings: readonly HairReading[]): HairOnHead => finish(joinSteps(total, readings));

/** joinHair in pieces. */
export function* joinSteps(total: number, readings: readonly HairReading[]): Steps<HairOnHead> {
  const coverage = new Float32Array(total);
  const tone = new Float32Array(total);
  const cosTheta = new Float32Array(total);
  const weight = weights(total, readings);
  for (const reading of readings)
    yield* inParts(reading.candidate.length, A_STEP, (from, to) => joinSome(from, to, reading, weight, coverage, tone, cosTheta));
  let strands: Float32Array | null = null;
  return {
    coverage,
    tone,
    cosTheta,
    get strands() {
      strands ??= joinStrands(total, readings);
      return strands;
    },
  };
}

/** Joins places from `from` to `to` of a reading. A function of its own, which engines need not compile anew with each photo. */
function joinSome(
  from: number,
  to: number,
  reading: HairReading,
  weight: Float64Array | null,
  coverage: Float32Array,
  tone: Float32Array,
  cosTheta: Float32Array,
) {
  const { candidate } = reading;
  for (let j = from; j < to; j++) {
    const i = candidate[j];
    const cos = reading.cosTheta[j];
    const share = shareIn(weight, i, cos);
    coverage[i] += (reading.coverage[j] - coverage[i]) * share;
    tone[i] += (reading.tone[j] - tone[i]) * share;
    cosTheta[i] = Math.max(cosTheta[i], cos);
  }
}

function joinStrands(total: number, readings: readonly HairReading[]): Float32Array {
  const joined = new Float32Array(total);
  const weight = weights(total, readings);
  for (const { candidate, cosTheta, strands } of readings)
    for (let j = 0; j < candidate.length; j++)
      joined[candidate[j]] += (strands[j] - joined[candidate[j]]) * shareIn(weight, candidate[j], cosTheta[j]);
  return joined;
}

/** Weights of the readings of each candidate so far; null if a photo is alone, which is taken as it is. */
const weights = (total: number, readings: readonly HairReading[]) => (readings.length === 1 ? null : new Float64Array(total));

/** The share of a reading of a candidate in the mean of those that came so far, itself among them. */
function shareIn(weight: Float64Array | null, candidate: number, cosTheta: number): number {
  if (!weight) return 1;
  const mine = cosTheta ** POWER;
  weight[candidate] += mine;
  return weight[candidate] > 0 ? mine / weight[candidate] : 1;
}

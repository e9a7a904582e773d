/* Existing hair read from a photo, at one place and at the places of many candidates. */
import { finish, inParts, type Steps } from '../math/steps.ts';

/** Existing hair at a photo pixel, 0..1. */
export type HairCoverage = (xPx: number, yPx: number) => number;
/**
 * Three readings: how much of a region hair covers, which share of a finished plan's tone it has (for a shaved look; below 0 where more is needed), and where single hairs
 * are (for scars between longer hair).
 */
export interface ExistingHair {
  coverage: HairCoverage;
  tone: HairCoverage;
  strands: HairCoverage & { ahead?(): Steps<void> };
}

/** Candidates read between two pauses. */
const A_STEP = 16000;

/** The readings at the candidates that a photo shows, so that the photo itself can be released. */
export const hairAt = (...args: Parameters<typeof hairAtSteps>) => finish(hairAtSteps(...args));

interface Places {
  candidate: Uint32Array;
  cosTheta: Float32Array;
  xPx: Float32Array;
  yPx: Float32Array;
}
export interface HairAtPlaces extends Pick<Places, 'candidate' | 'cosTheta'> {
  coverage: Float32Array;
  tone: Float32Array;
  /** read when it is first asked for: few plans have a zone between hairs */
  readonly strands: Float32Array;
  /** reads it in pieces, and lets go of the photo */
  strandSteps(): Steps<void>;
}
/** hairAt in pieces. */
export function* hairAtSteps({ candidate, cosTheta, xPx, yPx }: Places, { coverage, tone, strands }: ExistingHair): Steps<HairAtPlaces> {
  const column = () => new Float32Array(xPx.length);
  const read = column();
  let strandsAt: ExistingHair['strands'] | null = strands;
  let done = 0;
  function* strandSteps(): Steps<void> {
    if (strandsAt?.ahead) yield* strandsAt.ahead();
    while (strandsAt && done < read.length) {
      read[done] = strandsAt(xPx[done], yPx[done]);
      if (++done % A_STEP === 0) yield;
    }
    strandsAt = null;
  }
  const out = {
    candidate,
    cosTheta,
    coverage: column(),
    tone: column(),
    get strands() {
      finish(strandSteps());
      return read;
    },
    strandSteps,
  };
  yield* inParts(xPx.length, A_STEP, (from, to) => {
    readSome(from, to, coverage, xPx, yPx, out.coverage);
    readSome(from, to, tone, xPx, yPx, out.tone);
  });
  return out;
}

/** Reads candidates from `from` to `to`. A function of its own, which engines need not compile anew with each photo. */
function readSome(from: number, to: number, read: HairCoverage, xPx: Float32Array, yPx: Float32Array, out: Float32Array) {
  for (let j = from; j < to; j++) out[j] = read(xPx[j], yPx[j]);
}

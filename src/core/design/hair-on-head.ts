/*
 * The existing hair on the head, joined from all photos. Each photo is read by itself and kept as columns over the candidates it shows; a
 * candidate takes the reading of the photo that faces it best. Candidates that no photo shows are marked as unseen and treated as bare.
 */

/** What one photo tells of the hair on the candidates it shows. */
export interface HairReading {
  /** numbers of the candidates */
  candidate: Uint32Array;
  /** cosine of the tilt under which the photo shows each */
  cosTheta: Float32Array;
  /** how much of the region around is covered, 0..1 (shaved looks) */
  coverage: Float32Array;
  /** where single hairs are, 0..1 (scars, between long hair) */
  strands: Float32Array;
}
/** The same for every candidate of the head, by number. */
export interface HairOnHead {
  coverage: Float32Array;
  strands: Float32Array;
  /** of the photo that faces it best; 0 where no photo shows it */
  cosTheta: Float32Array;
}

/** A photo's weight is this power of its cosine: the one that faces a place best decides, and no seam shows where two change over. */
const POWER = 8;

/** @param total candidates on the head */
export function joinHair(total: number, readings: readonly HairReading[]): HairOnHead {
  const coverage = new Float32Array(total);
  const strands = new Float32Array(total);
  const cosTheta = new Float32Array(total);
  const weight = new Float64Array(total);
  for (const reading of readings)
    for (let j = 0; j < reading.candidate.length; j++) {
      const i = reading.candidate[j];
      const cos = reading.cosTheta[j];
      const mine = cos ** POWER;
      weight[i] += mine;
      const share = weight[i] > 0 ? mine / weight[i] : 1;
      coverage[i] += (reading.coverage[j] - coverage[i]) * share;
      strands[i] += (reading.strands[j] - strands[i]) * share;
      cosTheta[i] = Math.max(cosTheta[i], cos);
    }
  return { coverage, strands, cosTheta };
}

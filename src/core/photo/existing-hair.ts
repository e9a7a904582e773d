/* Existing hair read from a photo, at one place and at the places of many candidates. */

/** Existing hair at a photo pixel, 0..1. */
export type HairCoverage = (xPx: number, yPx: number) => number;
/**
 * Three readings: how much of a region hair covers, which share of a finished plan's tone it has (for a shaved look), and where single hairs
 * are (for scars between longer hair).
 */
export interface ExistingHair {
  coverage: HairCoverage;
  tone: HairCoverage;
  strands: HairCoverage;
}

/** The readings at the candidates that a photo shows, so that the photo itself can be released. */
export function hairAt<T extends { candidate: Uint32Array; cosTheta: Float32Array; xPx: Float32Array; yPx: Float32Array }>(
  { candidate, cosTheta, xPx, yPx }: T,
  { coverage, tone, strands }: ExistingHair,
) {
  const column = () => new Float32Array(xPx.length);
  const out = { candidate, cosTheta, coverage: column(), tone: column(), strands: column() };
  for (let j = 0; j < xPx.length; j++) {
    out.coverage[j] = coverage(xPx[j], yPx[j]);
    out.tone[j] = tone(xPx[j], yPx[j]);
    out.strands[j] = strands(xPx[j], yPx[j]);
  }
  return out;
}

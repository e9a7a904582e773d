/* The hair that a photo shows, as a place of the photo tells it, and the same for many places at once. */

/** Share of the photo's place covered by existing hair, 0..1. */
export type HairCoverage = (xPx: number, yPx: number) => number;
/** Existing hair, read two ways: how much of a region it covers (shaved looks), and where single hairs are (scars, between long hair). */
export interface ExistingHair {
  coverage: HairCoverage;
  strands: HairCoverage;
}

/** Both readings at the places of a head that a photo shows: small columns, so that the photo need not be held. */
export function hairAt<T extends { candidate: Uint32Array; cosTheta: Float32Array; xPx: Float32Array; yPx: Float32Array }>(
  { candidate, cosTheta, xPx, yPx }: T,
  { coverage, strands }: ExistingHair,
) {
  return {
    candidate,
    cosTheta,
    coverage: Float32Array.from(xPx, (x, j) => coverage(x, yPx[j])),
    strands: Float32Array.from(xPx, (x, j) => strands(x, yPx[j])),
  };
}

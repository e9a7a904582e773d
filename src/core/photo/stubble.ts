/*
 * How dark the client's own shaved hair is, so that healed work is not planned darker: the light that hair-covered scalp sends back
 * against the skin between the hairs. A tone, not a count: density and diameter of the follicles are not read here.
 */

/** Hair-covered places needed before anything is said. assumed. */
const LEAST_PLACES = 300;
const COVERED = 0.7;
/** Steeper skin is half hidden by its own hairs. */
const LEAST_COS = 0.45;

/** Share of light that the stubble leaves, or null where too little of it shows. */
export function stubbleLightKept(
  at: { count: number; xPx: Float32Array; yPx: Float32Array; cosTheta: Float32Array },
  coverage: (xPx: number, yPx: number) => number,
  lightAt: (xPx: number, yPx: number) => number,
): number | null {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < at.count; i++) {
    if (at.cosTheta[i] < LEAST_COS || coverage(at.xPx[i], at.yPx[i]) < COVERED) continue;
    sum += Math.min(1.2, lightAt(at.xPx[i], at.yPx[i]));
    count++;
  }
  return count < LEAST_PLACES ? null : sum / count;
}

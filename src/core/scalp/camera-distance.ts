/* The distance from camera to head, for photos without a focal length. */
import type { Scale } from '../consultation/schema.ts';
import type { IrisScale } from './iris-scale.ts';
import { ASSUMED_DISTANCE_MM } from './surface.ts';

/** assumed: usual distance, mm, and its sd in the logarithm: faces are taken at arm's length or by somebody else, other views by somebody else. */
const DISTANCE = { face: { mm: 800, sd: 0.4 }, none: { mm: 1000, sd: 0.3 } } as const;
export const usualDistance = (sawFace: boolean) => DISTANCE[sawFace ? 'face' : 'none'];

/**
 * Estimates the distance to the head's centre, mm. The eyes are nearer than the centre, so the closer the camera, the larger the irises
 * relative to the head's breadth. Both sizes vary by 3.6 % between people, so the usual distance enters as a prior.
 */
export function guessDistanceMm(iris: IrisScale | null, breadth: Scale, sawFace: boolean): number {
  const usual = usualDistance(sawFace);
  if (!iris) return usual.mm;
  const nearerMm = iris.correctionShare * ASSUMED_DISTANCE_MM;
  const ratio = iris.pxPerMm / (1 - iris.correctionShare) / breadth.pxPerMm;
  const sd = Math.hypot(iris.sdShare, breadth.sdShare);
  let best: number = usual.mm;
  let least = Number.POSITIVE_INFINITY;
  for (let mm = 350; mm <= 2000; mm += 10) {
    const cost = ((ratio * (1 - nearerMm / mm) - 1) / sd) ** 2 + (Math.log(mm / usual.mm) / usual.sd) ** 2;
    if (cost < least) {
      least = cost;
      best = mm;
    }
  }
  return best;
}

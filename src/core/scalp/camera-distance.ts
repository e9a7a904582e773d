/* How far from the head the camera is, where the photo carries no focal length. */
import type { Scale } from '../consultation/schema.ts';
import type { IrisScale } from './iris-scale.ts';
import { ASSUMED_DISTANCE_MM } from './surface.ts';

/** assumed: from how far a photo without a focal length was taken, mm, with its spread in the logarithm: of a face at arm's length or by somebody else, of the rest by somebody else. */
const DISTANCE = { face: { mm: 800, sd: 0.4 }, none: { mm: 1000, sd: 0.3 } } as const;
export const usualDistance = (sawFace: boolean) => DISTANCE[sawFace ? 'face' : 'none'];

/**
 * How far the head's middle is from a camera whose photo does not say: the eyes are nearer than the head's middle, so the nearer the camera,
 * the larger the irises against the head's breadth. Both sizes vary by 3.6 %, so a usual distance has its say.
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

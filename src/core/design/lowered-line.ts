/* A hairline drawn by hand moved towards the face or away from it, as one that keeps a shape is drawn anew at another height. */
import type { MapDeg } from '../scalp/head-map.ts';

/** A line reaches at least this far aside before its ends count as the sideburns', degrees. */
const LEAST_ASIDE_DEG = 30;

/**
 * The same line with its middle `deg` nearer to the face; negative: farther. The corners go nearly as far, the ends at the sideburns stay.
 */
export function loweredLine(points: readonly MapDeg[], deg: number): MapDeg[] {
  const asideDeg = Math.max(LEAST_ASIDE_DEG, ...points.map(([across]) => Math.abs(across)));
  return points.map(([across, forward]) => [across, forward + deg * (1 - (across / asideDeg) ** 4)]);
}

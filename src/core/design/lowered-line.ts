/* Moves a hairline that was drawn by hand towards the face or away from it. (One drawn from a shape is drawn again at another height.) */
import type { MapDeg } from '../scalp/head-map.ts';

/** The line stays fixed where it is widest, but at least this far from the midline, degrees. */
const MIN_ASIDE_DEG = 30;

/**
 * The line with its middle moved by `deg` towards the face (negative: away). The corners move almost as far, the ends at the sideburns stay.
 */
export function loweredLine(points: readonly MapDeg[], deg: number): MapDeg[] {
  const asideDeg = Math.max(MIN_ASIDE_DEG, ...points.map(([across]) => Math.abs(across)));
  return points.map(([across, forward]) => [across, forward + deg * (1 - (across / asideDeg) ** 4)]);
}

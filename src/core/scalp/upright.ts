/* Orientation of the standard shape in a head whose project has no `shape`. */

/** Such a head may be rotated about its length axis, which does not show on an ellipsoid with a round section. Largest rotation that is undone. */
const MAX_UPRIGHTING_RAD = 0.35;
/** Largest change of the ellipsoid by this correction, mm rms. */
const UPRIGHTING_MM = 0.8;

/**
 * Axes of the standard shape for a head whose project has no `shape`: those of its ellipsoid, rotated about the head's length until the
 * breadth axis is level in the picture. Only if the head is upright in the photo and the ellipsoid hardly changes.
 */
export function upright(R: readonly number[], [a, b]: readonly [number, number, number]): readonly number[] {
  // the x axis is level if R[3] cos + R[4] sin = 0
  if (R[4] < 0.6) return R;
  const angle = Math.atan(-R[3] / R[4]);
  if (Math.abs(angle) > MAX_UPRIGHTING_RAD || Math.abs(a - b) * Math.abs(Math.sin(2 * angle)) * 0.35 > UPRIGHTING_MM) return R;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [0, 1, 2].flatMap((k) => [R[3 * k] * c + R[3 * k + 1] * s, R[3 * k + 1] * c - R[3 * k] * s, R[3 * k + 2]]);
}

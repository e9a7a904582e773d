/* How the standard shape lies in a head whose project says nothing of a shape. */

/** A head placed without a word on its shape may have been turned about its own length, which an ellipsoid with a round section hides. */
const MOST_UPRIGHTING_RAD = 0.35;
/** Uprighting may move the ellipsoid by this much, mm rms. */
const UPRIGHTING_MM = 0.8;

/**
 * The axes that the standard shape is laid along, for a head whose project says nothing of a shape: those of its ellipsoid, turned about
 * the head's length until breadth is level in the picture, where that hardly moves the ellipsoid and the head stands upright in the photo.
 */
export function upright(R: readonly number[], [a, b]: readonly [number, number, number]): readonly number[] {
  // x axis' level: R[3] cos + R[4] sin = 0
  if (R[4] < 0.6) return R;
  const angle = Math.atan(-R[3] / R[4]);
  if (Math.abs(angle) > MOST_UPRIGHTING_RAD || Math.abs(a - b) * Math.abs(Math.sin(2 * angle)) * 0.35 > UPRIGHTING_MM) return R;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [0, 1, 2].flatMap((k) => [R[3 * k] * c + R[3 * k + 1] * s, R[3 * k + 1] * c - R[3 * k] * s, R[3 * k + 2]]);
}

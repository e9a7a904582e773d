/*
 * Body points that a pose net finds in a picture, each with a confidence of 0 to 1. They tell from which side a head is seen and which way
 * is up. Left and right are the subject's own. Nose and eyes show from the front, a single ear from the side, ears without a nose from the
 * back, and almost nothing from straight above.
 */

export const BODY_POINTS = ['nose', 'leftEye', 'rightEye', 'leftEar', 'rightEar', 'leftShoulder', 'rightShoulder'] as const;
export type BodyPoint = (typeof BODY_POINTS)[number];

export interface BodyPoints {
  /** BODY_POINTS x (x, y, share): px of the picture, and confidence */
  points: Float32Array;
}

export const bodyPoint = ({ points }: BodyPoints, name: BodyPoint): { xPx: number; yPx: number; share: number } => {
  const at = BODY_POINTS.indexOf(name) * 3;
  return { xPx: points[at], yPx: points[at + 1], share: points[at + 2] };
};

/** The points in a picture that is so much larger across and down. */
export const scaledBody = ({ points }: BodyPoints, perX: number, perY: number): BodyPoints => ({
  points: points.map((v, i) => (i % 3 === 0 ? v * perX : i % 3 === 1 ? v * perY : v)),
});

/** Results with the picture turned clockwise by 0, 90, 180 and 270 degrees, in pixels of the turned picture; null where it was not run. */
export type PosesSeen = readonly [BodyPoints, BodyPoints | null, BodyPoints | null, BodyPoints | null];

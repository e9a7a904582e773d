/*
 * Points of a body as a pose net sees them in a picture, each with how sure it is (0 to 1), and what they say of the side a head is seen
 * from and of the way up. Left and right are the subject's own. Nose and eyes are seen from the front and from above in front, one ear only
 * from the side, ears without a nose from the back, and hardly anything on a head seen from straight above.
 */

export const BODY_POINTS = ['nose', 'leftEye', 'rightEye', 'leftEar', 'rightEar', 'leftShoulder', 'rightShoulder'] as const;
export type BodyPoint = (typeof BODY_POINTS)[number];

export interface BodyPoints {
  /** BODY_POINTS x (x, y, share): px of the picture it was asked about, and how sure it is */
  points: Float32Array;
}

export const bodyPoint = ({ points }: BodyPoints, name: BodyPoint): { xPx: number; yPx: number; share: number } => {
  const at = BODY_POINTS.indexOf(name) * 3;
  return { xPx: points[at], yPx: points[at + 1], share: points[at + 2] };
};

/** What is seen with the picture turned clockwise by 0, 90, 180 and 270 degrees, in pixels of the turned picture; null where it was not asked. */
export type PosesSeen = readonly [BodyPoints, BodyPoints | null, BodyPoints | null, BodyPoints | null];

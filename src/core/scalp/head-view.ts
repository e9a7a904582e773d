/* The standard views of a head and their rotations. */
import type { Side } from '../consultation/schema.ts';
import { plainAngles, rotationAngles, rotationMatrix } from './rotation.ts';

/** left: the subject's left side is seen, the face looks to the picture's left */
export type View = Side;
type Angles = readonly [number, number, number];

const TURNED: Record<View, Angles> = {
  front: [0, 0, 0],
  back: [0, Math.PI, 0],
  left: [0, Math.PI / 2, 0],
  right: [0, -Math.PI / 2, 0],
  'threequarter-left': [0, 0.65, 0],
  'threequarter-right': [0, -0.65, 0],
  // the face at the bottom of the picture
  top: [Math.PI / 2, 0, 0],
  // a selfie with the arm held up: 30 to 60 degrees
  'front-from-above': [0.75, 0, 0],
};
export const VIEWS = Object.keys(TURNED) as View[];
/** assumed: the client sits, so the camera looks from this far above. */
const FROM_ABOVE_RAD: Record<View, number> = {
  front: 0.12,
  back: 0.12,
  left: 0.05,
  right: 0.05,
  'threequarter-left': 0.1,
  'threequarter-right': 0.1,
  top: 0,
  'front-from-above': 0,
};

export const matrixProduct = (A: readonly number[], B: readonly number[]) =>
  [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => A[3 * i] * B[j] + A[3 * i + 1] * B[3 + j] + A[3 * i + 2] * B[6 + j]));

/** The rotation, row major, of a head seen from a standard side. */
export const viewMatrix = (view: View) => matrixProduct(rotationMatrix([FROM_ABOVE_RAD[view], 0, 0]), rotationMatrix(TURNED[view]));

/** viewMatrix as the angles of a project's head. */
export const viewAngles = (view: View): [number, number, number] => plainAngles(rotationAngles(viewMatrix(view)));

/** Within 32 degrees of the head's upright axis the view is the top, whichever way the face points in the picture. */
const FROM_ABOVE = 0.85;
/** The standard view nearest to a rotation. */
export function nearestView(rotation: readonly number[]): View {
  if (rotation[7] > FROM_ABOVE) return 'top';
  let best: View = 'front';
  let most = Number.NEGATIVE_INFINITY;
  for (const view of VIEWS) {
    const trace = viewMatrix(view).reduce((sum, x, i) => sum + x * rotation[i], 0);
    if (trace > most) {
      most = trace;
      best = view;
    }
  }
  return best;
}

/** Rotates a head in the picture's plane, clockwise as seen. */
export const tiltedBy = (rotation: readonly number[], rad: number): [number, number, number] =>
  plainAngles(rotationAngles(matrixProduct(rotationMatrix([0, 0, rad]), rotation)));

/** Clockwise tilt of the head's upright axis in the picture; for a head seen from above, of its length axis. */
export function pictureTiltRad(rotation: readonly number[]): number {
  const [ux, uy] = Math.hypot(rotation[1], rotation[4]) > 0.5 ? [-rotation[1], -rotation[4]] : [rotation[2], rotation[5]];
  return Math.atan2(ux, -uy);
}

/** Rotation as on a turntable: turned about the head's upright axis, then nodding towards the camera, then tilted in the picture. R = Rz(tilt) Rx(nod) Ry(turn). */
export interface Turntable {
  turnRad: number;
  /** -90 to 90 degrees; positive: the crown shows */
  nodRad: number;
  tiltRad: number;
}

export function turntableOf(rotation: readonly number[]): Turntable {
  const nodRad = Math.asin(Math.max(-1, Math.min(1, rotation[7])));
  // straight from above, turn and tilt are the same rotation
  if (Math.cos(nodRad) < 1e-6) return { turnRad: 0, nodRad, tiltRad: Math.atan2(rotation[3], rotation[0]) };
  return { turnRad: Math.atan2(-rotation[6], rotation[8]), nodRad, tiltRad: Math.atan2(-rotation[1], rotation[4]) };
}

export const turntableAngles = ({ turnRad, nodRad, tiltRad }: Turntable): [number, number, number] =>
  plainAngles(
    rotationAngles(
      matrixProduct(rotationMatrix([0, 0, tiltRad]), matrixProduct(rotationMatrix([nodRad, 0, 0]), rotationMatrix([0, turnRad, 0]))),
    ),
  );

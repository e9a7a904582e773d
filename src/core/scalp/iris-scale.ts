/*
 * Pixels per millimetre from the width of the irises: 11.7 mm, sd 0.42 in adults (Rüfer et al. 2005). The iris of a turned eye looks
 * narrower; the turn of the face and the long axis of the ellipse both give the factor and are averaged. Eyes are nearer to the camera than
 * the head's centre, for which the project keeps its scale: the pinhole model converts between the two (core/README.md 1).
 */
import type { Iris } from './iris.ts';
import { rotationMatrix } from './rotation.ts';
import { ASSUMED_DISTANCE_MM } from './surface.ts';

export const IRIS_WIDTH_MM = 11.7;
/** Relative sd of iris width between people. */
export const IRIS_SD_SHARE = 0.42 / 11.7;

/** The subject's left eye from the centre of the head's ellipsoid, mm, head axes: mean of the three rendered heads, which differ by 4 mm. */
export const EYE_MM = { x: 30.5, y: 39, z: -91 } as const;
/** assumed: if the head's nod is not known, the camera looks from 10 degrees above. */
const USUAL_TILT_RAD = (10 * Math.PI) / 180;
/** assumed: the gaze differs from the direction of the face by this sd. */
const GAZE_SD_RAD = 0.1;
/** The long axis ends under the lids: its error on the rendered heads reaches 6 %. */
const LONG_AXIS_SD_SHARE = 0.04;
/** assumed: relative sd of ASSUMED_DISTANCE_MM. */
const DISTANCE_SD_SHARE = 0.3;

export interface IrisScaleInput {
  left: Iris | null;
  right: Iris | null;
  photoWidthPx: number;
  /** turn of the face to the picture's left; null if unknown */
  turnRad: number | null;
  /** null: the head's centre is taken to be ASSUMED_DISTANCE_MM away */
  focalPx: number | null;
  /** the head's rotation (surface.rotation) if a head is known: better than the turn alone */
  rotation?: readonly number[] | null;
}
export interface IrisScale {
  /** at the depth of the head's centre */
  pxPerMm: number;
  /** relative sd, all sources of error included */
  sdShare: number;
  /** correction from the depth of the eyes to that of the head's centre: pxPerMm = (pxPerMm at the eyes) (1 - correctionShare) */
  correctionShare: number;
}

/** Null without an iris. */
export function scaleFromIrises(input: IrisScaleInput): IrisScale | null {
  const { left, right, photoWidthPx, turnRad, focalPx } = input;
  const rotation = input.rotation ?? rotationMatrix([USUAL_TILT_RAD, turnRad ?? 0, 0]);
  let weight = 0;
  let scale = 0;
  let taken = 0;
  for (const [iris, side] of [
    [left, 1],
    [right, -1],
  ] as const) {
    if (!iris) continue;
    const off = offAxisRad(iris, photoWidthPx, focalPx);
    const at = scaleAtEye(iris, turnRad === null ? null : turnRad - off);
    const nearerMm = -(rotation[6] * EYE_MM.x * side + rotation[7] * EYE_MM.y + rotation[8] * EYE_MM.z);
    const eyeDepthMm = focalPx === null ? ASSUMED_DISTANCE_MM - nearerMm : focalPx / at.pxPerMm;
    const correction = nearerMm / (eyeDepthMm + nearerMm);
    const w = 1 / at.sdShare ** 2;
    weight += w;
    scale += w * at.pxPerMm * (1 - correction);
    taken += w * correction;
  }
  if (weight === 0) return null;
  const correctionShare = taken / weight;
  const distanceSd = focalPx === null ? correctionShare * DISTANCE_SD_SHARE : 0;
  return { pxPerMm: scale / weight, sdShare: Math.hypot(IRIS_SD_SHARE, Math.sqrt(1 / weight), distanceSd), correctionShare };
}

/** Scale at the eye: the width corrected by the turn and the long axis, averaged by inverse variance; without the sd between people. */
function scaleAtEye({ widthPx, longPx, sdPx }: Iris, turnRad: number | null): { pxPerMm: number; sdShare: number } {
  const edge = sdPx / widthPx;
  const turned = Math.min(1.2, Math.abs(turnRad ?? 0));
  // if the turn is unknown, the width can only be too small
  const bySide = widthPx / Math.cos(turned);
  const bySideSd = turnRad === null ? Math.max(0.02, longPx / widthPx - 1) : Math.tan(turned) * GAZE_SD_RAD + GAZE_SD_RAD ** 2 / 2;
  const [wSide, wLong] = [1 / (edge ** 2 + bySideSd ** 2), 1 / (edge ** 2 + LONG_AXIS_SD_SHARE ** 2)];
  return { pxPerMm: (wSide * bySide + wLong * longPx) / (wSide + wLong) / IRIS_WIDTH_MM, sdShare: Math.sqrt(1 / (wSide + wLong)) };
}

/** Angle of the eye to the right of the optical axis. */
const offAxisRad = ({ xPx }: Iris, photoWidthPx: number, focalPx: number | null) =>
  focalPx === null ? 0 : Math.atan2(xPx - photoWidthPx / 2, focalPx);

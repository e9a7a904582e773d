/*
 * Pixels per millimetre from the width of the irises: 11.7 mm wide with an sd of 0.42 in adults (Rüfer et al. 2005). An eye that is
 * turned away shows its iris narrower: the turn of the face and the long axis of the ellipse both say by how much, and are weighed.
 * Eyes are nearer to the camera than the middle of the head, where the project keeps its scale: the pinhole takes it there (core/README.md 1).
 */
import type { Iris } from './iris.ts';
import { rotationMatrix } from './rotation.ts';
import { ASSUMED_DISTANCE_MM } from './surface.ts';

export const IRIS_WIDTH_MM = 11.7;
/** How far people's irises differ, a share. */
export const IRIS_SD_SHARE = 0.42 / 11.7;

/** An eye from the middle of the head's ellipsoid, mm, subject's left, in the head's own axes (x to the picture's right, y down, z away):
 *  mean of the three rendered heads, which differ by 4 mm. */
export const EYE_MM = { x: 30.5, y: 39, z: -91 } as const;
/** assumed: while the head's tilt is not known, the camera looks from 10 degrees above. */
const USUAL_TILT_RAD = (10 * Math.PI) / 180;
/** assumed: eyes do not look quite where the face points. */
const GAZE_SD_RAD = 0.1;
/** The long axis ends under the lids: its error on the rendered heads reaches 6 %. */
const LONG_AXIS_SD_SHARE = 0.04;
/** assumed: how well ASSUMED_DISTANCE_MM is known. */
const DISTANCE_SD_SHARE = 0.3;

export interface IrisScaleInput {
  left: Iris | null;
  right: Iris | null;
  photoWidthPx: number;
  /** how far the face is turned to the picture's left; null where nothing tells */
  turnRad: number | null;
  /** null: the head's middle is taken to be ASSUMED_DISTANCE_MM away */
  focalPx: number | null;
  /** the head's rotation (surface.rotation) where a head is known: better than the turn alone */
  rotation?: readonly number[] | null;
}
export interface IrisScale {
  /** at the depth of the head's middle */
  pxPerMm: number;
  /** one standard deviation, of all that is uncertain in it */
  sdShare: number;
  /** what the depth from the eyes to the head's middle took off: pxPerMm = (pxPerMm at the eyes) (1 - correctionShare) */
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
    const at = atTheEye(iris, turnRad === null ? null : turnRad - off);
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

/** Against an unturned iris, from the width and the turn and from the long axis, by their errors; the iris's own sd not included. */
function atTheEye({ widthPx, longPx, sdPx }: Iris, turnRad: number | null): { pxPerMm: number; sdShare: number } {
  const edge = sdPx / widthPx;
  const turned = Math.min(1.2, Math.abs(turnRad ?? 0));
  // without a turn the width can only be too narrow
  const bySide = widthPx / Math.cos(turned);
  const bySideSd = turnRad === null ? Math.max(0.02, longPx / widthPx - 1) : Math.tan(turned) * GAZE_SD_RAD + GAZE_SD_RAD ** 2 / 2;
  const [wSide, wLong] = [1 / (edge ** 2 + bySideSd ** 2), 1 / (edge ** 2 + LONG_AXIS_SD_SHARE ** 2)];
  return { pxPerMm: (wSide * bySide + wLong * longPx) / (wSide + wLong) / IRIS_WIDTH_MM, sdShare: Math.sqrt(1 / (wSide + wLong)) };
}

/** How far right of the camera's axis the eye is seen. */
const offAxisRad = ({ xPx }: Iris, photoWidthPx: number, focalPx: number | null) =>
  focalPx === null ? 0 : Math.atan2(xPx - photoWidthPx / 2, focalPx);

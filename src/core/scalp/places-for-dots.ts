/* Where dots may be proposed in a photo: on the person, but not on the ears or on the face below the brows. */
import type { Head, PhotoPx } from '../consultation/schema.ts';
import type { Point } from '../math/curve.ts';
import { type FaceLandmarks, facePoint, faceRollRad } from './face-landmarks.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import type { PhotoMeasures } from './measure-photo.ts';
import { onPerson, type PersonMask } from './person-mask.ts';
import { rotationMatrix } from './rotation.ts';
import type { Surface } from './surface.ts';

/** Whether dots may be proposed at a photo pixel. */
export type TakesDots = (xPx: number, yPx: number) => boolean;

/** Hair 0..1 at a photo pixel. */
export type HairSeen = (xPx: number, yPx: number) => number;

/**
 * Hair is dense if its mean over this width (mm) reaches this share. A bare patch has dense hair within `belowMm` below it, a taper towards the
 * neck has not. A tall patch has it farther below, but also on both sides, as a neck above a collar's shadow has not. assumed.
 */
const DENSE = { share: 0.6, widthMm: 5, belowMm: 26, farBelowMm: 36, besideMm: 28 } as const;
const STEP_MM = 4;
/** Directions searched: tangent of the angle to straight down along the head's upright axis. */
const WAYS_DOWN = [-0.5, 0, 0.5] as const;

/** How places lie to this person's dense hair: among it (at or above some), or below its edge, where short sides taper out. */
export function hairAround(
  hairAt: HairSeen,
  { rotation: R, pxPerMm }: Pick<Surface, 'rotation' | 'pxPerMm'>,
): { isAmong: TakesDots; isBelow: TakesDots } {
  const half = (DENSE.widthMm / 2) * pxPerMm;
  const isDense = (x: number, y: number) =>
    (hairAt(x, y) + hairAt(x - half, y) + hairAt(x + half, y) + hairAt(x, y - half) + hairAt(x, y + half)) / 5 >= DENSE.share;
  const [down, right] = [
    [R[1], R[4]],
    [-R[4], R[1]],
  ];
  /** whether there is dense hair from `fromMm` to `toMm` in one of the directions */
  const isSeen = (xPx: number, yPx: number, directions: readonly Point[], fromMm: number, toMm: number) => {
    for (let mm = fromMm; mm <= toMm; mm += STEP_MM)
      for (const [dx, dy] of directions) if (isDense(xPx + mm * pxPerMm * dx, yPx + mm * pxPerMm * dy)) return true;
    return false;
  };
  const waysDown = WAYS_DOWN.map((way): Point => [down[0] + way * right[0], down[1] + way * right[1]]);
  const waysUp = waysDown.map(([dx, dy]): Point => [-dx, -dy]);
  const sideways = [1, -1].map((sign): Point[] => [[sign * right[0], sign * right[1]]]);
  const isAmong: TakesDots = (xPx, yPx) =>
    isSeen(xPx, yPx, waysDown, 0, DENSE.belowMm) ||
    (isSeen(xPx, yPx, waysDown, DENSE.belowMm, DENSE.farBelowMm) &&
      sideways.every((side) => isSeen(xPx, yPx, side, STEP_MM, DENSE.besideMm)));
  return { isAmong, isBelow: (xPx, yPx) => !isAmong(xPx, yPx) && isSeen(xPx, yPx, waysUp, STEP_MM, DENSE.belowMm) };
}

/**
 * An ear with a margin: its half-axes along the head's breadth, height and length, mm; its centre, head axes, on a head of
 * MEAN_HALF_AXES_MM; and how far behind the detected point its centre lies. assumed.
 */
const EAR_MM = { half: [13, 43, 29], at: [84, 53, 15], behind: 7 } as const;
/** Keeps the shift along the breadth finite in a profile, where its axis points at the camera. */
const PROFILE = 0.1;

/** Dots keep this far above the glabella, mm. */
const BROWS_MM = 6;

/** The person except ears and the face below the brows, as far as they were detected. */
export function placesForDots(
  { head, scale, earsPx, isMaskBelieved }: Pick<PhotoMeasures, 'head' | 'scale' | 'earsPx' | 'isMaskBelieved'>,
  face: FaceLandmarks | null,
  person: PersonMask | null,
  photo: { widthPx: number; heightPx: number },
): TakesDots {
  const isPerson = person && isMaskBelieved ? onPerson(person, photo) : () => true;
  const onEar = earMask(head, scale.pxPerMm, earsPx, face !== null);
  const onFace = face ? belowBrows(face, BROWS_MM * scale.pxPerMm) : () => false;
  return (xPx, yPx) => isPerson(xPx, yPx) && !onEar(xPx, yPx) && !onFace(xPx, yPx);
}

/**
 * The area of the ears. An ear lies where it was detected, but as far out as ears are: from behind, the detector points at the head before
 * it. With a face, ears that were not looked for are where a usual head has them.
 */
function earMask(
  { centrePx: [cx, cy], halfAxesMm, rotationRad, squeeze = 1 }: Head,
  pxPerMm: number,
  earsPx: readonly PhotoPx[],
  hasFace: boolean,
): TakesDots {
  const [ax, ux, bx, ay, uy, by] = rotationMatrix(rotationRad);
  const inPicture = (across: number, down: number, back: number): Point => [
    pxPerMm * (across * ax + down * ux + back * bx),
    pxPerMm * (across * ay + down * uy + back * by),
  ];
  const [across, down, back] = EAR_MM.at.map((mm, k) => (mm * halfAxesMm[k]) / MEAN_HALF_AXES_MM[k]);
  const usual = (side: number): Point => inPicture(side * across, down, back);
  /** along the head's breadth in the picture */
  const outward = ([x, y]: Point) => x * ax + y * ay;
  const root = Math.sqrt(squeeze);
  /** from the head's centre, in pixels that are square */
  const fromCentre = (xPx: number, yPx: number): Point => [(xPx - cx) * root, (yPx - cy) / root];
  const detected = ([xPx, yPx]: PhotoPx): Point => {
    const [x, y] = fromCentre(xPx, yPx);
    const side = Math.sign(outward([x, y]));
    const lack = Math.max(0, side * (outward(usual(side)) - outward([x, y]))) / pxPerMm;
    const [dx, dy] = inPicture((side * lack) / (ax * ax + ay * ay + PROFILE), 0, EAR_MM.behind);
    return [x + dx, y + dy];
  };
  const centres = earsPx.length || !hasFace ? earsPx.map(detected) : [usual(1), usual(-1)];
  // an ellipsoid's silhouette is the ellipse of its axes' second moments
  const [h, v, l] = EAR_MM.half.map((mm) => (mm * pxPerMm) ** 2);
  const xx = h * ax * ax + v * ux * ux + l * bx * bx;
  const xy = h * ax * ay + v * ux * uy + l * bx * by;
  const yy = h * ay * ay + v * uy * uy + l * by * by;
  const area = xx * yy - xy * xy;
  return (xPx, yPx) =>
    centres.some(([x, y]) => {
      const [atX, atY] = fromCentre(xPx, yPx);
      const [dx, dy] = [atX - x, atY - y];
      return yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy < area;
    });
}

/** The area between the edges of the face, from `abovePx` above the glabella down. */
function belowBrows(face: FaceLandmarks, abovePx: number) {
  const [gx, gy] = facePoint(face, 'glabella');
  const [rx, ry] = facePoint(face, 'rightFaceEdge');
  const [lx, ly] = facePoint(face, 'leftFaceEdge');
  const roll = faceRollRad(face);
  const [ax, ay] = [Math.cos(roll), Math.sin(roll)];
  const right = (rx - gx) * ax + (ry - gy) * ay;
  const left = (lx - gx) * ax + (ly - gy) * ay;
  return (xPx: number, yPx: number) => {
    const [dx, dy] = [xPx - gx, yPx - gy];
    const across = dx * ax + dy * ay;
    return dy * ax - dx * ay > -abovePx && across > right && across < left;
  };
}

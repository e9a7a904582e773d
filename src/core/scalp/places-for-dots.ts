/* Where dots may be proposed in a photo: on the person, but not on the ears or on the face below the brows. */
import { type FaceLandmarks, facePoint, faceRollRad } from './face-landmarks.ts';
import type { PhotoMeasures } from './measure-photo.ts';
import { onPerson, type PersonMask } from './person-mask.ts';
import { rotationMatrix } from './rotation.ts';
import type { Surface } from './surface.ts';

/** Whether dots may be proposed at a photo pixel. */
export type TakesDots = (xPx: number, yPx: number) => boolean;

/** Hair 0..1 at a photo pixel. */
export type HairSeen = (xPx: number, yPx: number) => number;

/** Hair is dense if its mean over this width (mm) reaches this share. A bare patch has dense hair within `belowMm` below it, a taper towards the neck has not. assumed. */
const DENSE = { share: 0.6, widthMm: 5, belowMm: 26 } as const;
const BELOW_STEP_MM = 4;
/** Directions searched: tangent of the angle to straight down along the head's upright axis. */
const WAYS_DOWN = [-0.5, 0, 0.5] as const;

/** Whether a place has dense hair or lies above some. */
export function amongHair(hairAt: HairSeen, { rotation: R, pxPerMm }: Pick<Surface, 'rotation' | 'pxPerMm'>): TakesDots {
  const half = (DENSE.widthMm / 2) * pxPerMm;
  const isDense = (x: number, y: number) =>
    (hairAt(x, y) + hairAt(x - half, y) + hairAt(x + half, y) + hairAt(x, y - half) + hairAt(x, y + half)) / 5 >= DENSE.share;
  const [down, right] = [
    [R[1], R[4]],
    [-R[4], R[1]],
  ];
  return (xPx, yPx) => {
    for (let mm = 0; mm <= DENSE.belowMm; mm += BELOW_STEP_MM)
      for (const way of WAYS_DOWN) {
        const [dx, dy] = [down[0] + way * right[0], down[1] + way * right[1]];
        if (isDense(xPx + mm * pxPerMm * dx, yPx + mm * pxPerMm * dy)) return true;
      }
    return false;
  };
}

/**
 * Half-axes of an ear with a margin, mm: along the head's length, off the head, and along its upright axis; and the offset of its centre from
 * the detected point, backwards and away from the head. assumed.
 */
const EAR_MM = { long: 26, off: 15, along: 40, behind: 7, aside: 8 } as const;

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
  const [ax, ux, bx, ay, uy, by] = rotationMatrix(head.rotationRad);
  const length = Math.hypot(ux, uy) || 1;
  // seen from the front or from behind, an ear shows its narrow edge
  const acrossMm = Math.hypot(EAR_MM.long * Math.hypot(bx, by), EAR_MM.off);
  const [cx, cy] = head.centrePx;
  const onEar = (xPx: number, yPx: number) =>
    earsPx.some(([x, y]) => {
      const asideMm = EAR_MM.aside * Math.sign((x - cx) * ax + (y - cy) * ay);
      const dx = (xPx - x) / scale.pxPerMm - EAR_MM.behind * bx - asideMm * ax;
      const dy = (yPx - y) / scale.pxPerMm - EAR_MM.behind * by - asideMm * ay;
      const along = (dx * ux + dy * uy) / length;
      const across = (dx * uy - dy * ux) / length;
      return (across / acrossMm) ** 2 + (along / EAR_MM.along) ** 2 < 1;
    });
  const onFace = face ? belowBrows(face, BROWS_MM * scale.pxPerMm) : () => false;
  return (xPx, yPx) => isPerson(xPx, yPx) && !onEar(xPx, yPx) && !onFace(xPx, yPx);
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

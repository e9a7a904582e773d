/* Where a photo shows scalp that dots may be proposed on: on the person, off their ears, and off their face below the brows. */
import { type FaceLandmarks, facePoint, faceRollRad } from './face-landmarks.ts';
import type { PhotoMeasures } from './measure-photo.ts';
import { onPerson, type PersonMask } from './person-mask.ts';
import { rotationMatrix } from './surface.ts';

/** Whether the photo shows scalp at a place, as far as that was told: no wall, no ear. */
export type TakesDots = (xPx: number, yPx: number) => boolean;

/** Half of an ear with some room, mm: across and along the head's upright; its middle lies this far behind the point that is found. assumed. */
const EAR_MM = { across: 26, along: 40, behind: 7 } as const;

/** Dots keep this far above the glabella, mm. */
const BROWS_MM = 6;

/** The person without their ears and their face below the brows, as far as the photo shows them. */
export function placesForDots(
  { head, scale, earsPx, isMaskBelieved }: Pick<PhotoMeasures, 'head' | 'scale' | 'earsPx' | 'isMaskBelieved'>,
  face: FaceLandmarks | null,
  person: PersonMask | null,
  photo: { widthPx: number; heightPx: number },
): TakesDots {
  const isPerson = person && isMaskBelieved ? onPerson(person, photo) : () => true;
  const [, ux, bx, , uy, by] = rotationMatrix(head.rotationRad as [number, number, number]);
  const length = Math.hypot(ux, uy) || 1;
  const onEar = (xPx: number, yPx: number) =>
    earsPx.some(([x, y]) => {
      const dx = (xPx - x) / scale.pxPerMm - EAR_MM.behind * bx;
      const dy = (yPx - y) / scale.pxPerMm - EAR_MM.behind * by;
      const along = (dx * ux + dy * uy) / length;
      const across = (dx * uy - dy * ux) / length;
      return (across / EAR_MM.across) ** 2 + (along / EAR_MM.along) ** 2 < 1;
    });
  const onFace = face ? belowBrows(face, BROWS_MM * scale.pxPerMm) : () => false;
  return (xPx, yPx) => isPerson(xPx, yPx) && !onEar(xPx, yPx) && !onFace(xPx, yPx);
}

/** Between the edges of the face, from `abovePx` over the glabella on down. */
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

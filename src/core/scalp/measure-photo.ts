/*
 * The photo measures itself: pose from the face, scale from the irises and from the head's breadth (averaged by their errors), and the
 * head's place and size from the outline. Where no face is seen, the outline alone, which also says from where the head is seen. Says what it used and where two ways disagree.
 */
import type { Raster } from '../math/raster.ts';
import type { Head, Scale } from '../project/schema.ts';
import { type FaceLandmarks, facePoint, faceRollRad, faceTurnRad, roughIris } from './face-landmarks.ts';
import type { View } from './first-head.ts';
import { fitHead, type HeadPose } from './fit-head.ts';
import { fitIris, type Iris } from './iris.ts';
import { scaleFromIrises } from './iris-scale.ts';
import { meanScale, scaleFromBreadth } from './scale.ts';
import { rotationMatrix } from './surface.ts';

/** The line from forehead to chin leans back by this much against a head's upright axis: mean of the rendered heads, which differ by 3 degrees. */
const FACE_LEAN_RAD = 0.15;
const POSE_SD_RAD = 0.06;
/** assumed: what a full profile adds to the error of a breadth. */
const TURNED_SD = 0.1;
/** Two scales that differ by more are shown as a disagreement. */
const DISAGREEMENT = 0.08;
const FROM: Record<View, string> = {
  front: 'the front',
  back: 'the back',
  left: 'the side, facing left',
  right: 'the side, facing right',
  top: 'above',
};

export interface PhotoMeasures {
  scale: Scale;
  head: Head;
  /** x, y, width of both irises in photo px, subject's right first, or null */
  irisPx: [number, number, number][] | null;
  sawFace: boolean;
  view: View;
  messages: string[];
}

/** How far the head nods forward (towards the camera, the crown shows), radians. */
function faceNodRad(face: FaceLandmarks): number {
  const top = facePoint(face, 'foreheadTop');
  const chin = facePoint(face, 'chin');
  return Math.atan2(chin[2] - top[2], Math.hypot(chin[0] - top[0], chin[1] - top[1])) - FACE_LEAN_RAD;
}

export function poseOfFace(face: FaceLandmarks): HeadPose {
  return { rotationRad: [faceNodRad(face), faceTurnRad(face), faceRollRad(face)], sd: POSE_SD_RAD };
}

/** Null where neither a face nor an outline was found. */
export function measurePhoto(
  raster: Raster,
  photo: { widthPx: number; heightPx: number },
  focalPx: number | null,
  face: FaceLandmarks | null,
): PhotoMeasures | null {
  const pose = face ? poseOfFace(face) : null;
  const byOutline = fitHead(raster, { photo, focalPx, pxPerMm: null, pose });
  if (!byOutline) return null;
  const shrink = raster.widthPx / photo.widthPx;
  const irisOf = (side: 'left' | 'right'): Iris | null => {
    if (!face) return null;
    const rough = roughIris(face, side);
    const iris = fitIris(raster, { xPx: rough.xPx * shrink, yPx: rough.yPx * shrink, radiusPx: rough.radiusPx * shrink });
    return (
      iris && {
        ...iris,
        xPx: iris.xPx / shrink,
        yPx: iris.yPx / shrink,
        widthPx: iris.widthPx / shrink,
        heightPx: iris.heightPx / shrink,
        sdPx: iris.sdPx / shrink,
      }
    );
  };
  const left = irisOf('left');
  const right = irisOf('right');
  const iris = face
    ? scaleFromIrises({
        left,
        right,
        photoWidthPx: photo.widthPx,
        turnRad: faceTurnRad(face),
        focalPx,
        rotation: pose ? rotationMatrix(pose.rotationRad) : null,
      })
    : null;
  const breadth = scaleFromBreadth(2 * byOutline.halfBreadthPx);
  const ways: Scale[] = [];
  if (iris) ways.push({ pxPerMm: iris.pxPerMm, method: 'iris', sdShare: iris.sdShare });
  // of a turned head the outline shows length as well as breadth
  if (breadth) ways.push({ ...breadth, sdShare: breadth.sdShare + TURNED_SD * Math.abs(Math.sin(pose?.rotationRad[1] ?? 0)) });
  const scale = meanScale(ways);
  if (!scale) return null;
  const messages: string[] = [
    face
      ? 'The face was found: the head is turned as it is.'
      : `No face is seen in this view: the head was placed by its outline, as seen from ${FROM[byOutline.view]}.`,
  ];
  if (iris && breadth && Math.abs(iris.pxPerMm / breadth.pxPerMm - 1) > DISAGREEMENT)
    messages.push(
      `The irises say ${iris.pxPerMm.toFixed(2)} px per mm and the head's breadth ${breadth.pxPerMm.toFixed(2)}: they differ by ${Math.round(100 * Math.abs(iris.pxPerMm / breadth.pxPerMm - 1))} %. A mark of known length settles it.`,
    );
  const fit = fitHead(raster, { photo, focalPx, pxPerMm: scale.pxPerMm, pose }) ?? byOutline;
  const irisPx = left && right ? [right, left].map((i): [number, number, number] => [i.xPx, i.yPx, i.widthPx]) : null;
  return { scale, head: fit.head, irisPx, sawFace: face !== null, view: fit.view, messages };
}

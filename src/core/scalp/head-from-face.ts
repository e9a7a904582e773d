/*
 * A head from the face alone, for heads that are cut off, small, or hidden by hair or a hat. The outer corners of the eyes give the scale,
 * the glabella the position and the mesh the rotation; the rest is a mean head. It also serves as a check: irises behind lids or glasses
 * and outlines that include hair disagree with it.
 */
import type { Head, Scale } from '../consultation/schema.ts';
import { type FaceLandmarks, type FacePoint, facePoint } from './face-landmarks.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import type { Anchor, HeadPose } from './lay-head.ts';
import { rotationMatrix } from './rotation.ts';

/** Distance between the outer corners of the eyes in the mesh, mm at the scale of the head's centre. assumed: 90-97 mm on four photographed and four rendered faces from the front. */
const CANTHI_MM = 95;
const CANTHI_SD_SHARE = 0.05;
/** From the head's centre to the glabella: down and forward, mm, as seen from about a metre. assumed: from the same faces. */
const GLABELLA_MM = { down: 12, forward: 112 } as const;

/** Positions on a mean head, mm in head axes, and their spread over heads and mesh errors. From five rendered and twelve photographed faces, fitted without these points. */
const FACE_IN_HEAD: Readonly<Record<'glabella' | 'subnasale' | 'chin', readonly [number, number, number]>> = {
  glabella: [0, 21, -103],
  subnasale: [0, 84, -105],
  chin: [0, 146, -76],
};
const FACE_SD_MM = [6, 9] as const;

export const faceAnchors = (face: FaceLandmarks): Anchor[] =>
  (Object.keys(FACE_IN_HEAD) as (keyof typeof FACE_IN_HEAD)[]).map((name) => {
    const [x, y] = facePoint(face, name);
    return { name, atPx: [x, y], headMm: FACE_IN_HEAD[name], sdMm: FACE_SD_MM };
  });

/** More points of the mesh. The pose net has the same eyes but a nose 7 mm higher (seen-side.ts); fits of several photos use both. From five rendered faces. */
const MORE_IN_HEAD = {
  nose: { headMm: [0, 74, -120], sdMm: [5, 7] },
  leftEye: { headMm: [30, 37, -85], sdMm: [5, 6] },
  rightEye: { headMm: [-30, 37, -85], sdMm: [5, 6] },
} as const;

/** More anchors for a head shared by several photos. For a single photo, the mesh as a whole gives a better rotation. */
export function moreFaceAnchors(face: FaceLandmarks): Anchor[] {
  const middle = (a: FacePoint, b: FacePoint): [number, number] => {
    const [p, q] = [facePoint(face, a), facePoint(face, b)];
    return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  };
  return [
    { name: 'nose', atPx: middle('noseTip', 'noseTip'), ...MORE_IN_HEAD.nose },
    { name: 'leftEye', atPx: middle('leftEyeOuter', 'leftEyeInner'), ...MORE_IN_HEAD.leftEye },
    { name: 'rightEye', atPx: middle('rightEyeOuter', 'rightEyeInner'), ...MORE_IN_HEAD.rightEye },
  ];
}

/** Measured in three dimensions, because turn and nod foreshorten the distance in the picture. */
export function scaleFromFace(face: FaceLandmarks): Scale {
  const [right, left] = [facePoint(face, 'rightEyeOuter'), facePoint(face, 'leftEyeOuter')];
  const px = Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]);
  return { pxPerMm: px / CANTHI_MM, method: 'face', sdShare: CANTHI_SD_SHARE };
}

export function headFromFace(face: FaceLandmarks, { rotationRad }: HeadPose, pxPerMm: number): Head {
  const R = rotationMatrix(rotationRad);
  const [gx, gy] = facePoint(face, 'glabella');
  const { down, forward } = GLABELLA_MM;
  return {
    centrePx: [gx - (R[1] * down - R[2] * forward) * pxPerMm, gy - (R[4] * down - R[5] * forward) * pxPerMm],
    halfAxesMm: [...MEAN_HALF_AXES_MM],
    rotationRad,
    shape: 'standard',
  };
}

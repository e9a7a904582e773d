/*
 * The face mesh: 468 points on the skin and five on each iris, in the upright photo. The mesh reports no confidence and finds a face even in
 * a picture that is upside down, so its points are checked for plausibility first. Left and right are the subject's own.
 */
import type { Landmarks, PhotoPx } from '../consultation/schema.ts';

export const FACE_POINTS = 478;

export interface FaceLandmarks {
  /** FACE_POINTS x (x, y, z): x and y in px of the upright photo, z in px too but relative, smaller is nearer */
  pointsPx: Float32Array;
}

/** Numbers of points in the mesh (its published map of 468 + 10). */
export const FACE_POINT = {
  foreheadTop: 10,
  glabella: 9,
  nasion: 168,
  noseTip: 1,
  subnasale: 2,
  upperLip: 13,
  chin: 152,
  rightEyeOuter: 33,
  rightEyeInner: 133,
  leftEyeInner: 362,
  leftEyeOuter: 263,
  rightFaceEdge: 234,
  leftFaceEdge: 454,
  rightIris: 468,
  leftIris: 473,
} as const;

export type FacePoint = keyof typeof FACE_POINT;

export function facePoint({ pointsPx }: FaceLandmarks, name: FacePoint): [number, number, number] {
  const at = FACE_POINT[name] * 3;
  return [pointsPx[at], pointsPx[at + 1], pointsPx[at + 2]];
}

/** The points that guides and heights need, to a tenth of a pixel: these are saved in a project. */
export function landmarksOf(face: FaceLandmarks): Landmarks {
  const at = (name: FacePoint): PhotoPx => [Math.round(facePoint(face, name)[0] * 10) / 10, Math.round(facePoint(face, name)[1] * 10) / 10];
  return {
    glabella: at('glabella'),
    subnasale: at('subnasale'),
    menton: at('chin'),
    rightCanthus: at('rightEyeOuter'),
    leftCanthus: at('leftEyeOuter'),
  };
}

/** The iris of the mesh, from its four rim points: the centre is good to a few pixels, the radius only to a fifth. */
export function roughIris(face: FaceLandmarks, side: 'left' | 'right'): { xPx: number; yPx: number; radiusPx: number } {
  const centre = side === 'left' ? FACE_POINT.leftIris : FACE_POINT.rightIris;
  const { pointsPx } = face;
  const [xPx, yPx] = [pointsPx[centre * 3], pointsPx[centre * 3 + 1]];
  let radiusPx = 0;
  for (let k = 1; k <= 4; k++) radiusPx += Math.hypot(pointsPx[(centre + k) * 3] - xPx, pointsPx[(centre + k) * 3 + 1] - yPx) / 4;
  return { xPx, yPx, radiusPx };
}

/** Roll of the face in the picture, radians; 0 with both eyes level. */
export function faceRollRad(face: FaceLandmarks): number {
  const [rx, ry] = facePoint(face, 'rightEyeOuter');
  const [lx, ly] = facePoint(face, 'leftEyeOuter');
  return Math.atan2(ly - ry, lx - rx);
}

/**
 * Turn of the face to the picture's left, radians (the second angle of a head's rotation), from the depth difference between the outer
 * corners of the eyes and between the edges of the face. On rendered heads within 2 degrees for turns up to 34 degrees.
 */
export function faceTurnRad(face: FaceLandmarks): number {
  let turn = 0;
  for (const [right, left] of [
    ['rightEyeOuter', 'leftEyeOuter'],
    ['rightFaceEdge', 'leftFaceEdge'],
  ] as const) {
    const [rx, ry, rz] = facePoint(face, right);
    const [lx, ly, lz] = facePoint(face, left);
    turn += Math.atan2(rz - lz, Math.hypot(lx - rx, ly - ry)) / 2;
  }
  return turn;
}

/** assumed: a client sits or stands; beyond 50 degrees the photo is not upright. */
const MAX_ROLL_RAD = (50 * Math.PI) / 180;
/** assumed: with smaller faces the mesh is guesswork. */
const MIN_EYE_DISTANCE_PX = 30;

/** Whether the points are arranged as in an upright face inside the picture. */
export function looksLikeFace(face: FaceLandmarks, photo: { widthPx: number; heightPx: number }): boolean {
  const { pointsPx } = face;
  if (pointsPx.length !== FACE_POINTS * 3) return false;
  let inside = 0;
  for (let i = 0; i < FACE_POINTS; i++) {
    const [x, y] = [pointsPx[i * 3], pointsPx[i * 3 + 1]];
    if (!Number.isFinite(x + y + pointsPx[i * 3 + 2])) return false;
    if (x >= 0 && y >= 0 && x < photo.widthPx && y < photo.heightPx) inside += 1;
  }
  const roll = faceRollRad(face);
  if (inside < 0.8 * FACE_POINTS || Math.abs(roll) > MAX_ROLL_RAD) return false;
  const across = (name: FacePoint) => alongRoll(face, name, roll)[0];
  const down = (name: FacePoint) => alongRoll(face, name, roll)[1];
  const eyes = (down('rightIris') + down('leftIris')) / 2;
  const eyeDistance = across('leftIris') - across('rightIris');
  const toLip = down('upperLip') - eyes;
  const between = (x: number, a: number, b: number) => x > a && x < b;
  return (
    eyeDistance > MIN_EYE_DISTANCE_PX &&
    between(across('rightIris'), across('rightEyeOuter'), across('rightEyeInner')) &&
    between(across('leftIris'), across('leftEyeInner'), across('leftEyeOuter')) &&
    down('foreheadTop') < down('glabella') &&
    down('glabella') < eyes &&
    eyes < down('subnasale') &&
    down('subnasale') < down('upperLip') &&
    down('upperLip') < down('chin') &&
    // eyes to lip over the distance between the eyes: 1.0-1.3 in front views, more on a turned face
    between(toLip / eyeDistance, 0.5, 3)
  );
}

function alongRoll(face: FaceLandmarks, name: FacePoint, roll: number): [number, number] {
  const [x, y] = facePoint(face, name);
  const [c, s] = [Math.cos(roll), Math.sin(roll)];
  return [c * x + s * y, c * y - s * x];
}

/*
 * Measures one photo: pose from the face, scale from the irises and the head's breadth (averaged by their errors), place and size from the
 * outline. Without a face the outline has to do it all, including the side the head is seen from. Reports what it used and where two methods
 * disagree.
 */

import type { Head, PhotoPx, Scale } from '../consultation/schema.ts';
import type { Raster } from '../math/raster.ts';
import { type BodyPoints, bodyPoint } from './body-points.ts';
import { guessDistanceMm } from './camera-distance.ts';
import { type FaceLandmarks, facePoint, faceRollRad, faceTurnRad, roughIris } from './face-landmarks.ts';
import { fitAgain, fitHead } from './fit-head.ts';
import { evidenceOf, type HeadEvidence } from './head-evidence.ts';
import { faceAnchors, headFromFace, moreFaceAnchors, scaleFromFace } from './head-from-face.ts';
import { matrixProduct, nearestView, type View, viewMatrix } from './head-view.ts';
import { fitIris, type Iris } from './iris.ts';
import { scaleFromIrises } from './iris-scale.ts';
import { type HeadFit, type HeadPose, turnSdOf } from './lay-head.ts';
import { type Guess, tellMeasuring } from './measure-told.ts';
import type { PersonMask } from './person-mask.ts';
import { rotationMatrix } from './rotation.ts';
import { meanScale, scaleFromBreadth } from './scale.ts';
import { bodyAnchors, earsSeen, type SideGuess, sidesSeen, steadyTurnRad, turnFromBehindRad, viewsToTry } from './seen-side.ts';
import { headSurface, type Surface } from './surface.ts';

/** The line from forehead to chin leans back by this much against a head's upright axis: mean of the rendered heads, which differ by 3 degrees. */
const FACE_LEAN_RAD = 0.15;
const POSE_SD_RAD = 0.06;
/** assumed: what a full profile adds to the error of a breadth. */
const TURNED_SD = 0.1;
/** Beside the face's own scale: an outline or irises farther off are not believed. assumed: up to 9 % on photographs where both are right. */
const OUTLINE_OFF = 0.22;
const IRIS_OFF = 0.16;
/** A face without a nose (to the pose net) is none. assumed: 0.6 and more on 17 faces, 0.4 and less on 13 heads without one. */
const LEAST_NOSE = 0.5;
/** Above it the side is told, not asked. */
const SURE_SIDE = 0.9;
/** The second likeliest side gets its chance from this share on. */
const SECOND_SIDE = 0.15;
/** And wins from this share of the likeliest one's cost. assumed. */
const BETTER_SIDE = 0.75;
/** A fit that costs more may have missed the head. assumed: 0.3 to 7.1 where a strict eye found 36 photographed heads well placed, 8.4 and more on four that were not. */
const MOST_COST_MM2 = 8;
/** Without a face, and with more of its silhouette than this beyond the picture, only a part of a head is seen. */
const MOST_OUTSIDE = 0.6;
/** On a head that lies worse than this a face may be none, and the side another. assumed: 0.3 to 2.5 on faces, 6 where the mesh saw one on a crown. */
const DOUBTFUL_COST_MM2 = 4;
const agree = (a: { pxPerMm: number }, b: { pxPerMm: number }, share: number) => Math.abs(Math.log(a.pxPerMm / b.pxPerMm)) < share;
/** All that was found in a photo, each in the upright photo's own pixels. */
export interface PhotoEvidence {
  raster: Raster;
  photo: { widthPx: number; heightPx: number };
  /** where it is known */
  focalPx: number | null;
  face: FaceLandmarks | null;
  person: PersonMask | null;
  /** nose, eyes and ears, where they were looked for */
  body: BodyPoints | null;
  /** which side the photo shows, where somebody said so */
  side: View | null;
}

export interface PhotoMeasures {
  /** what fitting one head to several photos needs of this one (fit-heads.ts) */
  kept: HeadEvidence;
  scale: Scale;
  /** the scales that it is the mean of */
  ways: readonly Scale[];
  head: Head;
  /** x, y, width of both irises in photo px, subject's right first, or null */
  irisPx: [number, number, number][] | null;
  sawFace: boolean;
  view: View;
  /** the sides it may be seen from where no face and nobody told it, the likeliest first */
  sides: readonly SideGuess[];
  /** of the fit: how far outline and silhouette lie apart, with what the priors cost; null where the face alone placed the head */
  costMm2: number | null;
  /** a face, somebody, or the picture surely tells the side: it need not be asked */
  isSideTold: boolean;
  /** a face was found that does not lie on the head's outline: nose and eyes should be looked for in another way */
  isFaceDoubtful: boolean;
  /** where ears were seen */
  earsPx: readonly PhotoPx[];
  /** the person's outline lies on the photo's edges all around: the mask tells head from wall */
  isMaskBelieved: boolean;
  /** the fit is good enough to propose a design on it */
  isTrusted: boolean;
  /** where the photo has no focal length: the one that goes with a guess of the camera's distance */
  guessedFocalPx: number | null;
  messages: string[];
  /** what is sure, a few words each */
  sure: readonly string[];
  /** what was guessed, the worst first */
  guessed: readonly Guess[];
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

function middleOf({ pointsPx }: FaceLandmarks): [number, number] {
  let [x, y] = [0, 0];
  for (let i = 0; i < pointsPx.length; i += 3) {
    x += pointsPx[i];
    y += pointsPx[i + 1];
  }
  const count = pointsPx.length / 3;
  return [x / count, y / count];
}

/** Null where neither a face nor an outline was found. */
export function measurePhoto(evidence: PhotoEvidence): PhotoMeasures | null {
  const { photo, face: seenFace, body, side } = evidence;
  const isFalseFace = seenFace !== null && body !== null && bodyPoint(body, 'nose').share < LEAST_NOSE;
  const face = isFalseFace ? null : seenFace;
  const sides = face || !body ? [] : sidesSeen(body, Math.max(photo.widthPx, photo.heightPx));
  const seen = side && !face ? [{ side, share: 1 }] : sides;
  const first = measureAs({ ...evidence, face }, seen, isFalseFace);
  // a side on which the head lies badly is worth less than the next likely one
  if (!(seen[1]?.share >= SECOND_SIDE) || (first?.isTrusted && (first.costMm2 as number) < DOUBTFUL_COST_MM2)) return first;
  const second = measureAs({ ...evidence, face }, [seen[1], seen[0], ...seen.slice(2)], isFalseFace);
  if (!second?.isTrusted) return first;
  const isBetter = !first?.isTrusted || (second.costMm2 as number) < BETTER_SIDE * (first.costMm2 as number);
  return isBetter ? second : first;
}

function measureAs(
  { raster, photo, focalPx: knownFocalPx, face, person, body, side }: PhotoEvidence,
  seen: readonly SideGuess[],
  isFalseFace: boolean,
): PhotoMeasures | null {
  let focalPx = knownFocalPx;
  const pose = face ? poseOfFace(face) : null;
  const faceAt = face && middleOf(face);
  const byFace = face && scaleFromFace(face);
  const alone = face && pose && byFace && headFromFace(face, pose, byFace.pxPerMm);
  const start = alone && byFace && { centrePx: alone.centrePx, halfBreadthPx: alone.halfAxesMm[0] * byFace.pxPerMm };
  const anchors = face ? faceAnchors(face) : body ? bodyAnchors(body) : [];
  const views = seen.length ? viewsToTry(seen) : undefined;
  const options = { photo, pose, person, faceAt, start, anchors, views, turnFromBehindRad: body ? turnFromBehindRad(body) : undefined };
  const followed = fitHead(raster, { ...options, focalPx, pxPerMm: null });
  if (!followed && !byFace) return null;
  // an outline much larger or smaller than the face's head has hair, a hat or somebody else in it
  const ofOutline = followed && scaleFromBreadth(2 * followed.halfBreadthPx);
  const isHead = !byFace || (ofOutline !== null && agree(ofOutline, byFace, OUTLINE_OFF));
  const byOutline = isHead ? followed : null;
  const { left, right } = irisesOf(raster, photo, face);
  const byIrises = () =>
    face
      ? scaleFromIrises({
          left,
          right,
          photoWidthPx: photo.widthPx,
          turnRad: faceTurnRad(face),
          focalPx,
          rotation: pose ? rotationMatrix(pose.rotationRad) : null,
        })
      : null;
  const seenIrises = byIrises();
  // half closed lids and glasses make the irises too small
  const irisesFit = !seenIrises || !byFace || agree(seenIrises, byFace, IRIS_OFF);
  let iris = irisesFit ? seenIrises : null;
  const breadth = byOutline ? ofOutline : byFace;
  if (focalPx === null && breadth) {
    focalPx = guessDistanceMm(iris, breadth, face !== null) * breadth.pxPerMm;
    if (iris) iris = byIrises();
  }
  const ways: Scale[] = [];
  if (iris) ways.push({ pxPerMm: iris.pxPerMm, method: 'iris', sdShare: iris.sdShare });
  // of a turned head the outline shows length as well as breadth
  if (breadth && !byOutline) ways.push(breadth);
  else if (breadth) ways.push({ ...breadth, sdShare: breadth.sdShare + TURNED_SD * Math.abs(Math.sin(pose?.rotationRad[1] ?? 0)) });
  const scale = meanScale(ways);
  if (!scale) return null;
  const known = { ...options, focalPx, pxPerMm: scale.pxPerMm };
  // at the face's scale an outline with hair in it still holds the dome
  const fit = byOutline ? (fitAgain(byOutline, known) ?? byOutline) : followed && fitHead(raster, known);
  const head = fit ? fit.head : headFromFace(face as FaceLandmarks, pose as HeadPose, scale.pxPerMm);
  // of the two turns of a side the outline chose one
  const isTurn = fit !== null && seen.length > 1 && views !== undefined && views.length > 1;
  const sides = isTurn
    ? [{ ...seen[0], side: nearestView(rotationMatrix(head.rotationRad as [number, number, number])) }, ...seen.slice(1)]
    : seen;
  const view = sides.length ? sides[0].side : (fit?.view ?? 'front');
  const irisPx = left && right ? [right, left].map((i): [number, number, number] => [i.xPx, i.yPx, i.widthPx]) : null;
  const surface = headSurface({ ...photo, pxPerMm: scale.pxPerMm, focalPx, head });
  const isTrusted = fit && byOutline ? fit.cost < MOST_COST_MM2 && (face !== null || fit.outsideShare < MOST_OUTSIDE) : face !== null;

  const isSideSure = sides.length > 0 && sides[0].share >= SURE_SIDE;
  const told = tellMeasuring({
    isFalseFace,
    face: face !== null,
    side: side !== null,
    isSideSure,
    view,
    surface,
    head,
    hasOutline: followed !== null,
    fit: byOutline && fit,
    isTrusted,
    anchors: face ? anchors : [],
    irisesFit,
    scale,
    iris,
    breadth: byOutline && breadth,
  });
  const seenSd = pose ? ([pose.sd, pose.sd, pose.sd] as const) : turnSdOf(fit?.view ?? view, {});
  const kept = evidenceOf({
    raster,
    photo,
    surface,
    head,
    scale,
    isFocalKnown: knownFocalPx !== null,
    sawFace: face !== null,
    iris,
    irisSide: left && right ? 'both' : left ? 'left' : 'right',
    seen: seenApart(fit, surface, body),
    seenSdRad: seenSd,
    anchors: face ? [...anchors, ...moreFaceAnchors(face), ...(body ? bodyAnchors(body) : [])] : anchors,
    fit,
  });
  return {
    kept,
    scale,
    ways,
    head,
    irisPx,
    sawFace: face !== null,
    view,
    sides,
    costMm2: fit?.cost ?? null,
    isFaceDoubtful: face !== null && body === null && followed !== null && (!byOutline || byOutline.cost > DOUBTFUL_COST_MM2),
    isSideTold: face !== null || side !== null || isSideSure,
    earsPx: body ? earsSeen(body) : [],
    isMaskBelieved: fit?.byMask ?? false,
    isTrusted,
    guessedFocalPx: knownFocalPx === null ? focalPx : null,
    ...told,
  };
}

/** assumed: whoever photographs a crown stands at the picture's lower edge and holds the camera short of straight above. */
const SHORT_OF_TOP_RAD = 0.1;

/** How the head is turned by what was seen apart from its outline, for a fit of several photos. */
function seenApart(fit: HeadFit | null, surface: Surface, body: BodyPoints | null): readonly number[] {
  if (!fit) return surface.rotation;
  if (fit.view === 'back')
    return matrixProduct(viewMatrix('back'), rotationMatrix([0, body ? steadyTurnRad(turnFromBehindRad(body)) : 0, 0]));
  return fit.view === 'top' ? matrixProduct(rotationMatrix([-SHORT_OF_TOP_RAD, 0, 0]), fit.start.seen) : fit.start.seen;
}

function irisesOf(raster: Raster, photo: PhotoEvidence['photo'], face: FaceLandmarks | null): { left: Iris | null; right: Iris | null } {
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
        longPx: iris.longPx / shrink,
        sdPx: iris.sdPx / shrink,
      }
    );
  };
  return { left: irisOf('left'), right: irisOf('right') };
}

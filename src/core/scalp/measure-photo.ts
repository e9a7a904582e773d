/*
 * Measures one photo: rotation from the face, scale from the irises and the head's breadth (averaged by inverse variance), position and size
 * from the outline. Without a face everything comes from the outline and the pose net, including the side that is seen. Reports what it used
 * and where two methods disagree.
 */

import type { Head, PhotoPx, Scale } from '../consultation/schema.ts';
import type { Raster } from '../math/raster.ts';
import type { BodyPoints } from './body-points.ts';
import { guessDistanceMm } from './camera-distance.ts';
import { skinBelow, withForeheadCut } from './cut-forehead.ts';
import { earsAboveMm } from './ears-above.ts';
import { irisesOf } from './face-irises.ts';
import { type FaceLandmarks, facePoint, faceRollRad, faceTurnRad } from './face-landmarks.ts';
import { fitAgain, fitHead } from './fit-head.ts';
import { evidenceOf, type HeadEvidence } from './head-evidence.ts';
import { faceAnchors, headFromFace, moreFaceAnchors, scaleFromFace } from './head-from-face.ts';
import { matrixProduct, nearestView, type View, viewMatrix } from './head-view.ts';
import { scaleFromIrises } from './iris-scale.ts';
import { type HeadFit, type HeadPose, turnSdOf } from './lay-head.ts';
import { type Guess, reportMeasurement } from './measurement-report.ts';
import type { PersonMask } from './person-mask.ts';
import { rotationMatrix } from './rotation.ts';
import { meanScale, scaleFromBreadth } from './scale.ts';
import { bodyAnchors, earsSeen, hasNoseOf, type SideGuess, sidesSeen, steadyTurnRad, turnFromBehindRad, viewsToTry } from './seen-side.ts';
import { isSquare, SQUEEZES, squeezedBack, stretched } from './squeezed.ts';
import { headSurface, type Surface } from './surface.ts';

/** Angle by which the line from forehead to chin leans back from the head's upright axis: mean of the rendered heads, which differ by 3 degrees. */
const FACE_LEAN_RAD = 0.15;
const POSE_SD_RAD = 0.06;
/** assumed: relative error that a full profile adds to the breadth. */
const TURNED_SD = 0.1;
/** An outline or irises whose scale differs more from that of the face are not used. assumed: up to 9 % on photographs where both are right. */
const OUTLINE_OFF = 0.22;
const IRIS_OFF = 0.16;
/** With a higher share the user is not asked for the side. */
const SURE_SIDE = 0.9;
/** From this share on the second likeliest side is tried too. */
const SECOND_SIDE = 0.15;
/** It wins if its cost is below this share of the likeliest one's. assumed. */
const BETTER_SIDE = 0.75;
/** With a higher cost the fit may have missed the head. assumed: 0.3 to 7.1 on 36 photographs in which the head was judged well placed by eye, 8.4 and more on four in which it was not. */
const MAX_COST_MM2 = 8;
/** Without a face, and with more than this share of the silhouette outside the picture, only a part of a head is seen. */
const MAX_OUTSIDE = 0.45;
/** With a higher cost the face may be false and the side wrong. assumed: 0.3 to 2.5 on faces, 6 where the mesh found one on a crown. */
const DOUBTFUL_COST_MM2 = 4;
/** A head whose ears are this much higher in the picture than the fit has them nods further: it is tried as seen from the top. assumed. */
const EARS_ABOVE_MM = 12;
/** Cost of assuming a squeezed picture, mm^2. With less than SURE_COST_MM2 even a square is believed as it is. assumed. */
const SQUEEZED_MM2 = { square: 0.2, other: 1 } as const;
/** More for 2 : 3, which is rarer. */
const RARER_MM2 = 0.2;
const SURE_COST_MM2 = 0.5;
const agree = (a: { pxPerMm: number }, b: { pxPerMm: number }, share: number) => Math.abs(Math.log(a.pxPerMm / b.pxPerMm)) < share;
/** All that was found in a photo, in upright photo pixels. */
export interface PhotoEvidence {
  raster: Raster;
  photo: { widthPx: number; heightPx: number };
  /** null if unknown */
  focalPx: number | null;
  face: FaceLandmarks | null;
  person: PersonMask | null;
  /** nose, eyes and ears; null if the pose net was not run */
  body: BodyPoints | null;
  /** the side that the photo shows, if the user said so */
  side: View | null;
}

export interface PhotoMeasures {
  scale: Scale;
  /** the scales of which it is the mean */
  ways: readonly Scale[];
  head: Head;
  /** x, y, width of both irises in photo px, subject's right first, or null */
  irisPx: [number, number, number][] | null;
  sawFace: boolean;
  view: View;
  /** likely sides, best first, if neither a face nor the user tells the side */
  sides: readonly SideGuess[];
  /** cost of the fit: outline against silhouette, plus the priors; null if the face alone placed the head */
  costMm2: number | null;
  /** the side is certain from a face, the user or the pose net, and need not be asked */
  isSideKnown: boolean;
  /** the face does not match the head's outline: the pose net should be run */
  isFaceDoubtful: boolean;
  /** the face shows no iris: the pose net should see its nose too, as a face mesh lies on patchy hair and on ears as well */
  isFaceBlind: boolean;
  /** centres of the ears that were seen */
  earsPx: readonly PhotoPx[];
  /** the mask follows the photo's edges all around, so it can separate head from wall */
  isMaskBelieved: boolean;
  /** the fit is good enough to propose a design on it */
  isTrusted: boolean;
  /** focal length from a guessed distance if the photo has none, else null */
  guessedFocalPx: number | null;
  messages: string[];
  /** what is certain, a few words each */
  sure: readonly string[];
  /** what was guessed, worst first */
  guessed: readonly Guess[];
}
/** A measurement that can also give the evidence for fitting one head to several photos (fit-heads.ts), which takes a third as long again. */
export interface Measuring {
  measures: PhotoMeasures;
  keep(): HeadEvidence;
}
/** Both in one. */
export type Shot = PhotoMeasures & Pick<Measuring, 'keep'>;
/** Nod of the head towards the camera (positive: the crown shows), radians. */
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

/** Null if neither a face nor an outline was found. */
export function measureHead(seen: PhotoEvidence): Measuring | null {
  // judged in the picture as it is: stretched, mesh and pose net see the nose farther apart, and a true face was left out
  const isFalseFace = seen.face !== null && seen.body !== null && !hasNoseOf(seen.face, seen.body);
  const evidence = isFalseFace ? { ...seen, face: null } : seen;
  const { raster, face, body, person, side } = evidence;
  const below = person && body && !face && !side ? skinBelow(raster, person) : 0;
  let best = measureShot(evidence, { isFalseFace, below, squeeze: 1 });
  // a profile hardly shows whether it was squeezed
  const square = isSquare(evidence.photo) && best?.view !== 'left' && best?.view !== 'right';
  let least = best ? (best.costMm2 ?? 0) : Number.POSITIVE_INFINITY;
  for (const squeeze of SQUEEZES) {
    if (least < (square ? SURE_COST_MM2 : DOUBTFUL_COST_MM2)) break;
    const asTaken = measureShot(stretched(evidence, squeeze), { isFalseFace, below, squeeze });
    if (!asTaken || asTaken.costMm2 === null) continue;
    const cost = asTaken.costMm2 + SQUEEZED_MM2[square ? 'square' : 'other'] + (squeeze === SQUEEZES[0] ? 0 : RARER_MM2);
    if (cost >= least) continue;
    least = cost;
    best = squeezedBack(asTaken, evidence.photo, squeeze);
  }
  if (!best) return null;
  const { keep, ...measures } = best;
  return { measures, keep };
}

interface Known {
  /** a face that is none was left out */
  isFalseFace: boolean;
  /** bare skin at the lower edge, which no squeezing changes; 0 where nothing asks for it */
  below: number;
  /** by which the picture, before it was stretched for this, was squeezed */
  squeeze: number;
}
function measureShot(evidence: PhotoEvidence, known: Known): Shot | null {
  const { photo, face, body, side } = evidence;
  const sides = face || !body ? [] : withForeheadCut(sidesSeen(body, Math.max(photo.widthPx, photo.heightPx)), known.below);
  const seen = side && !face ? [{ side, share: 1 }] : sides;
  const first = measureAs(evidence, seen, known);
  if (first?.view === 'front-from-above' && body && !side && earsAboveMm(body, first, evidence) > EARS_ABOVE_MM) {
    const other = { 'front-from-above': 'top', top: 'front-from-above' } as const;
    const swapped = seen.map((one) => (one.side === 'top' || one.side === 'front-from-above' ? { ...one, side: other[one.side] } : one));
    const fromTop = measureAs(evidence, swapped, known);
    const lessAbove = fromTop && Math.abs(earsAboveMm(body, fromTop, evidence)) < EARS_ABOVE_MM;
    if (lessAbove && fromTop.isTrusted && (fromTop.costMm2 as number) < DOUBTFUL_COST_MM2) return fromTop;
  }
  // if the head fits the likeliest side badly, try the next
  if (!(seen[1]?.share >= SECOND_SIDE) || (first?.isTrusted && (first.costMm2 as number) < DOUBTFUL_COST_MM2)) return first;
  const second = measureAs(evidence, [seen[1], seen[0], ...seen.slice(2)], known);
  if (!second?.isTrusted) return first;
  const isBetter = !first?.isTrusted || (second.costMm2 as number) < BETTER_SIDE * (first.costMm2 as number);
  return isBetter ? second : first;
}

/** @param known.isOutlineOff the outline does not fit the face: hands or something else is in it */
function measureAs(evidence: PhotoEvidence, seen: readonly SideGuess[], known: Known & { isOutlineOff?: boolean }): Shot | null {
  const { raster, photo, focalPx: knownFocalPx, face, person, body, side } = evidence;
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
  // an outline much larger or smaller than the head of this face includes hair, a hat or another person
  const ofOutline = followed && scaleFromBreadth(2 * followed.halfBreadthPx);
  const isHead = !byFace || (!known.isOutlineOff && ofOutline !== null && agree(ofOutline, byFace, OUTLINE_OFF));
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
  // half-closed lids and glasses make the irises too small
  const irisesFit = !seenIrises || !byFace || agree(seenIrises, byFace, IRIS_OFF);
  let iris = irisesFit ? seenIrises : null;
  const breadth = byOutline ? ofOutline : byFace;
  if (focalPx === null && breadth) {
    focalPx = guessDistanceMm(iris, breadth, face !== null) * breadth.pxPerMm;
    if (iris) iris = byIrises();
  }
  const ways: Scale[] = [];
  if (iris) ways.push({ pxPerMm: iris.pxPerMm, method: 'iris', sdShare: iris.sdShare });
  // the outline of a turned head shows length as well as breadth
  if (breadth && !byOutline) ways.push(breadth);
  else if (breadth) ways.push({ ...breadth, sdShare: breadth.sdShare + TURNED_SD * Math.abs(Math.sin(pose?.rotationRad[1] ?? 0)) });
  const scale = meanScale(ways);
  if (!scale) return null;
  const scaled = { ...options, focalPx, pxPerMm: scale.pxPerMm };
  // even an outline with hair shows the top of the head, so fit it at the scale of the face
  const fit = byOutline ? (fitAgain(byOutline, scaled) ?? byOutline) : followed && fitHead(raster, scaled);
  const head = fit ? fit.head : headFromFace(face as FaceLandmarks, pose as HeadPose, scale.pxPerMm);
  // the outline has chosen between profile and three-quarter view
  const isTurn = fit !== null && seen.length > 1 && views !== undefined && views.length > 1;
  const sides = isTurn ? [{ ...seen[0], side: nearestView(rotationMatrix(head.rotationRad)) }, ...seen.slice(1)] : seen;
  const view = sides.length ? sides[0].side : (fit?.view ?? 'front');
  const irisPx = left && right ? [right, left].map((i): [number, number, number] => [i.xPx, i.yPx, i.widthPx]) : null;
  const surface = headSurface({ ...photo, pxPerMm: scale.pxPerMm, focalPx, head });
  const isTrusted = fit && byOutline ? fit.cost < MAX_COST_MM2 && (face !== null || fit.outsideShare < MAX_OUTSIDE) : face !== null;
  if (face && byOutline && !isTrusted) return measureAs(evidence, seen, { ...known, isOutlineOff: true });

  const isSideSure = sides.length > 0 && sides[0].share >= SURE_SIDE;
  const told = reportMeasurement({
    ...known,
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
  const keep = () =>
    evidenceOf({
      raster,
      photo,
      surface,
      head,
      scale,
      isFocalKnown: knownFocalPx !== null,
      sawFace: face !== null,
      iris,
      irisSide: left && right ? 'both' : left ? 'left' : 'right',
      seen: rotationSeen(fit, surface, body),
      seenSdRad: seenSd,
      anchors: face ? [...anchors, ...moreFaceAnchors(face), ...(body ? bodyAnchors(body) : [])] : (fit?.anchors ?? anchors),
      fit,
    });
  return {
    keep,
    scale,
    ways,
    head,
    irisPx,
    sawFace: face !== null,
    view,
    sides,
    costMm2: fit?.cost ?? null,
    isFaceDoubtful: face !== null && body === null && followed !== null && (!byOutline || byOutline.cost > DOUBTFUL_COST_MM2),
    isFaceBlind: face !== null && iris === null,
    isSideKnown: face !== null || side !== null || isSideSure,
    earsPx: body ? earsSeen(body) : [],
    isMaskBelieved: fit?.byMask ?? false,
    isTrusted,
    guessedFocalPx: knownFocalPx === null ? focalPx : null,
    ...told,
  };
}

/** assumed: a crown is photographed from the lower edge of the picture, with the camera this much short of straight above. */
const SHORT_OF_TOP_RAD = 0.1;

/** Rotation of the head from everything but its outline, for a fit of several photos. */
function rotationSeen(fit: HeadFit | null, surface: Surface, body: BodyPoints | null): readonly number[] {
  if (!fit) return surface.rotation;
  if (fit.view === 'back')
    return matrixProduct(viewMatrix('back'), rotationMatrix([0, body ? steadyTurnRad(turnFromBehindRad(body)) : 0, 0]));
  return fit.view === 'top' ? matrixProduct(rotationMatrix([-SHORT_OF_TOP_RAD, 0, 0]), fit.start.seen) : fit.start.seen;
}

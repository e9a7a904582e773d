/*
 * Which side of a head a photo shows when there is no face mesh: from a pose net's confidence in nose, eyes and ears and from their
 * arrangement. Also whether a face mesh lies on a face, which quarter turn makes the picture upright, and anchors for the head's position.
 */
import { BODY_POINTS, type BodyPoint, type BodyPoints, bodyPoint, type PosesSeen } from './body-points.ts';
import { type FaceLandmarks, facePoint } from './face-landmarks.ts';
import type { View } from './head-view.ts';
import type { Anchor } from './lay-head.ts';
import { edgeShares, type PersonMask } from './person-mask.ts';
import type { Quarters } from './turned.ts';

export interface SideGuess {
  side: View;
  share: number;
}

/** The sides that the points can distinguish. */
type Aspect = 'face' | 'left' | 'right' | 'back' | 'top';
const ASPECTS: readonly Aspect[] = ['face', 'left', 'right', 'back', 'top'];

/**
 * Coefficients of the log odds of each side (right mirrors left): of the `even` measures, then of the `odd` ones. A multinomial fit to 624
 * photographs that people took of their heads ("hair-loss", CC BY 4.0). Fitted to half of the people, it is right on 85 % of the other half's
 * photographs, and on 96 % of the 58 % where it is sure; it confuses faces from above with tops, and left with right in 4 of 129. The quarter
 * turn is right in 94 %.
 */
const ODDS: Readonly<Record<Exclude<Aspect, 'right'>, readonly number[]>> = {
  face: [0.52, 0.49, 1.15, 1.07, 0.32, 0.21, 0.3, 1.92, 1.4, 0, 0.54, -0.31, 1.36, -0.79, 0.53, 0.53, -0.3, -0.3, 0],
  left: [-3.11, 1.95, -0.36, 2.24, 2.71, -0.52, 1.17, -0.67, -1.18, -0.53, 0.19, 0.46, 0.16, -0.51, 2.67, -0.49, 2.8, -0.36, -1.56],
  back: [0.18, -0.92, -0.76, -1.14, 0.97, 1.58, -0.23, -0.54, -0.94, 0.18, 1.7, 0.25, -0.42, 1.63, 2.55, 2.55, 1.14, 1.14, 0],
  top: [2.41, 0.69, 0.57, 0.45, -0.23, -0.14, 0.25, 0.6, -0.12, 0.13, -0.5, -0.32, 0.61, -0.07, -0.37, -0.37, 0.13, 0.13, 0],
};
/**
 * Prior log odds that a photo is already upright, and of the edge that the person fills being the lower one: a body leaves the picture below.
 * Tuned on 49 photographs, of which 46 are turned right (43 without edges); of 84 others, a third of which lie turned, 74 (69), and none is
 * turned wrongly for it.
 */
const UPRIGHT_ODDS = 1.5;
const EDGE_ODDS = 4;
/** Log odds of a nose between two eyes, all surely seen. assumed: of 48 photographs without a face mesh it turns two, both rightly. */
const FACE_ODDS = 3;
/** If the ears are this much above the eyes (in distances between the eyes), the face is seen from above: 0.29 to 0.54 there, less from the front. */
const EARS_ABOVE = 0.2;
const MIN_EAR = 0.1;
/** A head seen from one side is a three-quarter view if both eyes have this confidence and the nose lies between them, within this share of the distance. */
const BOTH_EYES = 0.75;
const NOSE_ASIDE = 0.7;

const clip = (x: number, most: number) => Math.max(-most, Math.min(most, x));

/** Measures that do not change in a mirror (`even`) and those that change sign (`odd`): confidences and relative positions of the points. */
function measuresOf(body: BodyPoints, longSidePx: number) {
  const [nose, eyeL, eyeR, earL, earR, shoulderL, shoulderR] = BODY_POINTS.map((name) => bodyPoint(body, name));
  const eyesX = (eyeL.xPx + eyeR.xPx) / 2;
  const eyesY = (eyeL.yPx + eyeR.yPx) / 2;
  const eyesPx = Math.max(Math.abs(eyeL.xPx - eyeR.xPx), 0.02 * longSidePx);
  const lessEye = Math.min(eyeL.share, eyeR.share);
  const moreEye = Math.max(eyeL.share, eyeR.share);
  const lessEar = Math.min(earL.share, earR.share);
  const moreEar = Math.max(earL.share, earR.share);
  const ears = earL.share + earR.share + 1e-6;
  const earsY = (earL.yPx * earL.share + earR.yPx * earR.share) / ears;
  const headY = (nose.yPx * nose.share + eyesY * moreEye + earsY * ears) / (nose.share + moreEye + ears);
  const asideOfEyes = (nose.xPx - eyesX) / eyesPx;
  const earsBelowEyes = (earsY - eyesY) / eyesPx;
  const even = [
    1,
    nose.share,
    lessEye,
    moreEye,
    moreEar,
    lessEar,
    clip((nose.yPx - eyesY) / eyesPx, 1) * nose.share * lessEye,
    clip((eyeL.xPx - eyeR.xPx) / (0.1 * longSidePx), 1) * lessEye,
    clip((earL.xPx - earR.xPx) / (0.2 * longSidePx), 1) * lessEar,
    clip(Math.abs(earL.yPx - earR.yPx) / (0.2 * longSidePx), 1) * lessEar,
    (clip(((shoulderL.yPx + shoulderR.yPx) / 2 - headY) / (0.3 * longSidePx), 1) * (shoulderL.share + shoulderR.share)) / 2,
    clip(earsBelowEyes, 1.5) * nose.share * moreEar,
    nose.share * lessEye,
    moreEar * (1 - nose.share),
  ];
  const yaw = clip(asideOfEyes, 1.5) * Math.sqrt(nose.share * lessEye);
  const [l, r] = [earL.share, earR.share];
  return {
    left: [...even, l, r, l * (1 - r), r * (1 - l), yaw],
    right: [...even, r, l, r * (1 - l), l * (1 - r), -yaw],
    asideOfEyes,
    earsBelowEyes,
    lessEye,
    moreEar,
  };
}
type Measures = ReturnType<typeof measuresOf>;

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const oddsOf = (measures: Measures): number[] =>
  ASPECTS.map((aspect) => (aspect === 'right' ? dot(ODDS.left, measures.right) : dot(ODDS[aspect], measures.left)));
const logSum = (odds: readonly number[]) => Math.log(odds.reduce((sum, x) => sum + Math.exp(x), 0));

/** Sides with their probabilities, most likely first. @param longSidePx of the picture */
export function sidesSeen(body: BodyPoints, longSidePx: number): SideGuess[] {
  const measures = measuresOf(body, longSidePx);
  const odds = oddsOf(measures);
  const all = logSum(odds);
  const isAbove = measures.moreEar < MIN_EAR || measures.earsBelowEyes < -EARS_ABOVE;
  const isProfile = measures.lessEye < BOTH_EYES || Math.abs(measures.asideOfEyes) > NOSE_ASIDE;
  const named: Record<Aspect, View> = {
    face: isAbove ? 'front-from-above' : 'front',
    left: isProfile ? 'left' : 'threequarter-left',
    right: isProfile ? 'right' : 'threequarter-right',
    back: 'back',
    top: 'top',
  };
  return ASPECTS.map((aspect, k) => ({ side: named[aspect], share: Math.exp(odds[k] - all) })).sort((a, b) => b.share - a.share);
}

/** With this confidence in nose and both eyes, or in one ear, the other ways up need not be looked at unless the head then fits badly. assumed. */
const UPRIGHT_SHARE = 0.9;
export function isLikelyUpright(body: BodyPoints): boolean {
  const ears = (['leftEar', 'rightEar'] as const).map((name) => bodyPoint(body, name).share);
  return faceShare(body) >= UPRIGHT_SHARE || Math.max(...ears) >= UPRIGHT_SHARE;
}
const faceShare = (body: BodyPoints) => Math.min(...(['nose', 'leftEye', 'rightEye'] as const).map((name) => bodyPoint(body, name).share));

/** A face is rejected if the pose net's confidence in a nose is lower. assumed: 0.6 and more on 17 faces, 0.97 and more on 41 others; 0.4 and less on 15 heads that show none. */
const MIN_NOSE = 0.5;
/** Or if the two see the nose farther apart than this share of the face's breadth. assumed: 0.04 to 0.18 on 61 faces, 0.28 and more where the mesh lay on a bald front, on hair or on an ear. */
const NOSES_APART = 0.22;
/** Whether the pose net sees the nose of a face where the mesh has it. */
export function hasNoseOf(face: FaceLandmarks, body: BodyPoints): boolean {
  return bodyPoint(body, 'nose').share >= MIN_NOSE && nosesApart(face, body) < NOSES_APART;
}
/** A nose seen with this confidence and this many faces' breadths away is another person's. assumed. */
const ANOTHERS = { share: 0.9, breadths: 1 };
/** Whether it may do so: it looks at one person only, who may be another. */
export function mayHaveNoseOf(face: FaceLandmarks, body: BodyPoints): boolean {
  const seesAnother = bodyPoint(body, 'nose').share >= ANOTHERS.share && nosesApart(face, body) > ANOTHERS.breadths;
  return seesAnother || hasNoseOf(face, body);
}
/** How far apart mesh and pose net have the nose, over the face's breadth. */
function nosesApart(face: FaceLandmarks, body: BodyPoints): number {
  const nose = bodyPoint(body, 'nose');
  const [x, y] = facePoint(face, 'noseTip');
  const [rightX, rightY] = facePoint(face, 'rightFaceEdge');
  const [leftX, leftY] = facePoint(face, 'leftFaceEdge');
  return Math.hypot(nose.xPx - x, nose.yPx - y) / Math.hypot(rightX - leftX, rightY - leftY);
}

/** Quarter turns clockwise that may make the head upright, and how likely they do by what is seen. */
export interface WayUp {
  quarters: Quarters;
  logOdds: number;
}
/** The likeliest way up is not the only one to try if the head fits badly so: others are that show a nose or an ear. */
const showsPoint = (body: BodyPoints | null) =>
  body !== null && (['nose', 'leftEar', 'rightEar'] as const).some((name) => bodyPoint(body, name).share >= MIN_SHARE);

/**
 * A fit's cost, mm2, that counts as much against a way up as one in its log odds. assumed: it turns four of six photographs that lay and fitted
 * badly, and none of five that stood.
 */
const COST_PER_ODDS_MM2 = 2;
/** How likely a way up is once a head has been fitted to it. */
export const logOddsFitted = (logOdds: number, costMm2: number): number => logOdds - costMm2 / COST_PER_ODDS_MM2;

/**
 * The quarter turns clockwise that may make the head upright, likeliest first.
 * @param longSidePx of the picture @param person in the picture as it is, or null
 */
export function waysUp(poses: PosesSeen, longSidePx: number, person: PersonMask | null): WayUp[] {
  const below = person && edgeShares(person);
  const odds = poses.map((body, quarters) =>
    body
      ? logSum(oddsOf(measuresOf(body, longSidePx))) +
        FACE_ODDS * faceShare(body) +
        (below ? EDGE_ODDS * below[quarters] : 0) +
        (quarters === 0 ? UPRIGHT_ODDS : 0)
      : Number.NEGATIVE_INFINITY,
  );
  const most = Math.max(...odds);
  const ways = ([0, 1, 2, 3] as const)
    .filter((quarters) => odds[quarters] === most || showsPoint(poses[quarters]))
    .map((quarters): WayUp => ({ quarters, logOdds: odds[quarters] }))
    .sort((a, b) => b.logOdds - a.logOdds);
  const [upright, , over] = poses;
  const isFaceAbove =
    ways[0].quarters === 0 &&
    over !== null &&
    sidesSeen(upright, longSidePx)[0].side === 'top' &&
    bodyPoint(over, 'nose').share - bodyPoint(upright, 'nose').share > FACE_ABOVE;
  return isFaceAbove ? [{ quarters: 2, logOdds: most }, ...ways.filter(({ quarters }) => quarters !== 2)] : ways;
}

/**
 * A head from above has its face at the top of the picture if a nose is so much surer with the picture upside down. Of 133 photographs from
 * above three have it: two lie so, one lies on its side.
 */
const FACE_ABOVE = 0.35;

/** Views to fit: the likeliest; for a three-quarter view also the profile, between which the fit decides. */
export function viewsToTry(sides: readonly SideGuess[]): View[] {
  const [{ side }] = sides;
  if (sides.length > 1 && side === 'threequarter-left') return ['threequarter-left', 'left'];
  if (sides.length > 1 && side === 'threequarter-right') return ['threequarter-right', 'right'];
  return [side];
}

/** Turn of a head seen from behind per unit difference in the ears' confidences. assumed: from one photograph at 45 degrees. */
const EARS_TURN_RAD = 1.1;
/** Turn of a head seen from behind, radians, from the difference between the ears. */
export const turnFromBehindRad = (body: BodyPoints): number =>
  EARS_TURN_RAD * (bodyPoint(body, 'rightEar').share - bodyPoint(body, 'leftEar').share);

/** assumed: noise of that turn on heads seen straight from behind. */
const EVEN_EARS_RAD = 0.3;
/** The same turn shrunk towards 0 where it is within the noise, for a fit of several photos. */
export const steadyTurnRad = (turnRad: number): number => turnRad ** 3 / (turnRad ** 2 + EVEN_EARS_RAD ** 2);

/** Positions on a mean head, mm in head axes. From sixteen photographed heads, fitted without these points. */
const IN_HEAD: Readonly<Partial<Record<BodyPoint, readonly [number, number, number]>>> = {
  nose: [0, 67, -120],
  leftEye: [30, 37, -85],
  rightEye: [-30, 37, -85],
  leftEar: [75, 53, 8],
  rightEar: [-75, 53, 8],
};
const SD_MM = { face: [10, 12], ear: [7, 7] } as const;
/** Points with less confidence are not used; the sd grows as confidence falls. */
const MIN_SHARE = 0.25;

export function bodyAnchors(body: BodyPoints): Anchor[] {
  const hasFace = bodyPoint(body, 'nose').share >= MIN_SHARE;
  return (Object.entries(IN_HEAD) as [BodyPoint, readonly [number, number, number]][]).flatMap(([name, headMm]) => {
    const { xPx, yPx, share } = bodyPoint(body, name);
    const isEar = name.endsWith('Ear');
    if (share < MIN_SHARE || (!hasFace && !isEar)) return [];
    const [across, down] = SD_MM[isEar ? 'ear' : 'face'];
    return [{ name, atPx: [xPx, yPx], headMm, sdMm: [across / Math.sqrt(share), down / Math.sqrt(share)] } satisfies Anchor];
  });
}

/** Centres of the ears that were seen. */
export const earsSeen = (body: BodyPoints): [number, number][] =>
  (['leftEar', 'rightEar'] as const).flatMap((name): [number, number][] => {
    const { xPx, yPx, share } = bodyPoint(body, name);
    return share < MIN_SHARE ? [] : [[xPx, yPx]];
  });

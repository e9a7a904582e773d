/*
 * Fits a head to an outline from one starting pose: least squares with a soft loss on the distance from outline points to the silhouette,
 * with priors on proportions, on the starting pose and on detected landmarks. Only the scalp's part of the outline counts; ears, cheeks and
 * shoulders are excluded. Gauss-Newton with numeric derivatives.
 */
import type { Head, PhotoPx } from '../consultation/schema.ts';
import { solveNormal } from '../math/least-squares.ts';
import { MEAN_HALF_AXES_MM } from './first-head.ts';
import { matrixProduct, type View } from './head-view.ts';
import type { PersonMask } from './person-mask.ts';
import { OUTLINE_COLUMNS } from './person-outline.ts';
import { plainAngles, rotationAngles, rotationMatrix } from './rotation.ts';
import { scalpPart, strayOf } from './scalp-outline.ts';
import { withEdges } from './silhouette-edges.ts';
import { headSurface, type Surface } from './surface.ts';

/** Rotation of the head from the face: radians about the camera's x (nod), y (turn), z (tilt). */
export interface HeadPose {
  rotationRad: [number, number, number];
  /** 1-sigma, radians */
  sd: number;
}
export interface FitOptions {
  photo: { widthPx: number; heightPx: number };
  focalPx: number | null;
  /** null: unknown; half-axes are then only proportions, not true mm */
  pxPerMm: number | null;
  pose: HeadPose | null;
  /** mask of the person from a vision model */
  person?: PersonMask | null;
  /** centre of the face, photo px, if one was found */
  faceAt?: readonly [number, number] | null;
  /** the head's position from the face alone: the fit starts there and not at the top of the outline */
  start?: Guess | null;
  /** the views to try, if known; the best fit wins */
  views?: readonly View[];
  /** turn of a head seen from behind, radians, if the ears show it */
  turnFromBehindRad?: number;
  /** detected landmarks that the fit is drawn to */
  anchors?: readonly Anchor[];
}
/** A landmark of the mean head that was found in the photo. */
export interface Anchor {
  name: string;
  atPx: readonly [number, number];
  /** mm from the head's centre, head axes, on a head of MEAN_HALF_AXES_MM */
  headMm: readonly [number, number, number];
  /** sd between heads and of the detector together, mm, across and down */
  sdMm: readonly [number, number];
}
/** Distance of an anchor from its position on the head, mm, to the picture's right and down. */
export function anchorMissMm(
  { atPx, headMm }: Anchor,
  { rotation: R, centreMm: c, halfAxesMm, project, pxPerMm }: Surface,
): [number, number] {
  const h = headMm.map((mm, k) => (mm * halfAxesMm[k]) / MEAN_HALF_AXES_MM[k]);
  const [x, y] = project(
    c[0] + R[0] * h[0] + R[1] * h[1] + R[2] * h[2],
    c[1] + R[3] * h[0] + R[4] * h[1] + R[5] * h[2],
    c[2] + R[6] * h[0] + R[7] * h[1] + R[8] * h[2],
  );
  return [(atPx[0] - x) / pxPerMm, (atPx[1] - y) / pxPerMm];
}
export interface HeadFit {
  head: Head;
  pxPerMm: number;
  /** rms distance of the outline points used from the silhouette, mm */
  rmsMm: number;
  /** the head's half-breadth in px at the depth of its centre, for a scale from head breadth */
  halfBreadthPx: number;
  view: View;
  /** mean loss of the outline points that could be scalp plus that of the priors, mm^2, for comparing views */
  cost: number;
  /** the outline comes from the person's mask */
  byMask: boolean;
  /** landmarks that it was drawn to, each of the side it lies on */
  anchors: readonly Anchor[];
  /** the start, and the values of layHead's unknowns relative to it */
  start: Start;
  steps: readonly number[];
  /** share of the scalp's silhouette that lies outside the picture */
  outsideShare: number;
  /** where the silhouette is farthest from the outline; null if it is close everywhere */
  strayPx: PhotoPx | null;
}

/** A circle that may be the head. */
export interface Guess {
  centrePx: readonly [number, number];
  halfBreadthPx: number;
}
/** The start of a fit, and the outline that it follows. */
export interface Start {
  view: View;
  /** starting rotation, row major */
  seen: readonly number[];
  guess: Guess;
  pointsPx: Float32Array;
  byMask: boolean;
  /** edges of the photo beside a silhouette, where the outline does not separate the head from what is behind it */
  edgesAt: ((surface: Surface, reachMm: number) => Float32Array) | null;
}

/** Spread of a head's proportions, as shares: breadth when the scale is known; height and length over breadth. assumed from ANSUR II sd. */
const BREADTH_SD = 0.036;
const RATIO_SD = 0.035;
/** A proportion further off than this many sd counts less (soft L1), since the picture may be squeezed. */
const RATIO_SOFT = 1.5;
/** assumed: sd of the rotation relative to a standard view: nod, turn, tilt. */
const VIEW_SD = [0.12, 0.12, 0.2] as const;
/** Selfies from above nod by anything from 25 to 60 degrees; from behind the ears give the turn. assumed. */
const ABOVE_SD = [0.25, 0.12, 0.2] as const;
const BEHIND_SD = [0.12, 0.03, 0.2] as const;
const TOP_SD = [0.15, 0.1, 0.08] as const;
/** The same from above for a nod beyond the crown, away from the face: who photographs a crown stands in front of it or holds the camera there. assumed. */
const BEYOND_CROWN_SD = 0.06;
/** Cosine between the head's upright axis and the camera of a start straight above the crown. */
const FROM_CROWN = 0.99;
export const turnSdOf = (view: View, { turnFromBehindRad }: Pick<FitOptions, 'turnFromBehindRad'>): readonly [number, number, number] =>
  view === 'top'
    ? TOP_SD
    : view === 'front-from-above'
      ? ABOVE_SD
      : view === 'back' && turnFromBehindRad !== undefined
        ? BEHIND_SD
        : VIEW_SD;
/** Half-width of the mean head's outline in each view, mm. */
const APPARENT_MM: Record<View, number> = {
  front: 77,
  back: 77,
  left: 88,
  right: 88,
  'threequarter-left': 82,
  'threequarter-right': 82,
  top: 77,
  'front-from-above': 77,
};
/** Weight of each prior (in units of its sd) against all outline points (in mm). */
const PRIOR_WEIGHT = 0.05;
/** With fewer outline points on the scalp there is no fit. */
export const MIN_POINTS = 24;
/** Range of half-axes that a fit may have, whatever the scale. */
const MIN_AXIS_MM = 30;
const MAX_AXIS_MM = 200;
/** Sd of the log breadth if the scale is unknown: the breadth then just follows the outline. */
const FREE_SD = 0.3;
/** Outline points further off than this, mm, count less (soft L1). */
const SOFT_MM = 1.5;

/** An anchor further off than this many sd counts less (soft L1). */
const ANCHOR_SOFT = 1.5;
/** The residual whose square is the soft L1 loss (Charbonnier): x for small x, growing as its square root for large x. */
const softened = (x: number, soft: number) => Math.sign(x) * Math.sqrt(2 * soft * soft * (Math.sqrt(1 + (x / soft) ** 2) - 1));

/** Writes the residuals of the outline points that are used. @returns how many */
function writeMisses(surface: Surface, pointsPx: Float32Array, used: Uint8Array, out: Float64Array): number {
  let n = 0;
  for (let i = 0; i < used.length; i++) {
    if (!used[i]) continue;
    const mm = surface.missMm(pointsPx[i * OUTLINE_COLUMNS], pointsPx[i * OUTLINE_COLUMNS + 1]);
    out[n++] = softened(mm, SOFT_MM);
  }
  return n;
}

/**
 * From behind, a detector may take the left ear for the right or name one ear twice: each is the ear of the side of the head that it lies on, the
 * surer one if there are two. @returns how many had the other's name, too
 */
function earsFromBehind(anchors: readonly Anchor[], { centrePx }: Guess): { anchors: Anchor[]; misnamed: number } {
  const isEar = ({ name }: Anchor) => name === 'leftEar' || name === 'rightEar';
  const ears = anchors.filter(isEar).sort((a, b) => a.sdMm[0] - b.sdMm[0]);
  const placed = ears.map((ear): Anchor => {
    const isLeft = ear.atPx[0] < centrePx[0];
    const [across, down, back] = ear.headMm;
    return { ...ear, name: isLeft ? 'leftEar' : 'rightEar', headMm: [isLeft ? Math.abs(across) : -Math.abs(across), down, back] };
  });
  const isFirst = (ear: Anchor, k: number) => placed.findIndex(({ name }) => name === ear.name) === k;
  return {
    anchors: [...anchors.filter((one) => !isEar(one)), ...placed.filter(isFirst)],
    misnamed: placed.filter((ear, k) => isFirst(ear, k) && ear.name !== ears[k].name).length,
  };
}
/** Cost of an ear with the other's name: who has its left ear on the other side is more likely seen from in front. assumed. */
const MISNAMED_EAR = 3;

/**
 * Null if too little of the outline belongs to the scalp.
 * @param rounds with fewer than ROUNDS the result only serves to rank starts
 * @param from an earlier fit from the same start to continue from
 */
export function layHead(start: Start, options: FitOptions, rounds = ROUNDS, from: HeadFit | null = null): HeadFit | null {
  const { view, seen, guess, pointsPx: outlinePx, byMask, edgesAt } = start;
  const { photo } = options;
  const [meanA, meanB, meanC] = MEAN_HALF_AXES_MM;
  const pxPerMm = options.pxPerMm ?? guess.halfBreadthPx / APPARENT_MM[view];
  let pointsPx = outlinePx;
  const turnSd = options.pose ? [options.pose.sd, options.pose.sd, options.pose.sd] : turnSdOf(view, options);
  // centre x, y (in half-breadths), log breadth, log height ratio, log length ratio; nod, turn, tilt relative to the start, about camera axes
  let p = from ? [...from.steps] : [0, 0, 0, 0, 0, 0, 0, 0];
  if (from) p[2] = Math.log(from.halfBreadthPx / pxPerMm / meanA);
  const headOf = (q: number[]): Head => {
    const a = meanA * Math.exp(q[2]);
    return {
      centrePx: [guess.centrePx[0] + q[0] * guess.halfBreadthPx, guess.centrePx[1] + q[1] * guess.halfBreadthPx],
      halfAxesMm: [a, (a * meanB * Math.exp(q[3])) / meanA, (a * meanC * Math.exp(q[4])) / meanA],
      rotationRad: plainAngles(rotationAngles(matrixProduct(rotationMatrix([q[5], q[6], q[7]]), seen))),
      shape: 'standard',
    };
  };
  const surfaceOf = (q: number[]) => headSurface({ ...photo, pxPerMm, focalPx: options.focalPx, head: headOf(q) });
  const isFaceAbove = view === 'top' && seen[5] > 0;
  const isFromCrown = view === 'top' && Math.abs(seen[7]) > FROM_CROWN;
  const sdOf = (k: number, rad: number) => (isFromCrown && k === 0 && (isFaceAbove ? rad < 0 : rad > 0) ? BEYOND_CROWN_SD : turnSd[k]);
  const { anchors, misnamed } =
    view === 'back' ? earsFromBehind(options.anchors ?? [], guess) : { anchors: options.anchors ?? [], misnamed: 0 };
  const anchorTerms = (surface: Surface) =>
    anchors.flatMap((anchor) => anchorMissMm(anchor, surface).map((mm, k) => softened(mm / anchor.sdMm[k], ANCHOR_SOFT)));
  const priors = (q: number[], surface: Surface) => [
    q[2] / (options.pxPerMm ? BREADTH_SD : FREE_SD),
    softened(q[3] / RATIO_SD, RATIO_SOFT),
    softened(q[4] / RATIO_SD, RATIO_SOFT),
    ...[5, 6, 7].map((k) => q[k] / sdOf(k - 5, q[k])),
    ...anchorTerms(surface),
  ];
  let used: Uint8Array = new Uint8Array(0);
  const residuals = (q: number[], out: Float64Array) => {
    const surface = surfaceOf(q);
    let n = writeMisses(surface, pointsPx, used, out);
    // priors, each in units of its sd
    const weight = Math.sqrt(Math.max(4, n) * PRIOR_WEIGHT);
    for (const z of priors(q, surface)) out[n++] = weight * z;
    return n;
  };
  let rmsMm = 0;
  for (let round = 0; round < rounds; round++) {
    const before = surfaceOf(p);
    if (edgesAt) pointsPx = withEdges(outlinePx, edgesAt(before, EDGE_REACH_MM[round]), pxPerMm);
    used = scalpPart(pointsPx, before, round < 2 ? 20 : round < 4 ? 8 : 5);
    const r = new Float64Array(used.length + 8 + 2 * anchors.length);
    const shifted = new Float64Array(used.length + 8 + 2 * anchors.length);
    for (let step = 0; step < 3; step++) {
      const n = residuals(p, r);
      const size = p.length;
      const J = new Float64Array(n * size);
      for (let k = 0; k < size; k++) {
        const q = p.slice();
        q[k] += 1e-4;
        residuals(q, shifted);
        for (let i = 0; i < n; i++) J[i * size + k] = (shifted[i] - r[i]) / 1e-4;
      }
      const delta = solveNormal(J, r, n, size);
      p = p.map((x, k) => x - Math.max(-0.15, Math.min(0.15, delta[k])));
    }
    const surface = surfaceOf(p);
    let sum = 0;
    let n = 0;
    for (let i = 0; i < used.length; i++)
      if (used[i]) {
        sum += Math.min(25, surface.missMm(pointsPx[i * OUTLINE_COLUMNS], pointsPx[i * OUTLINE_COLUMNS + 1]) ** 2);
        n++;
      }
    rmsMm = n ? Math.sqrt(sum / n) : Number.NaN;
  }
  const head = headOf(p);
  if (!(rmsMm >= 0) || !p.every(Number.isFinite) || head.halfAxesMm.some((mm) => mm < MIN_AXIS_MM || mm > MAX_AXIS_MM)) return null;
  const surface = surfaceOf(p);
  const { missedMm2, outsideShare, strayPx, points } = strayOf(pointsPx, surface, photo);
  // if the fit has drifted off the outline, reject it
  if (points < MIN_POINTS) return null;
  // without a scale, a head fitted too large has millimetres that are too small: compare at the size of the mean head
  const cost = missedMm2 * (meanA / head.halfAxesMm[0]) ** 2 + PRIOR_WEIGHT * priors(p, surface).reduce((sum, z) => sum + z * z, 0);
  return {
    head,
    pxPerMm,
    rmsMm,
    halfBreadthPx: head.halfAxesMm[0] * pxPerMm,
    view,
    cost: cost + (isFaceAbove ? FACE_ABOVE : 0) + MISNAMED_EAR * misnamed,
    outsideShare,
    strayPx,
    byMask,
    anchors,
    start,
    steps: p,
  };
}

const ROUNDS = 6;
const EDGE_REACH_MM = [25, 25, 15, 10, 8, 6] as const;
/** Cost of having the face at the top of a photo from above: usually it is at the bottom. assumed. */
const FACE_ABOVE = 2;

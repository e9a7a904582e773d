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
import { headSurface, type Surface } from './surface.ts';

/** How the head is turned, from the face: radians about the camera's x (nod), y (turn), z (tilt). */
export interface HeadPose {
  rotationRad: [number, number, number];
  /** 1-sigma, radians */
  sd: number;
}
export interface FitOptions {
  photo: { widthPx: number; heightPx: number };
  focalPx: number | null;
  /** where a scale is known: half-axes are then in true mm, and not just in proportion */
  pxPerMm: number | null;
  pose: HeadPose | null;
  /** where a vision model saw the person */
  person?: PersonMask | null;
  /** the middle of the face, photo px, where one was found */
  faceAt?: readonly [number, number] | null;
  /** where the face alone puts the head: the fit starts there, and not at the outline's dome */
  start?: Guess | null;
  /** the sides it may be seen from, if known; the best fit wins */
  views?: readonly View[];
  /** how far a head seen from behind is turned, radians, where ears tell it */
  turnFromBehindRad?: number;
  /** places of the face that were found, which pull at the head */
  anchors?: readonly Anchor[];
}
/** A place of a mean head that was found in the photo. */
export interface Anchor {
  name: string;
  atPx: readonly [number, number];
  /** in the head's own axes, mm from its middle, on a head of MEAN_HALF_AXES_MM */
  headMm: readonly [number, number, number];
  /** how far heads differ and the finder errs, mm, across and down */
  sdMm: readonly [number, number];
}
/** How far an anchor lies from where the head has it, mm, to the picture's right and down. */
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
  /** rms distance of the outline used from the silhouette, mm */
  rmsMm: number;
  /** the head's half-breadth in px at the depth of its middle: for a scale from head breadth */
  halfBreadthPx: number;
  view: View;
  /** mean loss of the outline points that could be scalp, with what the priors cost: to compare sides by */
  cost: number;
  /** the outline is that of the person's mask */
  byMask: boolean;
  /** what it was fitted from, and how far it went from there: its unknowns in layHead */
  start: Start;
  steps: readonly number[];
  /** how much of the scalp's silhouette lies beyond the picture */
  outsideShare: number;
  /** the place where the silhouette is farthest from the outline; null if it is close everywhere */
  strayPx: PhotoPx | null;
}

/** A circle where the head may be. */
export interface Guess {
  centrePx: readonly [number, number];
  halfBreadthPx: number;
}
/** Where a fit begins, and the outline that it follows. */
export interface Start {
  view: View;
  /** how the head is turned to begin with, row major */
  seen: readonly number[];
  guess: Guess;
  pointsPx: Float32Array;
  byMask: boolean;
  /** height and length of its head over those of others, by how the picture was squeezed */
  squeeze: number;
  /** more points beside a silhouette, where the outline does not part the head from what is behind it */
  edgesAt: ((surface: Surface, reachMm: number) => Float32Array) | null;
}

/** Spread of a head's proportions, as shares: breadth when the scale is known; height and length over breadth. assumed from ANSUR II sd. */
const BREADTH_SD = 0.036;
const RATIO_SD = 0.035;
/** A proportion farther off than this many of its sd loses its say: a picture that was squeezed on its way shows no head as it is. */
const RATIO_SOFT = 1.5;
/** assumed: how a head seen from a standard side is turned against it: nod, turn, tilt. */
const VIEW_SD = [0.12, 0.12, 0.2] as const;
/** Selfies with the arm held up nod by anything from 25 to 60 degrees; ears tell the turn from behind. assumed. */
const ABOVE_SD = [0.25, 0.12, 0.2] as const;
const BEHIND_SD = [0.12, 0.03, 0.2] as const;
const TOP_SD = [0.15, 0.1, 0.08] as const;
export const turnSdOf = (view: View, { turnFromBehindRad }: Pick<FitOptions, 'turnFromBehindRad'>): readonly [number, number, number] =>
  view === 'top'
    ? TOP_SD
    : view === 'front-from-above'
      ? ABOVE_SD
      : view === 'back' && turnFromBehindRad !== undefined
        ? BEHIND_SD
        : VIEW_SD;
/** What of a head (mm) the dome's half-breadth shows. */
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
/** All priors together count as this share of the outline's points, each in its own spread and mm. */
const PRIOR_WEIGHT = 0.05;
/** Fewer of them on the scalp are no fit. */
export const LEAST_POINTS = 24;
/** A half-axis beyond them is no head's, whatever the scale. */
const LEAST_AXIS_MM = 30;
const MOST_AXIS_MM = 200;
/** Without a scale the breadth in mm means nothing and follows the outline. */
const FREE_SD = 0.3;
/** Outline points farther off than this many mm lose their say (soft L1). */
const SOFT_MM = 1.5;

/** An anchor farther off than this many of its sd loses its say. */
const ANCHOR_SOFT = 1.5;
/** The residual whose square is a soft L1 loss (Charbonnier): as it is while small, its root later. */
const softened = (x: number, soft: number) => Math.sign(x) * Math.sqrt(2 * soft * soft * (Math.sqrt(1 + (x / soft) ** 2) - 1));

/**
 * Null if too little of the outline belongs to the scalp.
 * @param rounds with fewer than ROUNDS the result only ranks starts
 * @param from a fit from the same start to go on from, with what is known by now
 */
export function layHead(start: Start, options: FitOptions, rounds = ROUNDS, from: HeadFit | null = null): HeadFit | null {
  const { view, seen, guess, pointsPx: outlinePx, byMask, edgesAt } = start;
  const { photo } = options;
  const [meanA, meanB, meanC] = MEAN_HALF_AXES_MM.map((mm, axis) => (axis === 0 ? mm : mm * start.squeeze));
  const pxPerMm = options.pxPerMm ?? guess.halfBreadthPx / APPARENT_MM[view];
  let pointsPx = outlinePx;
  const turnSd = options.pose ? [options.pose.sd, options.pose.sd, options.pose.sd] : turnSdOf(view, options);
  // centre x, y (in half-breadths), log breadth, log height ratio, log length ratio, nod, turn, tilt against the pose, as the camera sees them
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
  const anchors = options.anchors ?? [];
  const anchorTerms = (surface: Surface) =>
    anchors.flatMap((anchor) => anchorMissMm(anchor, surface).map((mm, k) => softened(mm / anchor.sdMm[k], ANCHOR_SOFT)));
  const priors = (q: number[], surface: Surface) => [
    q[2] / (options.pxPerMm ? BREADTH_SD : FREE_SD),
    softened(q[3] / RATIO_SD, RATIO_SOFT),
    softened(q[4] / RATIO_SD, RATIO_SOFT),
    ...[5, 6, 7].map((k) => q[k] / turnSd[k - 5]),
    ...anchorTerms(surface),
  ];
  let used: Uint8Array = new Uint8Array(0);
  const residuals = (q: number[], out: Float64Array) => {
    const surface = surfaceOf(q);
    let n = 0;
    for (let i = 0; i < used.length; i++) {
      if (!used[i]) continue;
      const mm = surface.missMm(pointsPx[i * OUTLINE_COLUMNS], pointsPx[i * OUTLINE_COLUMNS + 1]);
      out[n++] = softened(mm, SOFT_MM);
    }
    // priors, each in units of its own spread, weighted as some outline points
    const weight = Math.sqrt(Math.max(4, n) * PRIOR_WEIGHT);
    for (const z of priors(q, surface)) out[n++] = weight * z;
    return n;
  };
  let rmsMm = 0;
  for (let round = 0; round < rounds; round++) {
    const before = surfaceOf(p);
    if (edgesAt) pointsPx = joined(outlinePx, edgesAt(before, EDGE_REACH_MM[round]));
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
  if (!(rmsMm >= 0) || !p.every(Number.isFinite) || head.halfAxesMm.some((mm) => mm < LEAST_AXIS_MM || mm > MOST_AXIS_MM)) return null;
  const surface = surfaceOf(p);
  const { missedMm2, outsideShare, strayPx, points } = strayOf(pointsPx, surface, photo);
  // if the fit has drifted off the outline, reject it
  if (points < LEAST_POINTS) return null;
  // a guess that is too large has millimetres that are too small
  const cost = missedMm2 * (meanA / head.halfAxesMm[0]) ** 2 + PRIOR_WEIGHT * priors(p, surface).reduce((sum, z) => sum + z * z, 0);
  const isFaceAbove = view === 'top' && seen[5] > 0;
  return {
    head,
    pxPerMm,
    rmsMm,
    halfBreadthPx: head.halfAxesMm[0] * pxPerMm,
    view,
    cost: cost + (isFaceAbove ? FACE_ABOVE : 0) + (start.squeeze < 1 ? SQUEEZED : 0),
    outsideShare,
    strayPx,
    byMask,
    start,
    steps: p,
  };
}

const ROUNDS = 6;
const EDGE_REACH_MM = [25, 25, 15, 10, 8, 6] as const;
const joined = (a: Float32Array, b: Float32Array) => {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/** What it costs to take the picture for a squeezed one. assumed. */
const SQUEEZED = 1;
/** What it costs to have the face above in a photo from above: mostly it is below. assumed. */
const FACE_ABOVE = 2;

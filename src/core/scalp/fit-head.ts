/*
 * The head that the photo itself asks for: its silhouette is laid on the person's outline (where the backdrop ends), by least squares
 * with a soft loss, held to a mean head's proportions and to the pose the face shows, or the view the outline shows. Only the scalp's
 * part of the outline counts: ears, cheeks and shoulders bulge out of it and are left aside. Gauss-Newton with numeric derivatives.
 */

import type { Head, PhotoPx } from '../consultation/schema.ts';
import type { Raster } from '../math/raster.ts';
import { guessHeadOutline, isSeenFromAbove, MEAN_HALF_AXES_MM, type OutlineRow, personRows } from './first-head.ts';
import { matrixProduct, VIEWS, type View, viewMatrix } from './head-view.ts';
import { type PersonMask, personPart } from './person-mask.ts';
import { OUTLINE_COLUMNS, personOutline } from './person-outline.ts';
import { silhouetteEdges } from './silhouette-edges.ts';
import { headSurface, plainAngles, rotationAngles, rotationMatrix, type Surface } from './surface.ts';

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
  /** where the face alone puts the head: the fit starts there where the outline by itself looks like none */
  start?: { centrePx: readonly [number, number]; halfBreadthPx: number } | null;
  /** the sides it may be seen from, where that is known; the best fit of them is taken */
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
  /** what it was fitted from */
  start: Start;
  /** how much of the scalp's silhouette lies beyond the picture */
  outsideShare: number;
  /** where the silhouette lies farthest from the outline, where that is far; null else */
  strayPx: PhotoPx | null;
}

/** Spread of a head's proportions, as shares: breadth when the scale is known; height and length over breadth. assumed from ANSUR II sd. */
const BREADTH_SD = 0.036;
const RATIO_SD = 0.035;
/** assumed: how a head seen from a standard side is turned against it: nod, turn, tilt. */
const VIEW_SD = [0.12, 0.12, 0.2] as const;
/** Selfies with the arm held up nod by anything from 25 to 60 degrees; ears tell the turn from behind. assumed. */
const ABOVE_SD = [0.25, 0.12, 0.2] as const;
const BEHIND_SD = [0.12, 0.03, 0.2] as const;
const TOP_SD = [0.15, 0.1, 0.08] as const;
const turnSdOf = (view: View, { turnFromBehindRad }: FitOptions): readonly [number, number, number] =>
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
/** A point farther off than 5 mm tells no more against a side. */
const MOST_LOSS_MM2 = 25;
/** Fewer of them on the scalp are no fit. */
const LEAST_POINTS = 24;
/** More outline points tell nothing new. */
const MOST_POINTS = 180;
/** Without a scale the breadth in mm means nothing and follows the outline. */
const FREE_SD = 0.3;
/** Outline points farther off than this many mm lose their say (soft L1). */
const SOFT_MM = 1.5;

/** An anchor farther off than this many of its sd loses its say. */
const ANCHOR_SOFT = 1.5;
/** The residual whose square is a soft L1 loss (Charbonnier): as it is while small, its root later. */
const softened = (x: number, soft: number) => Math.sign(x) * Math.sqrt(2 * soft * soft * (Math.sqrt(1 + (x / soft) ** 2) - 1));

/** The same head once more, from the same start, with scale and camera that are known by now; null where that fails. */
export const fitAgain = (fit: HeadFit, options: FitOptions): HeadFit | null => fitFrom(fit.start, options);

/** Fits a head, or null where no outline was found. Where no pose is given, the standard side that fits the outline best. */
export function fitHead(raster: Raster, options: FitOptions): HeadFit | null {
  const { photo } = options;
  const scale = photo.widthPx / raster.widthPx;
  const { person = null, faceAt = null, start } = options;
  const face = faceAt && ([faceAt[0] / scale, faceAt[1] / scale] as const);
  const rows = personRows(raster, person, face);
  const ofMask = person && personOutline(raster, person, face);
  const pointsPx = ofMask ?? pointsOfRows(rows);
  for (let k = 0; k < pointsPx.length; k += OUTLINE_COLUMNS) {
    pointsPx[k] *= scale;
    pointsPx[k + 1] *= scale;
  }
  if (pointsPx.length < LEAST_POINTS * OUTLINE_COLUMNS) return null;
  const dome = guessHeadOutline(raster, photo.widthPx, rows);
  const guesses: Guess[] = [];
  if (dome.found && !start) guesses.push(dome);
  if (start) guesses.push({ centrePx: [...start.centrePx], halfBreadthPx: start.halfBreadthPx });
  const inner = !options.pose && person && innerCircle(personPart(person), person);
  if (inner) {
    const [perX, perY] = [photo.widthPx / person.widthPx, photo.heightPx / person.heightPx];
    guesses.push({ centrePx: [inner.x * perX, inner.y * perY], halfBreadthPx: (inner.radius * (perX + perY)) / 2 });
  }
  const byOutline = dome.found ? viewsOfOutline(rows, raster, dome, scale) : { views: VIEWS, leans: null };
  const views = options.pose ? (['front'] as const) : (options.views ?? byOutline.views);
  let best: HeadFit | null = null;
  for (const view of views) {
    const edgesAt = view === 'top' ? (surface: Surface, reachMm: number) => silhouetteEdges(raster, photo.widthPx, surface, reachMm) : null;
    const starts = (view === 'top' ? guesses.flatMap(fromAboveToo) : guesses).flatMap((guess) =>
      startsOf(view, options).map((seen): Start => ({ view, seen, guess, pointsPx, byMask: ofMask !== null, edgesAt })),
    );
    const chosen = starts.length > MOST_STARTS ? mostPromising(starts, options) : starts;
    for (const one of chosen) {
      const fit = fitFrom(one, options);
      if (fit && !options.pose && !options.views && byOutline.leans !== null)
        fit.cost += LEAN_WEIGHT * ((byOutline.leans - LEANS[view]) / LEAN_SD) ** 2;
      if (fit && (!best || fit.cost < best.cost)) best = fit;
    }
  }
  return best;
}

/** More starts than these are run a little way first. */
const MOST_STARTS = 5;
const FIRST_ROUNDS = 2;
function mostPromising(starts: readonly Start[], options: FitOptions): Start[] {
  const tried = starts.map((start) => ({ start, cost: fitFrom(start, options, FIRST_ROUNDS)?.cost ?? Number.POSITIVE_INFINITY }));
  return tried
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST_STARTS)
    .map(({ start }) => start);
}

/** Where nobody and nothing else tells the side: what the outline alone leaves open. */
function viewsOfOutline(
  rows: readonly OutlineRow[],
  raster: Raster,
  guess: Guess,
  scale: number,
): { views: readonly View[]; leans: number | null } {
  const fromAbove = isSeenFromAbove(rows, raster.heightPx, { centreX: guess.centrePx[0] / scale, half: guess.halfBreadthPx / scale });
  return fromAbove ? { views: ['top'], leans: null } : { views: ['back', 'left', 'right'], leans: leanOf(guess, rows, scale) };
}

/** How far the outline below the dome's middle lies to one side of it, in half-breadths: nose and chin one way, the nape the other. assumed: 0.15 to 0.28 on ten modelled heads, up to 0.05 from the back. */
const LEANS: Record<View, number> = {
  front: 0,
  back: 0,
  left: -0.19,
  right: 0.19,
  'threequarter-left': -0.12,
  'threequarter-right': 0.12,
  top: 0,
  'front-from-above': 0,
};
const LEAN_SD = 0.07;
const LEAN_WEIGHT = 1.5;
/** From ear to chin, in half-breadths below the dome's middle. */
const LEAN_FROM = 0.45;
const LEAN_TO = 1;

/** Null where the picture ends before the chin. */
function leanOf(guess: Guess, rows: readonly OutlineRow[], scale: number): number | null {
  const [cx, cy] = guess.centrePx;
  const half = guess.halfBreadthPx;
  const below = rows.filter(({ y }) => y * scale > cy + LEAN_FROM * half && y * scale < cy + LEAN_TO * half);
  const last = rows[rows.length - 1].y * scale;
  if (below.length < 4 || last < cy + 0.8 * LEAN_TO * half) return null;
  return below.reduce((sum, { left, right }) => sum + ((left + right + 1) / 2) * scale - cx, 0) / below.length / half;
}

/** How the head is turned to begin with: as the face has it, or as from a standard side; from behind with the turn that the ears show, from above with the face below or above. */
function startsOf(view: View, { pose, turnFromBehindRad = 0 }: FitOptions): readonly (readonly number[])[] {
  if (pose) return [rotationMatrix(pose.rotationRad)];
  if (view === 'back') return [matrixProduct(viewMatrix(view), rotationMatrix([0, turnFromBehindRad, 0]))];
  if (view === 'top') return [0, 2].map((quarters) => matrixProduct(rotationMatrix([0, 0, (quarters * Math.PI) / 2]), viewMatrix(view)));
  return [viewMatrix(view)];
}

/** From above a head is longer than broad: its dome, found as that of an upright one, may be its end. */
const fromAboveToo = ({ centrePx: [x, y], halfBreadthPx }: Guess): Guess[] => [
  { centrePx: [x, y], halfBreadthPx },
  { centrePx: [x, y + 0.25 * halfBreadthPx], halfBreadthPx: 1.1 * halfBreadthPx },
];

interface Guess {
  centrePx: [number, number];
  halfBreadthPx: number;
}
interface Start {
  view: View;
  /** how the head is turned to begin with, row major */
  seen: readonly number[];
  guess: Guess;
  pointsPx: Float32Array;
  byMask: boolean;
  /** more points beside a silhouette, where the outline does not part the head from what is behind it */
  edgesAt: ((surface: Surface, reachMm: number) => Float32Array) | null;
}

/** Both ends of every row, without a way out. */
function pointsOfRows(rows: readonly OutlineRow[]): Float32Array {
  const stride = Math.max(1, Math.ceil((2 * rows.length) / MOST_POINTS));
  const points: number[] = [];
  for (let i = 0; i < rows.length; i += stride) {
    const { y, left, right } = rows[i];
    points.push(left + 0.5, y + 0.5, 0, 0, right + 0.5, y + 0.5, 0, 0);
  }
  return Float32Array.from(points);
}

/** The largest circle within a person, pixels of the mask, by the distance of each from what is not person; the picture's edge does not bound it. */
function innerCircle(share: Uint8Array, { widthPx: w, heightPx: h }: PersonMask): { x: number; y: number; radius: number } | null {
  const far = w + h;
  const away = Float32Array.from(share, (x) => (x < 128 ? 0 : far));
  const near = (i: number, j: number, by: number) => {
    if (away[j] + by < away[i]) away[i] = away[j] + by;
  };
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x;
      if (x > 0) near(i, i - 1, 1);
      if (y > 0) near(i, i - w, 1);
      if (x > 0 && y > 0) near(i, i - w - 1, Math.SQRT2);
      if (x < w - 1 && y > 0) near(i, i - w + 1, Math.SQRT2);
    }
  let best = 0;
  for (let y = h - 1; y >= 0; y--)
    for (let x = w - 1; x >= 0; x--) {
      const i = y * w + x;
      if (x < w - 1) near(i, i + 1, 1);
      if (y < h - 1) near(i, i + w, 1);
      if (x < w - 1 && y < h - 1) near(i, i + w + 1, Math.SQRT2);
      if (x > 0 && y < h - 1) near(i, i + w - 1, Math.SQRT2);
      if (away[i] > away[best]) best = i;
    }
  return away[best] > 0 && away[best] < far ? { x: (best % w) + 0.5, y: Math.floor(best / w) + 0.5, radius: away[best] } : null;
}

function fitFrom(start: Start, options: FitOptions, rounds = ROUNDS): HeadFit | null {
  const { view, seen, guess, pointsPx: outlinePx, byMask, edgesAt } = start;
  const { photo } = options;
  const [meanA, meanB, meanC] = MEAN_HALF_AXES_MM;
  const pxPerMm = options.pxPerMm ?? guess.halfBreadthPx / APPARENT_MM[view];
  let pointsPx = outlinePx;
  const turnSd = options.pose ? [options.pose.sd, options.pose.sd, options.pose.sd] : turnSdOf(view, options);
  // centre x, y (in half-breadths), log breadth, log height ratio, log length ratio, nod, turn, tilt against the pose, as the camera sees them
  let p = [0, 0, 0, 0, 0, 0, 0, 0];
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
  const priors = (q: number[]) => [
    q[2] / (options.pxPerMm ? BREADTH_SD : FREE_SD),
    q[3] / RATIO_SD,
    q[4] / RATIO_SD,
    ...[5, 6, 7].map((k) => q[k] / turnSd[k - 5]),
    ...anchorTerms(surfaceOf(q)),
  ];
  let used: Uint8Array = new Uint8Array(0);
  const residuals = (q: number[], out: Float64Array) => {
    const { missMm } = surfaceOf(q);
    let n = 0;
    for (let i = 0; i < used.length; i++) {
      if (!used[i]) continue;
      const mm = missMm(pointsPx[i * OUTLINE_COLUMNS], pointsPx[i * OUTLINE_COLUMNS + 1]);
      out[n++] = softened(mm, SOFT_MM);
    }
    // priors, each in units of its own spread, weighted as some outline points
    const weight = Math.sqrt(Math.max(4, n) * PRIOR_WEIGHT);
    for (const z of priors(q)) out[n++] = weight * z;
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
  if (!(rmsMm >= 0) || !p.every(Number.isFinite) || head.halfAxesMm.some((x) => x < 30 || x > 200)) return null;
  const surface = surfaceOf(p);
  const { missedMm2, outsideShare, strayPx, points } = strayOf(pointsPx, surface, photo);
  // a head that lies beside the outline costs nothing
  if (points < LEAST_POINTS) return null;
  // a guess that is too large has millimetres that are too small
  const cost = missedMm2 * (meanA / head.halfAxesMm[0]) ** 2 + PRIOR_WEIGHT * priors(p).reduce((sum, z) => sum + z * z, 0);
  const isFaceAbove = view === 'top' && seen[5] > 0;
  return {
    head,
    pxPerMm,
    rmsMm,
    halfBreadthPx: head.halfAxesMm[0] * pxPerMm,
    view,
    cost: cost + (isFaceAbove ? FACE_ABOVE : 0),
    outsideShare,
    strayPx,
    byMask,
    start,
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

/** assumed: above the ears at the sides, above the brows in front, down to the occiput behind (downwards in head axes). */
const LOWEST_UY = { side: -0.05, front: -0.15, behind: 0.3 };
/** Seen from above the brows are the silhouette in front. */
const LOWEST_FROM_ABOVE_UY = { side: 0.05, front: 0.3, behind: 0.3 };
/** Rows of the rotation's nod: the head's upright axis points to the camera by more than this. */
const FROM_ABOVE = 0.85;
const FRONT_UZ = -0.3;
const BEHIND_UZ = 0.35;
function isAboveEars({ rotation }: Surface, uy: number, uz: number): boolean {
  const lowest = rotation[7] > FROM_ABOVE ? LOWEST_FROM_ABOVE_UY : LOWEST_UY;
  return uy < (uz < FRONT_UZ ? lowest.front : uz > BEHIND_UZ ? lowest.behind : lowest.side);
}
/** The outline and the head's silhouette beside it run the same way within this cosine. */
const SAME_WAY = 0.6;

/** Which outline points are scalp: where the silhouette beside them is above ears and brows and runs the same way. */
function scalpPart(pointsPx: Float32Array, surface: Surface, limitMm: number): Uint8Array {
  const used = new Uint8Array(pointsPx.length / OUTLINE_COLUMNS);
  for (let i = 0; i < used.length; i++) {
    const [x, y, nx, ny] = pointsPx.subarray(i * OUTLINE_COLUMNS, (i + 1) * OUTLINE_COLUMNS);
    const { missMm, ux, uy, uz } = surface.nearest(x, y);
    if (Math.abs(missMm) > limitMm || !isAboveEars(surface, uy, uz)) continue;
    if (nx || ny) {
      const at = surface.at(ux, uy, uz);
      const len = Math.hypot(at.nx, at.ny) || 1;
      if ((at.nx * nx + at.ny * ny) / len < SAME_WAY) continue;
    }
    used[i] = 1;
  }
  return used;
}

/** How far outline and silhouette lie apart, both ways: outline points beside the scalp's silhouette, and that silhouette where no outline is. */
function strayOf(pointsPx: Float32Array, surface: Surface, { widthPx, heightPx }: FitOptions['photo']) {
  const scalp = scalpPart(pointsPx, surface, Number.POSITIVE_INFINITY);
  let [loss, points] = [0, 0];
  for (let i = 0; i < scalp.length; i++) {
    if (!scalp[i]) continue;
    loss += Math.min(MOST_LOSS_MM2, surface.missMm(pointsPx[i * OUTLINE_COLUMNS], pointsPx[i * OUTLINE_COLUMNS + 1]) ** 2);
    points++;
  }
  let [gaps, silhouette, outside, farthest] = [0, 0, 0, FAR_MM];
  let strayPx: PhotoPx | null = null;
  for (const [x, y] of surface.outlinePx(90)) {
    const { uy, uz } = surface.nearest(x, y);
    const edge = 0.015 * Math.max(widthPx, heightPx);
    if (!isAboveEars(surface, uy, uz)) continue;
    if (x < edge || y < edge || x > widthPx - edge || y > heightPx - edge) {
      outside++;
      continue;
    }
    silhouette++;
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < pointsPx.length; i += OUTLINE_COLUMNS)
      nearest = Math.min(nearest, (pointsPx[i] - x) ** 2 + (pointsPx[i + 1] - y) ** 2);
    const gapMm = Math.max(0, Math.sqrt(nearest) / surface.pxPerMm - GAP_MM);
    gaps += Math.min(MOST_LOSS_MM2, gapMm ** 2);
    if (gapMm > farthest) [farthest, strayPx] = [gapMm, [x, y]];
  }
  return {
    points,
    missedMm2:
      (points ? loss / points : MOST_LOSS_MM2) / 2 +
      (silhouette ? gaps / silhouette : MOST_LOSS_MM2) / 2 +
      (OUTSIDE_MM2 * outside) / Math.max(1, outside + silhouette),
    outsideShare: outside / Math.max(1, outside + silhouette),
    strayPx,
  };
}
/** What it costs to have the face above in a photo from above: mostly it is below. assumed. */
const FACE_ABOVE = 2;
/** What a silhouette beyond the picture costs: nobody photographs a wall beside a head. */
const OUTSIDE_MM2 = 8;
/** Farther from the outline than this the silhouette is told to be off, mm. */
const FAR_MM = 8;
/** Outline points lie about this far apart, mm. */
const GAP_MM = 3;

/** Solves (J^T J) d = J^T r by Gaussian elimination, with a trace of damping. */
function solveNormal(J: Float64Array, r: Float64Array, n: number, size: number): number[] {
  const A = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (let i = 0; i < n; i++)
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) A[a][b] += J[i * size + a] * J[i * size + b];
      A[a][size] += J[i * size + a] * r[i];
    }
  for (let a = 0; a < size; a++) A[a][a] *= 1 + 1e-3;
  for (let a = 0; a < size; a++) {
    let pivot = a;
    for (let b = a + 1; b < size; b++) if (Math.abs(A[b][a]) > Math.abs(A[pivot][a])) pivot = b;
    [A[a], A[pivot]] = [A[pivot], A[a]];
    if (Math.abs(A[a][a]) < 1e-12) continue;
    for (let b = 0; b < size; b++) {
      if (b === a) continue;
      const f = A[b][a] / A[a][a];
      for (let k = a; k <= size; k++) A[b][k] -= f * A[a][k];
    }
  }
  return A.map((row, a) => (Math.abs(row[a]) < 1e-12 ? 0 : row[size] / row[a]));
}

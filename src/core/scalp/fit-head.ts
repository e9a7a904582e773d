/*
 * The head that the photo itself asks for: its silhouette is laid on the person's outline (where the backdrop ends), by least squares
 * with a soft loss, held to a mean head's proportions and to the pose the face shows, or the view the outline shows. Only the scalp's
 * part of the outline counts: ears, cheeks and shoulders bulge out of it and are left aside. Gauss-Newton with numeric derivatives.
 */
import type { Raster } from '../math/raster.ts';
import type { Head } from '../project/schema.ts';
import { guessHeadOutline, type HeadOutlineGuess, isSeenFromAbove, MEAN_HALF_AXES_MM, type OutlineRow, personRows } from './first-head.ts';
import { matrixProduct, type View, viewMatrix } from './head-view.ts';
import type { PersonMask } from './person-mask.ts';
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
  /** the side it is seen from, where that is known */
  view?: View;
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
}

/** Spread of a head's proportions, as shares: breadth when the scale is known; height and length over breadth. assumed from ANSUR II sd. */
const BREADTH_SD = 0.036;
const RATIO_SD = 0.035;
/** assumed: how a head seen from a standard side is turned against it: nod, turn, tilt. */
const VIEW_SD = [0.12, 0.12, 0.2] as const;
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

/** Fits a head, or null where no outline was found. Where no pose is given, the standard side that fits the outline best. */
export function fitHead(raster: Raster, options: FitOptions): HeadFit | null {
  const { photo } = options;
  const scale = photo.widthPx / raster.widthPx;
  const { person = null, faceAt = null } = options;
  const rows = personRows(raster, person, faceAt && [faceAt[0] / scale, faceAt[1] / scale]);
  const byOutline = guessHeadOutline(raster, photo.widthPx, rows);
  const { start } = options;
  const guess: HeadOutlineGuess =
    byOutline.found || !start ? byOutline : { centrePx: [...start.centrePx], halfBreadthPx: start.halfBreadthPx, found: rows.length >= 20 };
  if (!guess.found) return null;
  const outline = { guess, rows, scale };
  if (options.pose) return fitFrom('front', rotationMatrix(options.pose.rotationRad), options, outline);
  const fromAbove = isSeenFromAbove(rows, raster.heightPx, { centreX: guess.centrePx[0] / scale, half: guess.halfBreadthPx / scale });
  const views: View[] = options.view ? [options.view] : fromAbove ? ['top'] : ['back', 'left', 'right'];
  const leans = fromAbove ? null : leanOf(outline);
  let best: HeadFit | null = null;
  for (const view of views) {
    const fit = fitFrom(view, viewMatrix(view), options, outline);
    if (!fit) continue;
    if (leans !== null) fit.cost += LEAN_WEIGHT * ((leans - LEANS[view]) / LEAN_SD) ** 2;
    if (!best || fit.cost < best.cost) best = fit;
  }
  return best;
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
function leanOf({ guess, rows, scale }: Outline): number | null {
  const [cx, cy] = guess.centrePx;
  const half = guess.halfBreadthPx;
  const below = rows.filter(({ y }) => y * scale > cy + LEAN_FROM * half && y * scale < cy + LEAN_TO * half);
  const last = rows[rows.length - 1].y * scale;
  if (below.length < 4 || last < cy + 0.8 * LEAN_TO * half) return null;
  return below.reduce((sum, { left, right }) => sum + ((left + right + 1) / 2) * scale - cx, 0) / below.length / half;
}

interface Outline {
  guess: HeadOutlineGuess;
  rows: readonly OutlineRow[];
  /** photo px per raster px */
  scale: number;
}

/** @param seen how the head is turned to begin with, row major */
function fitFrom(view: View, seen: readonly number[], options: FitOptions, { guess, rows, scale }: Outline): HeadFit | null {
  const { photo } = options;
  const [meanA, meanB, meanC] = MEAN_HALF_AXES_MM;
  const pxPerMm = options.pxPerMm ?? guess.halfBreadthPx / APPARENT_MM[view];
  const points: number[] = [];
  const stride = Math.max(1, Math.ceil((2 * rows.length) / MOST_POINTS));
  for (let i = 0; i < rows.length; i += stride) {
    const { y, left, right } = rows[i];
    points.push((left + 0.5) * scale, (y + 0.5) * scale, (right + 0.5) * scale, (y + 0.5) * scale);
  }

  const turnSd = options.pose ? [options.pose.sd, options.pose.sd, options.pose.sd] : VIEW_SD;
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
  const priors = (q: number[]) => [
    q[2] / (options.pxPerMm ? BREADTH_SD : FREE_SD),
    q[3] / RATIO_SD,
    q[4] / RATIO_SD,
    ...[5, 6, 7].map((k) => q[k] / turnSd[k - 5]),
  ];
  let used: Uint8Array = new Uint8Array(points.length / 2);
  const residuals = (q: number[], out: Float64Array) => {
    const { missMm } = surfaceOf(q);
    let n = 0;
    for (let i = 0; i < used.length; i++) {
      if (!used[i]) continue;
      const mm = missMm(points[2 * i], points[2 * i + 1]);
      const soft = Math.sqrt(2 * SOFT_MM * SOFT_MM * (Math.sqrt(1 + (mm / SOFT_MM) ** 2) - 1));
      out[n++] = Math.sign(mm) * soft;
    }
    // priors, each in units of its own spread, weighted as some outline points
    const weight = Math.sqrt(Math.max(4, n) * PRIOR_WEIGHT);
    for (const z of priors(q)) out[n++] = weight * z;
    return n;
  };
  let rmsMm = 0;
  for (let round = 0; round < 6; round++) {
    used = scalpPart(points, surfaceOf(p), round);
    const r = new Float64Array(used.length + 8);
    const shifted = new Float64Array(used.length + 8);
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
    let count = 0;
    for (let i = 0; i < used.length; i++)
      if (used[i]) {
        sum += Math.min(25, surface.missMm(points[2 * i], points[2 * i + 1]) ** 2);
        count++;
      }
    rmsMm = count ? Math.sqrt(sum / count) : Number.NaN;
  }
  const head = headOf(p);
  const surface = surfaceOf(p);
  const upper = scalpPart(points, surface, Number.POSITIVE_INFINITY);
  // a head that lies beside the outline costs nothing
  if (!(rmsMm >= 0) || upper.reduce((n, u) => n + u, 0) < LEAST_POINTS) return null;
  let loss = 0;
  for (let i = 0; i < upper.length; i++)
    if (upper[i]) loss += Math.min(MOST_LOSS_MM2, surface.missMm(points[2 * i], points[2 * i + 1]) ** 2);
  const cost = loss / upper.reduce((n, u) => n + u, 1e-9) + PRIOR_WEIGHT * priors(p).reduce((sum, z) => sum + z * z, 0);
  if (!p.every(Number.isFinite) || head.halfAxesMm.some((x) => x < 30 || x > 200)) return null;
  return { head, pxPerMm, rmsMm, halfBreadthPx: head.halfAxesMm[0] * pxPerMm, view, cost };
}

/** Which outline points are scalp: those above the ears (a little below the centre along the head's own upright axis), near the silhouette once it is found. */
function scalpPart(points: readonly number[], surface: Surface, round: number): Uint8Array {
  const used = new Uint8Array(points.length / 2);
  const centre = surface.project(surface.centreMm[0], surface.centreMm[1], surface.centreMm[2]);
  const up = [-surface.rotation[1], -surface.rotation[4]];
  const len = Math.hypot(up[0], up[1]);
  const axis = len > 0.3 ? [up[0] / len, up[1] / len] : [0, -1];
  const limitMm = round < 2 ? 20 : round < 4 ? 8 : round < 6 ? 5 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < used.length; i++) {
    const x = points[2 * i];
    const y = points[2 * i + 1];
    const above = ((x - centre[0]) * axis[0] + (y - centre[1]) * axis[1]) / surface.pxPerMm;
    used[i] = above > 8 && Math.abs(surface.missMm(x, y)) < limitMm ? 1 : 0;
  }
  return used;
}

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

/*
 * Fits a head to one photo. layHead is started from the face, from the top of the outline and from the largest circle inside the person, once
 * for each side that the photo may show; the best fit wins.
 */
import type { Raster } from '../math/raster.ts';
import { guessHeadOutline, isSeenFromAbove, type OutlineRow, personRows } from './first-head.ts';
import { matrixProduct, VIEWS, type View, viewMatrix } from './head-view.ts';
import { type FitOptions, type Guess, type HeadFit, layHead, MIN_POINTS, type Start } from './lay-head.ts';
import { innerCircle, type PersonMask } from './person-mask.ts';
import { OUTLINE_COLUMNS, personOutline } from './person-outline.ts';
import { rotationMatrix } from './rotation.ts';
import { silhouetteEdges } from './silhouette-edges.ts';
import type { Surface } from './surface.ts';

/** Fits again from the same start with the scale and camera in `options`; null if that fails. */
export function fitAgain(fit: HeadFit, options: FitOptions): HeadFit | null {
  const again = layHead(fit.start, options);
  if (again && again.cost < GOOD_COST_MM2) return again;
  const further = layHead(fit.start, options, undefined, fit);
  return further && (!again || further.cost < again.cost) ? further : again;
}

/** Fits a head; null if no outline was found. Without a pose, the standard view that fits the outline best is chosen. */
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
  if (pointsPx.length < MIN_POINTS * OUTLINE_COLUMNS) return null;
  const dome = guessHeadOutline(raster, photo.widthPx, rows);
  const guesses: Guess[] = [];
  if (start) guesses.push(start);
  else if (dome.found) guesses.push(dome);
  if (!options.pose && person) guesses.push(...circlesIn(person, photo));
  const byOutline = dome.found ? viewsOfOutline(rows, raster, dome, scale) : { views: VIEWS, leans: null };
  const views = options.pose ? (['front'] as const) : (options.views ?? byOutline.views);
  let best: HeadFit | null = null;
  for (const view of views) {
    // only where there is a person: edges can be found in anything
    const edgesAt =
      view === 'top' && ofMask ? (surface: Surface, reachMm: number) => silhouetteEdges(raster, photo.widthPx, surface, reachMm) : null;
    const starts = (view === 'top' ? guesses.flatMap(withLowerCircle) : guesses).flatMap((guess) =>
      startsOf(view, options).map((seen): Start => ({ view, seen, guess, pointsPx, byMask: ofMask !== null, edgesAt })),
    );
    const chosen = starts.length > MAX_STARTS ? mostPromising(starts, options) : starts;
    for (const one of chosen) {
      const fit = layHead(one, options);
      if (fit && !options.pose && !options.views && byOutline.leans !== null)
        fit.cost += LEAN_WEIGHT * ((byOutline.leans - LEANS[view]) / LEAN_SD) ** 2;
      if (fit && (!best || fit.cost < best.cost)) best = fit;
      if (options.pose && best && best.cost < GOOD_COST_MM2) break;
    }
  }
  return best;
}

/** The largest circle inside the person, and the largest one entirely inside the picture if that differs. */
function circlesIn(person: PersonMask, photo: FitOptions['photo']): Guess[] {
  const [perX, perY] = [photo.widthPx / person.widthPx, photo.heightPx / person.heightPx];
  const circles = [false, true].flatMap((isWhole) => innerCircle(person, isWhole) ?? []);
  const isOther = circles.length > 1 && circles[1].radius < SAME_CIRCLE * circles[0].radius;
  return (isOther ? circles : circles.slice(0, 1)).map(({ x, y, radius }) => ({
    centrePx: [x * perX, y * perY],
    halfBreadthPx: (radius * (perX + perY)) / 2,
  }));
}
const SAME_CIRCLE = 0.95;

/** With a cost below this no other start is tried. assumed: see MAX_COST_MM2 in measure-photo.ts. */
const GOOD_COST_MM2 = 4;
/** If there are more starts than this, all run a few rounds first and the best continue. */
const MAX_STARTS = 5;
const FIRST_ROUNDS = 2;
function mostPromising(starts: readonly Start[], options: FitOptions): Start[] {
  const tried = starts.map((start) => ({ start, cost: layHead(start, options, FIRST_ROUNDS)?.cost ?? Number.POSITIVE_INFINITY }));
  return tried
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MAX_STARTS)
    .map(({ start }) => start);
}

/** The views that the outline alone leaves open, if nothing else tells the side. */
function viewsOfOutline(
  rows: readonly OutlineRow[],
  raster: Raster,
  guess: Guess,
  scale: number,
): { views: readonly View[]; leans: number | null } {
  const fromAbove = isSeenFromAbove(rows, raster.heightPx, { centreX: guess.centrePx[0] / scale, half: guess.halfBreadthPx / scale });
  return fromAbove ? { views: ['top'], leans: null } : { views: ['back', 'left', 'right'], leans: leanOf(guess, rows, scale) };
}

/** Usual sideways offset of the outline below the head's centre, in half-breadths: nose and chin to one side, nape to the other. assumed: 0.15 to 0.28 on ten modelled heads, up to 0.05 from the back. */
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
/** Range in which the offset is measured, ear to chin, in half-breadths below the head's centre. */
const LEAN_FROM = 0.45;
const LEAN_TO = 1;

/** Null if the picture ends above the chin. */
function leanOf(guess: Guess, rows: readonly OutlineRow[], scale: number): number | null {
  const [cx, cy] = guess.centrePx;
  const half = guess.halfBreadthPx;
  const below = rows.filter(({ y }) => y * scale > cy + LEAN_FROM * half && y * scale < cy + LEAN_TO * half);
  const last = rows[rows.length - 1].y * scale;
  if (below.length < 4 || last < cy + 0.8 * LEAN_TO * half) return null;
  return below.reduce((sum, { left, right }) => sum + ((left + right + 1) / 2) * scale - cx, 0) / below.length / half;
}

/** Starting rotations: that of the face, or that of a standard view; from behind with the turn that the ears show, from above with the face at the bottom or at the top. */
function startsOf(view: View, { pose, turnFromBehindRad = 0, anchors = [] }: FitOptions): readonly (readonly number[])[] {
  if (pose) {
    const [nod, turn, tilt] = pose.rotationRad;
    return (nod > STEEP_RAD ? [nod, STEEP_SHARE * nod] : [nod]).map((rad) => rotationMatrix([rad, turn, tilt]));
  }
  if (view === 'back') return [matrixProduct(viewMatrix(view), rotationMatrix([0, turnFromBehindRad, 0]))];
  if (view === 'top') {
    const seen = matrixProduct(rotationMatrix([anchors.some(({ name }) => name === 'nose') ? -NOSE_SEEN_RAD : 0, 0, 0]), viewMatrix(view));
    return [0, 2].map((quarters) => matrixProduct(rotationMatrix([0, 0, (quarters * Math.PI) / 2]), seen));
  }
  return [viewMatrix(view)];
}

/** From this nod on, a smaller nod is tried too, down to this share: the mesh mistakes a face shortened by the lens or by a squeezed picture for a nodding one. assumed. */
const STEEP_RAD = 0.35;
const STEEP_SHARE = 0.6;

/** A head from above whose nose shows is seen from this far before its crown. assumed. */
const NOSE_SEEN_RAD = 0.3;

/** From above a head is longer than broad: a circle fitted to its top may sit at one end, so a lower and larger one is tried too. */
const withLowerCircle = ({ centrePx: [x, y], halfBreadthPx }: Guess): Guess[] => [
  { centrePx: [x, y], halfBreadthPx },
  { centrePx: [x, y + 0.25 * halfBreadthPx], halfBreadthPx: 1.1 * halfBreadthPx },
];

/** More outline points do not improve the fit. */
const MAX_POINTS = 180;
/** Both ends of every row, without outward directions. */
function pointsOfRows(rows: readonly OutlineRow[]): Float32Array {
  const stride = Math.max(1, Math.ceil((2 * rows.length) / MAX_POINTS));
  const points: number[] = [];
  for (let i = 0; i < rows.length; i += stride) {
    const { y, left, right } = rows[i];
    points.push(left + 0.5, y + 0.5, 0, 0, right + 0.5, y + 0.5, 0, 0);
  }
  return Float32Array.from(points);
}

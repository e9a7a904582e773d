/*
 * The head that the photo itself asks for: laid (lay-head.ts) on the person's outline, from where the face, the outline's dome or the
 * person's inner circle put it and as each side that it may be seen from has it; the best of them is taken.
 */
import type { Raster } from '../math/raster.ts';
import { guessHeadOutline, isSeenFromAbove, type OutlineRow, personRows } from './first-head.ts';
import { matrixProduct, VIEWS, type View, viewMatrix } from './head-view.ts';
import { type FitOptions, type Guess, type HeadFit, LEAST_POINTS, layHead, type Start } from './lay-head.ts';
import { innerCircle } from './person-mask.ts';
import { OUTLINE_COLUMNS, personOutline } from './person-outline.ts';
import { rotationMatrix } from './rotation.ts';
import { silhouetteEdges } from './silhouette-edges.ts';
import type { Surface } from './surface.ts';

/** The same head once more, from the same start, with scale and camera that are known by now; null where that fails. */
export const fitAgain = (fit: HeadFit, options: FitOptions): HeadFit | null => layHead(fit.start, options);

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
  if (start) guesses.push(start);
  else if (dome.found) guesses.push(dome);
  const inner = !options.pose && person && innerCircle(person);
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
      const fit = layHead(one, options);
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
  const tried = starts.map((start) => ({ start, cost: layHead(start, options, FIRST_ROUNDS)?.cost ?? Number.POSITIVE_INFINITY }));
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

/** More outline points tell nothing new. */
const MOST_POINTS = 180;
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

/*
 * A first guess of the head, for the user to correct. Each row of the picture (or of a strip around the detected person) is followed from
 * both sides to the end of the backdrop. The topmost point and the widths below it give an upright ellipse. If that fails, the guess is a
 * head of usual size in the middle of the picture.
 */
import { median } from '../math/median.ts';
import type { Raster } from '../math/raster.ts';
import { extentOf, type PersonMask } from './person-mask.ts';

/** Half breadth, height, length of a mean head's ellipsoid, mm: breadth 154 (ANSUR II); assumed: the others in the proportions of the rendered heads. */
export const MEAN_HALF_AXES_MM = [77, 78.7, 91.7] as const;
/** Height over breadth of the outline of the upper head as seen from the front. */
const OUTLINE_RATIO = MEAN_HALF_AXES_MM[1] / MEAN_HALF_AXES_MM[0];
/** A pixel this far from the backdrop (sum of three channels, bytes) is the person. assumed: above noise and vignettes. */
const DIFFERENCE = 36;

export interface HeadOutlineGuess {
  centrePx: [number, number];
  halfBreadthPx: number;
  found: boolean;
}

/** One row of the person's outline, raster px. */
export interface OutlineRow {
  y: number;
  left: number;
  right: number;
}

export function guessHeadOutline(raster: Raster, photoWidthPx: number, rows: readonly OutlineRow[]): HeadOutlineGuess {
  const { widthPx: w, heightPx: h } = raster;
  const scale = photoWidthPx / w;
  const fallback: HeadOutlineGuess = {
    centrePx: [(w / 2) * scale, h * 0.38 * scale],
    halfBreadthPx: Math.min(w, h) * 0.28 * scale,
    found: false,
  };
  if (rows.length < 20) return fallback;
  const top = rows[0].y;
  // an ellipse of this ratio with its top at `top`: half-width a at depth s below it gives the half-breadth (a^2 + (s/ratio)^2) ratio / (2 s)
  let half = w * 0.25;
  let centre = w / 2;
  for (let round = 0; round < 6; round++) {
    const within = rows.filter(({ y }) => y - top > 0.3 * OUTLINE_RATIO * half && y - top < 0.8 * OUTLINE_RATIO * half);
    if (within.length < 8) return fallback;
    const halves = within.map(({ y, left, right }) => {
      const a = (right - left) / 2;
      const s = (y - top) / OUTLINE_RATIO;
      return (a * a + s * s) / (2 * s);
    });
    half = median(halves);
    centre = median(within.map(({ left, right }) => (left + right) / 2));
  }
  if (half < w * 0.03 || half > w * 0.8) return fallback;
  return { centrePx: [centre * scale, (top + OUTLINE_RATIO * half) * scale], halfBreadthPx: half * scale, found: true };
}

/**
 * A mask is used if the photo has an edge beside this share of the mask's edge, horizontally and vertically, if it covers this share of the
 * picture, and if its fray is at most MAX_FRAY: 0.7 to 4.5 on correct masks, 11 and more on failed ones (heads from above).
 */
const MIN_SUPPORT = 0.6;
const MIN_MASK_SHARE = 0.03;
const MAX_FRAY = 7;

/** The person's outline from the top of the head down: from the mask if it follows edges of the photo, else against a plain backdrop. @param faceAt the person's face, raster px */
export function personRows(raster: Raster, mask: PersonMask | null, faceAt: readonly [number, number] | null = null): OutlineRow[] {
  return (mask && rowsByMask(raster, mask, faceAt)) ?? rowsByBackdrop(raster);
}

/** How many pixels of a picture are looked at ahead. */
const lookOf = ({ widthPx }: Raster) => Math.max(3, Math.round(widthPx / 250));

/**
 * Follows a row or column from the backdrop to the person in front of it.
 * @returns where the backdrop ends between `from` and `to`, along row `at` (with `down`: column `at`); -1 if it does not end
 */
function walk(raster: Raster, at: number, from: number, to: number, down = false): number {
  const { widthPx: w, heightPx: h, rgba } = raster;
  const look = lookOf(raster);
  const follow = 1 / Math.max(4, w * 0.03);
  const direction = to > from ? 1 : -1;
  const [step, last] = down ? [w, h - 1] : [1, w - 1];
  const start = down ? at : at * w;
  const backdrop = new Float64Array(3);
  for (let x = from, seen = 0; x !== to && x >= 0 && x <= last; x += direction, seen++) {
    let difference = 0;
    for (let c = 0; c < 3; c++) {
      let ahead = 0;
      for (let k = 0; k < look; k++) ahead += rgba[(start + step * Math.min(last, Math.max(0, x + direction * k))) * 4 + c];
      ahead /= look;
      if (seen < 2 * look) backdrop[c] += (ahead - backdrop[c]) / (seen + 1);
      else {
        difference += Math.abs(ahead - backdrop[c]);
        backdrop[c] += (rgba[(start + step * x) * 4 + c] - backdrop[c]) * follow;
      }
    }
    if (difference > DIFFERENCE) return x + direction * (look >> 1);
  }
  return -1;
}

const LOWEST = 0.8;
const rowStep = (heightPx: number) => Math.max(1, Math.round(heightPx / 500));

function rowsByBackdrop(raster: Raster): OutlineRow[] {
  const { widthPx: w, heightPx: h } = raster;
  const rows: OutlineRow[] = [];
  for (let y = 0; y < h * LOWEST; y += rowStep(h)) {
    const left = walk(raster, y, 0, w);
    const right = left < 0 ? -1 : walk(raster, y, w - 1, -1);
    if (right - left > w * 0.05) rows.push({ y, left, right });
    else if (rows.length < 10) rows.length = 0;
  }
  return rows;
}

/** Null if the mask cannot be used. */
function rowsByMask(raster: Raster, mask: PersonMask, faceAt: readonly [number, number] | null): OutlineRow[] | null {
  const { widthPx: w, heightPx: h } = raster;
  const extent = extentOf(mask, faceAt && [(faceAt[0] * mask.widthPx) / w, (faceAt[1] * mask.heightPx) / h]);
  if (extent.share < MIN_MASK_SHARE || extent.fray > MAX_FRAY) return null;
  // start on some backdrop
  const room = 6 * lookOf(raster);
  const perX = w / mask.widthPx;
  const perY = h / mask.heightPx;
  const rows: OutlineRow[] = [];
  let [edges, tried] = [0, 0];
  for (let y = 0; y < h * LOWEST; y += rowStep(h)) {
    const row = Math.min(mask.heightPx - 1, Math.floor((y + 0.5) / perY));
    if (extent.left[row] < 0) continue;
    const [inLeft, inRight] = [extent.left[row] * perX, extent.right[row] * perX];
    const middle = Math.round((inLeft + inRight) / 2);
    const side = (edge: number, direction: 1 | -1) => {
      const from = Math.round(edge - direction * room);
      if (from < 0 || from >= w) return Math.min(w - 1, Math.max(0, Math.round(edge)));
      const to = direction > 0 ? Math.min(middle, Math.round(edge + room)) : Math.max(middle, Math.round(edge - room));
      const found = walk(raster, y, from, to);
      tried++;
      if (found >= 0) edges++;
      return found >= 0 ? found : Math.round(edge);
    };
    const [left, right] = [side(inLeft, 1), side(inRight, -1)];
    if (right - left > w * 0.05) rows.push({ y, left, right });
  }
  let [tops, columns] = [0, 0];
  for (let x = 0; x < mask.widthPx; x++) {
    // the top of the head, not the shoulders
    if (extent.top[x] < 0 || extent.top[x] > extent.highest + 0.25 * extent.widest) continue;
    const edge = extent.top[x] * perY;
    if (edge < room) continue;
    columns++;
    if (walk(raster, Math.round((x + 0.5) * perX), Math.round(edge - room), Math.round(edge + room), true) >= 0) tops++;
  }
  const isBelieved = edges >= MIN_SUPPORT * tried && tops >= MIN_SUPPORT * columns;
  return isBelieved ? rows : null;
}

/** If the outline beside the top of the head is wider than this (in half-breadths), it is shoulders seen from above. */
const SHOULDERS = 1.25;

/** Seen from above if there are shoulders beside the top of the head, or if the outline closes below it. */
export function isSeenFromAbove(rows: readonly OutlineRow[], rasterHeightPx: number, guess: { centreX: number; half: number }): boolean {
  const top = rows[0].y;
  const last = rows[rows.length - 1].y;
  if (last < 0.77 * rasterHeightPx && last - top < 3 * guess.half) return true;
  return [0.3, 0.4, 0.5, 0.6, 0.8, 1].some((s) => {
    let best = rows[0];
    for (const row of rows) if (Math.abs(row.y - top - s * guess.half) < Math.abs(best.y - top - s * guess.half)) best = row;
    return guess.centreX - best.left > SHOULDERS * guess.half && best.right - guess.centreX > SHOULDERS * guess.half;
  });
}

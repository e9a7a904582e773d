/*
 * A first guess of the head from the photo, for the user to correct: walking in from both sides of
 * every row, the backdrop ends where the person begins; their top and the way they widen below give an upright ellipse. Where that fails,
 * a head of usual size in the picture's middle.
 */
import type { Raster } from '../math/raster.ts';

/** Half breadth, height, length of a mean head's ellipsoid, mm: breadth 154 (ANSUR II, domain.md 8); assumed: the others in the rendered heads' proportion. */
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

export function guessHeadOutline(raster: Raster, photoWidthPx: number): HeadOutlineGuess {
  const { widthPx: w, heightPx: h } = raster;
  const scale = photoWidthPx / w;
  const fallback: HeadOutlineGuess = {
    centrePx: [(w / 2) * scale, h * 0.38 * scale],
    halfBreadthPx: Math.min(w, h) * 0.28 * scale,
    found: false,
  };
  const rows = personRows(raster);
  if (rows.length < 20) return fallback;
  const top = rows[0].y;
  // a circle squeezed by OUTLINE_RATIO whose top is `top`: half-width a at depth s gives A = (a^2 + (s/ratio)^2) ratio / (2 s)
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
  if (half < w * 0.08 || half > w * 0.48) return fallback;
  return { centrePx: [centre * scale, (top + OUTLINE_RATIO * half) * scale], halfBreadthPx: half * scale, found: true };
}

const median = (values: number[]) => values.sort((p, q) => p - q)[values.length >> 1];

/** Where the backdrop ends in each row, walking in from both sides, from the head's top down. */
export function personRows({ widthPx: w, heightPx: h, rgba }: Raster): OutlineRow[] {
  const step = Math.max(1, Math.round(h / 500));
  const look = Math.max(3, Math.round(w / 250));
  const follow = 1 / Math.max(4, w * 0.03);
  const rows: OutlineRow[] = [];
  const walk = (y: number, from: number, direction: 1 | -1): number => {
    const backdrop = [0, 0, 0];
    for (let x = from, seen = 0; x >= 0 && x < w; x += direction, seen++) {
      let difference = 0;
      for (let c = 0; c < 3; c++) {
        let ahead = 0;
        for (let k = 0; k < look; k++) ahead += rgba[(y * w + Math.min(w - 1, Math.max(0, x + direction * k))) * 4 + c];
        ahead /= look;
        if (seen < 2 * look) backdrop[c] += (ahead - backdrop[c]) / (seen + 1);
        else {
          difference += Math.abs(ahead - backdrop[c]);
          backdrop[c] += (rgba[(y * w + x) * 4 + c] - backdrop[c]) * follow;
        }
      }
      if (difference > DIFFERENCE) return x + direction * (look >> 1);
    }
    return -1;
  };
  for (let y = 0; y < h * 0.8; y += step) {
    const left = walk(y, 0, 1);
    const right = left < 0 ? -1 : walk(y, w - 1, -1);
    if (right - left > w * 0.05) rows.push({ y, left, right });
    else if (rows.length < 10) rows.length = 0;
  }
  return rows;
}

/** Shoulders wider than this (in half-breadths) beside the dome are seen from above. */
const SHOULDERS = 1.25;

/** From above: shoulders lie beside the dome, or the outline closes below it. */
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

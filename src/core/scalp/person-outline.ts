/*
 * The person's outline from a vision model's mask: points on the mask's edge, moved to the nearest edge in the photo, each with its outward
 * normal. Where the mask is frayed (uncertain) there are no points; a mask that is frayed almost everywhere is not used.
 */
import { clearestStep } from '../math/colour-step.ts';
import type { Raster } from '../math/raster.ts';
import { PERSON, type PersonMask, personPart } from './person-mask.ts';

/** Outline points, four numbers each: x, y in raster px and the outward unit normal. */
export type Outline = Float32Array;
export const OUTLINE_COLUMNS = 4;

/** More points do not improve the fit. */
const MAX_POINTS = 240;
/** Half-width of the box blur on the mask, mask pixels, which steadies the normals. */
const SMOOTH = 2;
/** A reliable edge falls from INSIDE to OUTSIDE within this many mask pixels. */
const INSIDE = 160;
const OUTSIDE = 96;
const FALL_PX = 4;
/** If a smaller share of the edge is reliable, the mask has failed. assumed: 0.05 on a rendered crown where it did, 0.37 to 0.95 where it is right. */
const MIN_BELIEVED = 0.25;
const MIN_SHARE = 0.03;
/** The photo's edge is searched for this far to either side, mask pixels; it must be at least this strong (sum of three channels, bytes). */
const REACH_PX = 3;
const CLEAR_STEP = 40;
/** Samples averaged on either side of an edge. */
const WINDOW = 2;
/** Points this close to the border of the picture, mask pixels, are where the person is cut off. */
const BORDER_PX = 2;

/** Null if there is no person or the mask has failed. @param faceAt centre of the client's face, raster px */
export function personOutline(raster: Raster, mask: PersonMask, faceAt: readonly [number, number] | null): Outline | null {
  const { widthPx: w, heightPx: h } = mask;
  const perX = raster.widthPx / w;
  const perY = raster.heightPx / h;
  const part = personPart(mask, faceAt && [faceAt[0] / perX, faceAt[1] / perY]);
  if (part.reduce((sum, x) => sum + (x >= PERSON ? 1 : 0), 0) < MIN_SHARE * w * h) return null;
  const smooth = smoothed(part, w, h);
  const points: number[] = [];
  let [edge, believed] = [0, 0];
  for (let y = BORDER_PX; y < h - BORDER_PX; y++)
    for (let x = BORDER_PX; x < w - BORDER_PX; x++) {
      if (smooth[y * w + x] < PERSON) continue;
      for (let side = 0; side < SIDES.length; side++) {
        if (smooth[y * w + x + SIDES[side][0] + SIDES[side][1] * w] >= PERSON) continue;
        edge++;
        if (addEdge(smooth, w, h, x, y, SIDES[side], perX, perY, points)) believed++;
      }
    }
  if (believed < MIN_BELIEVED * edge || believed < 24) return null;
  const count = points.length / OUTLINE_COLUMNS;
  const kept = Math.min(count, MAX_POINTS);
  const outline = new Float32Array(kept * OUTLINE_COLUMNS);
  for (let k = 0; k < kept; k++) {
    const from = Math.floor((k * count) / kept) * OUTLINE_COLUMNS;
    outline.set(points.slice(from, from + OUTLINE_COLUMNS), k * OUTLINE_COLUMNS);
  }
  snap(raster, outline, REACH_PX * Math.max(perX, perY));
  return outline;
}

const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Adds the point where the mask ends on one side of a pixel. @returns whether the edge is reliable there */
function addEdge(
  smooth: Float32Array,
  w: number,
  h: number,
  x: number,
  y: number,
  [dx, dy]: (typeof SIDES)[number],
  perX: number,
  perY: number,
  points: number[],
): boolean {
  const i = y * w + x;
  const next = smooth[i + dx + dy * w];
  const gx = (shareAt(smooth, w, h, x + 2.5, y + 0.5) - shareAt(smooth, w, h, x - 1.5, y + 0.5)) * perY;
  const gy = (shareAt(smooth, w, h, x + 0.5, y + 2.5) - shareAt(smooth, w, h, x + 0.5, y - 1.5)) * perX;
  const len = Math.hypot(gx, gy);
  if (!len) return false;
  const [nx, ny] = [-gx / len, -gy / len];
  const t = (smooth[i] - PERSON) / Math.max(1, smooth[i] - next);
  const [ex, ey] = [x + 0.5 + t * dx, y + 0.5 + t * dy];
  const [ux, uy] = [(nx * FALL_PX) / 2, (ny * FALL_PX) / 2];
  if (shareAt(smooth, w, h, ex - ux, ey - uy) < INSIDE || shareAt(smooth, w, h, ex + ux, ey + uy) > OUTSIDE) return false;
  points.push(ex * perX, ey * perY, nx, ny);
  return true;
}
/** The mask at a place, mask px. */
function shareAt(smooth: Float32Array, w: number, h: number, x: number, y: number): number {
  const i = Math.min(w - 1, Math.max(0, Math.round(x - 0.5)));
  const j = Math.min(h - 1, Math.max(0, Math.round(y - 0.5)));
  return smooth[j * w + i];
}

/** Moves each point along its normal to the strongest edge near it. */
function snap({ widthPx: w, heightPx: h, rgba }: Raster, outline: Outline, reachPx: number) {
  const step = Math.max(1, reachPx / 8);
  const half = Math.ceil(reachPx / step);
  const line = new Float32Array((2 * (half + WINDOW) + 1) * 3);
  for (let k = 0; k < outline.length; k += OUTLINE_COLUMNS) {
    const [x, y, nx, ny] = outline.subarray(k, k + OUTLINE_COLUMNS);
    for (let s = -half - WINDOW; s <= half + WINDOW; s++) {
      const i = Math.min(w - 1, Math.max(0, Math.round(x + s * step * nx - 0.5)));
      const j = Math.min(h - 1, Math.max(0, Math.round(y + s * step * ny - 0.5)));
      for (let c = 0; c < 3; c++) line[(s + half + WINDOW) * 3 + c] = rgba[(j * w + i) * 4 + c];
    }
    const best = clearestStep(line, half, WINDOW, CLEAR_STEP) ?? 0;
    outline[k] = x + best * step * nx;
    outline[k + 1] = y + best * step * ny;
  }
}

/** Mean over a square of 2 SMOOTH + 1 pixels. */
function smoothed(share: Uint8Array, w: number, h: number): Float32Array {
  const across = new Float32Array(w * h);
  const out = new Float32Array(w * h);
  const count = 2 * SMOOTH + 1;
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let d = -SMOOTH; d <= SMOOTH; d++) sum += share[y * w + Math.min(w - 1, Math.max(0, x + d))];
      across[y * w + x] = sum / count;
    }
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let d = -SMOOTH; d <= SMOOTH; d++) sum += across[Math.min(h - 1, Math.max(0, y + d)) * w + x];
      out[y * w + x] = sum / count;
    }
  return out;
}

/*
 * Edges of the photo beside a head's silhouette. Where clothes, shoulders or a bed are behind the head, the person's outline does not separate
 * them from it, but an edge in colour does. At each of PLACES along the silhouette the strongest edge within reach is taken.
 */
import { clearestStep } from '../math/colour-step.ts';
import type { Raster } from '../math/raster.ts';
import { OUTLINE_COLUMNS, type Outline } from './person-outline.ts';
import type { Surface } from './surface.ts';

const PLACES = 48;
const STEP_MM = 1;
/** Colours on both sides are averaged over this length, mm. */
const WINDOW_MM = 4;
/** Offsets along the silhouette that are averaged, mm, to suppress texture and single hairs. */
const ALONG_MM = [-4, -2, 0, 2, 4] as const;
/** Least strength, sum of three channels, bytes. assumed: above hair and skin texture. */
const CLEAR_STEP = 60;

/** @returns points as of a person's outline, photo px; none where no edge is strong enough */
export function silhouetteEdges(raster: Raster, photoWidthPx: number, surface: Surface, reachMm: number): Outline {
  const { widthPx: w, heightPx: h, rgba } = raster;
  const shrink = w / photoWidthPx;
  const outline = surface.outlinePx(PLACES);
  const half = Math.ceil(reachMm / STEP_MM);
  const window = Math.round(WINDOW_MM / STEP_MM);
  const line = new Float32Array((2 * (half + window) + 1) * 3);
  const found: number[] = [];
  for (let k = 0; k < PLACES; k++) {
    const [x, y] = outline[k];
    const [ax, ay] = outline[(k + PLACES - 1) % PLACES];
    const [bx, by] = outline[(k + 1) % PLACES];
    const len = Math.hypot(bx - ax, by - ay) || 1;
    // the outline starts at the picture's right and runs downwards: its left side is outside
    const [nx, ny] = [(by - ay) / len, -(bx - ax) / len];
    // where the head fills the picture, a line ends at its border
    let isInside = true;
    let count = 0;
    for (; count < line.length / 3 && isInside; count++) {
      const s = count - half - window;
      const o = count * 3;
      line.fill(0, o, o + 3);
      for (const along of ALONG_MM) {
        const i = Math.round((x + (s * STEP_MM * nx - along * ny) * surface.pxPerMm) * shrink - 0.5);
        const j = Math.round((y + (s * STEP_MM * ny + along * nx) * surface.pxPerMm) * shrink - 0.5);
        isInside &&= i >= 0 && j >= 0 && i < w && j < h;
        for (let c = 0; isInside && c < 3; c++) line[o + c] += rgba[(j * w + i) * 4 + c] / ALONG_MM.length;
      }
    }
    const best = clearestStep(isInside ? line : line.subarray(0, 3 * (count - 1)), half, window, CLEAR_STEP);
    if (best === null) continue;
    const px = best * STEP_MM * surface.pxPerMm;
    found.push(x + px * nx, y + px * ny, nx, ny);
  }
  return Float32Array.from(found);
}

/** Next to an edge of the photo, this far along it, a person's outline further out than AGREES_MM is that of clothes or of what lies behind. */
const ALONG_EDGE_MM = 8;
const AGREES_MM = 5;
const BEHIND_MM = 25;

/** The edges with the points of a person's outline that they do not contradict. */
export function withEdges(outlinePx: Outline, edgesPx: Outline, pxPerMm: number): Outline {
  const points = [...edgesPx];
  for (let i = 0; i < outlinePx.length; i += OUTLINE_COLUMNS) {
    let isBehind = false;
    for (let k = 0; k < edgesPx.length && !isBehind; k += OUTLINE_COLUMNS) {
      const [x, y] = [(outlinePx[i] - edgesPx[k]) / pxPerMm, (outlinePx[i + 1] - edgesPx[k + 1]) / pxPerMm];
      const [nx, ny] = [edgesPx[k + 2], edgesPx[k + 3]];
      const outMm = x * nx + y * ny;
      isBehind = Math.abs(x * ny - y * nx) < ALONG_EDGE_MM && outMm > AGREES_MM && outMm < BEHIND_MM;
    }
    if (!isBehind) points.push(...outlinePx.subarray(i, i + OUTLINE_COLUMNS));
  }
  return Float32Array.from(points);
}

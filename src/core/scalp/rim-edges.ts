/*
 * Candidate edges around a head: the strongest colour edges on lines across its silhouette, from inside it to the width of an ear outside.
 * They are kept so that several photos can be fitted together later without their pixels. An ear shows as edges further out, which give
 * the head's rotation.
 */
import { stepAcross } from '../math/colour-step.ts';
import type { Raster } from '../math/raster.ts';
import { OUTLINE_COLUMNS, type Outline } from './person-outline.ts';
import type { Surface } from './surface.ts';

const PLACES = 120;
const INSIDE_MM = 10;
/** assumed: an ear, and an error of a centimetre in the head's position. */
const OUTSIDE_MM = 34;
/** Colours on both sides are averaged over this length, mm; edges closer together count as one. */
const WINDOW_MM = 3;
const ALONG_MM = [-2, 0, 2] as const;
/** Least strength, sum of three channels, bytes. assumed: above hair and skin texture. */
const CLEAR_STEP = 60;
/** Edges kept per line. */
const MAX_STEPS = 3;

/** Distances of further lines that run parallel to the silhouette, outside it, mm: they cross the upper and lower edges of an ear. */
const BESIDE_MM = [5, 8, 11, 14, 17, 20, 23, 26, 29] as const;

/** @returns points in photo px with normals that point away from the side that looks like the head */
export function rimEdges(raster: Raster, photoWidthPx: number, surface: Surface): Outline {
  const { widthPx: w, heightPx: h, rgba } = raster;
  const shrink = w / photoWidthPx;
  /** writes the mean colour of a few adjacent places to `out`; false outside the picture */
  const look = (x: number, y: number, dx: number, dy: number, out: Float32Array, at: number): boolean => {
    out.fill(0, at, at + 3);
    for (const mm of ALONG_MM) {
      const i = Math.round((x + mm * dx * surface.pxPerMm) * shrink - 0.5);
      const j = Math.round((y + mm * dy * surface.pxPerMm) * shrink - 0.5);
      if (i < 0 || j < 0 || i >= w || j >= h) return false;
      for (let c = 0; c < 3; c++) out[at + c] += rgba[(j * w + i) * 4 + c] / ALONG_MM.length;
    }
    return true;
  };
  const rim = rimOf(surface);
  const found: number[] = [];
  const across = INSIDE_MM + OUTSIDE_MM + 2 * WINDOW_MM + 1;
  const line = new Float32Array(Math.max(across, rim.lengthMm + 2 * WINDOW_MM + 1) * 3);
  const head = new Float32Array(3);
  for (let k = 0; k < PLACES; k++) {
    const { x, y, nx, ny } = rim.at((k * rim.lengthMm) / PLACES);
    const px = (s: number) => (s - WINDOW_MM - INSIDE_MM) * surface.pxPerMm;
    let count = 0;
    while (count < across && look(x + px(count) * nx, y + px(count) * ny, -ny, nx, line, count * 3)) count++;
    head.set(line.subarray(0, 3));
    for (const { s } of clearest(line, count).slice(0, MAX_STEPS)) {
      // outside the head a line may also enter an ear
      const isOut = s < 2 * WINDOW_MM + INSIDE_MM || isHeadBefore(line, s, head);
      found.push(x + px(s) * nx, y + px(s) * ny, isOut ? nx : -nx, isOut ? ny : -ny);
    }
  }
  for (const besideMm of BESIDE_MM) {
    const out = besideMm * surface.pxPerMm;
    for (let from = 0; from < rim.lengthMm; ) {
      let count = 0;
      const place = (s: number) => rim.at(from + s);
      for (; from + count < rim.lengthMm; count++) {
        const { x, y, nx, ny } = place(count);
        if (!look(x + out * nx, y + out * ny, nx, ny, line, count * 3)) break;
      }
      for (const { s, step } of clearest(line, count)) {
        if (step < CLEAR_FLANK) continue;
        const { x, y, nx, ny } = place(s);
        if (!look(x - INSIDE_MM * surface.pxPerMm * nx, y - INSIDE_MM * surface.pxPerMm * ny, -ny, nx, head, 0)) continue;
        const sign = isHeadBefore(line, s, head) ? 1 : -1;
        found.push(x + out * nx, y + out * ny, -ny * sign, nx * sign);
      }
      from += Math.max(1, count);
    }
  }
  return Float32Array.from(found);
}

/** Least strength on lines parallel to the silhouette, where there is more than ears. assumed. */
const CLEAR_FLANK = 80;

/** Whether the side before an edge looks more like the head than the side after it. */
const isHeadBefore = (line: Float32Array, s: number, head: Float32Array) =>
  unlike(line, s - WINDOW_MM, head) < unlike(line, s + WINDOW_MM, head);
const unlike = (line: Float32Array, at: number, colour: Float32Array) =>
  Math.abs(line[at * 3] - colour[0]) + Math.abs(line[at * 3 + 1] - colour[1]) + Math.abs(line[at * 3 + 2] - colour[2]);

/** The silhouette parametrised by length in mm, starting at the picture's right, downwards first. */
function rimOf(surface: Surface) {
  const outline = surface.outlinePx(PLACES);
  const parts = outline.map(([x, y], k) => {
    const [bx, by] = outline[(k + 1) % PLACES];
    const lengthMm = Math.hypot(bx - x, by - y) / surface.pxPerMm || 1e-9;
    // the left side is outside
    return {
      x,
      y,
      dx: bx - x,
      dy: by - y,
      nx: (by - y) / lengthMm / surface.pxPerMm,
      ny: -(bx - x) / lengthMm / surface.pxPerMm,
      lengthMm,
    };
  });
  const lengthMm = Math.floor(parts.reduce((sum, part) => sum + part.lengthMm, 0));
  const starts: number[] = [];
  let sum = 0;
  for (const part of parts) {
    starts.push(sum);
    sum += part.lengthMm;
  }
  const at = (mm: number) => {
    let k = Math.min(PLACES - 1, Math.floor((mm / lengthMm) * PLACES));
    while (k > 0 && starts[k] > mm) k--;
    while (k < PLACES - 1 && starts[k + 1] <= mm) k++;
    const part = parts[k];
    const t = (mm - starts[k]) / part.lengthMm;
    return { x: part.x + t * part.dx, y: part.y + t * part.dy, nx: part.nx, ny: part.ny };
  };
  return { lengthMm, at };
}

/** Edges of a line of `count` samples that are strong enough and the strongest within a window, strongest first. */
function clearest(line: Float32Array, count: number): { s: number; step: number }[] {
  const steps = new Float32Array(count);
  for (let s = WINDOW_MM; s < count - WINDOW_MM; s++) steps[s] = stepAcross(line, s, WINDOW_MM);
  const found: { s: number; step: number }[] = [];
  for (let s = 0; s < count; s++) {
    if (steps[s] < CLEAR_STEP) continue;
    let isPeak = true;
    for (let d = 1; d <= WINDOW_MM && isPeak; d++) isPeak = steps[s] >= (steps[s - d] ?? 0) && steps[s] > (steps[s + d] ?? 0);
    if (isPeak) found.push({ s, step: steps[s] });
  }
  return found.sort((a, b) => b.step - a.step);
}

/** Points rounded for saving: positions to 0.1 px, normals to 0.01. */
export const plainPoints = (points: Outline): number[] =>
  Array.from(points, (x, i) => (i % OUTLINE_COLUMNS < 2 ? Math.round(x * 10) / 10 : Math.round(x * 100) / 100));

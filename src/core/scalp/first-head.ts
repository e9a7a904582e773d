/*
 * A first guess of the head from the photo, for the user to correct: what differs from the backdrop (the picture's upper corners and
 * sides) is the person; its top, and its width a good way below it, give an upright ellipse. Where that fails, a head of usual size in the
 * picture's middle.
 */
import { boundsOf } from '../math/polygon.ts';
import type { Raster } from '../photo/raster.ts';
import type { Head, Scale } from '../project/schema.ts';
import { ASSUMED_DISTANCE_MM } from './surface.ts';

/** Half breadth, height, length of a mean head's ellipsoid, mm (domain.md 8; the height from the scans of the rendered heads' kind). */
export const MEAN_HALF_AXES_MM = [77, 79, 92] as const;
/** Height over breadth of the outline of the upper head as seen from the front. assumed. */
const OUTLINE_RATIO = MEAN_HALF_AXES_MM[1] / MEAN_HALF_AXES_MM[0];

export interface HeadOutlineGuess {
  centrePx: [number, number];
  halfBreadthPx: number;
  found: boolean;
}

export function guessHeadOutline(raster: Raster, photoWidthPx: number): HeadOutlineGuess {
  const { widthPx: w, heightPx: h, rgba } = raster;
  const scale = photoWidthPx / w;
  const fallback: HeadOutlineGuess = {
    centrePx: [(w / 2) * scale, h * 0.38 * scale],
    halfBreadthPx: Math.min(w, h) * 0.28 * scale,
    found: false,
  };
  const isPerson = backdropTest(raster);
  const rows: { y: number; left: number; right: number }[] = [];
  const step = Math.max(1, Math.round(h / 400));
  for (let y = 0; y < h * 0.75; y += step) {
    let best = { left: 0, right: -1 };
    let run = -1;
    let gap = 0;
    for (let x = 0; x <= w; x += step) {
      const person = x < w && isPerson((y * w + x) * 4, x, y);
      if (person) {
        if (run < 0) run = x;
        gap = 0;
      } else if (run >= 0 && (++gap > 3 || x >= w)) {
        if (x - gap * step - run > best.right - best.left) best = { left: run, right: x - gap * step };
        run = -1;
        gap = 0;
      }
    }
    if (best.right - best.left > w * 0.04) rows.push({ y, ...best });
    else if (rows.length) rows.length = 0;
  }
  void rgba;
  if (rows.length < 20) return fallback;
  const top = rows[0].y;
  // half breadth a where the outline has opened for a of the height: width(y = top + ratio a) = 2 a
  for (const { y, left, right } of rows) {
    const a = (right - left) / 2;
    if (y - top < OUTLINE_RATIO * a * 0.92) continue;
    if (a < w * 0.08 || a > w * 0.48) return fallback;
    const bounds = boundsOf(rows.filter((r) => r.y <= y).flatMap((r) => [[r.left, r.y] as const, [r.right, r.y] as const]));
    const half = (bounds.maxX - bounds.minX) / 2;
    return {
      centrePx: [((bounds.minX + bounds.maxX) / 2) * scale, (top + OUTLINE_RATIO * half) * scale],
      halfBreadthPx: half * scale,
      found: true,
    };
  }
  return fallback;
}

/** Backdrop: linear in x and y per channel, fitted to the upper left, right and top borders; a pixel far off it is the person. */
function backdropTest({ widthPx: w, heightPx: h, rgba }: Raster) {
  const places: [number, number][] = [];
  const edge = Math.max(2, Math.round(w * 0.02));
  for (let i = 0; i < 200; i++) {
    places.push(
      [Math.floor((w * i) / 200), edge >> 1],
      [edge >> 1, Math.floor((h * 0.4 * i) / 200)],
      [w - 1 - (edge >> 1), Math.floor((h * 0.4 * i) / 200)],
    );
  }
  const fits = [0, 1, 2].map((c) => fitPlane(places.map(([x, y]) => [x / w, y / h, rgba[(y * w + x) * 4 + c]])));
  const limit = Math.max(22, 4 * Math.max(...fits.map((f) => f.sd)));
  return (o: number, x: number, y: number) => {
    let d = 0;
    for (let c = 0; c < 3; c++) d += Math.abs(rgba[o + c] - (fits[c].a + (fits[c].b * x) / w + (fits[c].c * y) / h));
    return d > limit;
  };
}

/** Least squares of v = a + b x + c y. */
function fitPlane(samples: readonly (readonly number[])[]) {
  const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const r = [0, 0, 0];
  for (const [x, y, v] of samples) {
    const row = [1, x, y];
    for (let i = 0; i < 3; i++) {
      r[i] += row[i] * v;
      for (let j = 0; j < 3; j++) m[i * 3 + j] += row[i] * row[j];
    }
  }
  const det = (k: number[]) => k[0] * (k[4] * k[8] - k[5] * k[7]) - k[1] * (k[3] * k[8] - k[5] * k[6]) + k[2] * (k[3] * k[7] - k[4] * k[6]);
  const d = det(m) || 1;
  const solved = [0, 1, 2].map((col) => det(m.map((v, i) => (i % 3 === col ? r[Math.floor(i / 3)] : v))) / d);
  const [a, b, c] = solved;
  const sd = Math.sqrt(samples.reduce((s, [x, y, v]) => s + (v - a - b * x - c * y) ** 2, 0) / samples.length);
  return { a, b, c, sd };
}

/** An upright head with a mean ellipsoid at the outline; without a scale, one from the mean breadth goes with it. */
export function headFromOutline(
  guess: HeadOutlineGuess,
  photo: { widthPx: number; heightPx: number },
  scale: Scale | null | undefined,
): { head: Head; pxPerMm: number } {
  const [a, b, c] = MEAN_HALF_AXES_MM;
  // near the camera the outline of a ball is a little larger than its section: a' = a / sqrt(1 - (a/d)^2)
  const distance = ASSUMED_DISTANCE_MM;
  const grow = 1 / Math.sqrt(1 - (a / distance) ** 2);
  const pxPerMm = scale?.pxPerMm ?? guess.halfBreadthPx / (a * grow);
  const k = guess.halfBreadthPx / (a * grow * pxPerMm);
  const within = (mm: number) => Math.min(200, Math.max(30, mm * k));
  void photo;
  return { head: { centrePx: guess.centrePx, halfAxesMm: [within(a), within(b), within(c)], rotationRad: [0, 0, 0] }, pxPerMm };
}

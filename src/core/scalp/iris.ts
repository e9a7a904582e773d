/*
 * Measures the limbus, the border between iris and white of the eye, in the full-size photo: it is the only feature of a face with a known
 * width. Lids hide its top and bottom, so only the arcs left and right are used. The white of the eye is bright in all three channels; the
 * edge is where that brightness rises most steeply outwards (it is soft over about a third of a millimetre). First a search for the ellipse
 * of steepest change (after Daugman 1993), then a robust fit through the edge points with sub-pixel accuracy.
 */
import { eliminate } from '../math/least-squares.ts';
import type { Raster } from '../math/raster.ts';

/** Approximate iris from the face mesh, good to a third of its radius. */
export interface IrisGuess {
  xPx: number;
  yPx: number;
  radiusPx: number;
}
export interface Iris {
  xPx: number;
  yPx: number;
  /** horizontal extent of the ellipse */
  widthPx: number;
  /** vertical extent, less accurate because the lids hide it */
  heightPx: number;
  /** long axis of the ellipse: the width of the iris without foreshortening */
  longPx: number;
  /** standard deviation of the width, from the scatter of the edge points */
  sdPx: number;
}

/** A sheared ellipse: x = x0 + slant v +- a sqrt(1 - (v / b)^2), v = y - y0. */
type Ellipse = [x0: number, y0: number, a: number, b: number, slant: number];

const ARC_RAD = (35 * Math.PI) / 180;
const ARC_POINTS = 21;
/** Sigma of the smoothing before slopes are taken, as a share of the radius: 0.2 mm of 5.85. */
const SMOOTH_SHARE = 0.035;
const MIN_SMOOTH_PX = 0.7;
/** With a smaller radius the width cannot be measured to 5 %. */
const MIN_RADIUS_PX = 5;
/** assumed: least rise in bytes from iris to white. */
const MIN_RISE = 10;
/** assumed: least brightness ratio of white to iris, on both sides; 1.8 and more on the rendered heads, 1.2 on skin and lids. */
const MIN_RATIO = 1.35;
/** Priors of the shape: height over width, which grows with the turn of the head, and slant. assumed. */
const SHAPE = { ratio: 1.08, ratioSd: 0.14, slantSd: 0.12 } as const;

/** Null if the limbus is not visible on both sides. */
export function fitIris(raster: Raster, guess: IrisGuess): Iris | null {
  const radius = guess.radiusPx;
  if (!(radius >= MIN_RADIUS_PX) || !Number.isFinite(guess.xPx + guess.yPx)) return null;
  const patch = whitePatch(raster, guess, radius);
  if (!patch) return null;
  const steepest = steepestEllipse(patch, guess, radius);
  if (!steepest) return null;
  let ellipse: Ellipse = steepest;
  let sdPx = 0;
  for (const reach of [0.16, 0.12, 0.1]) {
    const edge = edgeAround(patch, ellipse, reach);
    const fitted: Fitted | null = edge && throughEdge(edge, ellipse);
    if (!fitted) return null;
    ellipse = fitted.ellipse;
    sdPx = fitted.sdPx;
  }
  const [x0, y0, a, b, slant] = ellipse;
  const widthPx = 2 * Math.hypot(a, slant * b);
  const far = Math.hypot(x0 - guess.xPx, y0 - guess.yPx);
  if (far > 0.6 * radius || widthPx < 1.1 * radius || widthPx > 3 * radius || b < 0.75 * a || b > 2.2 * a) return null;
  if (!isWhiteBeside(patch, ellipse, -1) || !isWhiteBeside(patch, ellipse, 1)) return null;
  const half = (a * a + (slant * slant + 1) * b * b) / 2;
  const longPx = 2 * Math.sqrt(half + Math.sqrt(Math.max(0, half * half - a * a * b * b)));
  return { xPx: x0, yPx: y0, widthPx, heightPx: 2 * b, longPx, sdPx };
}

interface Patch {
  x: number;
  y: number;
  widthPx: number;
  heightPx: number;
  white: Float32Array;
}

/** Smallest of the three channels around the eye, smoothed: high only in the white of the eye and in reflections. */
function whitePatch({ widthPx, heightPx, rgba }: Raster, guess: IrisGuess, radius: number): Patch | null {
  const reach = 2 * radius;
  const x = Math.max(0, Math.floor(guess.xPx - reach));
  const y = Math.max(0, Math.floor(guess.yPx - reach));
  const w = Math.min(widthPx, Math.ceil(guess.xPx + reach)) - x;
  const h = Math.min(heightPx, Math.ceil(guess.yPx + reach)) - y;
  if (w < radius || h < radius) return null;
  const white = new Float32Array(w * h);
  for (let j = 0; j < h; j++)
    for (let i = 0; i < w; i++) {
      const at = ((y + j) * widthPx + x + i) * 4;
      white[j * w + i] = Math.min(rgba[at], rgba[at + 1], rgba[at + 2]);
    }
  return { x, y, widthPx: w, heightPx: h, white: blurred(white, w, h, Math.max(MIN_SMOOTH_PX, SMOOTH_SHARE * radius)) };
}

function blurred(from: Float32Array, w: number, h: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, v) => sum + v, 0);
  return blurredAlong(blurredAlong(from, kernel, total, w, 1, h, w), kernel, total, h, w, w, 1);
}

function blurredAlong(
  source: Float32Array,
  kernel: Float32Array,
  total: number,
  length: number,
  step: number,
  lines: number,
  lineStep: number,
): Float32Array {
  const reach = kernel.length >> 1;
  const out = new Float32Array(source.length);
  for (let line = 0; line < lines; line++)
    for (let i = 0; i < length; i++) {
      const start = line * lineStep;
      const isInside = i >= reach && i < length - reach;
      let sum = 0;
      if (isInside) for (let k = 0, at = start + (i - reach) * step; k <= 2 * reach; k++, at += step) sum += kernel[k] * source[at];
      else for (let k = -reach; k <= reach; k++) sum += kernel[k + reach] * source[start + Math.min(length - 1, Math.max(0, i + k)) * step];
      out[start + i * step] = sum / total;
    }
  return out;
}

/** Interpolated at photo coordinates (pixel centres at +0.5), edges repeated. */
function whiteAt({ x, y, widthPx, heightPx, white }: Patch, xPx: number, yPx: number): number {
  const u = Math.min(widthPx - 1.001, Math.max(0, xPx - x - 0.5));
  const v = Math.min(heightPx - 1.001, Math.max(0, yPx - y - 0.5));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [s, t] = [u - i, v - j];
  const at = j * widthPx + i;
  return (white[at] * (1 - s) + white[at + 1] * s) * (1 - t) + (white[at + widthPx] * (1 - s) + white[at + widthPx + 1] * s) * t;
}

/** Parameter angles of the arc points, as on a circle. */
const ARC = Array.from({ length: ARC_POINTS }, (_, k) => ARC_RAD * ((2 * k) / (ARC_POINTS - 1) - 1));
const COARSE_ARC = ARC.filter((_, k) => k % 2 === 0);

function onEllipse([x0, y0, a, b, slant]: Ellipse, angle: number, side: number, grow: number): [number, number] {
  const v = b * Math.sin(angle) * grow;
  return [x0 + slant * v + side * a * Math.cos(angle) * grow, y0 + v];
}

/** Sorts a few numbers in place, upwards: for as few as on an arc, the engine's own way takes ten times as long. */
function sortFew(values: Float32Array) {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let k = i;
    for (; k > 0 && values[k - 1] > value; k--) values[k] = values[k - 1];
    values[k] = value;
  }
}

const [SINES, COSINES] = [Math.sin, Math.cos].map((of) => Float64Array.from(COARSE_ARC, of));

/** Mean rise across one side's arc, of the two thirds that rise most: a lid may cover the rest. @param rises room for one for each angle */
function riseOf(patch: Patch, rises: Float32Array, [x0, y0, a, b, slant]: Ellipse, side: number): number {
  // as onEllipse has it; a third of a million places are looked at
  for (let k = 0; k < rises.length; k++) {
    const [down, across] = [b * SINES[k], side * a * COSINES[k]];
    const [vo, vi] = [down * 1.1, down * 0.9];
    const outside = whiteAt(patch, x0 + slant * vo + across * 1.1, y0 + vo);
    rises[k] = outside - whiteAt(patch, x0 + slant * vi + across * 0.9, y0 + vi);
  }
  sortFew(rises);
  let sum = 0;
  const kept = Math.ceil(rises.length * 0.67);
  for (let k = rises.length - kept; k < rises.length; k++) sum += rises[k];
  return sum / kept;
}

/** The ellipse with the greatest rise from just inside to just outside; the weaker side counts. */
function steepestEllipse(patch: Patch, guess: IrisGuess, radius: number): Ellipse | null {
  let best: Ellipse | null = null;
  let bestRise = MIN_RISE;
  const rises = new Float32Array(COARSE_ARC.length);
  const step = 0.06 * radius;
  for (const ratio of [1.02, 1.22])
    for (let a = 0.72 * radius; a <= 1.25 * radius; a += step)
      for (let y = guess.yPx - 0.36 * radius; y <= guess.yPx + 0.361 * radius; y += 2 * step)
        for (let x = guess.xPx - 0.42 * radius; x <= guess.xPx + 0.421 * radius; x += step) {
          const ellipse: Ellipse = [x, y, a, a * ratio, 0];
          const left = riseOf(patch, rises, ellipse, -1);
          if (left <= bestRise * 0.6) continue;
          const right = riseOf(patch, rises, ellipse, 1);
          const rise = Math.sqrt(Math.max(0, left) * Math.max(0, right));
          if (rise > bestRise && Math.min(left, right) > MIN_RISE * 0.6) {
            best = ellipse;
            bestRise = rise;
          }
        }
  return best;
}

/** Whether one side's arc is clearly brighter just outside than just inside. */
function isWhiteBeside(patch: Patch, ellipse: Ellipse, side: number): boolean {
  let outside = 0;
  let inside = 0;
  for (const angle of ARC) {
    outside += whiteAt(patch, ...onEllipse(ellipse, angle, side, 1.14));
    inside += whiteAt(patch, ...onEllipse(ellipse, angle, side, 0.86));
  }
  return outside > MIN_RATIO * inside;
}

interface EdgePoint {
  x: number;
  y: number;
  side: number;
  /** bytes per pixel outwards */
  slope: number;
}

/** The point of steepest outward rise near the ellipse at each angle, on both sides, with sub-pixel accuracy. */
function edgeAround(patch: Patch, ellipse: Ellipse, reach: number): EdgePoint[] | null {
  const points: EdgePoint[] = [];
  const [, , a, b] = ellipse;
  const count = Math.max(9, Math.ceil(2 * reach * Math.max(a, b) * 2)) | 1;
  const grow = (k: number) => 1 + reach * ((2 * k) / (count - 1) - 1);
  const values = new Float32Array(count);
  for (const side of [-1, 1]) {
    const found: EdgePoint[] = [];
    for (const angle of ARC) {
      for (let k = 0; k < count; k++) values[k] = whiteAt(patch, ...onEllipse(ellipse, angle, side, grow(k)));
      const slopeAt = (k: number) => values[k + 1] - values[k - 1];
      let top = 2;
      for (let k = 2; k < count - 2; k++) if (slopeAt(k) > slopeAt(top)) top = k;
      if (top <= 2 || top >= count - 3) continue;
      const [before, peak, after] = [slopeAt(top - 1), slopeAt(top), slopeAt(top + 1)];
      const bend = before - 2 * peak + after;
      const shift = bend < 0 ? (0.5 * (before - after)) / bend : 0;
      const [x, y] = onEllipse(ellipse, angle, side, grow(top + Math.max(-1, Math.min(1, shift))));
      found.push({ x, y, side, slope: peak });
    }
    const strong = found.map((p) => p.slope).sort((p, q) => q - p)[Math.floor(found.length / 4)] ?? 0;
    const kept = found.filter((p) => p.slope > 0.4 * strong);
    if (strong <= 0 || kept.length < ARC_POINTS / 3) return null;
    points.push(...kept);
  }
  return points;
}

interface Fitted {
  ellipse: Ellipse;
  sdPx: number;
}

/** Least squares with Tukey's weights and the shape priors; residuals are perpendicular to the edge. */
function throughEdge(edge: EdgePoint[], start: Ellipse): Fitted | null {
  let ellipse = start;
  let scatter = Math.max(0.5, 0.06 * start[2]);
  let covariance: number[] | null = null;
  for (let round = 0; round < 12; round++) {
    const normal = new Float64Array(25);
    const right = new Float64Array(5);
    const add = (row: number[], residual: number, weight: number) => {
      for (let i = 0; i < 5; i++) {
        right[i] += weight * row[i] * residual;
        for (let j = 0; j < 5; j++) normal[i * 5 + j] += weight * row[i] * row[j];
      }
    };
    const [x0, y0, a, b, slant] = ellipse;
    const off: number[] = [];
    for (const { x, y, side } of edge) {
      const v = Math.max(-0.9 * b, Math.min(0.9 * b, y - y0));
      const root = Math.sqrt(1 - (v / b) ** 2);
      const dxdv = slant - (side * a * v) / (b * b * root);
      const across = 1 / Math.sqrt(1 + dxdv * dxdv);
      const residual = (x - x0 - slant * v - side * a * root) * across;
      off.push(Math.abs(residual));
      const t = residual / (4 * scatter);
      const weight = Math.abs(t) < 1 ? (1 - t * t) ** 2 : 0;
      add([across, -dxdv * across, side * root * across, ((side * a * v * v) / (b * b * b * root)) * across, v * across], residual, weight);
    }
    // priors, in units of the edge's scatter
    const addPrior = (row: number[], residual: number, sd: number) => add(row, residual, (scatter / sd) ** 2);
    addPrior([0, 0, -SHAPE.ratio, 1, 0], SHAPE.ratio * a - b, SHAPE.ratioSd * a);
    addPrior([0, 0, 0, 0, 1], -slant, SHAPE.slantSd);
    covariance = inverse5(normal);
    if (!covariance) return null;
    const moved = ellipse.map((value, i) => {
      let change = 0;
      for (let j = 0; j < 5; j++) change += covariance![i * 5 + j] * right[j];
      return value + Math.max(-0.2 * start[2], Math.min(0.2 * start[2], change));
    }) as Ellipse;
    if (!(moved[2] > 0.4 * start[2] && moved[3] > 0.5 * moved[2] && moved.every(Number.isFinite))) return null;
    ellipse = moved;
    scatter = Math.max(0.15, 1.4826 * off.sort((p, q) => p - q)[off.length >> 1]);
  }
  // smoothing correlates neighbours on the arc: about a third of the points are independent
  return { ellipse, sdPx: 2 * scatter * Math.sqrt(3 * covariance![12]) };
}

/** Inverse of a symmetric 5 x 5, or null. */
function inverse5(matrix: Float64Array): number[] | null {
  const n = 5;
  const m = Array.from({ length: n }, (_, i) => [...matrix.subarray(i * n, i * n + n), ...Array.from({ length: n }, (_, j) => +(i === j))]);
  return eliminate(m) ? m.flatMap((row, r) => row.slice(n).map((x) => x / row[r])) : null;
}

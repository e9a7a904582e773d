/*
 * Detects glasses by their frame: a line across the bridge of the nose, seen on both sides of it, and an edge under each eye. Both are
 * required, because a smile folds the skin under the eyes and a frown that on the nose. Misses rimless glasses and frames of the skin's
 * own tone.
 */
import { LINEAR_OF_BYTE, luminance } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';

/** Points of the face mesh (its published map): down the ridge of the nose from between the brows, corners of the eyes, irises. */
const RIDGE = [9, 8, 168, 6, 197, 195];
const EYES = [
  { outer: 33, inner: 133, side: -1 },
  { outer: 263, inner: 362, side: 1 },
] as const;
const IRISES = [468, 473] as const;
/** Lengths as shares of the distance between the irises. */
const RIDGE_STEP = 0.008;
const RIDGE_HALF_WIDTH = 0.05;
/** Half-widths of the line to find, in steps along the ridge: frames of 2 to 5 mm. */
const LINE_STEPS = [4, 7, 10];
/** The ring under each eye that is searched for the frame, and its angles from the outer side, degrees. */
const RING = { from: 0.2, to: 0.62, steps: 64 };
const ROUND = { fromDeg: 30, toDeg: 150, steps: 61 };
/** An edge is the change of ln light over this many ring steps, capped at MAX_EDGE. */
const EDGE_STEPS = 4;
const MAX_EDGE = 0.6;
/**
 * Thresholds in ln of light. assumed: in 18 photographs (and 4 frames painted on each) bare noses have at most 0.13 across the ridge, the
 * one with glasses 0.38; under both eyes bare skin has up to 0.16, a broad smile 0.46, thin wire frames 0.17 to 0.26.
 */
const MIN_LINE = 0.22;
const MIN_RIM = 0.13;
const MIN_EYE_DISTANCE_PX = 40;

type Point = readonly [number, number];

/** @param pointsPx the mesh, x y z interleaved, in photo px */
export function wearsGlasses(raster: Raster, photoWidthPx: number, pointsPx: Float32Array): boolean {
  const scale = raster.widthPx / photoWidthPx;
  const at = (k: number): Point => [pointsPx[3 * k] * scale, pointsPx[3 * k + 1] * scale];
  const [[ax, ay], [bx, by]] = [at(IRISES[0]), at(IRISES[1])];
  const distancePx = Math.hypot(bx - ax, by - ay);
  if (!(distancePx > MIN_EYE_DISTANCE_PX)) return false;
  const [rx, ry] = at(EYES[0].outer);
  const [lx, ly] = at(EYES[1].outer);
  const width = Math.hypot(lx - rx, ly - ry);
  const face: Face = { light: (x, y) => logLight(raster, x, y), at, distancePx, across: [(lx - rx) / width, (ly - ry) / width] };
  return lineAcrossNose(face) > MIN_LINE && EYES.every((eye) => edgeUnder(face, eye) > MIN_RIM);
}

interface Face {
  light(x: number, y: number): number;
  at(k: number): Point;
  distancePx: number;
  /** unit vector from the right eye to the left; turned by a quarter it points down the face */
  across: Point;
}

/** ln of the light, interpolated between pixels. */
function logLight({ widthPx: w, heightPx: h, rgba }: Raster, x: number, y: number): number {
  const u = Math.min(w - 1.001, Math.max(0, x));
  const v = Math.min(h - 1.001, Math.max(0, y));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const at = (a: number, b: number) => {
    const o = (b * w + a) * 4;
    return Math.log(0.01 + luminance(LINEAR_OF_BYTE[rgba[o]], LINEAR_OF_BYTE[rgba[o + 1]], LINEAR_OF_BYTE[rgba[o + 2]]));
  };
  const row = (b: number) => at(i, b) * (1 - u + i) + at(i + 1, b) * (u - i);
  return row(j) * (1 - v + j) + row(j + 1) * (v - j);
}

/** Contrast, in ln of light, of the strongest line across the ridge against the skin above and below it; the weaker side of the ridge counts. */
function lineAcrossNose({ light, at, distancePx, across }: Face): number {
  const ridge = along(RIDGE.map(at), RIDGE_STEP * distancePx);
  const profile = (sides: readonly number[]) =>
    softened(
      Float64Array.from(ridge, ([x, y]) => {
        const values = sides.map((s) => light(x + s * distancePx * across[0], y + s * distancePx * across[1])).sort((p, q) => p - q);
        return values[values.length >> 1];
      }),
    );
  const half = [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => t * RIDGE_HALF_WIDTH);
  const profiles = [profile(half.map((s) => -s)), profile(half)];
  let most = 0;
  for (const k of LINE_STEPS)
    for (let i = k; i + k < ridge.length; i++) {
      const darker = profiles.map((p) => Math.min(p[i - k], p[i + k]) - p[i]);
      const lighter = profiles.map((p) => p[i] - Math.max(p[i - k], p[i + k]));
      most = Math.max(most, Math.min(...darker), Math.min(...lighter));
    }
  return most;
}

/** Points along a polyline, `step` apart. */
function along(points: readonly Point[], step: number): Point[] {
  const out: Point[] = [];
  let rest = 0;
  for (let k = 1; k < points.length; k++) {
    const [[x0, y0], [x1, y1]] = [points[k - 1], points[k]];
    const length = Math.hypot(x1 - x0, y1 - y0);
    for (; rest < length; rest += step) out.push([x0 + ((x1 - x0) * rest) / length, y0 + ((y1 - y0) * rest) / length]);
    rest -= length;
  }
  return out;
}

/** Weighted mean of each value and its neighbours, 1 : 2 : 1; edges repeated. */
function softened(values: Float64Array): Float64Array {
  return values.map((v, i) => (values[Math.max(0, i - 1)] + 2 * v + values[Math.min(values.length - 1, i + 1)]) / 4);
}

/** Strength, in ln of light, of the best edge around under the eye: three quarters of it are at least this strong. */
function edgeUnder({ light, at, distancePx, across }: Face, { outer, inner, side }: (typeof EYES)[number]): number {
  const [[ox, oy], [ix, iy]] = [at(outer), at(inner)];
  const [cx, cy] = [(ox + ix) / 2, (oy + iy) / 2];
  const rays = Array.from({ length: ROUND.steps }, (_, t) => {
    const angle = ((ROUND.fromDeg + ((ROUND.toDeg - ROUND.fromDeg) * t) / (ROUND.steps - 1)) * Math.PI) / 180;
    const [c, s] = [Math.cos(angle) * side, Math.sin(angle)];
    const [dx, dy] = [c * across[0] - s * across[1], c * across[1] + s * across[0]];
    const values = Float64Array.from({ length: RING.steps }, (_, k) => {
      const r = distancePx * (RING.from + ((RING.to - RING.from) * k) / (RING.steps - 1));
      return light(cx + r * dx, cy + r * dy);
    });
    return softened(softened(values));
  });
  const steps = rays.map((ray, t) =>
    Float64Array.from({ length: RING.steps - EDGE_STEPS }, (_, k) => {
      const around = [rays[Math.max(0, t - 1)], ray, rays[Math.min(rays.length - 1, t + 1)]];
      return around.reduce((sum, r) => sum + r[k + EDGE_STEPS] - r[k], 0) / 3;
    }),
  );
  return Math.max(bestPath(steps, 1), bestPath(steps, -1));
}

/** Viterbi: finds the path of greatest sum that moves by at most one step from ray to ray, and returns the lower quartile along it. */
function bestPath(steps: readonly Float64Array[], sign: 1 | -1): number {
  const gain = steps.map((row) => row.map((v) => Math.min(MAX_EDGE, Math.max(0, sign * v))));
  const n = gain[0].length;
  const from: Int8Array[] = [];
  let sum = gain[0].slice();
  for (let t = 1; t < gain.length; t++) {
    const before = sum;
    const move = new Int8Array(n);
    sum = gain[t].map((v, k) => {
      for (const d of [-1, 1]) if (k + d >= 0 && k + d < n && before[k + d] > before[k + move[k]]) move[k] = d;
      return v + before[k + move[k]];
    });
    from.push(move);
  }
  let k = sum.indexOf(Math.max(...sum));
  const met: number[] = [];
  for (let t = gain.length - 1; t >= 0; t--) {
    met.push(gain[t][k]);
    if (t > 0) k += from[t - 1][k];
  }
  return met.sort((p, q) => p - q)[met.length >> 2];
}

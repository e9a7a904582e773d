/*
 * The camera's blur and the sharpening that phones add, so that drawn dots get the same. The photo's clean, straight edges are scaled to
 * a step from 0 to 1, and their median profile is fitted by an edge blurred by a Gaussian and sharpened by an unsharp mask:
 * (1 + a) F(x / b) - a F(x / sqrt(b^2 + r^2)), F the normal distribution. Sharpening leaves a rim on both sides of an edge; a rim on one
 * side only is shading. The photo's finest detail bounds the blur (finest-detail.ts). Read at full size, since a smaller copy has lost it.
 */
import { median } from '../math/median.ts';
import type { Raster } from '../math/raster.ts';
import { mostBlurPx, PIECE_PX, type Piece } from './finest-detail.ts';
import { PLAIN_CAMERA } from './plain-camera.ts';

export interface CameraLook {
  /** sigma of the camera's blur, photo px; 0.5: as sharp as the pixels allow */
  blurPx: number;
  /** unsharp mask: `amount` of the difference from a copy blurred by radiusPx (sigma) is added */
  sharpening: { amount: number; radiusPx: number };
}

/** How far from the middle of a piece its edge is searched for, px. */
const SEARCH_PX = 7;
const MAX_PIECES = 1200;
const CELL_PX = 24;
/** Half-length of an edge profile, px; beyond PLATEAU_PX from the edge it must be flat. */
const LENGTH_PX = 14;
const PLATEAU_PX = 6;
const STEP_PX = 0.5;
const SAMPLES = 2 * (LENGTH_PX / STEP_PX) + 1;
/** Smaller steps of brightness (of 255) are ignored. */
const MIN_STEP = 30;
/** Largest spread along the edge and on its flat sides, as shares of the step. assumed. */
const STRAIGHT = 0.15;
const FLAT = 0.06;
/** Share of the edges that is used, steepest first: softer ones are out of focus or not edges. assumed. */
const STEEPEST_SHARE = 0.3;
const MIN_EDGES = 8;
/** Rim on the weaker side, as a share of the step: from where a photo counts as sharpened, and where fully. assumed: rendered heads, never sharpened, show up to 0.062. */
const RIM = { from: 0.065, full: 0.1 } as const;
const MAX_AMOUNT = 2.5;

export interface PlacePx {
  xPx: number;
  yPx: number;
}

/** Finds edges between two even sides in a smaller copy of the photo. @param widthPx of the photo, in whose pixels the places are returned */
export function edgePlaces(small: Raster, widthPx: number): PlacePx[] {
  const { widthPx: w, heightPx: h } = small;
  const perSmall = widthPx / w;
  const level = brightness(small);
  const cell = Math.max(4, Math.round(CELL_PX / perSmall));
  const found: (PlacePx & { strength: number })[] = [];
  for (let cy = 1; cy + cell < h; cy += cell)
    for (let cx = 1; cx + cell < w; cx += cell) {
      const { i, strength } = steepest(level, w, cx, cy, cx + cell, cy + cell);
      if (strength > 400 && hasEvenSides(level, w, h, i, perSmall))
        found.push({ xPx: ((i % w) + 0.5) * perSmall, yPx: (Math.floor(i / w) + 0.5) * perSmall, strength });
    }
  const step = Math.max(1, found.length / MAX_PIECES);
  found.sort((p, q) => q.strength - p.strength);
  return Array.from({ length: Math.floor(found.length / step) }, (_, k) => found[Math.floor(k * step)]);
}

/** Whether the small copy is about even on both sides of an edge: a cheap test before the full-size piece is read. */
function hasEvenSides(level: Uint8Array, w: number, h: number, i: number, perSmall: number): boolean {
  const gx = level[i + 1] - level[i - 1];
  const gy = level[i + w] - level[i - w];
  const length = Math.hypot(gx, gy);
  const sides = [-1, 1].map((side) => {
    const values = SIDES_PX.map((px) => {
      const x = Math.round((i % w) + (side * px * gx) / length / perSmall);
      const y = Math.round(Math.floor(i / w) + (side * px * gy) / length / perSmall);
      return x < 0 || y < 0 || x >= w || y >= h ? Number.NaN : level[y * w + x];
    });
    return { level: values[1], spread: Math.max(...values) - Math.min(...values) };
  });
  const step = sides[1].level - sides[0].level;
  return step > MIN_STEP && Math.max(sides[0].spread, sides[1].spread) < 3 * FLAT * step;
}
const SIDES_PX = [7, 10, 13];

/** Encoded brightness of every pixel, 0..255 (ITU-R BT.601). */
export function brightness({ widthPx, heightPx, rgba }: Raster): Uint8Array {
  const level = new Uint8Array(widthPx * heightPx);
  for (let i = 0; i < level.length; i++) level[i] = 0.5 + 0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2];
  return level;
}

function steepest(level: Uint8Array, w: number, fromX: number, fromY: number, toX: number, toY: number) {
  let strength = 0;
  let i = fromY * w + fromX;
  for (let y = fromY; y < toY; y++)
    for (let x = fromX; x < toX; x++) {
      const at = y * w + x;
      const g = (level[at + 1] - level[at - 1]) ** 2 + (level[at + w] - level[at - w]) ** 2;
      if (g > strength) [strength, i] = [g, at];
    }
  return { i, strength };
}

/** @param pieces of the photo around its edges and where it has texture */
export function cameraLook(pieces: readonly Piece[]): CameraLook {
  const edges = pieces.map(edgeProfile).filter((p): p is Float64Array => p !== null);
  if (edges.length < MIN_EDGES) return PLAIN_CAMERA;
  const slope = (p: Float64Array) => {
    let most = 0;
    for (let k = 1; k < SAMPLES; k++) most = Math.max(most, p[k] - p[k - 1]);
    return most;
  };
  edges.sort((p, q) => slope(q) - slope(p));
  const sharp = edges.slice(0, Math.max(MIN_EDGES, Math.floor(edges.length * STEEPEST_SHARE)));
  const middle = Float64Array.from({ length: SAMPLES }, (_, k) => median(sharp.map((p) => p[k])));
  const rim = Math.min(Math.max(...middle) - 1, -Math.min(...middle));
  const share = Math.min(1, Math.max(0, (rim - RIM.from) / (RIM.full - RIM.from)));
  const { blurPx, amount, radiusPx } = fitEdge(middle, share > 0, mostBlurPx(pieces));
  return { blurPx: Math.max(0.5, blurPx), sharpening: { amount: Math.min(MAX_AMOUNT, amount * share), radiusPx } };
}

/** Profile across the steepest edge of a piece, scaled to 0..1 and centred on sample (SAMPLES - 1) / 2; null unless it is a clean, straight step. */
function edgeProfile(level: Piece): Float64Array | null {
  const w = PIECE_PX;
  const [from, to] = [w / 2 - SEARCH_PX, w / 2 + SEARCH_PX];
  const { i, strength } = steepest(level, w, from, from, to, to);
  if (strength < 400) return null;
  const [x, y] = [i % w, Math.floor(i / w)];
  const gx = level[i + 1] - level[i - 1];
  const gy = level[i + w] - level[i - w];
  const [ux, uy] = [gx / Math.hypot(gx, gy), gy / Math.hypot(gx, gy)];
  const read = (px: number, py: number) => {
    const a = Math.min(w - 2, Math.max(0, Math.floor(px)));
    const b = Math.min(w - 2, Math.max(0, Math.floor(py)));
    const [u, v] = [px - a, py - b];
    const o = b * w + a;
    return (level[o] * (1 - u) + level[o + 1] * u) * (1 - v) + (level[o + w] * (1 - u) + level[o + w + 1] * u) * v;
  };
  const mean = new Float64Array(SAMPLES);
  let widest = 0;
  for (let k = 0; k < SAMPLES; k++) {
    const t = k * STEP_PX - LENGTH_PX;
    let sum = 0;
    let squares = 0;
    for (let side = -2; side <= 2; side++) {
      const value = read(x + ux * t - uy * side, y + uy * t + ux * side);
      sum += value / 5;
      squares += (value * value) / 5;
    }
    mean[k] = sum;
    widest = Math.max(widest, Math.sqrt(Math.max(0, squares - sum * sum)));
  }
  const plateau = (LENGTH_PX - PLATEAU_PX) / STEP_PX + 1;
  const low = levelAndSpread(mean.subarray(0, plateau));
  const high = levelAndSpread(mean.subarray(SAMPLES - plateau));
  const step = high.level - low.level;
  if (step < MIN_STEP || widest > STRAIGHT * step || Math.max(low.spread, high.spread) > FLAT * step) return null;
  const scaled = mean.map((value) => (value - low.level) / step);
  const crossing = nearestCrossing(scaled);
  if (crossing === null) return null;
  const shift = crossing - (SAMPLES - 1) / 2;
  return Float64Array.from({ length: SAMPLES }, (_, k) => {
    const at = Math.min(SAMPLES - 1.001, Math.max(0, k + shift));
    const from = Math.floor(at);
    return scaled[from] + (scaled[from + 1] - scaled[from]) * (at - from);
  });
}

function levelAndSpread(values: Float64Array) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return { level: median([...values]), spread: Math.sqrt(variance) };
}

/** Sample position where the profile rises through 0.5; of several, the one nearest to the middle. */
function nearestCrossing(profile: Float64Array): number | null {
  let best: number | null = null;
  const middle = (SAMPLES - 1) / 2;
  for (let k = 0; k + 1 < SAMPLES; k++) {
    if (profile[k] >= 0.5 || profile[k + 1] < 0.5) continue;
    const at = k + (0.5 - profile[k]) / (profile[k + 1] - profile[k]);
    if (best === null || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  }
  return best;
}

/** Grid search over blur up to a limit and radius; the amount enters linearly and is solved for. */
function fitEdge(profile: Float64Array, isSharpened: boolean, mostPx: number) {
  let best = { error: Number.POSITIVE_INFINITY, blurPx: 0.5, amount: 0, radiusPx: 0 };
  const from = (LENGTH_PX - PLATEAU_PX) / STEP_PX;
  for (let blurPx = 0.4; blurPx < Math.min(4, Math.max(0.5, mostPx)); blurPx *= 1.1) {
    const plain = edge(blurPx);
    for (const radiusPx of isSharpened ? RADII_PX : [1]) {
      const soft = edge(Math.hypot(blurPx, radiusPx));
      let along = 0;
      let square = 0;
      for (let k = from; k < SAMPLES - from; k++) {
        const d = plain[k] - soft[k];
        along += (profile[k] - plain[k]) * d;
        square += d * d;
      }
      const amount = isSharpened ? Math.max(0, along / square) : 0;
      let error = 0;
      for (let k = from; k < SAMPLES - from; k++) error += (profile[k] - plain[k] - amount * (plain[k] - soft[k])) ** 2;
      if (error < best.error) best = { error, blurPx, amount, radiusPx };
    }
  }
  return best;
}
const RADII_PX = [0.8, 1, 1.3, 1.6, 2, 2.5, 3, 4, 5];

const edge = (sigmaPx: number) => Float64Array.from({ length: SAMPLES }, (_, k) => normalShare((k * STEP_PX - LENGTH_PX) / sigmaPx));

/** Distribution of the standard normal, within 7e-8 (Abramowitz and Stegun 1964, 26.2.17). */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804014327 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

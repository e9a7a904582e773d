/*
 * Where the head ends in the photo, relative to the model's outline: the model misses a real silhouette by a millimetre or two, and a bare
 * rim or dots on the backdrop look wrong at once (core/README.md 7). At each of 240 places the edges up to 7 mm inside the outline and 4 mm outside are scored,
 * and dynamic programming picks the smoothest chain of strong ones. Where there is no edge there is no correction.
 */
import { stepAcross } from '../math/colour-step.ts';
import type { Raster } from '../math/raster.ts';
import { smooth } from '../math/smoothstep.ts';
import { finish, type Steps } from '../math/steps.ts';
import type { Surface } from './surface.ts';

const PLACES = 240;
/** Search this far out of and into the model's outline, mm: a fit that took in a shadow, an ear or clothes is too broad more often than too narrow. */
const OUT_MM = 4;
const IN_MM = 7;
const STEP_MM = 0.25;
/** Places scored between two pauses. */
const A_STEP = 60;
/** The step that is the outline itself, and how many there are. */
const OUTLINE_STEP = IN_MM / STEP_MM;
const STEPS = OUTLINE_STEP + OUT_MM / STEP_MM + 1;
/** Colours on both sides are averaged over this length, mm. */
const WINDOW_MM = 1;
/** An edge counts less by this share of the strongest one further in: the head ends at the first clear edge, whatever lies behind it. */
const FIRST_FROM_INSIDE = 0.7;
/**
 * Strength of a clear edge (sum of three channels, of the logarithm of bytes over DARK): by ratio, since in the dark, where a shaved head
 * meets its shadow or an ear, all differences are small. assumed: above skin texture and noise, below the edge of skin to a wall as bright.
 */
const CLEAR_STEP = 0.4;
const DARK = 16;
/** Cost of moving by one search step between neighbouring places, and of 1 mm off the model. assumed: by eye. */
const BEND_COST = 0.35;
const OFF_COST = 0.02;
/** The correction fades to 0 at this cosine of the tilt (30 degrees from the silhouette). */
export const RIM_COS = 0.5;

export interface Rim {
  /** outline's centre in the photo, px */
  centrePx: readonly [number, number];
  /** outward correction at PLACES equal angles around it, mm */
  offsetMm: Float32Array;
  /** how far from the centre the head ends there, px, and how clearly the photo shows it, 0..1 */
  edgePx: Float32Array;
  clear: Float32Array;
}

/** The model's outline: its centre, and at PLACES equal angles around it a point in the photo, px, and the outward normal there. */
export interface Outline {
  centrePx: Rim['centrePx'];
  places: { x: number; y: number; nx: number; ny: number }[];
}
/** The part of findRim that needs no pixels. */
export function outlineOf(surface: Surface): Outline {
  const outline = surface.outlinePx(720);
  const centrePx: [number, number] = [
    outline.reduce((s, p) => s + p[0], 0) / outline.length,
    outline.reduce((s, p) => s + p[1], 0) / outline.length,
  ];
  return { centrePx, places: outlineByAngle(outline, centrePx) };
}

export const findRim = (raster: Raster, photoWidthPx: number, surface: Surface): Rim =>
  finish(rimSteps(raster, photoWidthPx, surface, outlineOf(surface)));

/** findRim in pieces. */
export function* rimSteps(raster: Raster, photoWidthPx: number, surface: Surface, { centrePx, places }: Outline): Steps<Rim> {
  const score = new Float32Array(PLACES * STEPS);
  for (let k = 0; k < PLACES; k++) {
    if (k % A_STEP === 0) yield;
    scorePlace(k, raster, raster.widthPx / photoWidthPx, places[k], surface.pxPerMm, score);
  }
  yield;
  const clear = Float32Array.from({ length: PLACES }, (_, k) =>
    Math.min(1, Math.max(...score.subarray(k * STEPS, (k + 1) * STEPS)) / CLEAR_STEP),
  );
  const chain = smoothestChain(score, clear);
  const raw = Float32Array.from(chain, (s, k) => clear[k] ** 2 * (s - OUTLINE_STEP) * STEP_MM);
  const offsetMm = Float32Array.from(raw, (_, k) => {
    let sum = 0;
    for (let d = -2; d <= 2; d++) sum += raw[(k + d + PLACES) % PLACES];
    return sum / 5;
  });
  const edgePx = Float32Array.from(places, ({ x, y, nx, ny }, k) => {
    const out = offsetMm[k] * surface.pxPerMm;
    return Math.hypot(x + out * nx - centrePx[0], y + out * ny - centrePx[1]);
  });
  return { centrePx, offsetMm, edgePx, clear };
}

/** Places along the outline over which colour is averaged, mm: to suppress texture and single hairs. */
const ALONG_MM = [-0.8, -0.3, 0.3, 0.8];

/** Scores the edges at place k. @param scale raster px per photo px */
function scorePlace(
  k: number,
  { widthPx, heightPx, rgba }: Raster,
  scale: number,
  { x, y, nx, ny }: Outline['places'][number],
  pxPerMm: number,
  score: Float32Array,
) {
  const windowSteps = Math.round(WINDOW_MM / STEP_MM);
  const samples = STEPS + 2 * windowSteps;
  const line = new Float32Array(samples * 3);
  for (let s = 0; s < samples; s++) {
    const mm = (s - windowSteps - OUTLINE_STEP) * STEP_MM;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let a = 0; a < ALONG_MM.length; a++) {
        const along = ALONG_MM[a];
        const i = Math.min(widthPx - 1, Math.max(0, Math.round((x + (nx * mm - ny * along) * pxPerMm) * scale - 0.5)));
        const j = Math.min(heightPx - 1, Math.max(0, Math.round((y + (ny * mm + nx * along) * pxPerMm) * scale - 0.5)));
        sum += rgba[(j * widthPx + i) * 4 + c];
      }
      line[s * 3 + c] = Math.log(sum / 4 + DARK);
    }
  }
  const steps = new Float32Array(STEPS);
  let inside = 0;
  for (let s = 0; s < STEPS; s++) {
    steps[s] = stepAcross(line, s + windowSteps, windowSteps);
    if (s >= windowSteps) inside = Math.max(inside, steps[s - windowSteps]);
    score[k * STEPS + s] = Math.max(0, steps[s] - FIRST_FROM_INSIDE * inside);
  }
}

/** Outward correction at a photo point's angle around the outline's centre, mm. */
export const rimOffsetMm = ({ centrePx, offsetMm }: Rim, xPx: number, yPx: number): number =>
  atAngle(offsetMm, xPx - centrePx[0], yPx - centrePx[1]);
function atAngle(values: Float32Array, dx: number, dy: number): number {
  const at = ((Math.atan2(dy, dx) / (2 * Math.PI) + 1) % 1) * PLACES;
  const k = Math.floor(at) % PLACES;
  const t = at - Math.floor(at);
  return values[k] * (1 - t) + values[(k + 1) % PLACES] * t;
}

/** The head's directions in so many parts of about 5 degrees, told apart without an arctangent. */
const SECTORS = 64;
const sectorOf = (dx: number, dy: number) => {
  const along = dx / (Math.abs(dx) + Math.abs(dy) || 1);
  return Math.min(SECTORS - 1, ((dy < 0 ? 3 + along : 1 - along) * (SECTORS / 4)) | 0);
};
/** For each sector the square of the distance from the centre up to which all of it is on the head, px^2. */
export function innermostPx2({ edgePx }: Rim): Float32Array {
  const least = new Float32Array(SECTORS).fill(Infinity);
  for (let k = 0; k < PLACES; k++) {
    const within = Math.min(edgePx[k], edgePx[(k + 1) % PLACES]) ** 2;
    for (const place of [k, k + 1]) {
      const angle = (2 * Math.PI * place) / PLACES;
      const sector = sectorOf(Math.cos(angle), Math.sin(angle));
      least[sector] = Math.min(least[sector], within);
    }
  }
  return least;
}
/** Whether a point so far from the centre is on the head for sure; the others `beyondRim` tells apart. */
export const isSurelyOn = (innermostPx2: Float32Array, dx: number, dy: number) => dx * dx + dy * dy < innermostPx2[sectorOf(dx, dy)];

/** How surely a photo point lies beyond the head, 0..1: less where the photo hardly shows its edge. @param softPx width over which it rises */
export function beyondRim({ centrePx, edgePx, clear }: Rim, xPx: number, yPx: number, softPx: number): number {
  const [dx, dy] = [xPx - centrePx[0], yPx - centrePx[1]];
  const outPx = Math.hypot(dx, dy) - atAngle(edgePx, dx, dy);
  return outPx <= 0 ? 0 : smooth(outPx / softPx) * atAngle(clear, dx, dy);
}

function outlineByAngle(outline: readonly (readonly [number, number])[], [cx, cy]: readonly [number, number]) {
  const angles = outline.map(([x, y]) => (Math.atan2(y - cy, x - cx) + 2 * Math.PI) % (2 * Math.PI));
  return Array.from({ length: PLACES }, (_, k) => {
    const wanted = (2 * Math.PI * k) / PLACES;
    let best = 0;
    let gap = Infinity;
    for (let i = 0; i < angles.length; i++) {
      const d = Math.abs(angles[i] - wanted);
      const wrapped = Math.min(d, 2 * Math.PI - d);
      if (wrapped < gap) {
        gap = wrapped;
        best = i;
      }
    }
    const n = outline.length;
    const [x, y] = outline[best];
    const [ax, ay] = outline[(best + n - 1) % n];
    const [bx, by] = outline[(best + 1) % n];
    const len = Math.hypot(bx - ax, by - ay) || 1;
    let nx = (by - ay) / len;
    let ny = -(bx - ax) / len;
    if (nx * (x - cx) + ny * (y - cy) < 0) {
      nx = -nx;
      ny = -ny;
    }
    return { x, y, nx, ny };
  });
}

/** One search step per place: strong edges that lie close together. Viterbi runs twice round so that the ends meet. */
function smoothestChain(score: Float32Array, clear: Float32Array): Int16Array {
  const total = 2 * PLACES;
  const cost = new Float32Array(STEPS);
  const from = new Int16Array(total * STEPS);
  const next = new Float32Array(STEPS);
  const peaks = Float32Array.from({ length: PLACES }, (_, k) => Math.max(1e-3, ...score.subarray(k * STEPS, (k + 1) * STEPS)));
  for (let k = 0; k < total; k++) {
    const place = k % PLACES;
    const peak = peaks[place];
    for (let s = 0; s < STEPS; s++) {
      let best = Infinity;
      for (let p = Math.max(0, s - 3); p <= Math.min(STEPS - 1, s + 3); p++) {
        const c = cost[p] + BEND_COST * Math.abs(p - s);
        if (c < best) {
          best = c;
          from[k * STEPS + s] = p;
        }
      }
      const edge = Math.min(1.5, peak / CLEAR_STEP) * (score[place * STEPS + s] / peak);
      next[s] = best - clear[place] * edge + OFF_COST * Math.abs(s - OUTLINE_STEP) * STEP_MM;
    }
    cost.set(next);
  }
  let at = 0;
  for (let s = 1; s < STEPS; s++) if (cost[s] < cost[at]) at = s;
  const chain = new Int16Array(PLACES);
  for (let k = total - 1; k >= 0; k--) {
    if (k >= PLACES / 2 && k < PLACES / 2 + PLACES) chain[k % PLACES] = at;
    at = from[k * STEPS + at];
  }
  return chain;
}

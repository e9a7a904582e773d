/*
 * Where the photo already shows hair, so that no dots are planned over it. This file reads, at nodes about 1 mm apart, the mean light, the
 * roughness of the fine texture and its skew. Sparse hair is skewed: its darkest marks lie further below the skin between them than the
 * lightest lie above it, while grain, pores and shine are about symmetric. hair-tone.ts turns these into an amount of hair.
 */

import { boxBlur } from '../math/box-blur.ts';
import { LINEAR_OF_BYTE } from '../math/colour.ts';
import { fillUnknown } from '../math/fill-unknown.ts';
import { gaussianBlur } from '../math/gaussian-blur.ts';
import type { Raster } from '../math/raster.ts';
import { smooth } from '../math/smoothstep.ts';
import { finish, type Steps } from '../math/steps.ts';
import { binned, levelSteps } from '../math/window-levels.ts';
import { type HairAt, type HairGrid, hairOn } from './hair-grid.ts';
import { type HairNodes, type HeadPart, PARTS, toneSteps } from './hair-tone.ts';

/** Half-width of the window in which hair is told from bare skin, mm. */
const WINDOW_MM = 2.5;
/** Half-width of the window that must itself contain marks, mm: a scar among hair is narrow. */
const HERE_MM = 1.2;
/** Spacing of the nodes, mm. */
const STEP_MM = 1;
/** A mark is compared with the mean within this half-width, mm. */
const DETAIL_MM = 0.6;
/** Sigma, mm, of the blur that removes the camera's grain: about a hair's width. */
const GRAIN_MM = 0.07;
/** Percentiles read: the darkest 3 % and the lightest 10 % against the median, and one sd either way. */
const SHARES = [0.03, 0.16, 0.5, 0.84, 0.9] as const;
const N = SHARES.length;
const [LOW, MIDDLE, HIGH, BRIGHT] = [1, 2, 3, 4];
/**
 * Hair score: `TILT_WEIGHT` (tilt - `GRAIN_TILT`) + ln(min(depth, 0.12) / 0.06), tilt being the skew. assumed: from the rendered heads,
 * where bare skin is below 0.7 (tilt 0.8 to 1.8, Gaussian grain 1.47; depth 0.01 to 0.06, shiny skin up to 0.13) and stubble of 80 hairs
 * per cm2 and more above 0.95 (tilt 1.6 to 6; depth 0.065 to 0.35), also at 3 px per mm or blurred.
 */
const GRAIN_TILT = 1.5;
const TILT_WEIGHT = 3;
const DEPTH = { unit: 0.06, most: 0.12 };
const BARE_SCORE = 0.6;
const FULL_SCORE = 1;
/** Depth of marks in the narrow window over that in the wide one: no hair here, and certainly some. */
const BARE_HERE = 0.2;
const FULL_HERE = 0.45;
/** Pixels of steeper skin may show the backdrop: its value is filled in from its neighbours. */
const MIN_COS = 0.2;
const MIN_PLAIN_COS = 0.4;

/** Rows of pixels read between two pauses. */
const A_STEP = 400;

export interface HairOptions {
  photoWidthPx: number;
  /** of the photo */
  pxPerMm: number;
  /** cosine of the skin's tilt at a photo pixel and the part of the head; null off the head */
  skinAt(xPx: number, yPx: number): { cosTheta: number; part: HeadPart } | null;
  /** the head's bounding box, photo px */
  bounds: { minX: number; minY: number; maxX: number; maxY: number };
}

/** Reads hair coverage 0..1; the returned function takes photo pixels (upright). */
export const readHair = (raster: Raster, options: HairOptions): HairAt => hairOn(finish(hairSteps(raster, options)));

/** The reading in pieces. */
export function* hairSteps(raster: Raster, { photoWidthPx, pxPerMm, skinAt, bounds }: HairOptions): Steps<HairGrid | null> {
  const scale = raster.widthPx / photoWidthPx;
  const perMm = pxPerMm * scale;
  const x0 = Math.max(0, Math.floor(bounds.minX * scale));
  const y0 = Math.max(0, Math.floor(bounds.minY * scale));
  const w = Math.min(raster.widthPx, Math.ceil(bounds.maxX * scale)) - x0;
  const h = Math.min(raster.heightPx, Math.ceil(bounds.maxY * scale)) - y0;
  if (w < 8 || h < 8) return null;
  const step = Math.max(2, Math.round(STEP_MM * perMm));
  const gw = Math.ceil(w / step) + 1;
  const gh = Math.ceil(h / step) + 1;
  const { cosTheta, part } = yield* skinAtNodes((gx, gy) => skinAt((x0 + gx * step) / scale, (y0 + gy * step) / scale), gw, gh);
  yield;
  const light = new Float32Array(3 * gw * gh);
  const columnOf = Int32Array.from({ length: w }, (_, x) => Math.round(x / step));
  const weight = new Float32Array(w * h);
  const level = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    if (y % A_STEP === A_STEP - 1) yield;
    const row = Math.round(y / step) * gw;
    for (let x = 0, o = ((y0 + y) * raster.widthPx + x0) * 4; x < w; x++, o += 4) {
      const k = row + columnOf[x];
      if (cosTheta[k] <= MIN_COS) continue;
      const r = LINEAR_OF_BYTE[raster.rgba[o]];
      const g = LINEAR_OF_BYTE[raster.rgba[o + 1]];
      const b = LINEAR_OF_BYTE[raster.rgba[o + 2]];
      light[3 * k] += r;
      light[3 * k + 1] += g;
      light[3 * k + 2] += b;
      weight[y * w + x] = 1;
      level[y * w + x] = Math.sqrt(0.3 * r + 0.6 * g + 0.1 * b + 1e-4);
    }
  }
  yield;
  const detailReach = Math.max(1, Math.round(DETAIL_MM * perMm));
  const near = boxBlur(level, w, h, detailReach);
  yield;
  const nearWeight = boxBlur(weight, w, h, detailReach);
  yield;
  const detail = level;
  for (let i = 0; i < w * h; i++) detail[i] = weight[i] === 0 ? Number.NaN : (level[i] * nearWeight[i]) / near[i] - 1;
  for (let round = Math.max(1, Math.round((GRAIN_MM * perMm) ** 2 / (2 * SIDE))); round > 0; round--) {
    yield;
    soften(detail, w, h);
  }
  yield;
  const size = { widthPx: w, heightPx: h };
  const bins = binned(detail, size);
  const levelsWithin = (reachMm: number) =>
    levelSteps(bins, {
      ...size,
      stepPx: step,
      reachPx: Math.max(2, Math.round(reachMm * perMm)),
      shares: SHARES,
      leastKnown: 0.25,
    });
  yield;
  const around = yield* levelsWithin(WINDOW_MM);
  yield;
  const here = yield* levelsWithin(HERE_MM);
  const roughness = new Float32Array(gw * gh);
  const tilt = new Float32Array(gw * gh);
  for (let k = 0; k < gw * gh; k++) {
    const at = N * k;
    roughness[k] = Math.log(here[at + HIGH] - here[at + LOW] + 1e-3);
    tilt[k] = (here[at + MIDDLE] - here[at]) / (here[at + BRIGHT] - here[at + MIDDLE] + 1e-3);
  }
  yield;
  const marked = hairByMarks(around, here, gw, gh);
  yield;
  const { hair, tone, need, lack, garment, uncoloured, basis } = yield* toneSteps({
    widthCells: gw,
    heightCells: gh,
    cosTheta,
    part,
    light,
    roughness,
    tilt,
    marked,
  });
  yield;
  for (const [grid, averaged] of [
    [hair, AVERAGED],
    [tone, AVERAGED_TONE],
  ] as const) {
    fillUnknown(grid, gw, gh);
    fillRim(grid, cosTheta, gw, gh);
    average(grid, gw, gh, AVERAGE_PX / step, averaged);
  }
  const byColour = basis?.byColour ?? 0;
  for (let k = 0; k < tone.length; k++) {
    // a garment is no hair, and takes no dots
    if (garment[k]) hair[k] = 0;
    const coloured = 1 - Math.max(lack[k], need[k] * (1 - tone[k]));
    tone[k] = garment[k] ? 1 : byColour * coloured + (1 - byColour) * uncoloured * hair[k];
  }
  return { widthNodes: gw, heightNodes: gh, scale, x0, y0, stepPx: step, hair, tone, basis };
}

type SkinAtNode = (gx: number, gy: number) => ReturnType<HairOptions['skinAt']>;
type SkinNodes = Pick<HairNodes, 'cosTheta' | 'part'>;

/** Looks up every second node, and those between only where the skin is steep or two parts meet; else interpolates. */
function* skinAtNodes(skinAt: SkinAtNode, gw: number, gh: number): Steps<SkinNodes> {
  const nodes: SkinNodes = { cosTheta: new Float32Array(gw * gh), part: new Uint8Array(gw * gh) };
  for (let gy = 0; gy < gh; gy += 2) {
    if (gy % 64 === 62) yield;
    for (let gx = 0; gx < gw; gx += 2) lookAt(nodes, gw, gx, gy, skinAt(gx, gy));
  }
  yield;
  for (let gy = 0; gy < gh; gy++) lookBetween(nodes, gw, gh, gy, skinAt);
  return nodes;
}

function lookAt({ cosTheta, part }: SkinNodes, gw: number, gx: number, gy: number, skin: ReturnType<HairOptions['skinAt']>) {
  if (!skin) return;
  cosTheta[gy * gw + gx] = skin.cosTheta;
  part[gy * gw + gx] = skin.cosTheta > MIN_COS ? PARTS.indexOf(skin.part) : 0;
}

/** The nodes of a row that were left out. */
function lookBetween(nodes: SkinNodes, gw: number, gh: number, gy: number, skinAt: SkinAtNode) {
  const { cosTheta, part } = nodes;
  const isPlain = (k: number, as: number) => cosTheta[k] > MIN_PLAIN_COS && part[k] === part[as];
  const [up, down] = [gy - (gy & 1), gy + (gy & 1)];
  for (let gx = 1 - (gy & 1); gx < gw; gx += 2 - (gy & 1)) {
    const [left, right] = [gx - (gx & 1), gx + (gx & 1)];
    const [a, b, c, d] = [up * gw + left, up * gw + right, down * gw + left, down * gw + right];
    if (right < gw && down < gh && isPlain(a, a) && isPlain(b, a) && isPlain(c, a) && isPlain(d, a)) {
      cosTheta[gy * gw + gx] = (cosTheta[a] + cosTheta[b] + cosTheta[c] + cosTheta[d]) / 4;
      part[gy * gw + gx] = part[a];
    } else lookAt(nodes, gw, gx, gy, skinAt(gx, gy));
  }
}

/** Hair 0..1 at each node by the skew and depth of its texture. */
function hairByMarks(around: Float32Array, here: Float32Array, gw: number, gh: number): Float32Array {
  const grid = new Float32Array(gw * gh).fill(-1);
  const some = new Float32Array(gw * gh).fill(1);
  for (let k = 0; k < grid.length; k++) {
    const middle = around[N * k + MIDDLE];
    if (Number.isNaN(middle)) continue;
    const depth = middle - around[N * k];
    const tilt = depth / (around[N * k + BRIGHT] - middle + 1e-9);
    const score = TILT_WEIGHT * (tilt - GRAIN_TILT) + Math.log(Math.min(DEPTH.most, depth + 1e-6) / DEPTH.unit);
    grid[k] = smooth((score - BARE_SCORE) / (FULL_SCORE - BARE_SCORE));
    const depthHere = (middle - here[N * k]) / depth;
    if (!Number.isNaN(depthHere)) some[k] = smooth((depthHere - BARE_HERE) / (FULL_HERE - BARE_HERE));
  }
  fillUnknown(grid, gw, gh);
  // the window extends about two cells beyond the hair
  erode(grid, gw, gh);
  erode(grid, gw, gh);
  for (let k = 0; k < grid.length; k++) grid[k] *= some[k];
  return grid;
}

/** Sigma, px, of the average over readings: the coarser the photo, the larger the area of skin that is needed to tell hair from grain. assumed. */
const AVERAGE_PX = 8;
/** Averages up to `bare` count as bare and from `bare + range` on as dense hair, which removes islands and gaps narrower than the average. assumed. */
const AVERAGED = { bare: 0.15, range: 0.7 };
/** Tone is an amount: little is added at either end. assumed. */
const AVERAGED_TONE = { bare: 0.1, range: 0.85 };
/** Averages in place. @param sigma cells */
function average(grid: Float32Array, w: number, h: number, sigma: number, { bare, range }: typeof AVERAGED) {
  gaussianBlur(grid, w, h, sigma).forEach((mean, k) => {
    grid[k] = Math.min(1, Math.max(0, (mean - bare) / range));
  });
}

/** Weight of a neighbour in `soften`; one pass adds a variance of 2 x SIDE, px2. */
const SIDE = 0.107;
const softened = (own: number, before: number, after: number) =>
  own + SIDE * ((Number.isNaN(before) ? own : before) + (Number.isNaN(after) ? own : after) - 2 * own);
/** Blurs slightly, across and down; unknown values stay NaN and are left out. Down in all columns at once: read one by one, they would not stay in the processor's cache. */
function soften(values: Float32Array, w: number, h: number) {
  for (let y = 0, i = 0; y < h; y++) {
    let before = values[i];
    for (let x = 0; x < w; x++, i++) {
      const own = values[i];
      values[i] = softened(own, before, x < w - 1 ? values[i + 1] : own);
      before = own;
    }
  }
  // the row above as it was
  const above = values.slice(0, w);
  for (let y = 0, i = 0; y < h; y++)
    for (let x = 0; x < w; x++, i++) {
      const own = values[i];
      values[i] = softened(own, above[x], y < h - 1 ? values[i + w] : own);
      above[x] = own;
    }
}

/** Sets each cell to the minimum of itself and its 8 neighbours. */
function erode(grid: Float32Array, w: number, h: number) {
  const before = grid.slice();
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let least = 1;
      for (let j = Math.max(0, y - 1); j <= Math.min(h - 1, y + 1); j++)
        for (let i = Math.max(0, x - 1); i <= Math.min(w - 1, x + 1); i++) least = Math.min(least, before[j * w + i]);
      grid[y * w + x] = least;
    }
}

/** Skin steeper than this is the rim of the head: an outline that is a little off and the light around it hide the hair there. assumed. */
const RIM_COS = 0.3;
/** At the rim there is at least as much as just inside it. */
function fillRim(grid: Float32Array, cosTheta: Float32Array, w: number, h: number) {
  const inner = grid.map((value, k) => (cosTheta[k] < RIM_COS ? -1 : value));
  fillUnknown(inner, w, h);
  for (let k = 0; k < grid.length; k++) grid[k] = Math.max(grid[k], inner[k]);
}

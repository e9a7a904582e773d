/*
 * Density of the client's own shaved hair in a patch of the photo. Marks are dark peaks of a Laplacian of Gaussian of log light (Lindeberg
 * 1998), with one filter width in mm for every photo. A peak counts if it reaches a share of the patch's strong marks, so that skin colour,
 * light and sharpness cancel. Marks closer than the filter merge: n_seen = n exp(-n a). A mark is a follicular unit, several hairs from one
 * opening. Leaves out: hairs lighter than the skin, and steep skin.
 */
import { LINEAR_OF_BYTE } from '../math/colour.ts';
import { gaussianBlur } from '../math/gaussian-blur.ts';
import type { Raster } from '../math/raster.ts';

/** Sigma of the mark filter, mm: two of them are about half the spacing of follicles, 1.1 mm (core/README.md 12); and its minimum in pixels. */
const FILTER_MM = 0.24;
const MIN_FILTER_PX = 0.8;
/** In coarser copies too many follicles merge to correct the count, px per mm. */
export const MIN_PX_PER_MM = 3.4;
/** A strong mark is the median of this many darkest ones per cm2; any shaved side has more. assumed. */
const STRONG_PER_CM2 = 40;
/** Least height of a mark, as a share of a strong one. assumed: between the grain of skin and the faintest follicles. */
const MARK_SHARE = 0.3;
/** Two marks closer than this many filter sigmas merge: a = pi r^2 / 2. assumed: from rendered heads at 3.6 to 7 px per mm. */
const MERGE_SIGMAS = 1.45;
/** Hairs per follicular unit (Han, 3 sites 1.9; Caucasian 2.2-2.5: core/README.md 12). assumed: the lower value, since hairs hide each other. */
const HAIRS_PER_FOLLICLE = 1.9;
/** Seen straight on, the hairs of one follicle show as more than one mark; seen aslant they overlap. assumed: from six rendered heads. */
const PARTING = 0.52;
const NO_PARTING_FACING = 0.73;
/** @param facing mean cosine of the skin's tilt from the camera */
export const hairsPerMark = (facing: number) => HAIRS_PER_FOLLICLE / (1 + PARTING * (facing - NO_PARTING_FACING));
/** Relative errors: hairs per mark between people, and the correction for merged marks. assumed. */
const HAIRS_SD = 0.1;
const MERGE_SD = 0.06;
/** Dark peaks must be stronger than bright ones by this factor, else they are the grain of the skin. assumed: 1.0 on bare rendered skin. */
const MIN_CONTRAST = 1.35;
const MIN_MARKS = 12;
/** Least mean hair reading of a patch of shaved hair. assumed. */
const MIN_HAIR = 0.3;
/** Radius to which marks are averaged to find their size, mm; its outer 30 % is read as skin. */
const STACK_MM = 0.7;
const BLUR_SD = 0.1;

export interface Patch {
  xPx: number;
  yPx: number;
  radiusMm: number;
}
/** The skin at a photo pixel: true area in mm^2 per photo px^2, and the scale perpendicular to the line of sight. */
export interface SkinScale {
  areaMm2: number;
  pxPerMm: number;
}
export interface StubbleOptions {
  photoWidthPx: number;
  patch: Patch;
  /** null off the head */
  skinAt(xPx: number, yPx: number): SkinScale | null;
  /** hair 0..1 at a photo pixel */
  hairAt(xPx: number, yPx: number): number;
  /** sigma of the photo's own blur, photo px */
  blurPx: number;
  /** relative error of the scale, 1 sigma */
  scaleSd: number;
}

export interface StubbleCount {
  /** of the copy that was read */
  pxPerMm: number;
  /** hairs per cm2 of true skin, and the marks from which they were computed */
  perCm2: number;
  perCm2Sd: number;
  marksPerCm2: number;
  /** assumed hairs per mark */
  hairsPerMark: number;
  /** apparent size of a mark: full width at half maximum with the photo's blur removed */
  diameterMm: number;
  diameterSdMm: number;
  /** apparent absorbance (natural log) at the centre of a strong mark */
  absorbance: number;
}
export type StubbleReading = { ok: true; count: StubbleCount } | { ok: false; reason: 'coarse' | 'none'; pxPerMm: number };

/** Counts the marks in a patch. Takes some 10 ms for 12 mm at 7 px per mm. */
export function readStubble(raster: Raster, { photoWidthPx, patch, skinAt, hairAt, blurPx, scaleSd }: StubbleOptions): StubbleReading {
  const shrink = raster.widthPx / photoWidthPx;
  const middle = skinAt(patch.xPx, patch.yPx);
  const perMm = (middle?.pxPerMm ?? 0) * shrink;
  if (!middle) return { ok: false, reason: 'none', pxPerMm: perMm };
  if (perMm < MIN_PX_PER_MM) return { ok: false, reason: 'coarse', pxPerMm: perMm };
  const sigmaPx = Math.max(MIN_FILTER_PX, FILTER_MM * perMm);
  const radius = patch.radiusMm * perMm;
  const margin = Math.ceil(4 * sigmaPx) + 2;
  const [cx, cy] = [patch.xPx * shrink, patch.yPx * shrink];
  const x0 = Math.max(0, Math.floor(cx - radius) - margin);
  const y0 = Math.max(0, Math.floor(cy - radius) - margin);
  const w = Math.min(raster.widthPx, Math.ceil(cx + radius) + margin) - x0;
  const h = Math.min(raster.heightPx, Math.ceil(cy + radius) + margin) - y0;
  const dark = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const o = ((y0 + y) * raster.widthPx + x0 + x) * 4;
      const [r, g, b] = [LINEAR_OF_BYTE[raster.rgba[o]], LINEAR_OF_BYTE[raster.rgba[o + 1]], LINEAR_OF_BYTE[raster.rgba[o + 2]]];
      dark[y * w + x] = -Math.log(0.3 * r + 0.6 * g + 0.1 * b + 1e-3);
    }

  const inside = (x: number, y: number) => (x0 + x + 0.5 - cx) ** 2 + (y0 + y + 0.5 - cy) ** 2 <= radius * radius;
  let areaMm2 = 0; // of true skin
  let seenMm2 = 0; // of the picture, across the line of sight
  let hairMm2 = 0;
  const BLOCK = 4;
  for (let y = 0; y < h; y += BLOCK)
    for (let x = 0; x < w; x += BLOCK) {
      const skin = inside(x + 2, y + 2) ? skinAt((x0 + x + 2) / shrink, (y0 + y + 2) / shrink) : null;
      if (!skin) continue;
      areaMm2 += (skin.areaMm2 / (shrink * shrink)) * BLOCK * BLOCK;
      const blockMm2 = (BLOCK * BLOCK) / (skin.pxPerMm * shrink) ** 2;
      seenMm2 += blockMm2;
      hairMm2 += blockMm2 * hairAt((x0 + x + 2) / shrink, (y0 + y + 2) / shrink);
    }
  if (hairMm2 < MIN_HAIR * seenMm2 || seenMm2 === 0) return { ok: false, reason: 'none', pxPerMm: perMm };

  const smooth = gaussianBlur(dark, w, h, sigmaPx);
  const peaks: { x: number; y: number; height: number }[] = [];
  const bright: number[] = [];
  const response = (i: number) => 4 * smooth[i] - smooth[i - 1] - smooth[i + 1] - smooth[i - w] - smooth[i + w];
  for (let y = 2; y < h - 2; y++)
    for (let x = 2; x < w - 2; x++) {
      if (!inside(x, y)) continue;
      const here = response(y * w + x);
      let most = true;
      let least = true;
      for (let j = -1; j <= 1; j++)
        for (let i = -1; i <= 1; i++) {
          if (i === 0 && j === 0) continue;
          const there = response((y + j) * w + x + i);
          if (there >= here) most = false;
          if (there <= here) least = false;
        }
      if (most && here > 0) peaks.push({ x, y, height: here });
      if (least && here < 0) bright.push(-here);
    }
  const strongCount = Math.round((STRONG_PER_CM2 * areaMm2) / 100);
  const strong = medianOfLargest(
    peaks.map((p) => p.height),
    strongCount,
  );
  const marks = peaks.filter((p) => p.height > MARK_SHARE * strong);
  if (marks.length < MIN_MARKS || strong < MIN_CONTRAST * medianOfLargest(bright, strongCount))
    return { ok: false, reason: 'none', pxPerMm: perMm };

  const mergedMm2 = (Math.PI * (MERGE_SIGMAS * (sigmaPx / perMm)) ** 2) / 2;
  const marksPerCm2 = (100 * beforeMerging(marks.length / seenMm2, mergedMm2) * seenMm2) / areaMm2;
  const hairs = hairsPerMark(seenMm2 / areaMm2);
  const sdShare = Math.hypot(1 / Math.sqrt(marks.length), 2 * scaleSd, HAIRS_SD, MERGE_SD);
  const blurMm = (Math.max(blurPx * shrink, 0.5) ** 2 + 1 / 12) ** 0.5 / perMm;
  const size = sizeOfMarks(
    dark,
    w,
    h,
    marks.filter((m) => m.height > strong / 2),
    perMm,
    blurMm,
  );
  return {
    ok: true,
    count: {
      pxPerMm: perMm,
      perCm2: marksPerCm2 * hairs,
      perCm2Sd: marksPerCm2 * hairs * sdShare,
      marksPerCm2,
      hairsPerMark: hairs,
      ...size,
    },
  };
}

/** Solves seen = n exp(-n a) for n, at most 1 / a, where the right side has its maximum. */
function beforeMerging(seen: number, a: number): number {
  let n = seen;
  for (let i = 0; i < 60; i++) n = Math.min(1 / a, seen * Math.exp(n * a));
  return n;
}

function medianOfLargest(values: number[], count: number): number {
  const largest = values
    .slice()
    .sort((p, q) => q - p)
    .slice(0, Math.max(1, count));
  return largest.length ? largest[largest.length >> 1] : 0;
}

/** Fits a Gaussian to the mean of all marks: variance = volume / (2 pi height), less the blur's; the error from four subsets of the marks. */
function sizeOfMarks(dark: Float32Array, w: number, h: number, marks: readonly { x: number; y: number }[], perMm: number, blurMm: number) {
  const reach = Math.ceil(STACK_MM * perMm);
  const side = 2 * reach + 1;
  const of = (group: readonly { x: number; y: number }[]) => {
    const stack = new Float64Array(side * side);
    let used = 0;
    for (const { x, y } of group) {
      if (x < reach || y < reach || x >= w - reach || y >= h - reach) continue;
      used++;
      for (let j = -reach; j <= reach; j++)
        for (let i = -reach; i <= reach; i++) stack[(j + reach) * side + i + reach] += dark[(y + j) * w + x + i];
    }
    if (used === 0) return null;
    let ring = 0;
    let ringCount = 0;
    let volume = 0;
    let count = 0;
    for (let j = -reach; j <= reach; j++)
      for (let i = -reach; i <= reach; i++) {
        const r = Math.hypot(i, j) / perMm;
        const value = stack[(j + reach) * side + i + reach] / used;
        if (r > 0.7 * STACK_MM && r <= STACK_MM) {
          ring += value;
          ringCount++;
        } else if (r <= 0.7 * STACK_MM) {
          volume += value;
          count++;
        }
      }
    const skin = ring / Math.max(1, ringCount);
    const height = stack[reach * side + reach] / used - skin;
    const variance = (volume - count * skin) / Math.max(1e-6, height) / (2 * Math.PI * perMm * perMm);
    return { height, diameterMm: 2.355 * Math.sqrt(Math.max(0.25 * variance, variance - blurMm * blurMm)) };
  };
  const whole = of(marks) ?? { height: 0, diameterMm: 0 };
  const quarters = [0, 1, 2, 3].map((k) => of(marks.filter((_, i) => i % 4 === k))?.diameterMm ?? whole.diameterMm);
  const spread = Math.sqrt(quarters.reduce((s, d) => s + (d - whole.diameterMm) ** 2, 0) / 12);
  return { diameterMm: whole.diameterMm, diameterSdMm: Math.hypot(spread, BLUR_SD * whole.diameterMm), absorbance: whole.height };
}

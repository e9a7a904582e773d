/*
 * Resizes a photo in linear light, so that fine texture keeps its tone. Reduced, each output pixel is the mean of the area it covers;
 * enlarged, pixels are interpolated linearly. Works on bands of rows, so that no second full picture is held.
 */
import { LINEAR_OF_BYTE, srgbOf } from '../math/colour.ts';

/** LINEAR_OF_BYTE, read without a conversion. */
const LIGHT = Float64Array.from(LINEAR_OF_BYTE);

interface Weights {
  first: Int32Array;
  count: Int32Array;
  share: Float64Array;
  most: number;
}

function weightsFor(inSize: number, outSize: number, from: number, to: number): Weights {
  const ratio = inSize / outSize;
  const most = Math.ceil(Math.max(1, ratio)) + 2;
  const first = new Int32Array(to - from);
  const count = new Int32Array(to - from);
  const share = new Float64Array((to - from) * most);
  for (let o = from; o < to; o++) {
    const k = o - from;
    let sum = 0;
    if (ratio >= 1) {
      const a = o * ratio;
      const b = Math.min(inSize, a + ratio);
      first[k] = Math.floor(a);
      for (let i = first[k]; i < b; i++) sum += share[k * most + count[k]++] = Math.min(i + 1, b) - Math.max(i, a);
    } else {
      const centre = (o + 0.5) * ratio - 0.5;
      const i = Math.floor(centre);
      first[k] = Math.max(0, Math.min(inSize - 1, i));
      const t = i < 0 || i + 1 >= inSize ? 0 : centre - i;
      share[k * most] = 1 - t;
      share[k * most + 1] = t;
      count[k] = t > 0 ? 2 : 1;
      sum = 1;
    }
    for (let j = 0; j < count[k]; j++) share[k * most + j] /= sum;
  }
  return { first, count, share, most };
}

/** Input rows needed for output rows [outFrom, outTo). */
export function rowsNeeded(inHeight: number, outHeight: number, outFrom: number, outTo: number): { from: number; to: number } {
  const w = weightsFor(inHeight, outHeight, outFrom, outTo);
  const last = outTo - outFrom - 1;
  return { from: w.first[0], to: w.first[last] + w.count[last] };
}

export interface ResizeBand {
  inWidth: number;
  inHeight: number;
  /** RGBA rows from `rowsNeeded().from` */
  rows: Uint8Array | Uint8ClampedArray;
  outWidth: number;
  outHeight: number;
  outFrom: number;
  outTo: number;
  /** every pixel is opaque: alpha is not read */
  isOpaque?: boolean;
}

/** RGBA bytes of output rows [outFrom, outTo). Alpha is averaged without conversion. */
export function resizeBand({ inWidth, inHeight, rows, outWidth, outHeight, outFrom, outTo, isOpaque = false }: ResizeBand): Uint8Array {
  const wx = weightsFor(inWidth, outWidth, 0, outWidth);
  const wy = weightsFor(inHeight, outHeight, outFrom, outTo);
  const base = wy.first[0];
  // an output pixel covers at most three each way
  const isBy3 = isOpaque && inWidth >= outWidth && inWidth <= 2 * outWidth && inHeight >= outHeight && inHeight <= 2 * outHeight;
  const length = outWidth * 3;
  // one read for the bytes of a pixel, red in the lowest one: every browser's processor is little-endian
  const at = rows.byteOffset % 4 ? rows.slice() : rows;
  const pixels = new Uint32Array(at.buffer, at.byteOffset, at.length >> 2);
  // the last row of one output row is the first of the next
  const narrowed = [0, 1, 2].map(() => ({ y: -1, light: new Float64Array(length), alpha: new Float64Array(isOpaque ? 0 : outWidth) }));
  const rowOf = (y: number) => {
    const kept = narrowed[y % 3];
    if (kept.y !== y) {
      if (isBy3) narrowBy3(pixels, (y - base) * inWidth, wx, kept.light);
      else narrow(pixels, (y - base) * inWidth, wx, kept.light);
      if (!isOpaque) narrowAlpha(rows, (y - base) * inWidth, wx, kept.alpha);
      kept.y = y;
    }
    return kept;
  };
  const out = new Uint8Array(outWidth * 4 * (outTo - outFrom));
  const sum = new Float64Array(length);
  const alphaSum = new Float64Array(isOpaque ? 0 : outWidth);
  for (let k = 0; k < outTo - outFrom; k++) {
    if (isBy3) {
      const [first, last] = [wy.first[k], wy.first[k] + wy.count[k] - 1];
      const [a, b, c] = [0, 1, 2].map((j) => rowOf(Math.min(last, first + j)).light);
      mixBy3(a, b, c, wy.share.subarray(k * wy.most, k * wy.most + 3), out, k * outWidth * 4);
      continue;
    }
    sum.fill(0);
    alphaSum.fill(0);
    const last = wy.count[k] - 1;
    for (let j = 0; j < last; j++) {
      const s = wy.share[k * wy.most + j];
      const { light, alpha } = rowOf(wy.first[k] + j);
      for (let i = 0; i < length; i++) sum[i] += s * light[i];
      for (let x = 0; x < alphaSum.length; x++) alphaSum[x] += s * alpha[x];
    }
    // the last row is added where the bytes are made
    const s = wy.share[k * wy.most + last];
    const { light, alpha } = rowOf(wy.first[k] + last);
    for (let x = 0; x < alphaSum.length; x++) alphaSum[x] += s * alpha[x];
    for (let x = 0, i = 0, o = k * outWidth * 4; x < outWidth; x++, i += 3, o += 4) {
      out[o] = byteOf(sum[i] + s * light[i]);
      out[o + 1] = byteOf(sum[i + 1] + s * light[i + 1]);
      out[o + 2] = byteOf(sum[i + 2] + s * light[i + 2]);
      out[o + 3] = isOpaque ? 255 : Math.round(alphaSum[x]);
    }
  }
  return out;
}

/** Colours of one row in linear light at the new width. @param start pixel at which it begins */
function narrow(pixels: Uint32Array, start: number, { first, count, share, most }: Weights, light: Float64Array) {
  for (let x = 0, o = 0, from = 0; x < first.length; x++, o += 3, from += most) {
    let i = start + first[x];
    let s = share[from];
    let pixel = pixels[i];
    let r = s * LIGHT[pixel & 255];
    let g = s * LIGHT[(pixel >> 8) & 255];
    let b = s * LIGHT[(pixel >> 16) & 255];
    for (let k = from + 1, end = from + count[x]; k < end; k++) {
      s = share[k];
      pixel = pixels[++i];
      r += s * LIGHT[pixel & 255];
      g += s * LIGHT[(pixel >> 8) & 255];
      b += s * LIGHT[(pixel >> 16) & 255];
    }
    light[o] = r;
    light[o + 1] = g;
    light[o + 2] = b;
  }
}

/** The same to the last bit where no output pixel covers more than three: with shares of 0 for those it does not, which needs no inner loop. */
function narrowBy3(pixels: Uint32Array, start: number, { first, share, most }: Weights, light: Float64Array) {
  const last = pixels.length - 1;
  for (let x = 0, o = 0, from = 0; x < first.length; x++, o += 3, from += most) {
    const i = start + first[x];
    const a = pixels[i];
    const b = pixels[Math.min(last, i + 1)];
    const c = pixels[Math.min(last, i + 2)];
    const ofA = share[from];
    const ofB = share[from + 1];
    const ofC = share[from + 2];
    light[o] = ofA * LIGHT[a & 255] + ofB * LIGHT[b & 255] + ofC * LIGHT[c & 255];
    light[o + 1] = ofA * LIGHT[(a >> 8) & 255] + ofB * LIGHT[(b >> 8) & 255] + ofC * LIGHT[(c >> 8) & 255];
    light[o + 2] = ofA * LIGHT[(a >> 16) & 255] + ofB * LIGHT[(b >> 16) & 255] + ofC * LIGHT[(c >> 16) & 255];
  }
}

/** Bytes of an output row from three narrowed rows. */
function mixBy3(a: Float64Array, b: Float64Array, c: Float64Array, share: Float64Array, out: Uint8Array, at: number) {
  const [ofA, ofB, ofC] = share;
  for (let i = 0, o = at; i < a.length; i += 3, o += 4) {
    out[o] = byteOf(ofA * a[i] + ofB * b[i] + ofC * c[i]);
    out[o + 1] = byteOf(ofA * a[i + 1] + ofB * b[i + 1] + ofC * c[i + 1]);
    out[o + 2] = byteOf(ofA * a[i + 2] + ofB * b[i + 2] + ofC * c[i + 2]);
    out[o + 3] = 255;
  }
}

function narrowAlpha(rgba: ResizeBand['rows'], start: number, { first, count, share, most }: Weights, alpha: Float64Array) {
  for (let x = 0; x < first.length; x++) {
    let a = 0;
    for (let j = 0, i = (start + first[x]) * 4 + 3, k = x * most; j < count[x]; j++, i += 4, k++) a += share[k] * rgba[i];
    alpha[x] = a;
  }
}

/** Least light, 0..1, whose sRGB byte is the index. */
const exactByte = (light: number) => Math.round(255 * srgbOf(light));
const LEAST_LIGHT = Float64Array.from({ length: 257 }, (_, byte) => {
  if (byte === 0) return 0;
  if (byte > 255) return Number.POSITIVE_INFINITY;
  let [below, least] = [0, 1];
  for (let half = 0.5; half > below && half < least; half = (below + least) / 2)
    if (exactByte(half) >= byte) least = half;
    else below = half;
  return least;
});
/** The byte at the start of each of STEPS equal steps of light. So small that few have another byte at their end, and none a third. */
const STEPS = 65536;
const BYTE_AT = new Uint8Array(STEPS + 2);
for (let byte = 1; byte < 256; byte++) BYTE_AT.fill(byte, Math.ceil(LEAST_LIGHT[byte] * STEPS));

/** The sRGB byte of light from 0 to about 1. */
function byteOf(light: number): number {
  const byte = BYTE_AT[(light * STEPS) | 0];
  return light < LEAST_LIGHT[byte + 1] ? byte : byte + 1;
}

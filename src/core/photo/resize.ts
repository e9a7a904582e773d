/*
 * Resizes a photo in linear light, so that fine texture keeps its tone. Reduced, each output pixel is the mean of the area it covers;
 * enlarged, pixels are interpolated linearly. Works on bands of rows, so that no second full picture is held.
 */
import { LINEAR_OF_BYTE, srgbOf } from '../math/colour.ts';

interface Weights {
  first: Int32Array;
  count: Int32Array;
  share: Float32Array;
  most: number;
}

function weightsFor(inSize: number, outSize: number, from: number, to: number): Weights {
  const ratio = inSize / outSize;
  const most = Math.ceil(Math.max(1, ratio)) + 2;
  const first = new Int32Array(to - from);
  const count = new Int32Array(to - from);
  const share = new Float32Array((to - from) * most);
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
}

/** RGBA bytes of output rows [outFrom, outTo). Alpha is averaged without conversion. */
export function resizeBand({ inWidth, inHeight, rows, outWidth, outHeight, outFrom, outTo }: ResizeBand): Uint8Array {
  const wx = weightsFor(inWidth, outWidth, 0, outWidth);
  const wy = weightsFor(inHeight, outHeight, outFrom, outTo);
  const base = wy.first[0];
  const height = rows.length / (4 * inWidth);
  const across = new Float32Array(outWidth * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < outWidth; x++) {
      const o = (y * outWidth + x) * 4;
      for (let j = 0; j < wx.count[x]; j++) {
        const i = (y * inWidth + wx.first[x] + j) * 4;
        const s = wx.share[x * wx.most + j];
        across[o] += s * LINEAR_OF_BYTE[rows[i]];
        across[o + 1] += s * LINEAR_OF_BYTE[rows[i + 1]];
        across[o + 2] += s * LINEAR_OF_BYTE[rows[i + 2]];
        across[o + 3] += s * rows[i + 3];
      }
    }
  const out = new Uint8Array(outWidth * (outTo - outFrom) * 4);
  const sum = new Float32Array(outWidth * 4);
  for (let k = 0; k < outTo - outFrom; k++) {
    sum.fill(0);
    for (let j = 0; j < wy.count[k]; j++) {
      const s = wy.share[k * wy.most + j];
      const row = (wy.first[k] + j - base) * outWidth * 4;
      for (let i = 0; i < outWidth * 4; i++) sum[i] += s * across[row + i];
    }
    for (let i = 0; i < outWidth * 4; i++)
      out[k * outWidth * 4 + i] = (i & 3) === 3 ? Math.round(sum[i]) : Math.round(255 * srgbOf(sum[i]));
  }
  return out;
}

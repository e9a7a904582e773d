/* How far apart the pictures of two engines are, as a whole and where no dot is near. */
import type { Picture } from '../support/png.ts';

export interface PictureDifference {
  /** mean absolute difference of all channels, 0..255 */
  mean: number;
  most: number;
  /** pixels without a dot near that differ in any channel, how many there are, and by how much at most */
  bareDifferent: number;
  bareCount: number;
  bareMost: number;
}

/** Reach of the veil around a dot; the same margin as in the test of `npm run render`. */
const REACH_MM = 6;

export interface DotColumns {
  id: number[];
  session: number[];
  xPx: number[];
  yPx: number[];
}

/** 1 for each pixel of the picture that a dot may have changed. */
export function nearDots(dots: DotColumns, pxPerMm: number, photoWidthPx: number, { width, height }: Picture): Uint8Array {
  const scale = width / photoWidthPx;
  const reach = Math.ceil(REACH_MM * pxPerMm * scale) + 2;
  const near = new Uint8Array(width * height);
  for (let i = 0; i < dots.id.length; i++) {
    const x = Math.round(dots.xPx[i] * scale);
    const y = Math.round(dots.yPx[i] * scale);
    const left = Math.max(0, x - reach);
    const right = Math.min(width, x + reach + 1);
    if (left >= right) continue;
    for (let row = Math.max(0, y - reach); row < Math.min(height, y + reach + 1); row++)
      near.fill(1, row * width + left, row * width + right);
  }
  return near;
}

/** The two pictures must be of one size. */
export function comparePictures(one: Picture, other: Picture, near: Uint8Array): PictureDifference {
  let sum = 0;
  const out = { mean: 0, most: 0, bareDifferent: 0, bareCount: 0, bareMost: 0 };
  for (let pixel = 0; pixel < near.length; pixel++) {
    let most = 0;
    for (let i = pixel * 3; i < pixel * 3 + 3; i++) {
      const difference = Math.abs(one.rgb[i] - other.rgb[i]);
      sum += difference;
      if (difference > most) most = difference;
    }
    if (most > out.most) out.most = most;
    if (near[pixel]) continue;
    out.bareCount++;
    if (most > 0) out.bareDifferent++;
    if (most > out.bareMost) out.bareMost = most;
  }
  out.mean = sum / one.rgb.length;
  return out;
}

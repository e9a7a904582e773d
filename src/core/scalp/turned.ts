/* Quarter turns of a photo that lies on its side, and the conversion of results back to the photo's own pixels. */

import type { Head, PhotoPx } from '../consultation/schema.ts';
import type { Raster } from '../math/raster.ts';
import type { FaceLandmarks } from './face-landmarks.ts';
import { matrixProduct } from './head-view.ts';
import type { PersonMask } from './person-mask.ts';
import { plainAngles, rotationAngles, rotationMatrix } from './rotation.ts';

/** Quarter turns clockwise. */
export type Quarters = 0 | 1 | 2 | 3;
export interface Size {
  widthPx: number;
  heightPx: number;
}

export const turnedSize = ({ widthPx, heightPx }: Size, quarters: Quarters): Size =>
  quarters % 2 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };

/** The pixels turned clockwise. */
function turnedPixels<T extends Uint8Array | Uint8ClampedArray>(
  pixels: T,
  { widthPx: w, heightPx: h }: Size,
  quarters: Quarters,
  out: T,
  columns: number,
): T {
  const wide = quarters % 2 ? h : w;
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [i, j] = quarters === 1 ? [h - 1 - y, x] : quarters === 2 ? [w - 1 - x, h - 1 - y] : quarters === 3 ? [y, w - 1 - x] : [x, y];
      for (let c = 0; c < columns; c++) out[(j * wide + i) * columns + c] = pixels[(y * w + x) * columns + c];
    }
  return out;
}

export const turnedRaster = (raster: Raster, quarters: Quarters): Raster => ({
  ...turnedSize(raster, quarters),
  rgba: turnedPixels(raster.rgba, raster, quarters, new Uint8ClampedArray(raster.rgba.length), 4),
});
export const turnedMask = (mask: PersonMask, quarters: Quarters): PersonMask => ({
  ...turnedSize(mask, quarters),
  share: turnedPixels(mask.share, mask, quarters, new Uint8Array(mask.share.length), 1),
});

/** Converts a point of the turned picture to the photo. */
export function pointBack([x, y]: PhotoPx, { widthPx: w, heightPx: h }: Size, quarters: Quarters): PhotoPx {
  return quarters === 1 ? [y, h - x] : quarters === 2 ? [w - x, h - y] : quarters === 3 ? [w - y, x] : [x, y];
}
export function headBack(head: Head, photo: Size, quarters: Quarters): Head {
  if (!quarters) return head;
  const turn = rotationMatrix([0, 0, (-quarters * Math.PI) / 2]);
  return {
    ...head,
    ...(quarters % 2 && head.squeeze ? { squeeze: 1 / head.squeeze } : {}),
    centrePx: pointBack(head.centrePx, photo, quarters),
    rotationRad: plainAngles(rotationAngles(matrixProduct(turn, rotationMatrix(head.rotationRad)))),
  };
}
export function faceBack({ pointsPx }: FaceLandmarks, photo: Size, quarters: Quarters): FaceLandmarks {
  const out = pointsPx.slice();
  for (let i = 0; i < out.length; i += 3) [out[i], out[i + 1]] = pointBack([pointsPx[i], pointsPx[i + 1]], photo, quarters);
  return { pointsPx: out };
}

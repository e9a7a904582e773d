/* A square picture from linear light: for readings of a photo. */
import { srgbOf } from '../../src/core/math/colour.ts';
import type { Raster } from '../../src/core/math/raster.ts';

/** @param linear light R G B at a pixel; what is over 1 is clipped */
export function paintLinear(sizePx: number, linear: (x: number, y: number) => readonly number[]): Raster {
  const rgba = new Uint8Array(sizePx * sizePx * 4).fill(255);
  for (let i = 0; i < sizePx * sizePx; i++)
    linear(i % sizePx, Math.floor(i / sizePx)).forEach((l, c) => {
      rgba[4 * i + c] = Math.round(255 * srgbOf(Math.min(1, l)));
    });
  return { widthPx: sizePx, heightPx: sizePx, rgba };
}

/* A picture under the white light that a patch has told (white-patch.ts). Apart from it: every picture is drawn, few patches are tapped. */
import { LINEAR_OF_BYTE, srgbOf } from '../math/colour.ts';
import type { Raster } from '../math/raster.ts';

/** Factors on linear light, R G B. */
export type Gains = readonly [number, number, number];

/** The picture in white light: every pixel times the gains, in linear light. */
export function whitened({ widthPx, heightPx, rgba }: Raster, gains: Gains): Raster {
  const tables = gains.map((gain) =>
    Uint8Array.from(LINEAR_OF_BYTE, (linear) => Math.round(255 * Math.min(1, Math.max(0, srgbOf(linear * gain))))),
  );
  const out = new Uint8Array(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    for (let c = 0; c < 3; c++) out[i + c] = tables[c][rgba[i + c]];
    out[i + 3] = rgba[i + 3];
  }
  return { widthPx, heightPx, rgba: out };
}

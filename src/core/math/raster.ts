/** An upright 8-bit sRGB picture, four bytes a pixel (RGBA, not premultiplied), row 0 at the top. */
export interface Raster {
  widthPx: number;
  heightPx: number;
  rgba: Uint8Array | Uint8ClampedArray;
}

/* Turns and mirrors stored pixels by an EXIF orientation. */
import { swapsSides, TURNS } from './exif-orientation.ts';

export const uprightSize = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }, orientation: number) =>
  swapsSides(orientation) ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };

export interface StoredRows {
  rgba: Uint8Array | Uint8ClampedArray;
  /** width of the rectangle in `rgba`, and its position in the stored picture */
  widthPx: number;
  left: number;
  top: number;
}

/** Writes a rectangle of the stored picture into the upright one. @param stored size of the whole stored picture */
export function turnInto(
  upright: Uint32Array,
  { rgba, widthPx, left, top }: StoredRows,
  stored: { widthPx: number; heightPx: number },
  orientation: number,
): void {
  const out = uprightSize(stored, orientation);
  const [a, b, c, d] = TURNS[orientation];
  const origin = (a < 0 || b < 0 ? out.widthPx - 1 : 0) + (c < 0 || d < 0 ? out.heightPx - 1 : 0) * out.widthPx;
  const [across, down] = [a + c * out.widthPx, b + d * out.widthPx];
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length >> 2);
  for (let i = 0, y = top; i < pixels.length; y++) {
    let o = origin + left * across + y * down;
    for (const end = i + widthPx; i < end; i++, o += across) upright[o] = pixels[i];
  }
}

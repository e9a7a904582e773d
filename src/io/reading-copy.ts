/*
 * What is read of a decoded photo: a small copy, and the camera's blur and sharpening from pieces at full size around its edges and where it has
 * texture. Reduced by our own code: browsers differ, and hair read from their copies would switch different dots.
 */
import type { Raster } from '../core/math/raster.ts';
import { brightness, edgePlaces } from '../core/photo/camera-look.ts';
import { PIECE_PX, type Piece, texturePlaces } from '../core/photo/finest-detail.ts';
import { resizeBand, rowsNeeded } from '../core/photo/resize.ts';
import { canvas2d } from './canvas-2d.ts';

const SMALL_SIDE_PX = 2048;
/** Rows made at once: few enough that their pixels stay in the processor's cache. */
const BAND_ROWS = 48;

/** Copies the photo, small. @param pause waited for after each band of rows @throws RangeError without a canvas of that size */
export async function smallCopy(bitmap: ImageBitmap, hasAlpha: boolean, pause?: () => Promise<unknown>): Promise<Raster> {
  const { width: inWidth, height: inHeight } = bitmap;
  const scale = Math.min(1, SMALL_SIDE_PX / Math.max(inWidth, inHeight));
  const widthPx = Math.max(1, Math.round(inWidth * scale));
  const heightPx = Math.max(1, Math.round(inHeight * scale));
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  /** of as many rows as any band needs */
  const rowsAtMost = Math.ceil(BAND_ROWS / scale) + 2;
  const made = canvas2d(inWidth, rowsAtMost);
  if (!made) throw new RangeError(`no canvas of ${inWidth} x ${rowsAtMost}`);
  const { canvas, context } = made;
  // a band takes the place of the one before
  context.globalCompositeOperation = 'copy';
  for (let outFrom = 0; outFrom < heightPx; outFrom += BAND_ROWS) {
    const outTo = Math.min(heightPx, outFrom + BAND_ROWS);
    const { from, to } = scale < 1 ? rowsNeeded(inHeight, heightPx, outFrom, outTo) : { from: outFrom, to: outTo };
    context.drawImage(bitmap, 0, -from);
    const rows = context.getImageData(0, 0, inWidth, to - from).data;
    const size = { inWidth, inHeight, outWidth: widthPx, outHeight: heightPx };
    const band = scale < 1 ? resizeBand({ ...size, rows, outFrom, outTo, isOpaque: !hasAlpha }) : rows;
    rgba.set(band, outFrom * widthPx * 4);
    await pause?.();
  }
  canvas.width = canvas.height = 1;
  return { widthPx, heightPx, rgba };
}

/** Pieces by which the camera's look is read. @param small the small copy of the same photo */
export function cameraPieces(bitmap: ImageBitmap, small: Raster): Piece[] {
  const made = canvas2d(PIECE_PX, PIECE_PX);
  if (!made) return [];
  return [...edgePlaces(small, bitmap.width), ...texturePlaces(small, bitmap.width)]
    .filter(({ xPx, yPx }) => Math.min(xPx, yPx, bitmap.width - xPx, bitmap.height - yPx) > PIECE_PX / 2 + 1)
    .map(({ xPx, yPx }) => {
      made.context.drawImage(bitmap, -Math.round(xPx - PIECE_PX / 2), -Math.round(yPx - PIECE_PX / 2));
      const rgba = made.context.getImageData(0, 0, PIECE_PX, PIECE_PX).data;
      return brightness({ widthPx: PIECE_PX, heightPx: PIECE_PX, rgba });
    });
}

/*
 * Draws the picture at full size or any width in strips, with the same passes as the screen and without a canvas of that size.
 */
import { resizeBand, rowsNeeded } from '../core/photo/resize.ts';
import { isCanvasTrue, probeReadback, type ReadbackFault } from './readback.ts';
import type { Frame, Stage, Tile } from './stage.ts';

export const STRIP_ROWS = 1024;
/** How often a tile is tried if the graphics context is lost. */
const ATTEMPTS = 3;

/** Ends of a sentence. */
export const FAULTS: Record<ReadbackFault, string> = {
  lost: 'the graphics of this device went away and did not come back. Try again.',
  blank: 'the graphics of this device do not draw it. Restart the browser, or use another one.',
  altered:
    'this browser changes the pixels that a page reads back (protection against fingerprinting). Allow it for Stubble, or use another browser.',
};

export interface PhotoAtSize {
  /** upright, decoded without premultiplying */
  bitmap: ImageBitmap;
  outWidthPx: number;
  outHeightPx: number;
}
export interface FullSizeOptions extends PhotoAtSize {
  /** false: every pixel is opaque */
  hasAlpha: boolean;
  /** its splats must be for scale outWidthPx / bitmap.width */
  frame: Frame;
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}

/**
 * Draws a tile, waiting for a lost context to return; rejects if what is read back cannot be trusted.
 * @param isProbed false: only check that the context is there, because an earlier tile was probed
 */
export async function drawnTile(stage: Stage, tile: Tile, frame: Frame, signal?: AbortSignal, isProbed = true): Promise<Uint8Array> {
  for (let attempt = 0; attempt < ATTEMPTS && (await stage.whenThere(signal)); attempt++) {
    let read: Uint8Array;
    let fault: ReadbackFault | null;
    try {
      read = stage.renderTile(tile, frame);
      fault = isProbed ? probeReadback(stage.renderTile) : null;
    } catch (error) {
      if (!stage.isLost()) throw error;
      continue;
    }
    // a lost context returns black
    if (stage.isLost()) continue;
    if (fault) throw new Error(FAULTS[fault]);
    return read;
  }
  throw new Error(FAULTS.lost);
}

/** RGBA strips from the top. @throws if they cannot be drawn (message: the end of a sentence) */
export async function* renderStrips(
  stage: Stage,
  { bitmap, hasAlpha, outWidthPx, outHeightPx, frame, signal, onProgress }: FullSizeOptions,
): AsyncGenerator<Uint8Array> {
  if (!isCanvasTrue()) throw new Error(FAULTS.altered);
  const scale = outWidthPx / bitmap.width;
  const side = Math.min(stage.maxSidePx, 4096);
  // a canvas keeps opaque pixels unchanged; cropping the bitmap fails in Chromium if EXIF turned it (6 and 8): the crop is from the wrong end
  const readRows = outWidthPx !== bitmap.width || !hasAlpha ? rowReader({ bitmap, outWidthPx, outHeightPx }) : null;
  for (let top = 0; top < outHeightPx; top += STRIP_ROWS) {
    signal?.throwIfAborted();
    const heightPx = Math.min(STRIP_ROWS, outHeightPx - top);
    const strip = new Uint8Array(outWidthPx * heightPx * 4);
    const band = readRows?.(top, heightPx);
    for (let left = 0; left < outWidthPx; left += side) {
      const widthPx = Math.min(side, outWidthPx - left);
      const pixels = band
        ? columns(band, outWidthPx, heightPx, left, widthPx)
        : await createImageBitmap(bitmap, left, top, widthPx, heightPx, {
            premultiplyAlpha: 'none',
            // resizing to its own size: otherwise Firefox uploads a cropped bitmap from the corner of the whole one
            resizeWidth: widthPx,
            resizeHeight: heightPx,
            resizeQuality: 'pixelated',
          });
      const at = { widthPx, heightPx, originX: left, originY: top, scale, pixels };
      const tile = await drawnTile(stage, at, frame, signal).finally(() => {
        if (!(pixels instanceof Uint8Array)) pixels.close();
      });
      for (let y = 0; y < heightPx; y++) strip.set(tile.subarray(y * widthPx * 4, (y + 1) * widthPx * 4), (y * outWidthPx + left) * 4);
    }
    onProgress?.(Math.min(1, (top + heightPx) / outHeightPx));
    yield strip;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Reads output rows of the photo, RGBA, through a canvas. @param backdrop colour behind transparent parts */
export function rowReader(
  { bitmap, outWidthPx, outHeightPx }: PhotoAtSize,
  backdrop?: string,
): (top: number, heightPx: number) => Uint8Array {
  const resized = outWidthPx !== bitmap.width;
  const canvas = new OffscreenCanvas(bitmap.width, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  return (top, heightPx) => {
    const { from, to } = resized ? rowsNeeded(bitmap.height, outHeightPx, top, top + heightPx) : { from: top, to: top + heightPx };
    canvas.height = to - from;
    if (backdrop) {
      context.fillStyle = backdrop;
      context.fillRect(0, 0, bitmap.width, to - from);
    }
    context.drawImage(bitmap, 0, -from);
    const rows = context.getImageData(0, 0, bitmap.width, to - from).data;
    if (!resized) return new Uint8Array(rows.buffer);
    const at = { outFrom: top, outTo: top + heightPx };
    return resizeBand({ inWidth: bitmap.width, inHeight: bitmap.height, rows, outWidth: outWidthPx, outHeight: outHeightPx, ...at });
  };
}

export function columns(rgba: Uint8Array, stridePx: number, heightPx: number, left: number, widthPx: number): Uint8Array {
  if (widthPx === stridePx) return rgba;
  const out = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++)
    out.set(rgba.subarray((y * stridePx + left) * 4, (y * stridePx + left + widthPx) * 4), y * widthPx * 4);
  return out;
}

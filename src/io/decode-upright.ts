/*
 * A photo's pixels, upright and at the size that is kept: by the browser where it can, a HEIC else by a decoder that is only loaded
 * then (libheif, LGPL, its own chunk).
 */
import { decodeHeic } from './decode-heic.ts';
import { keptSize } from './kept-size.ts';
import type { SniffedPhoto } from './sniff-image.ts';
import { toDecode } from './to-decode.ts';
import { turnedBitmap } from './turn-bitmap.ts';
import { turnInto, uprightSize } from './turn-pixels.ts';

export interface DecodeOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}

const PLAIN: ImageBitmapOptions = { imageOrientation: 'from-image', premultiplyAlpha: 'none' };

/** Null where no decoder takes the file; the caller closes the bitmap. @param original without metadata */
export async function decodeUpright(
  original: Uint8Array<ArrayBuffer>,
  mime: string,
  sniffed: SniffedPhoto,
  { signal, onProgress }: DecodeOptions,
): Promise<ImageBitmap | null> {
  const { bytes, orientation } = toDecode(original, sniffed);
  const native = await decodeNatively(new Blob([bytes], { type: mime }));
  if (!native) return sniffed.kind === 'heic' ? fromHeic(bytes, orientation, { signal, onProgress }) : null;
  const made = [native];
  try {
    signal?.throwIfAborted();
    const { isReduced, widthPx, heightPx } = keptSize({ widthPx: native.width, heightPx: native.height });
    if (isReduced) made.unshift(await resized(native, widthPx, heightPx));
    if (orientation !== 1) made.unshift(await turnedBitmap(made[0], orientation, sniffed.hasAlpha));
    signal?.throwIfAborted();
    return made.shift() ?? null;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DOMException || error instanceof RangeError) return null;
    throw error;
  } finally {
    for (const bitmap of made) bitmap.close();
  }
}

async function decodeNatively(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob, PLAIN);
  } catch {
    return null;
  }
}

async function fromHeic(bytes: Uint8Array, orientation: number, options: DecodeOptions): Promise<ImageBitmap | null> {
  const decoded = await decodeHeic(bytes, options);
  if (!decoded) return null;
  const { widthPx, heightPx } = uprightSize(decoded, orientation);
  try {
    let { rgba } = decoded;
    if (orientation !== 1) {
      rgba = new Uint8ClampedArray(rgba.length);
      turnInto(new Uint32Array(rgba.buffer), { ...decoded, left: 0, top: 0 }, decoded, orientation);
    }
    return await createImageBitmap(new ImageData(rgba, widthPx, heightPx), { premultiplyAlpha: 'none' });
  } catch (error) {
    if (error instanceof DOMException || error instanceof RangeError) return null;
    throw error;
  }
}

export const resized = (bitmap: ImageBitmap, widthPx: number, heightPx: number) =>
  createImageBitmap(bitmap, { premultiplyAlpha: 'none', resizeWidth: widthPx, resizeHeight: heightPx, resizeQuality: 'high' });

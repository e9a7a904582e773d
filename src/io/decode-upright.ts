/* Decodes a photo upright: by the browser if it can, else a HEIC by libheif. */
import { decodeNatively, UPRIGHT } from './decode-natively.ts';
import { keptSize } from './kept-size.ts';
import type { SniffedPhoto } from './photo-kinds.ts';

export interface DecodeOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}

const PLAIN: ImageBitmapOptions = { ...UPRIGHT, premultiplyAlpha: 'none' };

/** Null if no decoder takes the file; the caller closes the bitmap. @param original without metadata */
export async function decodeUpright(
  original: Uint8Array<ArrayBuffer>,
  mime: string,
  sniffed: SniffedPhoto,
  { signal, onProgress }: DecodeOptions,
): Promise<ImageBitmap | null> {
  // all browsers apply a JPEG's orientation in the same way
  const isUpright = sniffed.kind === 'jpeg';
  const { bytes, orientation } = isUpright
    ? { bytes: original, orientation: 1 }
    : (await import('./to-decode.ts')).toDecode(original, sniffed);
  // a JPEG is opaque: asked for plain alpha, browsers would copy its pixels to no end
  const native = await decodeNatively(new Blob([bytes], { type: mime }), isUpright ? UPRIGHT : PLAIN);
  if (!native) {
    if (sniffed.kind !== 'heic') return null;
    const loaded = await import('./from-heic.ts').catch(() => null);
    return loaded?.fromHeic(bytes, orientation, { signal, onProgress }) ?? null;
  }
  const made = [native];
  try {
    signal?.throwIfAborted();
    const { isReduced, widthPx, heightPx } = keptSize({ widthPx: native.width, heightPx: native.height });
    if (isReduced) made.unshift(await resized(native, widthPx, heightPx));
    if (orientation !== 1) {
      const { turnedBitmap } = await import('./turn-bitmap.ts');
      made.unshift(await turnedBitmap(made[0], orientation, sniffed.hasAlpha));
    }
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

export const resized = (bitmap: ImageBitmap, widthPx: number, heightPx: number) =>
  createImageBitmap(bitmap, { premultiplyAlpha: 'none', resizeWidth: widthPx, resizeHeight: heightPx, resizeQuality: 'high' });

/* Decodes a HEIC that the browser cannot, with libheif (LGPL, a chunk of its own that is loaded on first use). */
import type { DecodedHeif } from './decode-heif.ts';
import type { DecodeOptions } from './decode-upright.ts';
import type { HeicAnswer } from './heic.worker.ts';
import { askWorker } from './in-worker.ts';
import { turnInto, uprightSize } from './turn-pixels.ts';

/** Reduced to the kept size; null if it cannot be decoded. @throws the signal's reason */
export async function fromHeic(bytes: Uint8Array, orientation: number, { signal, onProgress }: DecodeOptions): Promise<ImageBitmap | null> {
  const start = (name: string) => new Worker(new URL('./heic.worker.ts', import.meta.url), { type: 'module', name });
  const take = (answer: HeicAnswer) => {
    if ('share' in answer) return void onProgress?.(answer.share);
    return 'decoded' in answer ? answer.decoded : null;
  };
  const decoded = await askWorker<HeicAnswer, DecodedHeif>(start, bytes, { take, signal });
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

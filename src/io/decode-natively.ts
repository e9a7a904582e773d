/* Decodes a file with the browser's own decoders. */

export const UPRIGHT: ImageBitmapOptions = { imageOrientation: 'from-image' };

/** Null if it cannot; the caller closes the bitmap. */
export async function decodeNatively(blob: Blob, options: ImageBitmapOptions): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob, options);
  } catch {
    return null;
  }
}

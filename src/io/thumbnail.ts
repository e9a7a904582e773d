/* A small square JPEG of a photo for the filmstrip. Loaded once there are several photos. */
import { canvas2d } from './canvas-2d.ts';

/** Enough for 64 CSS px on a screen with 3 device pixels each. */
const SIDE_PX = 192;
const QUALITY = 0.8;

/** @returns null if the browser cannot decode the file or gives no canvas */
export async function thumbnail(of: ImageBitmap | Blob): Promise<Blob | null> {
  const bitmap = of instanceof Blob ? await decoded(of) : of;
  if (!bitmap) return null;
  const made = canvas2d(SIDE_PX, SIDE_PX);
  try {
    if (!made) return null;
    const side = Math.min(bitmap.width, bitmap.height);
    // in an upright photo the head is above the middle
    const top = (bitmap.height - side) * 0.3;
    made.context.imageSmoothingQuality = 'high';
    made.context.drawImage(bitmap, (bitmap.width - side) / 2, top, side, side, 0, 0, SIDE_PX, SIDE_PX);
  } finally {
    if (bitmap !== of) bitmap.close();
  }
  return blobOf(made.canvas);
}

async function decoded(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
}

function blobOf(canvas: OffscreenCanvas | HTMLCanvasElement): Promise<Blob | null> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}

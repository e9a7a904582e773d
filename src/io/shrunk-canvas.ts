/* A smaller copy of a photo on a canvas, as the vision models take it. */

/** Long side at most `maxSidePx`, never enlarged. */
export async function shrunkCanvas(bitmap: ImageBitmap, maxSidePx: number): Promise<HTMLCanvasElement> {
  const scale = Math.min(1, maxSidePx / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const small = await createImageBitmap(bitmap, { resizeWidth: canvas.width, resizeHeight: canvas.height, resizeQuality: 'high' });
  const context = canvas.getContext('2d', { alpha: false });
  context?.drawImage(small, 0, 0);
  small.close();
  return canvas;
}

/** A small black picture: nobody in it. */
export function emptyCanvas(): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
  canvas.getContext('2d')?.fillRect(0, 0, 64, 64);
  return canvas;
}

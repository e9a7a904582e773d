/* A smaller copy of a picture for a model that needs no more. */

export function reducedSize({ width, height }: ImageBitmap, longSidePx: number): { widthPx: number; heightPx: number } {
  const scale = Math.min(1, longSidePx / Math.max(width, height));
  return { widthPx: Math.max(1, Math.round(width * scale)), heightPx: Math.max(1, Math.round(height * scale)) };
}

/** The caller closes it. */
export function reduced(bitmap: ImageBitmap, longSidePx: number): Promise<ImageBitmap> {
  const { widthPx, heightPx } = reducedSize(bitmap, longSidePx);
  return createImageBitmap(bitmap, { resizeWidth: widthPx, resizeHeight: heightPx, resizeQuality: 'high' });
}

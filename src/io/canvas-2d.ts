/*
 * A 2D canvas for reading pixels back: an OffscreenCanvas where the browser has one.
 */
export type Canvas2d = {
  canvas: OffscreenCanvas | HTMLCanvasElement;
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;
};

/** Null if the browser gives no canvas of that size. */
export function canvas2d(widthPx: number, heightPx: number): Canvas2d | null {
  const options: CanvasRenderingContext2DSettings = { willReadFrequently: true, colorSpace: 'srgb' };
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(widthPx, heightPx);
    const context = canvas.getContext('2d', options);
    if (context) return { canvas, context };
  }
  if (typeof document === 'undefined') return null;
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = heightPx;
  const context = canvas.getContext('2d', options);
  return context && { canvas, context };
}

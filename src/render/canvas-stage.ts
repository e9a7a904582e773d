/*
 * The picture where there is no WebGL 2: the same sums and the same composite as core computes them, on a 2D canvas. A picture takes tenths
 * of a second, so the screen is drawn with fewer pixels while it changes and with all of them once it rests.
 */
import { type Composite, compositeOver, sumSplats } from '../core/treatment/composite.ts';
import type { Frame } from './frame.ts';
import type { Rectangle } from './rectangle.ts';
import type { ScreenView, Stage, Tile } from './stage.ts';

/** Pixels of the screen's picture: at rest, and while it changes. */
const AT_REST_PX = 1_500_000;
const MOVING_PX = 120_000;
const REST_MS = 250;
/** As large as exports cut their tiles anyway. */
const MAX_SIDE_PX = 4096;

const SLOWLY =
  'This browser has no WebGL 2, so the picture is drawn slowly. Everything else works. Hardware acceleration, or a current Chrome, Edge, Firefox or Safari, draws it at once.';

/** @param otherwise what there is where this canvas cannot be had in this way either */
export function createCanvasStage<T>(canvas: HTMLCanvasElement, otherwise: T): { ok: true; stage: Stage; note: string } | T {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return otherwise;
  let photo: { bitmap: ImageBitmap; widthPx: number; heightPx: number } | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const draw = (view: ScreenView, frame: Frame, mostPx: number) => {
    if (!photo) return;
    const shrink = Math.min(1, Math.sqrt(mostPx / (view.widthPx * view.heightPx)));
    const widthPx = Math.max(1, Math.round(view.widthPx * shrink));
    const heightPx = Math.max(1, Math.round(view.heightPx * shrink));
    const [scale, left, top] = [view.scale * shrink, view.originX * shrink, view.originY * shrink];
    if (canvas.width !== widthPx || canvas.height !== heightPx) {
      canvas.width = widthPx;
      canvas.height = heightPx;
    }
    context.fillStyle = `rgb(${view.surround.map((share) => Math.round(255 * share)).join(' ')})`;
    context.fillRect(0, 0, widthPx, heightPx);
    context.imageSmoothingQuality = 'high';
    context.drawImage(photo.bitmap, left, top, photo.widthPx * scale, photo.heightPx * scale);
    const seen = {
      x: Math.max(0, Math.floor(left)),
      y: Math.max(0, Math.floor(top)),
      right: Math.min(widthPx, Math.ceil(left + photo.widthPx * scale)),
      bottom: Math.min(heightPx, Math.ceil(top + photo.heightPx * scale)),
    };
    if (seen.right <= seen.x || seen.bottom <= seen.y) return;
    const size = { widthPx: seen.right - seen.x, heightPx: seen.bottom - seen.y };
    const image = context.getImageData(seen.x, seen.y, size.widthPx, size.heightPx);
    const rectangle = { ...size, originX: seen.x - left, originY: seen.y - top, scale };
    compositeOver(image.data, compositeOf(rectangle, frame), Math.max(0, Math.round(view.wipePx * shrink) - seen.x));
    context.putImageData(image, seen.x, seen.y);
  };

  const stage: Stage = {
    canvas,
    maxSidePx: MAX_SIDE_PX,
    isLost: () => false,
    whenThere: async () => true,
    onLost: () => {},
    setPhoto(bitmap, size) {
      clearTimeout(resting);
      photo = bitmap && { bitmap, widthPx: size?.widthPx ?? bitmap.width, heightPx: size?.heightPx ?? bitmap.height };
    },
    drawScreen(view, frame) {
      clearTimeout(resting);
      draw(view, frame, MOVING_PX);
      resting = setTimeout(draw, REST_MS, view, frame, AT_REST_PX);
    },
    renderTile(tile, frame) {
      const rgba = bytesOf(tile);
      compositeOver(rgba, compositeOf(tile, frame), 0);
      return new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.byteLength);
    },
    destroy: () => clearTimeout(resting),
  };
  return { ok: true, stage, note: SLOWLY };
}

const compositeOf = (rectangle: Rectangle, { splats, veil, above, gloss, white }: Frame): Composite => ({
  rectangle,
  sums: splats && sumSplats(splats, rectangle),
  veil,
  above,
  gloss,
  white,
});

function bytesOf({ pixels, widthPx, heightPx }: Tile): Uint8ClampedArray {
  if (pixels instanceof Uint8Array) return new Uint8ClampedArray(pixels);
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no canvas to draw it on.');
  context.drawImage(pixels, 0, 0);
  return context.getImageData(0, 0, widthPx, heightPx).data;
}

/*
 * Draws the picture without WebGL 2: core's own sums and composite, on a 2D canvas. A picture takes tenths of a second, so the screen is
 * drawn coarsely while it changes and finely once it is at rest.
 */
import { type Composite, compositeOver, sumSplats } from '../core/treatment/composite.ts';
import type { Frame } from './frame.ts';
import type { Rectangle } from './rectangle.ts';
import type { Cell, SideBySide, TakenPhoto } from './side-by-side.ts';
import type { ScreenView, Stage, Tile } from './stage.ts';

/** Pixels drawn on the screen: at rest, and while it changes. */
const AT_REST_PX = 1_500_000;
const MOVING_PX = 120_000;
const REST_MS = 250;
/** Large enough for the tiles of exports. */
const MAX_SIDE_PX = 4096;

const SLOWLY =
  'This browser has no WebGL 2, so the picture is drawn slowly. Everything else works. Hardware acceleration, or a current Chrome, Edge, Firefox or Safari, draws it at once.';

interface Photo {
  bitmap: ImageBitmap;
  widthPx: number;
  heightPx: number;
}
/** A part of the screen, and the photo's position in it. */
type Part = Omit<Cell, 'photo' | 'frame'>;

/** @param otherwise returned if there is no 2D context either */
export function createCanvasStage<T>(canvas: HTMLCanvasElement, otherwise: T): { ok: true; stage: Stage; note: string } | T {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return otherwise;
  let photo: Photo | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;

  /** Sizes the canvas and fills it with the surround. @returns canvas px per screen px */
  const begin = ({ widthPx, heightPx, surround }: Pick<ScreenView, 'widthPx' | 'heightPx' | 'surround'>, mostPx: number): number => {
    const shrink = Math.min(1, Math.sqrt(mostPx / (widthPx * heightPx)));
    const [width, height] = [Math.max(1, Math.round(widthPx * shrink)), Math.max(1, Math.round(heightPx * shrink))];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.fillStyle = `rgb(${surround.map((share) => Math.round(255 * share)).join(' ')})`;
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    return shrink;
  };
  /** Draws a photo and its frame in a part of the screen. */
  const drawPart = (part: Part, shown: Photo, frame: Frame, shrink: number) => {
    const scale = part.scale * shrink;
    const [left, top] = [(part.leftPx + part.originX) * shrink, (part.topPx + part.originY) * shrink];
    const seen = {
      x: Math.max(Math.round(part.leftPx * shrink), Math.floor(left)),
      y: Math.max(Math.round(part.topPx * shrink), Math.floor(top)),
      right: Math.min(canvas.width, Math.round((part.leftPx + part.widthPx) * shrink), Math.ceil(left + shown.widthPx * scale)),
      bottom: Math.min(canvas.height, Math.round((part.topPx + part.heightPx) * shrink), Math.ceil(top + shown.heightPx * scale)),
    };
    const size = { widthPx: seen.right - seen.x, heightPx: seen.bottom - seen.y };
    if (size.widthPx <= 0 || size.heightPx <= 0) return;
    context.save();
    context.beginPath();
    context.rect(seen.x, seen.y, size.widthPx, size.heightPx);
    context.clip();
    context.drawImage(shown.bitmap, left, top, shown.widthPx * scale, shown.heightPx * scale);
    context.restore();
    const image = context.getImageData(seen.x, seen.y, size.widthPx, size.heightPx);
    const rectangle = { ...size, originX: seen.x - left, originY: seen.y - top, scale };
    compositeOver(image.data, compositeOf(rectangle, frame), Math.max(0, Math.round((part.leftPx + part.wipePx) * shrink) - seen.x));
    context.putImageData(image, seen.x, seen.y);
  };
  const draw = (view: ScreenView, frame: Frame, mostPx: number) => {
    if (!photo) return;
    drawPart({ ...view, leftPx: 0, topPx: 0 }, photo, frame, begin(view, mostPx));
  };
  /** Draws coarsely at once, and finely when no other draw has followed for REST_MS. */
  const coarseThenFine = (paint: (mostPx: number) => void) => {
    clearTimeout(resting);
    paint(MOVING_PX);
    resting = setTimeout(paint, REST_MS, AT_REST_PX);
  };

  const sideBySide = (): SideBySide => {
    const taken = new Map<TakenPhoto, Photo>();
    return {
      takePhoto(bitmap, size) {
        const one: TakenPhoto = { release: () => void taken.delete(one) };
        taken.set(one, { bitmap, ...size });
        return one;
      },
      draw: (screen, cells) =>
        coarseThenFine((mostPx) => {
          const shrink = begin(screen, mostPx);
          for (const cell of cells) {
            const shown = cell.photo ? taken.get(cell.photo) : photo;
            if (shown) drawPart(cell, shown, cell.frame, shrink);
          }
        }),
      end() {
        clearTimeout(resting);
        taken.clear();
      },
    };
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
    drawScreen: (view, frame) => coarseThenFine((mostPx) => draw(view, frame, mostPx)),
    sideBySide: async () => sideBySide(),
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

/*
 * Many pictures of one photo at one size, each with a different frame: the photo is read and resized once, and only the part that dots and
 * veil reach is drawn each time. Same passes and same pixels as the picture at full size (full-size.ts).
 */
import type { Veil } from '../core/treatment/veil.ts';
import { columns, drawnTile, FAULTS, type PhotoAtSize, rowReader, STRIP_ROWS } from './full-size.ts';
import { isCanvasTrue } from './readback.ts';
import type { Frame, Stage } from './stage.ts';

/** Transparent parts of a photo become white in a film. */
const BACKDROP = '#fff';
/** Every n-th picture is probed for changes by reading back. */
const PROBED_EVERY = 16;

export interface Film {
  readonly widthPx: number;
  readonly heightPx: number;
  /** opaque RGBA; the frame's splats must be for the film's scale. Rejects with the end of a sentence if it fails */
  draw(frame: Frame, signal?: AbortSignal): Promise<Uint8Array>;
}
interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** @throws if the pixels cannot be read (message: the end of a sentence) or if aborted */
export async function openFilm(stage: Stage, photo: PhotoAtSize, signal?: AbortSignal): Promise<Film> {
  if (!isCanvasTrue()) throw new Error(FAULTS.altered);
  const { outWidthPx: widthPx, outHeightPx: heightPx } = photo;
  const readRows = rowReader(photo, BACKDROP);
  const pixels = new Uint8Array(4 * widthPx * heightPx);
  for (let top = 0; top < heightPx; top += STRIP_ROWS) {
    signal?.throwIfAborted();
    pixels.set(readRows(top, Math.min(STRIP_ROWS, heightPx - top)), 4 * widthPx * top);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const scale = widthPx / photo.bitmap.width;
  const side = Math.min(stage.maxSidePx, 4096);
  let drawn = 0;

  const drawInto = async (out: Uint8Array, part: Part, frame: Frame, signal?: AbortSignal) => {
    const isProbed = drawn++ % PROBED_EVERY === 0;
    for (let top = part.top; top < part.bottom; top += side)
      for (let left = part.left; left < part.right; left += side) {
        signal?.throwIfAborted();
        const [wide, high] = [Math.min(side, part.right - left), Math.min(side, part.bottom - top)];
        const band = pixels.subarray(4 * widthPx * top, 4 * widthPx * (top + high));
        const at = { widthPx: wide, heightPx: high, originX: left, originY: top, scale, pixels: columns(band, widthPx, high, left, wide) };
        const tile = await drawnTile(stage, at, frame, signal, isProbed);
        for (let y = 0; y < high; y++) out.set(tile.subarray(y * wide * 4, (y + 1) * wide * 4), ((top + y) * widthPx + left) * 4);
      }
  };
  let bare: { white: Frame['white']; rgba: Uint8Array } | null = null;

  return {
    widthPx,
    heightPx,
    async draw(frame, signal) {
      const whole = { left: 0, top: 0, right: widthPx, bottom: heightPx };
      if (bare?.white !== frame.white || !bare) {
        const rgba = new Uint8Array(pixels.length);
        await drawInto(rgba, whole, { ...frame, splats: null, veil: null }, signal);
        bare = { white: frame.white, rgba };
      }
      const out = bare.rgba.slice();
      const part = frame.veil ? reached(frame.veil, scale, widthPx, heightPx) : frame.splats?.count ? whole : null;
      if (part) await drawInto(out, part, frame, signal);
      return out;
    },
  };
}

/** The part that dots and veil reach, film px: the veil's grid extends beyond every dot. Null if it is outside the picture. */
function reached({ left, top, widthCells, heightCells, cellPx }: Veil, scale: number, widthPx: number, heightPx: number): Part | null {
  const cell = cellPx * scale;
  const part = {
    left: Math.max(0, Math.floor(left * cell)),
    top: Math.max(0, Math.floor(top * cell)),
    right: Math.min(widthPx, Math.ceil((left + widthCells) * cell)),
    bottom: Math.min(heightPx, Math.ceil((top + heightCells) * cell)),
  };
  return part.right > part.left && part.bottom > part.top ? part : null;
}

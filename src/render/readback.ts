/*
 * Checks that pixels read back are those that were drawn. A lost context returns black, shaders that fail to compile return nothing, and
 * fingerprint protection adds noise. The check draws a probe of known pixels with one dot and reads it the way a tile is read.
 */
import { NO_GLOSS, NOTHING_ABOVE } from '../core/treatment/composite.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../core/treatment/splats.ts';
import type { Frame, Stage, Tile } from './stage.ts';

/** lost: the context is lost; blank: something else was drawn; altered: reading back changes the pixels */
export type ReadbackFault = 'lost' | 'blank' | 'altered';

const SIDE_PX = 64;
/** The dot is in the middle of the last quarter and changes nothing beyond `reach` from its centre. */
const DOT_PX = { at: 48, sigma: 1.5, reach: 12 } as const;
/** assumed: protection noise changes a smaller share of the bytes; a shader that does not draw changes nearly all */
const MOSTLY = 0.5;

/** Opaque, with no two neighbours equal: some browsers add noise only where a picture has detail. */
function probePixels(): Uint8Array {
  const rgba = new Uint8Array(4 * SIDE_PX * SIDE_PX);
  let seed = 1;
  for (let i = 0; i < rgba.length; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    rgba[i] = i % 4 === 3 ? 255 : 64 + (seed >>> 25);
  }
  return rgba;
}

function probeFrame(): Frame {
  const splats: Splats = {
    count: 1,
    fixed: new Float32Array(FIXED_STRIDE),
    moving: new Float32Array(MOVING_STRIDE),
    blurPx2: 0.25,
    sharpeningPx2: 0,
  };
  splats.fixed.set([DOT_PX.at, DOT_PX.at, 1, 0, 1, 1]);
  splats.moving.set([DOT_PX.sigma ** 2, 2, 0]);
  return { splats, veil: null, above: NOTHING_ABOVE, gloss: NO_GLOSS };
}

/** @param renderTile draws a tile and reads it back */
export function probeReadback(renderTile: (tile: Tile, frame: Frame) => Uint8Array): Exclude<ReadbackFault, 'lost'> | null {
  const drawn = probePixels();
  const tile = { widthPx: SIDE_PX, heightPx: SIDE_PX, originX: 0, originY: 0, scale: 1, pixels: drawn.slice() };
  const read = renderTile(tile, probeFrame());
  const dot = 4 * (DOT_PX.at * SIDE_PX + DOT_PX.at);
  if (!(read[dot] < 0.7 * drawn[dot])) return 'blank';
  let changed = 0;
  for (let i = 0; i < drawn.length; i++) {
    const [x, y] = [(i >> 2) % SIDE_PX, (i >> 2) / SIDE_PX];
    const isByDot = Math.max(Math.abs(x - DOT_PX.at), Math.abs(y - DOT_PX.at)) < DOT_PX.reach;
    if (!isByDot && read[i] !== drawn[i]) changed++;
  }
  return changed === 0 ? null : changed > MOSTLY * drawn.length ? 'blank' : 'altered';
}

const ON_THE_SCREEN: Record<Exclude<ReadbackFault, 'lost'>, string> = {
  blank: 'The graphics of this device do not draw the dots. Restart the browser, or use another one.',
  altered:
    'This browser changes the pixels that a page reads back (protection against fingerprinting): hair and skin are read wrongly, and no picture can be exported. Allow it for Stubble, or use another browser.',
};
/** One sentence if WebGL or 2D canvases do not return what was drawn; null if they do, or if WebGL is lost and cannot be asked. */
export function graphicsFault(stage: Pick<Stage, 'isLost' | 'renderTile'>): string | null {
  if (!isCanvasTrue()) return ON_THE_SCREEN.altered;
  try {
    const fault = stage.isLost() ? null : probeReadback(stage.renderTile);
    return fault && !stage.isLost() ? ON_THE_SCREEN[fault] : null;
  } catch (error) {
    if (!stage.isLost()) throw error;
    return null;
  }
}

/** Whether a 2D canvas returns the pixels that were put into it. */
export function isCanvasTrue(): boolean {
  const context = new OffscreenCanvas(SIDE_PX, SIDE_PX).getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  const put = probePixels();
  context.putImageData(new ImageData(new Uint8ClampedArray(put), SIDE_PX, SIDE_PX), 0, 0);
  const read = context.getImageData(0, 0, SIDE_PX, SIDE_PX).data;
  return put.every((byte, i) => byte === read[i]);
}

import { NO_GLOSS, NOTHING_ABOVE } from '../../src/core/treatment/composite.ts';
import { lightAbove } from '../../src/core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../../src/core/treatment/splats.ts';
import type { Veil } from '../../src/core/treatment/veil.ts';
import { createStage } from '../../src/render/stage.ts';

const [WIDTH_PX, HEIGHT_PX] = [1280, 960];
/** The photo's own, and that of the screen: a head as large as the window. */
const PX_PER_MM = 9;
const SCALE = 0.5;

/** Milliseconds of one frame, the median of `runs`: dots with their veil as it is drawn now, and with a halo of its own for every dot. */
export async function drawFrames({ count, runs }: { count: number; runs: number }) {
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const photo = new OffscreenCanvas(WIDTH_PX / SCALE, HEIGHT_PX / SCALE);
  const context = photo.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = 'rgb(200 145 115)';
  context.fillRect(0, 0, photo.width, photo.height);
  stage.setPhoto(await createImageBitmap(photo));
  /** @param sigmaMm of every dot */
  const splats = (sigmaMm: number): Splats => {
    const fixed = new Float32Array(count * FIXED_STRIDE);
    const moving = new Float32Array(count * MOVING_STRIDE);
    let seed = 1;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    for (let i = 0; i < count; i++) {
      fixed.set([random() * photo.width, random() * photo.height, 1, 0, 1, 0.8], i * FIXED_STRIDE);
      moving.set([(sigmaMm * PX_PER_MM) ** 2, 0.5, 0], i * MOVING_STRIDE);
    }
    return { count, fixed, moving, blurPx2: 1, sharpeningPx2: 0 };
  };
  const cells = 0.4 * PX_PER_MM;
  const [widthCells, heightCells] = [Math.ceil(photo.width / cells), Math.ceil(photo.height / cells)];
  const veil: Veil = {
    widthCells,
    heightCells,
    left: 0,
    top: 0,
    cellPx: cells,
    rgba: new Float32Array(widthCells * heightCells * 4).fill(0.5),
  };
  const view = { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, scale: SCALE, originX: 0, originY: 0, wipePx: 0, surround: [0, 0, 0] } as const;
  const gl = canvas.getContext('webgl2') as WebGL2RenderingContext;
  const timed = (drawn: Splats | null, shown: Veil | null) => {
    const one = () => {
      const since = performance.now();
      stage.drawScreen(view, { splats: drawn, veil: shown, above: drawn ? lightAbove(0.15) : NOTHING_ABOVE, gloss: NO_GLOSS });
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      return performance.now() - since;
    };
    one();
    const times = Array.from({ length: runs }, one).sort((p, q) => p - q);
    return times[runs >> 1];
  };
  const dots = splats(0.13);
  const withVeil = timed(dots, veil);
  // a second pass of Gaussians as wide as a core and its halo of 0.25 mm, on top of dots and picture
  const halos = splats(0.28);
  const withHalos = timed(dots, null) + timed(halos, null) - timed(null, null);
  stage.destroy();
  return { withVeil, withHalos };
}

/* A picture that is moved and wiped step by step, against the same steps each drawn as a whole. */
import { NO_GLOSS } from '../../src/core/treatment/composite.ts';
import { lightAbove } from '../../src/core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats } from '../../src/core/treatment/splats.ts';
import type { Veil } from '../../src/core/treatment/veil.ts';
import type { Frame } from '../../src/render/frame.ts';
import { createStage, type GpuStage, type ScreenView } from '../../src/render/stage.ts';

const PHOTO = { widthPx: 420, heightPx: 360 };
const DOTS = 3000;
const SURROUND = [0.2, 0.25, 0.3] as const;

/** Without any symmetry, and with detail as fine as a pixel. */
function photo(): Promise<ImageBitmap> {
  const { widthPx, heightPx } = PHOTO;
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const fine = ((x * 7919 + y * 104_729) % 61) - 30;
      rgba.set([200 - y / 4 + fine, 110 + x / 8 + fine, 90 + ((x * y) % 50), 255], (y * widthPx + x) * 4);
    }
  return createImageBitmap(new ImageData(rgba, widthPx, heightPx));
}

function dottedFrame(): Frame {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const splats: Splats = {
    count: DOTS,
    fixed: new Float32Array(DOTS * FIXED_STRIDE),
    moving: new Float32Array(DOTS * MOVING_STRIDE),
    blurPx2: 0.3,
    sharpeningPx2: 2.5,
  };
  for (let i = 0; i < DOTS; i++) {
    const angle = 6 * random();
    const place = [random() * PHOTO.widthPx, random() * PHOTO.heightPx];
    splats.fixed.set([...place, Math.cos(angle), Math.sin(angle), 0.6 + random(), 0.2 + 0.4 * random()], i * FIXED_STRIDE);
    splats.moving.set([0.8 + random(), 1.5 * random(), 0.1 * random()], i * MOVING_STRIDE);
  }
  const [widthCells, heightCells] = [40, 33];
  const veil: Veil = { widthCells, heightCells, left: 2, top: 1, cellPx: 9.7, rgba: new Float32Array(widthCells * heightCells * 4) };
  for (let j = 1; j < heightCells - 1; j++)
    for (let i = 1; i < widthCells - 1; i++) veil.rgba.set([0.3 * random(), 0.1 * random(), 0.4 * random(), 0.2], (j * widthCells + i) * 4);
  return { splats, veil, above: lightAbove(0.15), gloss: NO_GLOSS };
}

export interface Step {
  /** device px that the picture is moved by */
  move: readonly [number, number];
  wipePx: number;
}
export interface Walk {
  widthPx: number;
  heightPx: number;
  scale: number;
  start: readonly [number, number];
  steps: readonly Step[];
  /** something that happens before one of the steps */
  between?: { step: number; what: 'lost' | 'tile' | 'beside' | 'resized' };
}

function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, canvas.width, canvas.height).data;
}

async function lose(stage: GpuStage, gl: WebGL2RenderingContext) {
  const extension = gl.getExtension('WEBGL_lose_context');
  for (const [call, lost] of [
    ['loseContext', true],
    ['restoreContext', false],
  ] as const)
    await new Promise<void>((done) => {
      stage.onLost = (isLost) => {
        if (isLost === lost) setTimeout(done);
      };
      extension?.[call]();
    });
}

/** Every step's bytes unlike those of a whole drawing, dots drawn in place of all of them, and bytes unlike those of the step before. */
export async function walk({ widthPx, heightPx, scale, start, steps, between }: Walk) {
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const gl = canvas.getContext('webgl2') as WebGL2RenderingContext;
  stage.setPhoto(await photo());
  const frame = dottedFrame();
  let drawnPx = 0;
  const viewport = [0, 0];
  const setViewport = gl.viewport.bind(gl);
  gl.viewport = (x, y, width, height) => {
    viewport.splice(0, 2, width, height);
    setViewport(x, y, width, height);
  };
  const drawDots = gl.drawArraysInstanced.bind(gl);
  gl.drawArraysInstanced = (...all) => {
    drawnPx += viewport[0] * viewport[1];
    drawDots(...all);
  };
  let view: ScreenView = { widthPx, heightPx, scale, originX: start[0], originY: start[1], wipePx: steps[0].wipePx, surround: SURROUND };
  const views = steps.map(({ move, wipePx }) => {
    view = { ...view, originX: view.originX + move[0], originY: view.originY + move[1], wipePx };
    return view;
  });
  const happen = async (what: NonNullable<Walk['between']>['what'], at: ScreenView) => {
    if (what === 'lost') await lose(stage, gl);
    else if (what === 'tile') stage.renderTile({ ...at, widthPx: 90, heightPx: 30, pixels: new Uint8Array(90 * 30 * 4) }, frame);
    else if (what === 'resized') stage.drawScreen({ ...at, widthPx: widthPx - 9, heightPx: heightPx + 5 }, frame);
    else (await stage.sideBySide()).draw({ widthPx, heightPx, surround: SURROUND }, [{ ...at, leftPx: 3, topPx: 2, photo: null, frame }]);
  };
  for (let i = 0; i < 2; i++) stage.drawScreen(views[0], frame);
  // the stage has asked for it too
  await import('../../src/render/kept-screen.ts');
  await new Promise((resolve) => setTimeout(resolve));
  const moved: { pixels: Uint8ClampedArray; share: number }[] = [];
  for (const [i, one] of views.entries()) {
    if (between?.step === i) await happen(between.what, one);
    drawnPx = 0;
    stage.drawScreen(one, frame);
    const share = drawnPx / (widthPx * heightPx);
    moved.push({ pixels: pixelsOf(canvas), share });
  }
  const result = views.map((one, i) => {
    // another frame of the same content: nothing of it was drawn before
    stage.drawScreen(one, { ...frame });
    const whole = pixelsOf(canvas);
    const { pixels, share } = moved[i];
    const before = i > 0 ? moved[i - 1].pixels : null;
    const unlike = (other: Uint8ClampedArray) => whole.reduce((sum, byte, at) => sum + Number(byte !== other[at]), 0);
    return { wrong: unlike(pixels), share, changed: before ? unlike(before) : 0 };
  });
  stage.destroy();
  return result;
}

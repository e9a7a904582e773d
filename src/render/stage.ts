/*
 * Draws the picture: dots are summed into half-floats, then composited over the photo in linear light. Screen, print and export use the same
 * two passes and differ only in the source of the photo's pixels (view: mipmaps; exact: one texel per pixel) and in the target.
 * Works in device pixels at resolution 1 and draws only on demand.
 */
import 'pixi.js/unsafe-eval';
import 'pixi.js/mesh';
import { BufferImageSource, ImageSource, type RenderTexture, Texture, type TextureSource, Ticker, WebGLRenderer } from 'pixi.js';
import type { Raster } from '../core/math/raster.ts';
import { NO_GLOSS, NOTHING_ABOVE } from '../core/treatment/composite.ts';
import type { Rgb } from '../core/treatment/pigments.ts';
import { type CompositePass, createCompositePass, type PhotoTexture, photoTexture } from './composite-pass.ts';
import { createDotsPass, type DotsPass, resizeTarget, targetTexture } from './dots-pass.ts';
import type { Frame } from './frame.ts';
import type { KeptScreen } from './kept-screen.ts';
import { inGrains, type Rectangle } from './rectangle.ts';
import type { SideBySide } from './side-by-side.ts';

export type { Frame } from './frame.ts';
/** What the screen shows: device px = photo px x scale + origin, which is drawn to the nearest sixteenth of a px. */
export interface ScreenView {
  widthPx: number;
  heightPx: number;
  scale: number;
  originX: number;
  originY: number;
  /** device px from the left that show the photo untouched */
  wipePx: number;
  surround: Rgb;
}
/** A rectangle and its photo pixels, one texel each. */
export interface Tile extends Rectangle {
  pixels: ImageBitmap | Uint8Array;
}

export interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly maxSidePx: number;
  isLost(): boolean;
  /** true once the context is available; false if a lost one does not return in time */
  whenThere(signal?: AbortSignal): Promise<boolean>;
  /** @param small a smaller copy, drawn as long as it has a pixel for each of the screen's; only if the photo is opaque */
  setPhoto(bitmap: ImageBitmap | null, size?: { widthPx: number; heightPx: number }, small?: Raster): void;
  drawScreen(view: ScreenView, frame: Frame): void;
  /** draws several pictures at once; loaded on first use */
  sideBySide(): Promise<SideBySide>;
  /** RGBA bytes of a tile, row 0 at the top; the frame's splats must be for the tile's scale */
  renderTile(tile: Tile, frame: Frame): Uint8Array;
  onLost: (lost: boolean) => void;
  destroy(): void;
}
export interface GpuStage extends Stage {
  /** the half-float sums of the last draw, for tests: absorbance RGB and edge, row 0 at the top */
  readSums(): Float32Array;
}
/** assumed: restarting a driver takes 1 to 3 s */
const COMES_BACK_MS = 10_000;

export type StageResult = { ok: true; stage: GpuStage } | { ok: false; reason: string };
/** The context options that Pixi would use. We create the context ourselves, so that without WebGL 2 the canvas can still get a 2D context. */
const CONTEXT = {
  alpha: false,
  antialias: false,
  premultipliedAlpha: true,
  stencil: true,
  preserveDrawingBuffer: false,
  powerPreference: 'high-performance',
} as const;

/** Compiles the programs before the first picture; what waits for the graphics afterwards finds them at rest. */
async function prepare(gl: WebGL2RenderingContext, dots: DotsPass, composite: CompositePass, target: RenderTexture) {
  const rectangle = { widthPx: 16, heightPx: 16, originX: 0, originY: 0, scale: 1 };
  const frame = { splats: null, veil: null, above: NOTHING_ABOVE, gloss: NO_GLOSS };
  await graphicsAtRest(gl);
  dots.draw(rectangle, null);
  await graphicsAtRest(gl);
  composite.draw(rectangle, frame, dots.sums, { photo: { exact: Texture.WHITE.source }, wipePx: 0 }, target);
  await graphicsAtRest(gl);
}
/** Waits without holding the page up, as a call that returns a result would. */
async function graphicsAtRest(gl: WebGL2RenderingContext) {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) return;
  gl.flush();
  while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED)
    await new Promise((resolve) => setTimeout(resolve, 2));
  gl.deleteSync(fence);
}

const NO_WEBGL2 =
  'This browser cannot show the picture: it has no WebGL 2. Switch hardware acceleration on, or use a current Chrome, Edge, Firefox or Safari.';

export async function createStage(canvas: HTMLCanvasElement): Promise<StageResult> {
  if (!canvas.getContext('webgl2', CONTEXT)) return { ok: false, reason: NO_WEBGL2 };
  const renderer = new WebGLRenderer();
  try {
    await renderer.init({
      canvas,
      width: 16,
      height: 16,
      resolution: 1,
      autoDensity: false,
      antialias: false,
      backgroundAlpha: 1,
      preserveDrawingBuffer: CONTEXT.preserveDrawingBuffer,
      powerPreference: CONTEXT.powerPreference,
      preferWebGLVersion: 2,
      skipExtensionImports: true,
    } as never);
  } catch {
    return { ok: false, reason: NO_WEBGL2 };
  }
  // a picture at rest has no frames: Pixi's clock goes on with ours
  Ticker.system.autoStart = false;
  Ticker.system.stop();
  const gl = renderer.gl as WebGL2RenderingContext;
  // Pixi enables only float targets; devices with half-float ones need this too, again after every restore
  const enableHalfFloat = () => {
    gl.getExtension('EXT_color_buffer_half_float');
    gl.getExtension('EXT_color_buffer_float');
  };
  enableHalfFloat();
  if (renderer.context.webGLVersion !== 2) return { ok: false, reason: NO_WEBGL2 };
  const maxSidePx = Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE), ...(gl.getParameter(gl.MAX_VIEWPORT_DIMS) as Int32Array));

  const dots = createDotsPass(renderer);
  const composite = createCompositePass(renderer);
  const output = targetTexture('rgba8unorm');
  let photo: PhotoTexture | null = null;
  let small: (PhotoTexture & { copyWidthPx: number }) | null = null;
  /** Most screens never need all pixels of a photo, and uploading those of a large one takes longest of all that is drawn first. */
  const photoAt = (scale: number) => (small && photo && scale * photo.widthPx <= small.copyWidthPx ? small : photo);

  /** Runs `read` with the texture bound as the read framebuffer. */
  const reading = (texture: RenderTexture, read: () => void) => {
    const gpu = renderer.renderTarget.getGpuRenderTarget(renderer.renderTarget.getRenderTarget(texture)) as unknown as {
      resolveTargetFramebuffer: WebGLFramebuffer;
    };
    const previous = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gpu.resolveTargetFramebuffer);
    read();
    gl.bindFramebuffer(gl.FRAMEBUFFER, previous);
  };

  const drawAll = (view: ScreenView, frame: Frame, shown: PhotoTexture) => {
    const { widthPx, heightPx, scale, wipePx, surround } = view;
    const rectangle = { widthPx, heightPx, originX: -inGrains(view.originX), originY: -inGrains(view.originY), scale };
    dots.draw(rectangle, frame.splats);
    composite.draw(rectangle, frame, dots.sums, { photo: shown, wipePx, surround }, null);
  };
  /** loaded when a frame is first drawn a second time, moved or wiped; without it all of it is drawn again */
  let kept: KeptScreen | null = null;
  let isKeptAsked = false;
  let drawnFrame: Frame | null = null;
  const askKept = () => {
    isKeptAsked = true;
    import('./kept-screen.ts').then(
      ({ createKeptScreen }) => {
        kept = createKeptScreen({ gl, dots, composite, drawAll });
      },
      () => {},
    );
  };
  const forgetDrawn = () => {
    drawnFrame = null;
    kept?.end();
  };

  const stage: GpuStage = {
    canvas,
    maxSidePx,
    isLost: () => renderer.context.isLost,
    async whenThere(signal) {
      for (const since = performance.now(); stage.isLost(); await new Promise((resolve) => setTimeout(resolve, 50))) {
        signal?.throwIfAborted();
        if (performance.now() - since > COMES_BACK_MS) return false;
      }
      return true;
    },
    onLost: () => {},
    setPhoto(bitmap, size, copy) {
      forgetDrawn();
      composite.forgetPhoto();
      photo?.source.destroy();
      small?.source.destroy();
      const inPx = size ?? (bitmap && { widthPx: bitmap.width, heightPx: bitmap.height });
      photo = bitmap && inPx && photoTexture(bitmap, inPx);
      const isWhole = copy && bitmap && copy.widthPx >= bitmap.width;
      small = inPx && copy ? { ...photoTexture(copy, inPx), copyWidthPx: isWhole ? Number.POSITIVE_INFINITY : copy.widthPx } : null;
    },
    drawScreen(view, frame) {
      const { widthPx, heightPx, scale } = view;
      const shown = photoAt(scale);
      if (renderer.context.isLost || !shown) return;
      if (canvas.width !== widthPx || canvas.height !== heightPx) renderer.resize(widthPx, heightPx, 1);
      if (frame === drawnFrame && !isKeptAsked) askKept();
      drawnFrame = frame;
      (kept?.draw ?? drawAll)(view, frame, shown);
      Ticker.system.update();
    },
    sideBySide: async () => (await import('./side-by-side.ts')).createSideBySide({ renderer, shownPhoto: photoAt }),
    renderTile(tile, frame) {
      const { widthPx, heightPx, pixels } = tile;
      dots.draw(tile, frame.splats);
      resizeTarget(output, widthPx, heightPx);
      const options = { format: 'rgba8unorm', alphaMode: 'no-premultiply-alpha', scaleMode: 'nearest' } as const;
      const source: TextureSource =
        pixels instanceof Uint8Array
          ? new BufferImageSource({ ...options, resource: pixels, width: widthPx, height: heightPx })
          : new ImageSource({ ...options, resource: pixels });
      composite.draw(tile, frame, dots.sums, { photo: { exact: source }, wipePx: 0 }, output);
      const out = new Uint8Array(widthPx * heightPx * 4);
      reading(output, () => gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA, gl.UNSIGNED_BYTE, out));
      composite.forgetPhoto();
      source.destroy();
      return out;
    },
    readSums() {
      const { width, height } = dots.sums;
      const out = new Float32Array(width * height * 4);
      reading(dots.sums, () => gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, out));
      return out;
    },
    destroy: () => renderer.destroy(),
  };
  await prepare(gl, dots, composite, output);
  canvas.addEventListener('webglcontextlost', () => {
    forgetDrawn();
    stage.onLost(true);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    enableHalfFloat();
    stage.onLost(false);
  });
  return { ok: true, stage };
}

/* Dots on the screen while they are panned: the stage as the app calls it, against Pixi's two ways to draw many small pictures. */
import { Container, Particle, ParticleContainer, RenderTexture, Sprite, WebGLRenderer } from 'pixi.js';
import 'pixi.js/particle-container';
import { NO_GLOSS, NOTHING_ABOVE } from '../../src/core/treatment/composite.ts';
import { FIXED_STRIDE, MOVING_STRIDE } from '../../src/core/treatment/splats.ts';
import { createStage } from '../../src/render/stage.ts';

const [WIDTH_PX, HEIGHT_PX] = [1280, 960];
/** The dots lie on more than the screen shows: as a hand would, each frame brings some into sight. */
const [PHOTO_WIDTH_PX, PHOTO_HEIGHT_PX] = [1600, 1120];
const [PAN_X_PX, PAN_Y_PX] = [-16, -6];

export interface Timed {
  /** JavaScript of a frame, ms: until the call returns */
  scriptMs: number[];
  /** and until its pixels are there */
  frameMs: number[];
}

/** Frames of few pictures before those that are timed, as many as a second of panning: code that has hardly run is several times slower. */
const WARM_FRAMES = 60;
const FEW = 16;

/** @param warm draws a frame of few pictures */
function timedFrames(gl: WebGL2RenderingContext, runs: number, warm: (step: number) => void, draw: (step: number) => void): Timed {
  const times: Timed = { scriptMs: [], frameMs: [] };
  const pixel = new Uint8Array(4);
  for (let step = 0; step < WARM_FRAMES; step++) warm(step);
  for (let step = -2; step < runs; step++) {
    const since = performance.now();
    draw(step);
    const scriptMs = performance.now() - since;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    if (step < 0) continue;
    times.scriptMs.push(scriptMs);
    times.frameMs.push(performance.now() - since);
  }
  return times;
}

function places(count: number): Float32Array {
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  return Float32Array.from({ length: 2 * count }, (_, i) => random() * (i % 2 ? PHOTO_HEIGHT_PX : PHOTO_WIDTH_PX));
}

export async function pannedDots({ count, runs }: { count: number; runs: number }): Promise<Timed> {
  const canvas = document.createElement('canvas');
  const made = await createStage(canvas);
  if (!made.ok) throw new Error(made.reason);
  const { stage } = made;
  const photo = new OffscreenCanvas(PHOTO_WIDTH_PX, PHOTO_HEIGHT_PX);
  const context = photo.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = 'rgb(200 145 115)';
  context.fillRect(0, 0, photo.width, photo.height);
  stage.setPhoto(await createImageBitmap(photo));
  const at = places(count);
  const fixed = new Float32Array(count * FIXED_STRIDE);
  const moving = new Float32Array(count * MOVING_STRIDE);
  for (let i = 0; i < count; i++) {
    fixed.set([at[2 * i], at[2 * i + 1], 1, 0, 1, 0.8], i * FIXED_STRIDE);
    moving.set([0.3, 0.5, 0], i * MOVING_STRIDE);
  }
  const splats = { count, fixed, moving, blurPx2: 0.25, sharpeningPx2: 0 };
  const frame = { splats, veil: null, above: NOTHING_ABOVE, gloss: NO_GLOSS };
  const few = { ...frame, splats: { ...splats, count: FEW } };
  const view = { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, scale: 1, wipePx: 0, surround: [0, 0, 0] } as const;
  const drawing = (shown: typeof frame) => (step: number) =>
    stage.drawScreen({ ...view, originX: step * PAN_X_PX, originY: step * PAN_Y_PX }, shown);
  for (let step = 0; step < 2; step++) drawing(few)(step);
  // the stage has asked for it too
  await import('../../src/render/kept-screen.ts');
  await new Promise((resolve) => setTimeout(resolve));
  const times = timedFrames(canvas.getContext('webgl2') as WebGL2RenderingContext, runs, drawing(few), drawing(frame));
  stage.destroy();
  return times;
}

/** @param way as ParticleContainer draws them with its own defaults, or each as a sprite of its own */
export async function pannedPictures({ count, runs, way }: { count: number; runs: number; way: 'particles' | 'sprites' }): Promise<Timed> {
  const canvas = document.createElement('canvas');
  const renderer = new WebGLRenderer();
  await renderer.init({ canvas, width: WIDTH_PX, height: HEIGHT_PX, resolution: 1, antialias: false } as never);
  const texture = RenderTexture.create({ width: 5, height: 5 });
  renderer.render({ container: new Container(), target: texture, clear: true, clearColor: [0.2, 0.2, 0.2, 1] });
  const at = places(count);
  const filled = (pictures: number) => {
    const container = way === 'particles' ? new ParticleContainer() : new Container();
    for (let i = 0; i < pictures; i++) {
      const [x, y] = [at[2 * i], at[2 * i + 1]];
      if (container instanceof ParticleContainer) container.addParticle(new Particle({ texture, x, y }));
      else {
        const sprite = new Sprite(texture);
        sprite.position.set(x, y);
        container.addChild(sprite);
      }
    }
    return container;
  };
  const drawing = (container: Container) => (step: number) => {
    container.position.set(step * PAN_X_PX, step * PAN_Y_PX);
    renderer.render({ container });
  };
  const times = timedFrames(renderer.gl as WebGL2RenderingContext, runs, drawing(filled(FEW)), drawing(filled(count)));
  renderer.destroy();
  return times;
}

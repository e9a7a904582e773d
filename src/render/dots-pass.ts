/* The first pass: sums of the dots' absorbances and sharpened edges, as half-floats. */
import {
  Buffer,
  BufferUsage,
  Container,
  Geometry,
  GlProgram,
  Mesh,
  Rectangle as PixiRectangle,
  RenderTexture,
  Shader,
  State,
  Texture,
  UniformGroup,
  type WebGLRenderer,
} from 'pixi.js';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats, SUPPORT_SIGMAS } from '../core/treatment/splats.ts';
import { place, placeUniforms, type Rectangle } from './rectangle.ts';
import coresSource from './shaders/cores.frag?raw';
import dotsSource from './shaders/dots.vert?raw';

export interface DotsPass {
  /** absorbance (red) and edge (green) of the last draw */
  readonly sums: RenderTexture;
  /** @param room size of the sums, whose top left corner is drawn; default: the rectangle's own */
  draw(rectangle: Rectangle, splats: Splats | null, room?: { widthPx: number; heightPx: number }): void;
  destroy(): void;
}

export function createDotsPass(renderer: WebGLRenderer): DotsPass {
  const usage = BufferUsage.VERTEX | BufferUsage.COPY_DST;
  const fixed = new Buffer({ data: new Float32Array(FIXED_STRIDE), usage, shrinkToFit: false });
  const moving = new Buffer({ data: new Float32Array(MOVING_STRIDE), usage, shrinkToFit: false });
  const bytes = Float32Array.BYTES_PER_ELEMENT;
  const column = (buffer: Buffer, format: 'float32x2' | 'float32x3', strideFloats: number, offsetFloats: number) => ({
    buffer,
    format,
    instance: true,
    stride: strideFloats * bytes,
    offset: offsetFloats * bytes,
  });
  const geometry = new Geometry({
    topology: 'triangle-strip',
    instanceCount: 0,
    attributes: {
      aCorner: { buffer: cornerBuffer(), format: 'float32x2' },
      aCentrePx: column(fixed, 'float32x2', FIXED_STRIDE, 0),
      aAxis: column(fixed, 'float32x2', FIXED_STRIDE, 2),
      aShape: column(fixed, 'float32x2', FIXED_STRIDE, 4),
      aCore: column(moving, 'float32x3', MOVING_STRIDE, 0),
    },
  });
  const group = new UniformGroup({
    ...placeUniforms(),
    uBlurPx2: { value: 0.25, type: 'f32' },
    uSharpeningPx2: { value: 0, type: 'f32' },
    uSupport: { value: SUPPORT_SIGMAS, type: 'f32' },
  });
  const state = State.for2d();
  state.culling = false;
  const shader = new Shader({
    glProgram: GlProgram.from({ vertex: dotsSource, fragment: coresSource, name: 'cores' }),
    resources: { dotUniforms: group },
  });
  const mesh = new Mesh({ geometry, state, shader });
  mesh.blendMode = 'add';
  mesh.eventMode = 'none';
  mesh.cullable = false;
  const container = new Container();
  container.addChild(mesh);
  const sums = targetTexture('rgba16float');
  const corner = new Texture({ source: sums.source, frame: new PixiRectangle() });

  let uploaded: Splats | null = null;
  const upload = (splats: Splats | null) => {
    geometry.instanceCount = splats?.count ?? 0;
    if (!splats || splats.count === 0 || splats === uploaded) return;
    if (fixed.data !== splats.fixed) fixed.data = splats.fixed;
    if (moving.data !== splats.moving) moving.data = splats.moving;
    else moving.update();
    uploaded = splats;
  };
  return {
    sums,
    draw(rectangle, splats, room = rectangle) {
      upload(splats);
      resizeTarget(sums, room.widthPx, room.heightPx);
      corner.frame.width = rectangle.widthPx;
      corner.frame.height = rectangle.heightPx;
      const u = group.uniforms;
      place(u, rectangle);
      u.uBlurPx2 = splats?.blurPx2 ?? 0.25;
      u.uSharpeningPx2 = splats?.sharpeningPx2 ?? 0;
      group.update();
      renderer.render({ container, target: corner, clear: true, clearColor: [0, 0, 0, 0] });
    },
    destroy() {
      container.destroy();
      mesh.destroy();
      geometry.destroy(true);
      shader.destroy();
      corner.destroy();
      sums.destroy(true);
    },
  };
}

/** Corners of the quad for a dot or for the whole target. */
export const cornerBuffer = () =>
  new Buffer({ data: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });

export const targetTexture = (format: 'rgba16float' | 'rgba8unorm') =>
  RenderTexture.create({ width: 16, height: 16, resolution: 1, format, scaleMode: 'nearest', antialias: false });
export function resizeTarget(texture: RenderTexture, width: number, height: number) {
  if (texture.width !== width || texture.height !== height) texture.resize(width, height);
}

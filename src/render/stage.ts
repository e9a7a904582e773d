/*
 * The picture: dots added up into half-float sums, then laid over the photo in linear light. Screen, print and export use the same
 * two passes; they differ only in where the photo's pixels come from (view: mipmaps; exact: one texel a pixel) and in the target.
 * Runs in device pixels at resolution 1 and draws only when asked.
 */
import 'pixi.js/unsafe-eval';
import 'pixi.js/mesh';
import {
  Buffer,
  BufferImageSource,
  BufferUsage,
  Container,
  Geometry,
  GlProgram,
  ImageSource,
  Mesh,
  RenderTexture,
  Shader,
  State,
  Texture,
  type TextureSource,
  UniformGroup,
  WebGLRenderer,
} from 'pixi.js';
import { COLOURLESS, type Gloss, LUMA, REDNESS_SATURATION } from '../core/treatment/composite.ts';
import { type LightAbove, REDNESS, type Rgb } from '../core/treatment/pigments.ts';
import { FIXED_STRIDE, MOVING_STRIDE, type Splats, SUPPORT_SIGMAS } from '../core/treatment/splats.ts';
import { VEIL_COLUMNS, type Veil } from '../core/treatment/veil.ts';
import compositeSource from './shaders/composite.frag?raw';
import coresSource from './shaders/cores.frag?raw';
import dotsSource from './shaders/dots.vert?raw';
import fullScreenSource from './shaders/full-screen.vert?raw';

/** What lies on the photo. Every draw is given the whole of it: nothing is remembered between two. */
export interface Frame {
  splats: Splats | null;
  veil: Veil | null;
  above: LightAbove;
  gloss: Gloss;
  /** gains of white balance; left out: the photo's bytes are kept */
  white?: Rgb;
}
/** What the screen shows: device px = photo px x scale + origin. */
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
/** A part of the output picture: output px = photo px x scale, less the origin. */
interface Rectangle {
  widthPx: number;
  heightPx: number;
  originX: number;
  originY: number;
  scale: number;
}
/** A rectangle and its photo pixels, one texel each. */
export interface Tile extends Rectangle {
  pixels: ImageBitmap | Uint8Array;
}

export interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly maxSidePx: number;
  isLost(): boolean;
  /** true once the graphics are there; false where they do not come back in time */
  whenThere(signal?: AbortSignal): Promise<boolean>;
  setPhoto(bitmap: ImageBitmap | null, size?: { widthPx: number; heightPx: number }): void;
  drawScreen(view: ScreenView, frame: Frame): void;
  /** RGBA bytes of a tile, row 0 at the top; the frame's splats are those for the tile's scale */
  renderTile(tile: Tile, frame: Frame): Uint8Array;
  /** the half-float sums of the last draw, for tests: absorbance RGB and edge, row 0 at the top */
  readSums(): Float32Array;
  onLost: (lost: boolean) => void;
  destroy(): void;
}
/** assumed: a driver that is started anew takes 1 to 3 s */
const COMES_BACK_MS = 10_000;

export type StageResult = { ok: true; stage: Stage } | { ok: false; reason: string };

const NO_WEBGL2 =
  'This browser cannot show the picture: it has no WebGL 2. Switch hardware acceleration on, or use a current Chrome, Edge, Firefox or Safari.';

export async function createStage(canvas: HTMLCanvasElement): Promise<StageResult> {
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
      preserveDrawingBuffer: false,
      powerPreference: 'high-performance',
      preferWebGLVersion: 2,
      skipExtensionImports: true,
    } as never);
  } catch {
    return { ok: false, reason: NO_WEBGL2 };
  }
  const gl = renderer.gl as WebGL2RenderingContext;
  // Pixi asks for float targets only; devices that have just half-float ones need this too, anew after every restore.
  const enableHalfFloat = () => {
    gl.getExtension('EXT_color_buffer_half_float');
    gl.getExtension('EXT_color_buffer_float');
  };
  enableHalfFloat();
  if (renderer.context.webGLVersion !== 2) return { ok: false, reason: NO_WEBGL2 };
  const maxSidePx = Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE), ...(gl.getParameter(gl.MAX_VIEWPORT_DIMS) as Int32Array));

  const usage = BufferUsage.VERTEX | BufferUsage.COPY_DST;
  const corner = () => new Buffer({ data: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), usage });
  const fixed = new Buffer({ data: new Float32Array(FIXED_STRIDE), usage, shrinkToFit: false });
  const moving = new Buffer({ data: new Float32Array(MOVING_STRIDE), usage, shrinkToFit: false });
  const f = Float32Array.BYTES_PER_ELEMENT;
  const dots = new Geometry({
    topology: 'triangle-strip',
    instanceCount: 0,
    attributes: {
      aCorner: { buffer: corner(), format: 'float32x2' },
      aCentrePx: { buffer: fixed, format: 'float32x2', instance: true, stride: FIXED_STRIDE * f, offset: 0 },
      aAxis: { buffer: fixed, format: 'float32x2', instance: true, stride: FIXED_STRIDE * f, offset: 2 * f },
      aShape: { buffer: fixed, format: 'float32x2', instance: true, stride: FIXED_STRIDE * f, offset: 4 * f },
      aCore: { buffer: moving, format: 'float32x4', instance: true, stride: MOVING_STRIDE * f, offset: 0 },
      aEdge: { buffer: moving, format: 'float32', instance: true, stride: MOVING_STRIDE * f, offset: 4 * f },
    },
  });
  const dotUniforms = new UniformGroup({
    uSizePx: { value: new Float32Array(2), type: 'vec2<f32>' },
    uOriginPx: { value: new Float32Array(2), type: 'vec2<f32>' },
    uScale: { value: 1, type: 'f32' },
    uBlurPx2: { value: 0.25, type: 'f32' },
    uSharpeningPx2: { value: 0, type: 'f32' },
    uSupport: { value: SUPPORT_SIGMAS, type: 'f32' },
  });
  const additive = State.for2d();
  additive.culling = false;
  const dotsMesh = new Mesh({
    geometry: dots,
    state: additive,
    shader: new Shader({
      glProgram: GlProgram.from({ vertex: dotsSource, fragment: coresSource, name: 'cores' }),
      resources: { dotUniforms },
    }),
  });
  dotsMesh.blendMode = 'add';
  dotsMesh.eventMode = 'none';
  dotsMesh.cullable = false;
  const dotsRoot = new Container();
  dotsRoot.addChild(dotsMesh);

  const target = (format: 'rgba16float' | 'rgba8unorm') =>
    RenderTexture.create({ width: 16, height: 16, resolution: 1, format, scaleMode: 'nearest', antialias: false });
  const cores = target('rgba16float');
  const output = target('rgba8unorm');
  const veilSource = () =>
    new BufferImageSource({
      resource: new Float32Array(VEIL_COLUMNS),
      width: 1,
      height: 1,
      format: 'rgba32float',
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'nearest',
    });
  let veilTexture = veilSource();

  const compositeUniforms = new UniformGroup({
    uSizePx: { value: new Float32Array(2), type: 'vec2<f32>' },
    uOriginPx: { value: new Float32Array(2), type: 'vec2<f32>' },
    uScale: { value: 1, type: 'f32' },
    uPhotoPx: { value: new Float32Array(2), type: 'vec2<f32>' },
    uExact: { value: 0, type: 'f32' },
    uFlip: { value: 0, type: 'f32' },
    uWipePx: { value: 0, type: 'f32' },
    uSurround: { value: new Float32Array(3), type: 'vec3<f32>' },
    uWhite: { value: new Float32Array([1, 1, 1]), type: 'vec3<f32>' },
    uAboveCore: { value: new Float32Array(3), type: 'vec3<f32>' },
    uAboveVeil: { value: new Float32Array(3), type: 'vec3<f32>' },
    uLuma: { value: Float32Array.from(LUMA), type: 'vec3<f32>' },
    uVeilGrid: { value: new Float32Array(4), type: 'vec4<f32>' },
    uVeilCellPx: { value: 1, type: 'f32' },
    uColourless: { value: new Float32Array([COLOURLESS.from, COLOURLESS.full]), type: 'vec2<f32>' },
    uGloss: { value: new Float32Array(4), type: 'vec4<f32>' },
    uRedness: { value: Float32Array.from(REDNESS), type: 'vec3<f32>' },
    uRednessSaturation: { value: REDNESS_SATURATION, type: 'f32' },
  });
  const opaque = State.for2d();
  opaque.blend = false;
  opaque.culling = false;
  const compositeShader = new Shader({
    glProgram: GlProgram.from({ vertex: fullScreenSource, fragment: compositeSource, name: 'composite' }),
    resources: { uPhoto: Texture.WHITE.source, uCores: cores.source, uVeil: veilTexture, compositeUniforms },
  });
  const composite = new Mesh({
    geometry: new Geometry({ topology: 'triangle-strip', attributes: { aCorner: { buffer: corner(), format: 'float32x2' } } }),
    state: opaque,
    shader: compositeShader,
  });
  composite.eventMode = 'none';
  composite.cullable = false;
  const compositeRoot = new Container();
  compositeRoot.addChild(composite);

  let photo: TextureSource | null = null;
  let photoSize = { widthPx: 1, heightPx: 1 };
  let uploaded: Splats | null = null;
  let uploadedVeil: Veil | null = null;

  const resize = (texture: RenderTexture, width: number, height: number) => {
    if (texture.width !== width || texture.height !== height) texture.resize(width, height);
  };
  const upload = (splats: Splats | null) => {
    dots.instanceCount = splats?.count ?? 0;
    if (!splats || splats.count === 0 || splats === uploaded) return;
    if (fixed.data !== splats.fixed) fixed.data = splats.fixed;
    if (moving.data !== splats.moving) moving.data = splats.moving;
    else moving.update();
    uploaded = splats;
  };
  /** Which part of the output picture is drawn: both passes ask alike. */
  const place = (
    u: { uSizePx: Float32Array; uOriginPx: Float32Array; uScale: number },
    { widthPx, heightPx, originX, originY, scale }: Rectangle,
  ) => {
    u.uSizePx.set([widthPx, heightPx]);
    u.uOriginPx.set([originX, originY]);
    u.uScale = scale;
  };
  const drawSums = (rectangle: Rectangle, splats: Splats | null) => {
    upload(splats);
    resize(cores, rectangle.widthPx, rectangle.heightPx);
    const u = dotUniforms.uniforms;
    place(u, rectangle);
    u.uBlurPx2 = splats?.blurPx2 ?? 0.25;
    u.uSharpeningPx2 = splats?.sharpeningPx2 ?? 0;
    dotUniforms.update();
    renderer.render({ container: dotsRoot, target: cores, clear: true, clearColor: [0, 0, 0, 0] });
  };
  const uploadVeil = (veil: Veil | null) => {
    compositeUniforms.uniforms.uVeilGrid.set(veil ? [veil.widthCells, veil.heightCells, veil.left, veil.top] : [0, 0, 0, 0]);
    compositeUniforms.uniforms.uVeilCellPx = veil?.cellPx ?? 1;
    if (!veil || veil === uploadedVeil) return;
    if (veilTexture.width !== veil.widthCells || veilTexture.height !== veil.heightCells) {
      compositeShader.resources.uVeil = Texture.WHITE.source;
      veilTexture.destroy();
      veilTexture = veilSource();
      veilTexture.autoGarbageCollect = false;
      veilTexture.resource = veil.rgba;
      veilTexture.resize(veil.widthCells, veil.heightCells);
    }
    veilTexture.resource = veil.rgba;
    veilTexture.update();
    compositeShader.resources.uVeil = veilTexture;
    uploadedVeil = veil;
  };
  const setComposite = (rectangle: Rectangle, { above, gloss, white, veil }: Frame) => {
    uploadVeil(veil);
    const u = compositeUniforms.uniforms;
    place(u, rectangle);
    u.uPhotoPx[0] = photoSize.widthPx;
    u.uPhotoPx[1] = photoSize.heightPx;
    u.uWhite.set(white ?? [1, 1, 1]);
    u.uAboveCore.set(above.core);
    u.uAboveVeil.set(above.veil);
    u.uGloss.set([gloss.blueOverRed, gloss.from, gloss.full, gloss.strength]);
    return u;
  };
  const readFloats = (texture: RenderTexture) => {
    const adaptor = renderer.renderTarget.adaptor as unknown as { bindFramebuffer?: unknown };
    const gpu = renderer.renderTarget.getGpuRenderTarget(renderer.renderTarget.getRenderTarget(texture)) as unknown as {
      resolveTargetFramebuffer: WebGLFramebuffer;
    };
    const previous = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gpu.resolveTargetFramebuffer);
    const out = new Float32Array(texture.width * texture.height * 4);
    gl.readPixels(0, 0, texture.width, texture.height, gl.RGBA, gl.FLOAT, out);
    gl.bindFramebuffer(gl.FRAMEBUFFER, previous);
    void adaptor;
    return out;
  };

  const stage: Stage = {
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
    setPhoto(bitmap, size) {
      compositeShader.resources.uPhoto = Texture.WHITE.source;
      photo?.destroy();
      photo = null;
      if (!bitmap) return;
      photo = new ImageSource({
        resource: bitmap,
        format: 'rgba8unorm-srgb',
        alphaMode: 'no-premultiply-alpha',
        autoGenerateMipmaps: true,
        scaleMode: 'linear',
      });
      photo.autoGarbageCollect = false;
      photoSize = size ?? { widthPx: bitmap.width, heightPx: bitmap.height };
    },
    drawScreen(view, frame) {
      if (renderer.context.isLost || !photo) return;
      const { widthPx, heightPx, scale } = view;
      const rectangle = { widthPx, heightPx, originX: -view.originX, originY: -view.originY, scale };
      if (canvas.width !== widthPx || canvas.height !== heightPx) renderer.resize(widthPx, heightPx, 1);
      drawSums(rectangle, frame.splats);
      const u = setComposite(rectangle, frame);
      u.uExact = 0;
      u.uFlip = 1;
      u.uWipePx = view.wipePx;
      u.uSurround.set(view.surround);
      compositeUniforms.update();
      compositeShader.resources.uPhoto = photo;
      compositeShader.resources.uCores = cores.source;
      renderer.render({ container: compositeRoot, clear: true, clearColor: [0, 0, 0, 1] });
    },
    renderTile(tile, frame) {
      const { widthPx, heightPx, pixels } = tile;
      drawSums(tile, frame.splats);
      resize(output, widthPx, heightPx);
      const options = { format: 'rgba8unorm', alphaMode: 'no-premultiply-alpha', scaleMode: 'nearest' } as const;
      const source: TextureSource =
        pixels instanceof Uint8Array
          ? new BufferImageSource({ ...options, resource: pixels, width: widthPx, height: heightPx })
          : new ImageSource({ ...options, resource: pixels });
      const u = setComposite(tile, frame);
      u.uExact = 1;
      u.uFlip = 0;
      u.uWipePx = 0;
      compositeUniforms.update();
      compositeShader.resources.uPhoto = source;
      compositeShader.resources.uCores = cores.source;
      renderer.render({ container: compositeRoot, target: output, clear: true, clearColor: [0, 0, 0, 1] });
      const out = new Uint8Array(widthPx * heightPx * 4);
      const gpu = renderer.renderTarget.getGpuRenderTarget(renderer.renderTarget.getRenderTarget(output)) as unknown as {
        resolveTargetFramebuffer: WebGLFramebuffer;
      };
      const previous = gl.getParameter(gl.FRAMEBUFFER_BINDING);
      gl.bindFramebuffer(gl.FRAMEBUFFER, gpu.resolveTargetFramebuffer);
      gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA, gl.UNSIGNED_BYTE, out);
      gl.bindFramebuffer(gl.FRAMEBUFFER, previous);
      compositeShader.resources.uPhoto = Texture.WHITE.source;
      source.destroy();
      return out;
    },
    readSums: () => readFloats(cores),
    destroy: () => renderer.destroy(),
  };
  canvas.addEventListener('webglcontextlost', () => stage.onLost(true));
  canvas.addEventListener('webglcontextrestored', () => {
    enableHalfFloat();
    stage.onLost(false);
  });
  return { ok: true, stage };
}

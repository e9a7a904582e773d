/* The second pass: composites the dots' sums and the veil over the photo, in linear light (CPU version: core/treatment/composite.ts). */
import {
  BufferImageSource,
  Container,
  Geometry,
  GlProgram,
  ImageSource,
  Mesh,
  type RenderTexture,
  Shader,
  State,
  Texture,
  type TextureSource,
  UniformGroup,
  type WebGLRenderer,
} from 'pixi.js';
import type { Raster } from '../core/math/raster.ts';
import { COLOURED, LUMA, REDNESS_SATURATION, SHOULDER } from '../core/treatment/composite.ts';
import { REDNESS, type Rgb, VEIL_GAIN, WIDE_DARK } from '../core/treatment/pigments.ts';
import { VEIL_COLUMNS, type Veil } from '../core/treatment/veil.ts';
import { cornerBuffer } from './dots-pass.ts';
import type { Frame } from './frame.ts';
import { place, placeUniforms, type Rectangle } from './rectangle.ts';
import compositeSource from './shaders/composite.frag?raw';
import fullScreenSource from './shaders/full-screen.vert?raw';

/** A photo in graphics memory, and its size in photo px. */
export interface PhotoTexture {
  source: TextureSource;
  widthPx: number;
  heightPx: number;
}
/** Position of the rectangle in the target, px from its top left. */
export interface Part {
  leftPx: number;
  topPx: number;
  targetWidthPx: number;
  targetHeightPx: number;
}
/** Source of the photo's pixels, and what else is on the screen. */
export interface PhotoDrawn {
  /** exact: one texel per pixel of the rectangle; else the whole photo with mipmaps */
  photo: { exact: TextureSource } | PhotoTexture;
  /** device px from the left that show the photo untouched */
  wipePx: number;
  /** colour around the photo; default black */
  surround?: Rgb;
  /** default: the whole target */
  part?: Part;
  /** keep the target's contents outside the part */
  keepsRest?: boolean;
}

export interface CompositePass {
  /** @param target null: the screen */
  draw(rectangle: Rectangle, frame: Frame, sums: RenderTexture, photo: PhotoDrawn, target: RenderTexture | null): void;
  /** unbinds the photo that was drawn last; call before destroying it */
  forgetPhoto(): void;
  destroy(): void;
}

export function createCompositePass(renderer: WebGLRenderer): CompositePass {
  let veilTexture = veilSource();
  const group = new UniformGroup({
    ...placeUniforms(),
    uPhotoPx: { value: new Float32Array([1, 1]), type: 'vec2<f32>' },
    uPhotoLod: { value: 0, type: 'f32' },
    uExact: { value: 0, type: 'f32' },
    uFlip: { value: 0, type: 'f32' },
    uTargetHeightPx: { value: 1, type: 'f32' },
    uCornerPx: { value: new Float32Array(2), type: 'vec2<f32>' },
    uPart: { value: new Float32Array([1, 1, 0, 0]), type: 'vec4<f32>' },
    uWipePx: { value: 0, type: 'f32' },
    uSurround: { value: new Float32Array(3), type: 'vec3<f32>' },
    uWhite: { value: new Float32Array([1, 1, 1]), type: 'vec3<f32>' },
    uAbove: { value: new Float32Array(4), type: 'vec4<f32>' },
    uDetail: { value: 1, type: 'f32' },
    uDarkGain: { value: VEIL_GAIN.dark, type: 'f32' },
    uWideDark: { value: WIDE_DARK, type: 'f32' },
    uColoured: { value: COLOURED, type: 'f32' },
    uShoulder: { value: new Float32Array([SHOULDER.from, SHOULDER.atWhite]), type: 'vec2<f32>' },
    uLuma: { value: Float32Array.from(LUMA), type: 'vec3<f32>' },
    uVeilGrid: { value: new Float32Array(4), type: 'vec4<f32>' },
    uVeilCellPx: { value: 1, type: 'f32' },
    uGloss: { value: new Float32Array(4), type: 'vec4<f32>' },
    uRedness: { value: Float32Array.from(REDNESS), type: 'vec3<f32>' },
    uRednessSaturation: { value: REDNESS_SATURATION, type: 'f32' },
  });
  const state = State.for2d();
  state.blend = false;
  state.culling = false;
  const shader = new Shader({
    glProgram: GlProgram.from({ vertex: fullScreenSource, fragment: compositeSource, name: 'composite' }),
    resources: {
      uPhoto: Texture.WHITE.source,
      uCores: Texture.WHITE.source,
      uVeil: veilTexture,
      compositeUniforms: group,
    },
  });
  const geometry = new Geometry({
    topology: 'triangle-strip',
    attributes: { aCorner: { buffer: cornerBuffer(), format: 'float32x2' } },
  });
  const mesh = new Mesh({ geometry, state, shader });
  mesh.eventMode = 'none';
  mesh.cullable = false;
  const container = new Container();
  container.addChild(mesh);

  let uploadedVeil: Veil | null = null;
  const uploadVeil = (veil: Veil | null) => {
    group.uniforms.uVeilGrid.set(veil ? [veil.widthCells, veil.heightCells, veil.left, veil.top] : [0, 0, 0, 0]);
    group.uniforms.uVeilCellPx = veil?.cellPx ?? 1;
    if (!veil || veil === uploadedVeil) return;
    if (veilTexture.width !== veil.widthCells || veilTexture.height !== veil.heightCells) {
      shader.resources.uVeil = Texture.WHITE.source;
      veilTexture.destroy();
      veilTexture = veilSource();
      veilTexture.autoGarbageCollect = false;
      veilTexture.resource = veil.rgba;
      veilTexture.resize(veil.widthCells, veil.heightCells);
    }
    veilTexture.resource = veil.rgba;
    veilTexture.update();
    shader.resources.uVeil = veilTexture;
    uploadedVeil = veil;
  };
  return {
    draw(rectangle, { above, gloss, white, veil }, sums, drawn, target) {
      const { photo, wipePx, surround = [0, 0, 0], keepsRest = false } = drawn;
      uploadVeil(veil);
      const u = group.uniforms;
      place(u, rectangle);
      placePart(u, rectangle, drawn.part);
      const isExact = 'exact' in photo;
      u.uExact = isExact ? 1 : 0;
      if (!isExact) {
        u.uPhotoPx.set([photo.widthPx, photo.heightPx]);
        u.uPhotoLod = Math.log2(photo.source.pixelWidth / (photo.widthPx * rectangle.scale));
      }
      // row 0 of the screen is at the bottom
      u.uFlip = target ? 0 : 1;
      u.uWipePx = wipePx;
      u.uSurround.set(surround);
      u.uWhite.set(white ?? [1, 1, 1]);
      u.uAbove.set([above.core, above.veil, ...above.colour]);
      u.uDetail = above.detail;
      u.uGloss.set([gloss.usualBlueOverRed, gloss.blueOverRed, gloss.bare, gloss.strength]);
      group.update();
      shader.resources.uPhoto = isExact ? photo.exact : photo.source;
      shader.resources.uCores = sums.source;
      renderer.render({ container, ...(target ? { target } : {}), clear: !keepsRest, clearColor: [...surround, 1] });
    },
    forgetPhoto() {
      shader.resources.uPhoto = Texture.WHITE.source;
    },
    destroy() {
      shader.resources.uPhoto = Texture.WHITE.source;
      shader.resources.uCores = Texture.WHITE.source;
      shader.resources.uVeil = Texture.WHITE.source;
      veilTexture.destroy();
      container.destroy();
      mesh.destroy();
      geometry.destroy(true);
      shader.destroy();
    },
  };
}

function placePart(
  u: { uTargetHeightPx: number; uCornerPx: Float32Array; uPart: Float32Array },
  { widthPx, heightPx }: Rectangle,
  { leftPx, topPx, targetWidthPx, targetHeightPx }: Part = { leftPx: 0, topPx: 0, targetWidthPx: widthPx, targetHeightPx: heightPx },
) {
  u.uTargetHeightPx = targetHeightPx;
  u.uCornerPx.set([leftPx, topPx]);
  u.uPart.set([
    widthPx / targetWidthPx,
    heightPx / targetHeightPx,
    (2 * leftPx + widthPx) / targetWidthPx - 1,
    1 - (2 * topPx + heightPx) / targetHeightPx,
  ]);
}

/** For the screen: read in linear light, with mipmaps. Uploaded when it is first drawn. */
export function photoTexture(pixels: ImageBitmap | Raster, { widthPx, heightPx }: { widthPx: number; heightPx: number }): PhotoTexture {
  const options = {
    format: 'rgba8unorm-srgb',
    alphaMode: 'no-premultiply-alpha',
    autoGenerateMipmaps: true,
    scaleMode: 'linear',
  } as const;
  const source =
    'rgba' in pixels
      ? new BufferImageSource({ ...options, resource: bytesIn(pixels.rgba), width: pixels.widthPx, height: pixels.heightPx })
      : new ImageSource({ ...options, resource: pixels });
  source.autoGarbageCollect = false;
  return { source, widthPx, heightPx };
}
const bytesIn = ({ buffer, byteOffset, length }: Raster['rgba']) => new Uint8Array(buffer as ArrayBuffer, byteOffset, length);

const veilSource = () =>
  new BufferImageSource({
    resource: new Float32Array(VEIL_COLUMNS),
    width: 1,
    height: 1,
    format: 'rgba32float',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'nearest',
  });

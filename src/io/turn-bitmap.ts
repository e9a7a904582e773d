/*
 * Turns a decoded picture by an EXIF orientation that browsers do not apply uniformly. Pictures with transparency are read through WebGL: a
 * 2D canvas rounds the colours of half-transparent pixels and loses those of clear ones.
 */
import { canvas2d } from './canvas-2d.ts';
import { turnInto, uprightSize } from './turn-pixels.ts';

const BAND_ROWS = 512;
/** assumed: every WebGL2 allows textures of this side */
const TILE_PX = 2048;

type ReadRectangle = (left: number, top: number, widthPx: number, heightPx: number) => Promise<Uint8Array | Uint8ClampedArray>;

/** The caller closes both bitmaps. @throws RangeError if memory is short */
export async function turnedBitmap(bitmap: ImageBitmap, orientation: number, hasAlpha: boolean): Promise<ImageBitmap> {
  const stored = { widthPx: bitmap.width, heightPx: bitmap.height };
  const { widthPx, heightPx } = uprightSize(stored, orientation);
  const image = new ImageData(widthPx, heightPx);
  const upright = new Uint32Array(image.data.buffer);
  const exact = hasAlpha ? exactReader(bitmap) : null;
  const read = exact?.read ?? canvasReader(bitmap);
  const tileWidth = exact ? TILE_PX : stored.widthPx;
  try {
    for (let top = 0; top < stored.heightPx; top += BAND_ROWS)
      for (let left = 0; left < stored.widthPx; left += tileWidth) {
        const [wide, high] = [Math.min(tileWidth, stored.widthPx - left), Math.min(BAND_ROWS, stored.heightPx - top)];
        turnInto(upright, { rgba: await read(left, top, wide, high), widthPx: wide, left, top }, stored, orientation);
      }
  } finally {
    exact?.end();
  }
  return createImageBitmap(image, { premultiplyAlpha: 'none' });
}

const canvasReader =
  (bitmap: ImageBitmap): ReadRectangle =>
  async (left, top, widthPx, heightPx) => {
    const made = canvas2d(widthPx, heightPx);
    if (!made) throw new RangeError(`no canvas of ${widthPx} x ${heightPx}`);
    made.context.drawImage(bitmap, -left, -top);
    return made.context.getImageData(0, 0, widthPx, heightPx).data;
  };

/** Null without WebGL2. */
function exactReader(bitmap: ImageBitmap): { read: ReadRectangle; end(): void } | null {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return null;
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  return {
    async read(left, top, widthPx, heightPx) {
      // resizing to its own size: otherwise Firefox uploads a cropped bitmap from the corner of the whole one
      const size = { resizeWidth: widthPx, resizeHeight: heightPx, resizeQuality: 'pixelated' } as const;
      const part = await createImageBitmap(bitmap, left, top, widthPx, heightPx, { premultiplyAlpha: 'none', ...size });
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, part);
      part.close();
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, gl.getParameter(gl.TEXTURE_BINDING_2D), 0);
      const rgba = new Uint8Array(widthPx * heightPx * 4);
      gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
      return rgba;
    },
    end: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}

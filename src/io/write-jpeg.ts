/*
 * Writes the exported picture as JPEG, for sending by message. Browsers write JPEG only from a canvas, so a picture larger than the largest
 * canvas is refused, with the advice to use PNG, which has no such limit.
 */
import { canvas2d } from './canvas-2d.ts';

const QUALITY = 0.95;

export type WriteJpegResult = { ok: true; blob: Blob } | { ok: false; reason: string };

/** @param strips RGBA bytes, not premultiplied, whole rows from the top down, `heightPx` rows in all; transparency becomes white */
export async function writeJpeg(
  image: { widthPx: number; heightPx: number },
  strips: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<WriteJpegResult> {
  const { widthPx, heightPx } = image;
  const made = canvas2d(widthPx, heightPx);
  const refused: WriteJpegResult = {
    ok: false,
    reason: `A picture of ${widthPx} x ${heightPx} pixels is too large for this browser to write as JPEG: export it as PNG.`,
  };
  if (!made || !holdsPixels(made.context, widthPx, heightPx)) return refused;
  const { canvas, context } = made;
  let y = 0;
  for await (const strip of strips) {
    const rows = strip.length / (4 * widthPx);
    if (!Number.isInteger(rows) || y + rows > heightPx)
      throw new Error(`writeJpeg: a strip of ${strip.length} bytes does not fit at row ${y}`);
    const pixels = new ImageData(new Uint8ClampedArray(strip), widthPx, rows);
    context.putImageData(pixels, 0, y);
    y += rows;
  }
  if (y !== heightPx) throw new Error(`writeJpeg: ${y} of ${heightPx} rows came`);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, widthPx, heightPx);
  const blob = await encode(canvas);
  canvas.width = canvas.height = 1;
  return blob?.type === 'image/jpeg' ? { ok: true, blob } : refused;
}

/** Whether a canvas works: one over the limit fails silently and its pixels stay zero. */
function holdsPixels(
  context: Pick<CanvasRenderingContext2D, 'fillRect' | 'getImageData' | 'clearRect'>,
  widthPx: number,
  heightPx: number,
): boolean {
  try {
    context.fillRect(widthPx - 1, heightPx - 1, 1, 1);
    const isThere = context.getImageData(widthPx - 1, heightPx - 1, 1, 1).data[3] === 255;
    context.clearRect(widthPx - 1, heightPx - 1, 1, 1);
    return isThere;
  } catch {
    return false;
  }
}

async function encode(canvas: OffscreenCanvas | HTMLCanvasElement): Promise<Blob | null> {
  try {
    if ('convertToBlob' in canvas) return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  } catch {
    return null;
  }
}

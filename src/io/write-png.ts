/*
 * Writes the exported picture as PNG row by row, without a canvas of its size: 8-bit RGB or RGBA in sRGB, no text and no colour profile.
 * Each row uses the filter with the smallest sum of absolute differences among Sub, Up and Paeth (PNG specification, 12.7). None and
 * Average are left out: on photographs they hardly ever win.
 */
import { PNG_SIGNATURE, pngChunk } from './png-chunks.ts';

const IDAT_BYTES = 1 << 18;

export interface PngImage {
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
}

/**
 * @param strips RGBA bytes, not premultiplied, whole rows from the top down, `heightPx` rows in all
 * @throws if the strips do not match `image`
 */
export async function writePng(image: PngImage, strips: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Blob> {
  const { widthPx, heightPx, hasAlpha } = image;
  if (!(widthPx > 0 && heightPx > 0)) throw new Error(`writePng: ${widthPx} x ${heightPx} is not a picture`);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, widthPx);
  view.setUint32(4, heightPx);
  header[8] = 8;
  header[9] = hasAlpha ? 6 : 2;
  const parts: Uint8Array<ArrayBuffer>[] = [PNG_SIGNATURE, pngChunk('IHDR', header), pngChunk('sRGB', new Uint8Array(1))];
  const deflate = new CompressionStream('deflate');
  const writing = filterInto(deflate.writable.getWriter(), image, strips);
  const reading = collectIdat(deflate.readable.getReader(), parts);
  await Promise.all([writing, reading]);
  parts.push(pngChunk('IEND', new Uint8Array(0)));
  return new Blob(parts, { type: 'image/png' });
}

async function collectIdat(reader: ReadableStreamDefaultReader<Uint8Array>, parts: Uint8Array<ArrayBuffer>[]): Promise<void> {
  const block = new Uint8Array(IDAT_BYTES);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    for (let at = 0; at < value.length; ) {
      const part = value.subarray(at, at + IDAT_BYTES - filled);
      block.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === IDAT_BYTES) {
        parts.push(pngChunk('IDAT', block));
        filled = 0;
      }
    }
  }
  if (filled > 0) parts.push(pngChunk('IDAT', block.subarray(0, filled)));
}

async function filterInto(
  writer: WritableStreamDefaultWriter<BufferSource>,
  image: PngImage,
  strips: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const channels = image.hasAlpha ? 4 : 3;
  const rowBytes = image.widthPx * channels;
  let above = new Uint8Array(rowBytes);
  let row = new Uint8Array(rowBytes);
  const candidates = [new Uint8Array(rowBytes + 1), new Uint8Array(rowBytes + 1), new Uint8Array(rowBytes + 1)] as const;
  candidates.forEach((candidate, i) => {
    candidate[0] = [1, 2, 4][i];
  });
  let rowsDone = 0;
  try {
    for await (const strip of strips) {
      const rows = strip.length / (image.widthPx * 4);
      if (!Number.isInteger(rows)) throw new Error(`writePng: a strip of ${strip.length} bytes is not whole rows of ${image.widthPx} px`);
      const out = new Uint8Array(rows * (rowBytes + 1));
      for (let y = 0; y < rows; y++) {
        copyRow(strip, y * image.widthPx * 4, row, channels);
        out.set(filterRow(row, above, channels, candidates), y * (rowBytes + 1));
        [row, above] = [above, row];
      }
      rowsDone += rows;
      if (rowsDone > image.heightPx) throw new Error(`writePng: more than ${image.heightPx} rows came`);
      await writer.write(out);
    }
    if (rowsDone !== image.heightPx) throw new Error(`writePng: ${rowsDone} of ${image.heightPx} rows came`);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    throw error;
  }
}

function copyRow(rgba: Uint8Array, start: number, row: Uint8Array, channels: number): void {
  if (channels === 4) {
    row.set(rgba.subarray(start, start + row.length));
    return;
  }
  for (let i = 0, j = start; i < row.length; i += 3, j += 4) {
    row[i] = rgba[j];
    row[i + 1] = rgba[j + 1];
    row[i + 2] = rgba[j + 2];
  }
}

/** The best of the three filtered rows; each starts with its filter's number. */
function filterRow(
  row: Uint8Array,
  above: Uint8Array,
  channels: number,
  candidates: readonly [Uint8Array, Uint8Array, Uint8Array],
): Uint8Array {
  const [sub, up, paeth] = candidates;
  let subSum = 0;
  let upSum = 0;
  let paethSum = 0;
  for (let i = 0; i < row.length; i++) {
    const x = row[i];
    const left = i < channels ? 0 : row[i - channels];
    const top = above[i];
    const corner = i < channels ? 0 : above[i - channels];
    const fromLeft = Math.abs(top - corner);
    const fromTop = Math.abs(left - corner);
    const fromCorner = Math.abs(left + top - 2 * corner);
    const guess = fromLeft <= fromTop && fromLeft <= fromCorner ? left : fromTop <= fromCorner ? top : corner;
    const bySub = (sub[i + 1] = x - left);
    const byUp = (up[i + 1] = x - top);
    const byPaeth = (paeth[i + 1] = x - guess);
    subSum += Math.abs((bySub << 24) >> 24);
    upSum += Math.abs((byUp << 24) >> 24);
    paethSum += Math.abs((byPaeth << 24) >> 24);
  }
  return paethSum <= subSum && paethSum <= upSum ? paeth : upSum <= subSum ? up : sub;
}

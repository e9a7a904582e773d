/* The smallest PNG writer and reader that tests need: 8-bit RGB or RGBA, no colour profile, not interlaced. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** row by row, 3 bytes a pixel */
  rgb: Uint8Array;
}

function chunk(type: string, content: Uint8Array) {
  const out = Buffer.alloc(content.length + 12);
  out.writeUInt32BE(content.length, 0);
  out.write(type, 4, 'latin1');
  out.set(content, 8);
  out.writeUInt32BE(crc32(out.subarray(4, -4)), content.length + 8);
  return out;
}

/** @param orientation EXIF 1 to 8 */
export function writePng({ width, height, rgb }: Picture, orientation = 1): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  // TIFF, little-endian: one entry, tag 0x0112, a short
  const exif = Buffer.from(`49492a0008000000010012010300010000000${orientation}00000000000000`, 'hex');
  const turned = orientation === 1 ? [] : [chunk('eXIf', exif)];
  return Buffer.concat([signature, chunk('IHDR', header), ...turned, chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]);
}

/** Its colours alone. */
export function readPng(bytes: Buffer): Picture {
  const { width, height, rgba } = readRgba(bytes);
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from++) if (from % 4 < 3) rgb[to++] = rgba[from];
  return { width, height, rgb };
}

export function readRgba(bytes: Buffer): { width: number; height: number; rgba: Buffer } {
  let width = 0;
  let height = 0;
  let channels = 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = content.readUInt32BE(0);
      height = content.readUInt32BE(4);
      if (content[8] !== 8 || (content[9] !== 2 && content[9] !== 6) || content[12] !== 0)
        throw new Error(`not 8-bit RGB(A): ${[...content]}`);
      channels = content[9] === 6 ? 4 : 3;
    }
    if (type === 'IDAT') parts.push(content);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rgba = Buffer.alloc(width * height * 4, 255);
  // a row above the first, and a pixel left of each, are zero
  let above = new Uint8Array(channels + stride);
  let row = new Uint8Array(channels + stride);
  for (let y = 0; y < height; y++) {
    row.set(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)), channels);
    unfilter(raw[y * (stride + 1)], row, above, channels);
    for (let x = 0, from = channels, to = 4 * y * width; x < width; x++, to += 4)
      for (let k = 0; k < channels; k++) rgba[to + k] = row[from++];
    [above, row] = [row, above];
  }
  return { width, height, rgba };
}

/** Undoes a row's filter in place. Rows begin with the `step` bytes of a pixel that is not there. A loop for each: pictures have millions of bytes. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number) {
  if (filter === 1) for (let i = step; i < row.length; i++) row[i] += row[i - step];
  else if (filter === 2) for (let i = step; i < row.length; i++) row[i] += above[i];
  else if (filter === 3) for (let i = step; i < row.length; i++) row[i] += (row[i - step] + above[i]) >> 1;
  else if (filter === 4)
    for (let i = step; i < row.length; i++) {
      const [a, b, c] = [row[i - step], above[i], above[i - step]];
      const pa = Math.abs(b - c);
      const pb = Math.abs(a - c);
      const pc = Math.abs(a + b - 2 * c);
      row[i] += pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }
  else if (filter !== 0) throw new Error(`no filter of a PNG: ${filter}`);
}

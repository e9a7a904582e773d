/*
 * Decodes a HEIC to sRGB pixels with libheif. A tiled picture is decoded tile by tile, to report progress and to need memory only for the
 * result; a picture that is to be reduced is reduced along the way. libheif applies rotations and crops.
 */
import type { Libheif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import { resizeBand, rowsNeeded } from '../core/photo/resize.ts';
import { heifItems } from './heif-boxes.ts';
import { heifColour } from './heif-colour.ts';
import { heifFacts } from './heif-facts.ts';
import { isSrgb, type RgbSpace, spaceOfCodes, spaceOfProfile, toSrgb } from './rgb-space.ts';

export interface DecodedHeif {
  widthPx: number;
  heightPx: number;
  /** upright, not premultiplied */
  rgba: Uint8ClampedArray<ArrayBuffer>;
}
export interface HeifOptions {
  /** size of the result for a picture of this size */
  keptSize(size: { widthPx: number; heightPx: number }): { widthPx: number; heightPx: number };
  onProgress?: (share: number) => void;
}

/** Values of libheif's enums. */
const RGB = 1;
const INTERLEAVED_RGBA = 11;
const INTERLEAVED = 10;
const MANY_TILES = 900;
/** A crop may be given in fractions of a pixel, so the size may differ by this much. */
const CLIP_ROUNDING_PX = 2;

/** @throws with libheif's message if it cannot decode the file, and if the picture does not have the size it declares */
export function decodeHeif(lib: Libheif, bytes: Uint8Array, { keptSize, onProgress }: HeifOptions): DecodedHeif {
  const file = lib._malloc(bytes.length);
  const scratch = lib._malloc(256);
  if (!file || !scratch) throw new RangeError(`no memory for a file of ${bytes.length} bytes`);
  lib.HEAPU8.set(bytes, file);
  const context = lib._heif_context_alloc();
  const [error, out, tiling] = [scratch, scratch + 16, scratch + 32];
  const uint32 = (at: number) => new DataView(lib.HEAPU8.buffer).getUint32(at, true);
  const checked = () => {
    if (uint32(error) === 0) return;
    const words = lib.HEAPU8.subarray(uint32(error + 8));
    throw new Error(`libheif: ${new TextDecoder().decode(words.slice(0, words.indexOf(0)))}`);
  };
  let handle = 0;
  try {
    // libheif's default limit is 1000 items; the size of the file has been checked already
    const items = heifItems(bytes);
    if (items && items.from(items.main, 'dimg').length > MANY_TILES)
      lib._heif_context_set_security_limits(error, context, lib._heif_get_disabled_security_limits());
    lib._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
    checked();
    lib._heif_context_get_primary_image_handle(error, context, out);
    checked();
    handle = uint32(out);
    lib.HEAPU8.fill(0, tiling, scratch + 256);
    lib._heif_image_handle_get_image_tiling(error, handle, 1, tiling);
    checked();
    const [columns, rows, tileWidth, tileHeight, width, height, topOffset, leftOffset] = Array.from({ length: 8 }, (_, i) =>
      uint32(tiling + 4 + 4 * i),
    );
    const said = heifFacts(bytes);
    if (said && Math.max(Math.abs(said.widthPx - width), Math.abs(said.heightPx - height)) > CLIP_ROUNDING_PX)
      throw new Error(`it is ${width} x ${height} pixels and says ${said.widthPx} x ${said.heightPx}`);
    const isTiled = columns * rows > 1;
    const isPremultiplied = lib._heif_image_handle_is_premultiplied_alpha(handle) !== 0;
    const kept = reducedFrom({ widthPx: width, heightPx: height }, keptSize({ widthPx: width, heightPx: height }));
    let space: RgbSpace | null | undefined;
    for (let row = 0; row < rows; row++) {
      const top = Math.max(0, row * tileHeight - topOffset);
      const band = new Uint8ClampedArray(width * 4 * (Math.min(height, (row + 1) * tileHeight - topOffset) - top));
      for (let column = 0; column < columns; column++) {
        if (isTiled) lib._heif_image_handle_decode_image_tile(error, handle, out, RGB, INTERLEAVED_RGBA, 0, column, row);
        else lib._heif_decode_image(error, handle, out, RGB, INTERLEAVED_RGBA, 0);
        checked();
        const image = uint32(out);
        if (space === undefined) space = spaceOf(bytes, codesOf(image));
        const plane = lib._heif_image_get_plane_readonly(image, INTERLEAVED, out);
        const size = [lib._heif_image_get_width(image, INTERLEAVED), lib._heif_image_get_height(image, INTERLEAVED)] as const;
        const at = { x: column * tileWidth - leftOffset, y: row * tileHeight - topOffset - top };
        place(lib.HEAPU8.subarray(plane), uint32(out), size, band, width, at);
        lib._heif_image_release(image);
      }
      if (isPremultiplied) unpremultiply(band);
      if (space) toSrgb(band, space);
      kept.take(band);
      onProgress?.((row + 1) / rows);
    }
    return kept.picture();
  } finally {
    if (handle) lib._heif_image_handle_release(handle);
    lib._heif_context_free(context);
    lib._free(scratch);
    lib._free(file);
  }

  /** Colour code points from the bitstream itself. */
  function codesOf(image: number): { primaries: number; transfer: number } | null {
    lib._heif_image_get_nclx_color_profile(error, image, out);
    const [failed, profile] = [uint32(error) !== 0, uint32(out)];
    new DataView(lib.HEAPU8.buffer).setUint32(out, 0, true);
    if (failed || !profile) return null;
    const codes = { primaries: uint32(profile + 4), transfer: uint32(profile + 8) };
    lib._heif_nclx_color_profile_free(profile);
    return codes;
  }
}

/** Null: the pixels are already sRGB. */
function spaceOf(bytes: Uint8Array, inStream: { primaries: number; transfer: number } | null): RgbSpace | null {
  const written = heifColour(bytes);
  const codes = written?.kind === 'codes' ? written : written ? null : inStream;
  const space = written?.kind === 'icc' ? spaceOfProfile(written.profile) : codes && spaceOfCodes(codes.primaries, codes.transfer);
  return space && !isSrgb(space) ? space : null;
}

/** Copies the part of a tile that is inside the band. */
function place(
  tile: Uint8Array,
  strideBytes: number,
  [tileWidth, tileHeight]: readonly [number, number],
  band: Uint8ClampedArray,
  width: number,
  at: { x: number; y: number },
) {
  const height = band.length / (4 * width);
  const [left, right] = [Math.max(0, -at.x), Math.min(tileWidth, width - at.x)];
  if (right <= left) return;
  for (let y = Math.max(0, -at.y); y < Math.min(tileHeight, height - at.y); y++)
    band.set(tile.subarray(y * strideBytes + 4 * left, y * strideBytes + 4 * right), 4 * ((at.y + y) * width + at.x + left));
}

function unpremultiply(rgba: Uint8ClampedArray) {
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3];
    if (alpha === 0 || alpha === 255) continue;
    for (let k = i; k < i + 3; k++) rgba[k] = (rgba[k] * 255) / alpha;
  }
}

/** Takes rows from the top down and reduces them to the final size. */
function reducedFrom(from: { widthPx: number; heightPx: number }, { widthPx, heightPx }: { widthPx: number; heightPx: number }) {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  const rowBytes = from.widthPx * 4;
  let waiting = new Uint8ClampedArray(0);
  let waitingFrom = 0;
  let done = 0;
  return {
    take(band: Uint8ClampedArray) {
      if (from.widthPx === widthPx && from.heightPx === heightPx) {
        rgba.set(band, done * rowBytes);
        done += band.length / rowBytes;
        return;
      }
      const rows = new Uint8ClampedArray(waiting.length + band.length);
      rows.set(waiting);
      rows.set(band, waiting.length);
      const there = waitingFrom + rows.length / rowBytes;
      let to = done;
      while (to < heightPx && rowsNeeded(from.heightPx, heightPx, to, to + 1).to <= there) to++;
      waiting = rows;
      if (to === done) return;
      const needed = rowsNeeded(from.heightPx, heightPx, done, to);
      const inRows = rows.subarray((needed.from - waitingFrom) * rowBytes, (needed.to - waitingFrom) * rowBytes);
      const sizes = { inWidth: from.widthPx, inHeight: from.heightPx, outWidth: widthPx, outHeight: heightPx };
      rgba.set(resizeBand({ ...sizes, rows: inRows, outFrom: done, outTo: to }), done * widthPx * 4);
      done = to;
      const next = to < heightPx ? rowsNeeded(from.heightPx, heightPx, to, to + 1).from : there;
      waiting = rows.slice((next - waitingFrom) * rowBytes);
      waitingFrom = next;
    },
    picture: (): DecodedHeif => ({ widthPx, heightPx, rgba }),
  };
}

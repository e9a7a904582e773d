/*
 * Removes metadata about person, place, time or camera from a photo: EXIF, XMP, comments, previews, appended films. Pixels, orientation and
 * colour profile stay, so that it decodes to the same picture. Works on bytes only; unknown kinds are returned unchanged. Loaded only for
 * files that are not JPEG.
 */
import { orientationTiff } from './exif-orientation.ts';
import { heifMetadataRanges, walkBoxes } from './heif-boxes.ts';
import { asciiAt, joinBytes, viewOf } from './join-bytes.ts';
import { AS_IT_IS, stripJpeg, type Turn } from './jpeg-photo.ts';
import { heifTurn, heifTurnBox, pngOrientation, webpOrientation } from './orientation-of.ts';
import { PNG_SIGNATURE, pngChunk, walkPng } from './png-chunks.ts';
import { walkWebp, webpChunk, webpSize } from './webp-chunks.ts';

export function stripMetadata(bytes: Uint8Array, turn = AS_IT_IS): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return stripJpeg(bytes, turn);
  if (PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return stripPng(bytes, turn);
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') return stripWebp(bytes, turn);
  if (asciiAt(bytes, 4, 4) === 'ftyp') return stripHeif(bytes, turn);
  return bytes.slice();
}

const KEPT_PNG_CHUNKS = new Set('IHDR PLTE IDAT IEND iCCP sRGB gAMA cHRM cICP sBIT tRNS pHYs bKGD hIST'.split(' '));

function stripPng(bytes: Uint8Array, turn: Turn): Uint8Array<ArrayBuffer> {
  const { chunks } = walkPng(bytes);
  const orientation = turn(pngOrientation(chunks));
  const kept: Uint8Array[] = [PNG_SIGNATURE];
  for (const chunk of chunks) {
    if (KEPT_PNG_CHUNKS.has(chunk.type)) kept.push(bytes.subarray(chunk.start, chunk.end));
    if (chunk.type === 'IHDR' && orientation !== 1) kept.push(pngChunk('eXIf', orientationTiff(orientation)));
  }
  return joinBytes(kept);
}

const KEPT_WEBP_CHUNKS = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF']);
const WEBP_EXIF = 0x08;
const WEBP_XMP = 0x04;

function stripWebp(bytes: Uint8Array, turn: Turn): Uint8Array<ArrayBuffer> {
  const { chunks } = walkWebp(bytes);
  const orientation = turn(webpOrientation(chunks));
  const kept = chunks.filter(({ type }) => KEPT_WEBP_CHUNKS.has(type)).map(({ start, end }) => bytes.subarray(start, end));
  const facts = webpSize(chunks);
  if (orientation !== 1 && facts && chunks[0].type !== 'VP8X') kept.unshift(extendedHeader(facts));
  if (orientation !== 1) kept.push(webpChunk('EXIF', orientationTiff(orientation)));
  const out = joinBytes([bytes.subarray(0, 12), ...kept]);
  viewOf(out).setUint32(4, out.length - 8, true);
  if (asciiAt(out, 12, 4) === 'VP8X') out[20] = (out[20] & ~(WEBP_EXIF | WEBP_XMP)) | (orientation === 1 ? 0 : WEBP_EXIF);
  return out;
}

/** Only an extended WebP can have other chunks than its pixels. */
function extendedHeader({ widthPx, heightPx, hasAlpha }: { widthPx: number; heightPx: number; hasAlpha: boolean }): Uint8Array {
  const [w, h] = [widthPx - 1, heightPx - 1];
  return webpChunk('VP8X', Uint8Array.of(hasAlpha ? 0x10 : 0, 0, 0, 0, w, w >> 8, w >> 16, h, h >> 8, h >> 16));
}

const KEPT_HEIF_BOXES = new Set(['ftyp', 'meta', 'mdat', 'moov']);

/** These files contain absolute offsets, so metadata is overwritten with zeros and not cut out. */
function stripHeif(bytes: Uint8Array, turn: Turn): Uint8Array<ArrayBuffer> {
  const before = heifTurn(bytes);
  const orientation = turn(before);
  const { boxes } = walkBoxes(bytes, 0, bytes.length);
  if (before !== 1) boxes.pop();
  const end = boxes.at(-1)?.end ?? bytes.length;
  const out = new Uint8Array(bytes);
  for (const [from, to] of heifMetadataRanges(bytes)) out.fill(0, from, to);
  for (const box of boxes) {
    // a last box without a size extends to the end of the file: give it one before appending
    if (viewOf(out).getUint32(box.start) === 0) viewOf(out).setUint32(box.start, box.end - box.start);
    if (KEPT_HEIF_BOXES.has(box.type)) continue;
    out.set([0x66, 0x72, 0x65, 0x65], box.start + 4);
    out.fill(0, box.payload, box.end);
  }
  return joinBytes([out.subarray(0, end), ...(orientation === 1 ? [] : [heifTurnBox(orientation)])]);
}

/*
 * A photo without anything that tells about the person, place, time or camera: no EXIF, XMP, comments, previews or films
 * behind the picture. Its pixels, which way up it is and its colour profile stay, so that it decodes to the same picture.
 * Works on bytes alone; bytes of an unknown kind come back as they were.
 */
import { orientationTiff } from './exif-orientation.ts';
import { heifMetadataRanges, walkBoxes } from './heif-boxes.ts';
import { asciiAt, joinBytes, viewOf } from './join-bytes.ts';
import { type JpegSegment, walkJpeg } from './jpeg-segments.ts';
import { heifTurn, heifTurnBox, jpegOrientation, pngOrientation, webpOrientation } from './orientation-of.ts';
import { PNG_SIGNATURE, pngChunk, walkPng } from './png-chunks.ts';
import { walkWebp, webpChunk, webpSize } from './webp-chunks.ts';

/** Turns it besides: from the orientation it has to the one it is to have. */
type Turn = (orientation: number) => number;
const AS_IT_IS: Turn = (orientation) => orientation;

export function stripMetadata(bytes: Uint8Array, turn = AS_IT_IS): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return stripJpeg(bytes, turn);
  if (PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return stripPng(bytes, turn);
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') return stripWebp(bytes, turn);
  if (asciiAt(bytes, 4, 4) === 'ftyp') return stripHeif(bytes, turn);
  return bytes.slice();
}

function stripJpeg(bytes: Uint8Array, turn: Turn): Uint8Array<ArrayBuffer> {
  const walk = walkJpeg(bytes);
  const orientation = turn(jpegOrientation(bytes, walk));
  const kept: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  const first = walk.segments[0];
  if (first && isJfif(bytes, first)) kept.push(jfifWithoutPreview(bytes, first));
  if (orientation !== 1) kept.push(exifSegment(orientation));
  for (const segment of walk.segments) if (isKept(bytes, segment)) kept.push(bytes.subarray(segment.start, segment.end));
  return joinBytes(kept);
}

const isJfif = (bytes: Uint8Array, segment: JpegSegment) =>
  segment.marker === 0xe0 && segment.end - segment.start >= 18 && asciiAt(bytes, segment.payload, 5) === 'JFIF\0';

function isKept(bytes: Uint8Array, segment: JpegSegment): boolean {
  if (segment.marker === 0xfe) return false;
  if (segment.marker < 0xe0 || segment.marker > 0xef) return true;
  if (segment.marker === 0xe2) return asciiAt(bytes, segment.payload, 12) === 'ICC_PROFILE\0';
  return segment.marker === 0xee && asciiAt(bytes, segment.payload, 5) === 'Adobe';
}

function jfifWithoutPreview(bytes: Uint8Array, segment: JpegSegment): Uint8Array {
  const jfif = bytes.slice(segment.start, segment.start + 18);
  jfif[3] = 16;
  jfif[2] = jfif[16] = jfif[17] = 0;
  return jfif;
}

function exifSegment(orientation: number): Uint8Array {
  const tiff = orientationTiff(orientation);
  const head = Uint8Array.of(0xff, 0xe1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0);
  return joinBytes([head, tiff]);
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

/** A simple WebP has to become an extended one to carry anything besides its pixels. */
function extendedHeader({ widthPx, heightPx, hasAlpha }: { widthPx: number; heightPx: number; hasAlpha: boolean }): Uint8Array {
  const [w, h] = [widthPx - 1, heightPx - 1];
  return webpChunk('VP8X', Uint8Array.of(hasAlpha ? 0x10 : 0, 0, 0, 0, w, w >> 8, w >> 16, h, h >> 8, h >> 16));
}

const KEPT_HEIF_BOXES = new Set(['ftyp', 'meta', 'mdat', 'moov']);

/** Offsets inside these files must not move, so metadata is overwritten with zeros rather than cut out. */
function stripHeif(bytes: Uint8Array, turn: Turn): Uint8Array<ArrayBuffer> {
  const before = heifTurn(bytes);
  const orientation = turn(before);
  const { boxes } = walkBoxes(bytes, 0, bytes.length);
  if (before !== 1) boxes.pop();
  const end = boxes.at(-1)?.end ?? bytes.length;
  const out = new Uint8Array(bytes);
  for (const [from, to] of heifMetadataRanges(bytes)) out.fill(0, from, to);
  for (const box of boxes) {
    // a last box without a size would swallow what is put behind it
    if (viewOf(out).getUint32(box.start) === 0) viewOf(out).setUint32(box.start, box.end - box.start);
    if (KEPT_HEIF_BOXES.has(box.type)) continue;
    out.set([0x66, 0x72, 0x65, 0x65], box.start + 4);
    out.fill(0, box.payload, box.end);
  }
  return joinBytes([out.subarray(0, end), ...(orientation === 1 ? [] : [heifTurnBox(orientation)])]);
}

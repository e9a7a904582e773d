/*
 * Walks a JPEG from start to end marker: every segment, and the compressed scans between them.
 * Anything after the end marker (a second picture, a motion-photo film) is not part of the walk.
 * Source: ITU-T T.81, annex B.
 */
import { asciiAt, viewOf } from './join-bytes.ts';

export interface JpegSegment {
  /** second byte of the marker, e.g. 0xe1 for APP1 */
  marker: number;
  /** from the marker's 0xff up to the next marker; a scan includes its compressed bytes */
  start: number;
  end: number;
  /** start of the content, after marker and length */
  payload: number;
}

export interface JpegWalk {
  segments: JpegSegment[];
  /** false if the file stops before its end marker */
  complete: boolean;
}

const SOS = 0xda;
const EOI = 0xd9;

export function walkJpeg(bytes: Uint8Array): JpegWalk {
  const segments: JpegSegment[] = [];
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at++;
      continue;
    }
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) {
      segments.push({ marker, start: at, end: at + 2, payload: at + 2 });
      return { segments, complete: true };
    }
    if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) break;
    const length = (bytes[at + 2] << 8) | bytes[at + 3];
    let end = at + 2 + Math.max(2, length);
    if (end > bytes.length) break;
    if (marker === SOS) end = endOfScan(bytes, end);
    segments.push({ marker, start: at, end, payload: at + 4 });
    at = end;
  }
  return { segments, complete: false };
}

/** First position from `at` on with a marker other than a restart marker or a stuffed zero. */
function endOfScan(bytes: Uint8Array, at: number): number {
  let i = at;
  for (;;) {
    i = bytes.indexOf(0xff, i);
    if (i < 0 || i + 1 >= bytes.length) return bytes.length;
    const next = bytes[i + 1];
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return i;
    i += next === 0xff ? 1 : 2;
  }
}

export const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Stored size of the picture, before its orientation is applied; null without a frame header. */
export function jpegSize(bytes: Uint8Array, walk: JpegWalk): { widthPx: number; heightPx: number } | null {
  const frame = walk.segments.find((s) => isFrameHeader(s.marker) && s.end - s.payload >= 5);
  if (!frame) return null;
  const view = viewOf(bytes);
  return { heightPx: view.getUint16(frame.payload + 1), widthPx: view.getUint16(frame.payload + 3) };
}

/** Content of the first APP1 segment with that name, after the name; null if there is none. */
function app1(bytes: Uint8Array, walk: JpegWalk, name: string): Uint8Array | null {
  const found = walk.segments.find((s) => s.marker === 0xe1 && asciiAt(bytes, s.payload, name.length) === name);
  return found ? bytes.subarray(found.payload + name.length, found.end) : null;
}
/** The TIFF block of the first EXIF segment, or null. */
export const jpegExif = (bytes: Uint8Array, walk: JpegWalk) => app1(bytes, walk, 'Exif\0\0');
export const jpegXmp = (bytes: Uint8Array, walk: JpegWalk) => app1(bytes, walk, 'http://ns.adobe.com/xap/1.0/\0');

/*
 * A JPEG before it is decoded: size and orientation, and a copy without metadata about person, place, time or camera. The other kinds are in
 * separate files that are loaded when one is opened.
 */
import { orientationTiff, readOrientation, readXmpOrientation } from './exif-orientation.ts';
import { asciiAt, joinBytes } from './join-bytes.ts';
import { type JpegSegment, type JpegWalk, jpegExif, jpegSize, jpegXmp, walkJpeg } from './jpeg-segments.ts';
import type { SniffedPhoto } from './photo-kinds.ts';
import { uprightSize } from './turn-pixels.ts';

/** Maps a file's orientation to the one to write. */
export type Turn = (orientation: number) => number;
export const AS_IT_IS: Turn = (orientation) => orientation;

/** From EXIF, else from XMP. */
function orientationOf(bytes: Uint8Array, walk: JpegWalk): number {
  const [exif, xmp] = [jpegExif(bytes, walk), jpegXmp(bytes, walk)];
  return (exif && readOrientation(exif)) ?? (xmp && readXmpOrientation(xmp)) ?? 1;
}

export function sniffJpeg(bytes: Uint8Array): SniffedPhoto {
  const walk = walkJpeg(bytes);
  const stored = jpegSize(bytes, walk) ?? { widthPx: 0, heightPx: 0 };
  return { kind: 'jpeg', ...uprightSize(stored, orientationOf(bytes, walk)), hasAlpha: false, complete: walk.complete };
}

export function stripJpeg(bytes: Uint8Array, turn = AS_IT_IS): Uint8Array<ArrayBuffer> {
  const walk = walkJpeg(bytes);
  const orientation = turn(orientationOf(bytes, walk));
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

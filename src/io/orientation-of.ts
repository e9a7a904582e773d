/*
 * Orientation in which a photo's stored pixels must be shown: of PNG and WebP from EXIF, else XMP. HEIC and AVIF have rotation properties
 * and their EXIF orientation is ignored (ISO 23008-12), so a turn by the user is appended in a box of our own.
 */
import { readOrientation, readXmpOrientation } from './exif-orientation.ts';
import { walkBoxes } from './heif-boxes.ts';
import { asciiAt, viewOf } from './join-bytes.ts';
import type { PngChunk } from './png-chunks.ts';
import type { WebpChunk } from './webp-chunks.ts';

type Read = (bytes: Uint8Array) => number | null;
const read = (by: Read, bytes: Uint8Array | null | undefined) => (bytes ? by(bytes) : null);

export function pngOrientation(chunks: readonly PngChunk[]): number {
  const xmp = chunks.find(({ type, payload }) => type === 'iTXt' && asciiAt(payload, 0, 17) === 'XML:com.adobe.xmp');
  return read(readOrientation, chunks.find(({ type }) => type === 'eXIf')?.payload) ?? read(readXmpOrientation, xmp?.payload) ?? 1;
}

export function webpOrientation(chunks: readonly WebpChunk[]): number {
  const chunk = (name: string) => chunks.find(({ type }) => type === name)?.payload;
  return read(readOrientation, chunk('EXIF')) ?? read(readXmpOrientation, chunk('XMP ')) ?? 1;
}

/** The uuid of our own box. */
const TURN_NAME = 'Stubble turned: ';
const TURN_BYTES = 25;

export function heifTurn(bytes: Uint8Array): number {
  const last = walkBoxes(bytes, 0, bytes.length).boxes.at(-1);
  if (last?.type !== 'uuid' || last.end - last.start !== TURN_BYTES || asciiAt(bytes, last.payload, 16) !== TURN_NAME) return 1;
  const orientation = bytes[last.end - 1];
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** A box to append after the file's other boxes. */
export function heifTurnBox(orientation: number): Uint8Array {
  const box = new Uint8Array(TURN_BYTES);
  viewOf(box).setUint32(0, TURN_BYTES);
  for (const [i, c] of [...`uuid${TURN_NAME}`].entries()) box[4 + i] = c.charCodeAt(0);
  box[TURN_BYTES - 1] = orientation;
  return box;
}

/*
 * Which way up a photo is to be shown beyond what its pixels are stored as: PNG and WebP by EXIF, else by XMP. HEIC and AVIF
 * turn themselves and their EXIF does not count (ISO 23008-12), so that a turn by hand is kept behind them in a box of our own.
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

/** The name of our own box, as a uuid. */
const TURN_NAME = 'Stubble turned: ';
const TURN_BYTES = 25;

export function heifTurn(bytes: Uint8Array): number {
  const last = walkBoxes(bytes, 0, bytes.length).boxes.at(-1);
  if (last?.type !== 'uuid' || last.end - last.start !== TURN_BYTES || asciiAt(bytes, last.payload, 16) !== TURN_NAME) return 1;
  const orientation = bytes[last.end - 1];
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** To be put behind the file's other boxes. */
export function heifTurnBox(orientation: number): Uint8Array {
  const box = new Uint8Array(TURN_BYTES);
  viewOf(box).setUint32(0, TURN_BYTES);
  for (const [i, c] of [...`uuid${TURN_NAME}`].entries()) box[4 + i] = c.charCodeAt(0);
  box[TURN_BYTES - 1] = orientation;
  return box;
}

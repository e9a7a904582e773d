/*
 * EXIF orientation of a picture (1 to 8): read from a TIFF block or from XMP, composed, and written as a TIFF block with no other tag.
 * Source: EXIF 2.32, section 4.6; XMP specification part 2, tiff:Orientation.
 */
import { asciiAt, viewOf } from './join-bytes.ts';

const ORIENTATION_TAG = 0x0112;
const LONG = 4;

/** Orientation 1..8 of a TIFF block (starting at "II*" or "MM*", or at "Exif"); null if it has none or is broken. */
export function readOrientation(block: Uint8Array): number | null {
  const tiff = asciiAt(block, 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
  if (tiff.length < 14) return null;
  const view = viewOf(tiff);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return null;
  if (view.getUint16(2, little) !== 42) return null;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return null;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) return null;
    if (view.getUint16(entry, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 2, little) === LONG ? view.getUint32(entry + 8, little) : view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** Orientation 1..8 of an XMP packet, as an attribute or an element; null if it has none. */
export function readXmpOrientation(packet: Uint8Array): number | null {
  const found = /tiff:Orientation\s*(?:=\s*["']|>)\s*([1-8])\s*["'<]/.exec(new TextDecoder().decode(packet));
  return found ? Number(found[1]) : null;
}

/** A TIFF block of 26 bytes with the orientation as its only tag. */
export function orientationTiff(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = viewOf(tiff);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION_TAG);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}

/** True for the four orientations that exchange width and height. */
export const swapsSides = (orientation: number): boolean => orientation >= 5;

/** Where a stored pixel is shown, by orientation: x' = a x + b y, y' = c x + d y, with y down. */
export const TURNS: readonly (readonly [a: number, b: number, c: number, d: number])[] = [
  [1, 0, 0, 1],
  [1, 0, 0, 1],
  [-1, 0, 0, 1],
  [-1, 0, 0, -1],
  [1, 0, 0, -1],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, -1, -1, 0],
  [0, 1, -1, 0],
];
export const QUARTER_CLOCKWISE = 6;

/** The orientation equal to `first` followed by `second`. */
export function thenTurned(first: number, second: number): number {
  const [[a, b, c, d], [e, f, g, h]] = [TURNS[first], TURNS[second]];
  const both = [e * a + f * c, e * b + f * d, g * a + h * c, g * b + h * d];
  return TURNS.findLastIndex((turn) => turn.every((value, i) => value - both[i] === 0));
}

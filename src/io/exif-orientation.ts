/*
 * The one EXIF tag that changes how a picture looks: which way up it is (tag 0x0112, values 1 to 8).
 * Reads it from a TIFF block and writes a TIFF block that holds nothing else. Source: EXIF 2.32, section 4.6.
 */
import { viewOf } from './join-bytes.ts';

const ORIENTATION_TAG = 0x0112;

/** Orientation 1..8 of a TIFF block (starting at "II*" or "MM*"); 1 where there is none or the block is broken. */
export function readOrientation(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1;
  const view = viewOf(tiff);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) return 1;
  if (view.getUint16(2, little) !== 42) return 1;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) return 1;
    if (view.getUint16(entry, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
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

/** True for the four orientations that lay a picture on its side. */
export const swapsSides = (orientation: number): boolean => orientation >= 5;

/*
 * What a browser is given to decode, and the orientation to apply afterwards. All browsers turn JPEG by EXIF and AVIF by its properties; for
 * PNG and WebP they differ, and Chromium crops a transparent picture that it has turned from the wrong end. Those are decoded as stored and
 * turned by our own code.
 */
import { thenTurned } from './exif-orientation.ts';
import { heifItems } from './heif-boxes.ts';
import { heifTurn, pngOrientation, webpOrientation } from './orientation-of.ts';
import type { SniffedPhoto } from './photo-kinds.ts';
import { walkPng } from './png-chunks.ts';
import { stripMetadata } from './strip-metadata.ts';
import { walkWebp } from './webp-chunks.ts';

export interface ToDecode {
  bytes: Uint8Array<ArrayBuffer>;
  /** 1: upright after decoding */
  orientation: number;
}

/** @param original without metadata */
export function toDecode(original: Uint8Array<ArrayBuffer>, { kind, hasAlpha }: Pick<SniffedPhoto, 'kind' | 'hasAlpha'>): ToDecode {
  if (kind === 'png') return asStored(original, pngOrientation(walkPng(original).chunks));
  if (kind === 'webp') return asStored(original, webpOrientation(walkWebp(original).chunks));
  if (kind === 'avif' && hasAlpha) return unturnedAvif(original);
  return { bytes: original, orientation: kind === 'jpeg' ? 1 : heifTurn(original) };
}

const asStored = (original: Uint8Array<ArrayBuffer>, orientation: number): ToDecode => ({
  bytes: orientation === 1 ? original : stripMetadata(original, () => 1),
  orientation,
});

/** Orientations of 0 to 3 quarter turns to the left. */
const ROTATIONS = [1, 8, 3, 6];
/** Orientations by mirror axis: top and bottom exchanged, left and right exchanged (ISO 23008-12:2022, 6.5.12). */
const MIRRORS = [4, 2];

/** Sets its turns to zero in place, since removing them would move everything after them. */
function unturnedAvif(original: Uint8Array<ArrayBuffer>): ToDecode {
  const bytes = original.slice();
  const items = heifItems(original);
  let orientation = 1;
  const all = items ? [items.main, ...items.to(items.main, 'auxl')] : [];
  for (const item of all)
    for (const { type, start, payload } of items?.propertiesOf(item) ?? []) {
      if (type !== 'irot' && type !== 'imir') continue;
      const turn = type === 'irot' ? ROTATIONS[original[payload] & 3] : MIRRORS[original[payload] & 1];
      if (item === items?.main) orientation = thenTurned(orientation, turn);
      bytes.set([0x69, 0x72, 0x6f, 0x74], start + 4);
      bytes[payload] = 0;
    }
  return { bytes, orientation: thenTurned(orientation, heifTurn(original)) };
}

/* The kinds of photo that Stubble opens: their names, their signatures, and what is known of a photo before it is decoded. */
import { asciiAt, viewOf } from './join-bytes.ts';

export const KINDS = 'JPEG, PNG, WebP, AVIF or HEIC';

export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

export interface SniffedPhoto {
  kind: PhotoKind;
  /** upright size, after the orientation; 0 if the header does not give it */
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
  /** false if the file stops early; for a JPEG, repair-jpeg.ts also checks the scans */
  complete: boolean;
}

/** other: not a photo that Stubble opens (what-else.ts names it); damaged: a supported kind with a broken header */
export type Sniffed = SniffedPhoto | { kind: 'other' | 'damaged' };

export const isPhoto = (sniffed: Sniffed): sniffed is SniffedPhoto => sniffed.kind !== 'other' && sniffed.kind !== 'damaged';

export const MIME_OF: Record<PhotoKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
};

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2', 'MiHE', 'miaf'];

/** Null if it is none of them. */
export function kindOf(bytes: Uint8Array): PhotoKind | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (asciiAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') return 'webp';
  if (asciiAt(bytes, 4, 4) !== 'ftyp') return null;
  const end = Math.min(viewOf(bytes).getUint32(0), bytes.length, 256);
  const brands = [asciiAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(asciiAt(bytes, at, 4));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : null;
}

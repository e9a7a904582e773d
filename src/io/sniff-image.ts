/*
 * What a file is, told from its bytes and never from its name: the five kinds of photo that Stubble opens, with their size
 * before anything is decoded. Reads headers only and never throws on broken files.
 */
import { isHeifComplete } from './heif-boxes.ts';
import { heifFacts } from './heif-facts.ts';
import { asciiAt, viewOf } from './join-bytes.ts';
import { jpegSize, walkJpeg } from './jpeg-segments.ts';
import { heifTurn, jpegOrientation, pngOrientation, webpOrientation } from './orientation-of.ts';
import { PNG_SIGNATURE, walkPng } from './png-chunks.ts';
import { uprightSize } from './turn-pixels.ts';
import { walkWebp, webpSize } from './webp-chunks.ts';

export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

export interface SniffedPhoto {
  kind: PhotoKind;
  /** size upright, behind the orientation; 0 where the header does not tell */
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
  /** false where the file stops before its end; whether a JPEG's picture is all there only its scans tell (repair-jpeg.ts) */
  complete: boolean;
}

/** other: no photo that Stubble opens (what-else.ts says what it is); damaged: a photo of a kind it opens, with a broken header */
export type Sniffed = SniffedPhoto | { kind: 'other' | 'damaged' };

export const isPhoto = (sniffed: Sniffed): sniffed is SniffedPhoto => sniffed.kind !== 'other' && sniffed.kind !== 'damaged';

export const MIME_OF: Record<PhotoKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
};

/** @param bytes the whole file. */
export function sniffImage(bytes: Uint8Array): Sniffed {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return sniffJpeg(bytes);
    if (PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return sniffPng(bytes);
    if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') return sniffWebp(bytes);
    if (asciiAt(bytes, 4, 4) === 'ftyp') return sniffHeif(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'damaged' };
  }
  return { kind: 'other' };
}

const NO_SIZE = { widthPx: 0, heightPx: 0 };

function sniffJpeg(bytes: Uint8Array): SniffedPhoto {
  const walk = walkJpeg(bytes);
  const stored = jpegSize(bytes, walk) ?? NO_SIZE;
  return { kind: 'jpeg', ...uprightSize(stored, jpegOrientation(bytes, walk)), hasAlpha: false, complete: walk.complete };
}

function sniffPng(bytes: Uint8Array): SniffedPhoto {
  const { chunks, complete } = walkPng(bytes);
  const stored = bytes.length >= 26 ? { widthPx: viewOf(bytes).getUint32(16), heightPx: viewOf(bytes).getUint32(20) } : NO_SIZE;
  const hasAlpha = (bytes[25] & 4) !== 0 || chunks.some((chunk) => chunk.type === 'tRNS');
  const hasPixels = chunks.some((chunk) => chunk.type === 'IDAT');
  return { kind: 'png', ...uprightSize(stored, pngOrientation(chunks)), hasAlpha, complete: complete && hasPixels };
}

function sniffWebp(bytes: Uint8Array): SniffedPhoto {
  const { chunks, complete } = walkWebp(bytes);
  const { hasAlpha, ...stored } = webpSize(chunks) ?? { ...NO_SIZE, hasAlpha: false };
  return { kind: 'webp', ...uprightSize(stored, webpOrientation(chunks)), hasAlpha, complete };
}

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2', 'MiHE', 'miaf'];

function sniffHeif(bytes: Uint8Array): Sniffed {
  const ftypEnd = Math.min(viewOf(bytes).getUint32(0), bytes.length, 256);
  const brands = [asciiAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= ftypEnd; at += 4) brands.push(asciiAt(bytes, at, 4));
  const isAvif = brands.includes('avif') || brands.includes('avis');
  if (!isAvif && !brands.some((brand) => HEIC_BRANDS.includes(brand))) return { kind: 'other' };
  const { hasAlpha, ...shown } = heifFacts(bytes) ?? { ...NO_SIZE, hasAlpha: false };
  return { kind: isAvif ? 'avif' : 'heic', ...uprightSize(shown, heifTurn(bytes)), hasAlpha, complete: isHeifComplete(bytes) };
}

/*
 * Detects the kind of a photo from its bytes, never from its name, and its size before anything is decoded. Reads headers only and never
 * throws on broken files. Loaded only for files that are not JPEG.
 */
import { isHeifComplete } from './heif-boxes.ts';
import { heifFacts } from './heif-facts.ts';
import { viewOf } from './join-bytes.ts';
import { sniffJpeg } from './jpeg-photo.ts';
import { heifTurn, pngOrientation, webpOrientation } from './orientation-of.ts';
import { kindOf, type Sniffed, type SniffedPhoto } from './photo-kinds.ts';
import { walkPng } from './png-chunks.ts';
import { uprightSize } from './turn-pixels.ts';
import { walkWebp, webpSize } from './webp-chunks.ts';

/** @param bytes the whole file */
export function sniffImage(bytes: Uint8Array): Sniffed {
  const kind = kindOf(bytes);
  try {
    if (kind === 'jpeg') return sniffJpeg(bytes);
    if (kind === 'png') return sniffPng(bytes);
    if (kind === 'webp') return sniffWebp(bytes);
    return kind ? sniffHeif(bytes, kind) : { kind: 'other' };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'damaged' };
  }
}

const NO_SIZE = { widthPx: 0, heightPx: 0 };

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

function sniffHeif(bytes: Uint8Array, kind: 'avif' | 'heic'): SniffedPhoto {
  const { hasAlpha, ...shown } = heifFacts(bytes) ?? { ...NO_SIZE, hasAlpha: false };
  return { kind, ...uprightSize(shown, heifTurn(bytes)), hasAlpha, complete: isHeifComplete(bytes) };
}

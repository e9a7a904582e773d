/*
 * Splits a WebP file into the chunks of its RIFF container and writes single chunks. Source: RFC 9649, section 2.
 */
import { asciiAt, viewOf } from './join-bytes.ts';

export interface WebpChunk {
  type: string;
  start: number;
  /** after the padding byte of odd sizes */
  end: number;
  payload: Uint8Array;
}

export function walkWebp(bytes: Uint8Array): { chunks: WebpChunk[]; complete: boolean } {
  const chunks: WebpChunk[] = [];
  const view = viewOf(bytes);
  const fileEnd = view.getUint32(4, true) + 8;
  let at = 12;
  while (at + 8 <= Math.min(fileEnd, bytes.length)) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > bytes.length) return { chunks, complete: false };
    const end = Math.min(bytes.length, at + 8 + length + (length & 1));
    chunks.push({ type: asciiAt(bytes, at, 4), start: at, end, payload: bytes.subarray(at + 8, at + 8 + length) });
    at = end;
  }
  return { chunks, complete: fileEnd - (fileEnd & 1) <= bytes.length && chunks.length > 0 };
}

export function webpChunk(type: string, payload: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(8 + payload.length + (payload.length & 1));
  for (let i = 0; i < 4; i++) chunk[i] = type.charCodeAt(i);
  viewOf(chunk).setUint32(4, payload.length, true);
  chunk.set(payload, 8);
  return chunk;
}

/** Size and transparency from the first chunk that has them; null if none does. */
export function webpSize(chunks: readonly WebpChunk[]): { widthPx: number; heightPx: number; hasAlpha: boolean } | null {
  for (const { type, payload: p } of chunks) {
    if (type === 'VP8X' && p.length >= 10) {
      const uint24 = (at: number) => p[at] | (p[at + 1] << 8) | (p[at + 2] << 16);
      return { widthPx: uint24(4) + 1, heightPx: uint24(7) + 1, hasAlpha: (p[0] & 0x10) !== 0 };
    }
    if (type === 'VP8L' && p.length >= 5 && p[0] === 0x2f) {
      const bits = viewOf(p).getUint32(1, true);
      return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1, hasAlpha: ((bits >>> 28) & 1) === 1 };
    }
    if (type === 'VP8 ' && p.length >= 10) {
      const view = viewOf(p);
      return { widthPx: view.getUint16(6, true) & 0x3fff, heightPx: view.getUint16(8, true) & 0x3fff, hasAlpha: false };
    }
  }
  return null;
}

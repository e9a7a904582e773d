/*
 * Splits a PNG into its chunks and writes single chunks. Source: PNG specification, third edition, section 5.3.
 */
import { crc32 } from './crc32.ts';
import { asciiAt, viewOf } from './join-bytes.ts';

export interface PngChunk {
  type: string;
  start: number;
  end: number;
  payload: Uint8Array;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The chunks up to IEND; `complete` is false if the file stops before it. */
export function walkPng(bytes: Uint8Array): { chunks: PngChunk[]; complete: boolean } {
  const chunks: PngChunk[] = [];
  const view = viewOf(bytes);
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) break;
    const type = asciiAt(bytes, at + 4, 4);
    chunks.push({ type, start: at, end, payload: bytes.subarray(at + 8, end - 4) });
    if (type === 'IEND') return { chunks, complete: true };
    at = end;
  }
  return { chunks, complete: false };
}

export function pngChunk(type: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(payload.length + 12);
  const view = viewOf(chunk);
  view.setUint32(0, payload.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(payload, 8);
  view.setUint32(payload.length + 8, crc32(chunk.subarray(4, payload.length + 8)));
  return chunk;
}

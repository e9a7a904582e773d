/*
 * Reads the entries of a zip from its central directory. Checks declared sizes before unpacking and checksums after it, which the
 * unpacking library does not. Leaves out zip64 and encryption: Stubble writes neither.
 * Source: PKWARE APPNOTE 6.3.10, section 4.3.
 */
import { crc32 } from './crc32.ts';
import { viewOf } from './join-bytes.ts';

export interface ZipEntry {
  name: string;
  /** unpacked size that the directory declares */
  sizeBytes: number;
  /** @throws if the entry is broken, with the end of a sentence as message */
  unpack(): Uint8Array<ArrayBuffer>;
}

type Inflate = (packed: Uint8Array, options: { out: Uint8Array }) => Uint8Array;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;

/** Null if there is no readable directory. */
export function readZip(bytes: Uint8Array, inflate: Inflate): ZipEntry[] | null {
  const view = viewOf(bytes);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) {
    if (end < bytes.length - 22 - 0xffff) return null;
    end--;
  }
  if (end < 0) return null;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return null;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes));
    const record = at;
    entries.push({ name, sizeBytes: view.getUint32(at + 24, true), unpack: () => unpackEntry(bytes, record, inflate) });
    at = next;
  }
  return entries;
}

function unpackEntry(bytes: Uint8Array, at: number, inflate: Inflate): Uint8Array<ArrayBuffer> {
  const view = viewOf(bytes);
  const method = view.getUint16(at + 10, true);
  const packedBytes = view.getUint32(at + 20, true);
  const sizeBytes = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  if (view.getUint16(at + 8, true) & 1) throw new Error('is locked with a password');
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_SIGNATURE) throw new Error('is damaged');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = bytes.subarray(start, start + packedBytes);
  if (packed.length !== packedBytes) throw new Error('is cut short');
  const out = new Uint8Array(sizeBytes);
  if (method === 0) {
    if (packedBytes !== sizeBytes) throw new Error('is damaged');
    out.set(packed);
  } else if (method === 8) {
    const unpacked = inflate(packed, { out });
    if (unpacked.length !== sizeBytes) throw new Error('is damaged');
  } else throw new Error('is packed in a way that Stubble does not know');
  if (crc32(out) !== view.getUint32(at + 16, true)) throw new Error('is damaged');
  return out;
}

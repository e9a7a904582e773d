/*
 * Writes a zip with uncompressed entries. Photos do not compress further, and saving then needs no lazily loaded code, so it works offline
 * and in a page older than the files on the server.
 * Source: PKWARE APPNOTE 6.3.10, section 4.3.
 */
import { crc32 } from './crc32.ts';

/** 1 January 2000, 0:00: with a fixed time the same project gives the same bytes. */
const DOS_TIME = 0;
const DOS_DATE = (20 << 9) | (1 << 5) | 1;
const VERSION = 20;

/** General flag: the name is in UTF-8. */
const UTF8 = 0x800;

/** @param entries less than 4 GB in total */
export function storedZip(entries: readonly { name: string; bytes: Uint8Array<ArrayBuffer> }[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const nameBytes = new TextEncoder().encode(name);
    const flags = nameBytes.length === name.length ? 0 : UTF8;
    const common = [VERSION, flags, 0, DOS_TIME, DOS_DATE];
    const sums = [crc32(bytes), bytes.length, bytes.length];
    const local = record([0x04034b50], common, sums, [nameBytes.length, 0]);
    directory.push(record([0x02014b50], [VERSION, ...common], sums, [nameBytes.length, 0, 0, 0, 0], [0, offset]), nameBytes);
    parts.push(local, nameBytes, bytes);
    offset += local.length + nameBytes.length + bytes.length;
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length;
  const end = record([0x06054b50], [0, 0, count, count], [directoryBytes, offset], [0]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** Little-endian numbers in runs of 4, 2, 4, 2, 4 bytes each. */
function record(...runs: number[][]): Uint8Array<ArrayBuffer> {
  const bytes = runs.flatMap((run, i) =>
    run.flatMap((value) => Array.from({ length: i % 2 ? 2 : 4 }, (_, byte) => (value >>> (8 * byte)) & 255)),
  );
  return Uint8Array.from(bytes);
}

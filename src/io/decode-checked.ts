/*
 * Decodes a photo's file without its metadata, and checks that it is whole. A JPEG is looked through and decoded at the same time, and decoded
 * again if it had to be repaired.
 */
import { sameBytes } from './join-bytes.ts';
import { lookThroughJpeg } from './look-through-jpeg.ts';
import type { SniffedPhoto } from './photo-kinds.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export interface CheckedPhoto<Decoded> {
  /** without metadata, repaired if need be */
  kept: Bytes;
  isDamaged: boolean;
  /** null: no decoder takes the file */
  decoded: Decoded | null;
}

/** Null if the file is cut short; the caller closes what was decoded. @throws the signal's reason */
export async function decodeChecked<Decoded extends { close(): void }>(
  bytes: Uint8Array,
  sniffed: SniffedPhoto,
  { strip, decode, signal }: { strip(bytes: Uint8Array): Bytes; decode(kept: Bytes): Promise<Decoded | null>; signal?: AbortSignal },
): Promise<CheckedPhoto<Decoded> | null> {
  if (sniffed.kind !== 'jpeg') {
    if (!sniffed.complete) return null;
    const kept = strip(bytes);
    return { kept, isDamaged: false, decoded: await decode(kept) };
  }
  const asItCame = strip(bytes);
  const ahead = decode(asItCame);
  let isUsed = false;
  try {
    const looked = await lookThroughJpeg(bytes, signal);
    signal?.throwIfAborted();
    if (!(looked?.isWhole ?? sniffed.complete)) return null;
    const kept = !looked || looked.isSame ? asItCame : strip(looked.bytes);
    isUsed = kept === asItCame || sameBytes(kept, asItCame);
    return { kept, isDamaged: !!looked?.damages, decoded: await (isUsed ? ahead : decode(kept)) };
  } finally {
    if (!isUsed) ahead.then((unused) => unused?.close()).catch(() => {});
  }
}

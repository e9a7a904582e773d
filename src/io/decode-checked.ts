/*
 * Decodes a photo's file without its metadata, and checks that it is whole. A JPEG is looked through and decoded at the same time, and decoded
 * again if it had to be repaired.
 */
import { sameBytes } from './join-bytes.ts';
import { lookThroughJpeg } from './look-through-jpeg.ts';
import type { SniffedPhoto } from './photo-kinds.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export interface CheckedPhoto {
  /** without metadata, repaired if need be */
  kept: Bytes;
  isDamaged: boolean;
  /** null: no decoder takes the file */
  bitmap: ImageBitmap | null;
}

/** Null if the file is cut short; the caller closes the bitmap. @throws the signal's reason */
export async function decodeChecked(
  bytes: Uint8Array,
  sniffed: SniffedPhoto,
  { strip, decode, signal }: { strip(bytes: Uint8Array): Bytes; decode(kept: Bytes): Promise<ImageBitmap | null>; signal?: AbortSignal },
): Promise<CheckedPhoto | null> {
  if (sniffed.kind !== 'jpeg') {
    if (!sniffed.complete) return null;
    const kept = strip(bytes);
    return { kept, isDamaged: false, bitmap: await decode(kept) };
  }
  const asItCame = strip(bytes);
  const ahead = decode(asItCame);
  let isUsed = false;
  try {
    const looked = await lookThroughJpeg(bytes, signal);
    signal?.throwIfAborted();
    if (!(looked?.isWhole ?? sniffed.complete)) return null;
    const kept = looked ? strip(looked.bytes) : asItCame;
    isUsed = sameBytes(kept, asItCame);
    return { kept, isDamaged: !!looked?.damages, bitmap: await (isUsed ? ahead : decode(kept)) };
  } finally {
    if (!isUsed) ahead.then((bitmap) => bitmap?.close()).catch(() => {});
  }
}

/*
 * Decodes a JPEG in the worker that copies it: sent there, its pixels would be copied before a model could look at them. The worker hands it over
 * once the copies are made.
 */
import { askCopier, type CopyOptions } from './copy-away.ts';

export type DecodedAway = NonNullable<Awaited<ReturnType<typeof decodeAway>>>;

/** Null if the worker cannot decode it; closing it ends the worker's work. @throws the signal's reason */
export async function decodeAway(file: Blob, { signal, camera }: Pick<CopyOptions, 'signal' | 'camera'>) {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort);
  const { size, bitmap, ...coming } = askCopier(file, true, { hasAlpha: false, camera, signal: stop.signal });
  void bitmap.then(() => signal?.removeEventListener('abort', abort));
  const known = await size;
  signal?.throwIfAborted();
  if (!known) return null;
  // whoever looks at the other copies closes them
  const close = () => {
    abort();
    void bitmap.then((made) => made?.close());
  };
  return { width: known.widthPx, height: known.heightPx, ...coming, bitmap, close };
}

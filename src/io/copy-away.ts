/* Makes the reading copy of a photo in a worker, or in the page where workers cannot draw; an abort terminates the worker. */
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Raster } from '../core/math/raster.ts';
import type { CameraLook } from '../core/photo/camera-look.ts';
import { PLAIN_CAMERA } from '../core/photo/plain-camera.ts';
import type { CopyAnswer, CopyQuestion } from './copy.worker.ts';
import { lastingWorker } from './in-worker.ts';
import { later } from './later.ts';
import type { LookedAt } from './looked-at.ts';

const copier = lastingWorker((name) => new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module', name }));
/** Loads the worker, which takes longer than decoding a photo. */
export const warmCopier = copier.warmUp;

export interface CopyOptions {
  hasAlpha: boolean;
  signal?: AbortSignal;
  /** gets the copies that models look at, before the reading copy is made; never called if a worker cannot make them */
  onLookedAt?: (copies: LookedAt) => void;
  /** if it need not be read */
  camera?: CameraLook;
}
export type ReadingCopy = Pick<DecodedPhoto, 'small' | 'cameraLook'>;

/** What the worker makes of a photo, as it comes; null: it does not come. */
interface Coming {
  size: Promise<{ widthPx: number; heightPx: number } | null>;
  lookedAt: Required<LookedAt>;
  copy: Promise<ReadingCopy | null>;
  bitmap: Promise<ImageBitmap | null>;
}
/** Asks the worker for copies of a photo. @param photo decoded, which is handed over, or a JPEG's file, of which size and bitmap come too */
export function askCopier(photo: ImageBitmap | Blob, isLookedAt: boolean, { hasAlpha, signal, camera }: CopyOptions): Coming {
  const question: CopyQuestion = { photo, hasAlpha, isLookedAt, isLookKnown: !!camera };
  const [size, face, person] = [later<Awaited<Coming['size']>>(), later<ImageBitmap | null>(), later<ImageBitmap | null>()];
  const [small, bitmap] = [later<Raster | null>(), later<ImageBitmap | null>()];
  const take = (answer: CopyAnswer): CameraLook | null | undefined => {
    if ('look' in answer) return answer.look;
    if ('widthPx' in answer) size.come(answer);
    else if ('face' in answer) face.come(answer.face);
    else if ('person' in answer) person.come(answer.person);
    else if ('bitmap' in answer) bitmap.come(answer.bitmap);
    else if (answer.small) small.come(answer.small);
    else return null;
    return undefined;
  };
  const transfer = photo instanceof Blob ? [] : [photo];
  const look = copier.ask<CopyAnswer, CameraLook>(question, { take, signal, transfer }).catch(() => null);
  // what has come by then stays
  void look.then(() => {
    for (const { come } of [size, face, person, small, bitmap]) come(null);
  });
  const reading = look.then((read) => camera ?? read);
  return {
    size: size.promise,
    lookedAt: { face: face.promise, person: person.promise },
    copy: small.promise.then((made) => made && late(made, reading)),
    bitmap: bitmap.promise,
  };
}

/** Resolves with the copy, while the camera's look is still being read. @throws the signal's reason, or RangeError without a canvas of that size */
export async function copyAway(bitmap: ImageBitmap, options: CopyOptions): Promise<ReadingCopy> {
  const { hasAlpha, signal, onLookedAt, camera } = options;
  // the pixels are copied once, when this is sent
  const sent = await createImageBitmap(bitmap, hasAlpha ? { premultiplyAlpha: 'none' } : {});
  const coming = askCopier(sent, !!onLookedAt, options);
  onLookedAt?.(coming.lookedAt);
  const copy = await coming.copy;
  sent.close();
  signal?.throwIfAborted();
  if (copy) return copy;
  const [{ cameraPieces, smallCopy }, { cameraLook }] = await Promise.all([
    import('./reading-copy.ts'),
    import('../core/photo/camera-look.ts'),
  ]);
  const small = await smallCopy(bitmap, hasAlpha, () => new Promise((resolve) => setTimeout(resolve)));
  return late(small, Promise.resolve(camera ?? cameraLook(cameraPieces(bitmap, small))));
}

/** A camera that could not be read is taken to be plain. */
function late(small: Raster, reading: Promise<CameraLook | null>): ReadingCopy {
  const cameraLook: ReadingCopy['cameraLook'] = { look: null, whenRead: Promise.resolve() };
  const read = (look: CameraLook | null) => {
    cameraLook.look = look ?? PLAIN_CAMERA;
  };
  cameraLook.whenRead = reading.then(read, () => read(null));
  return { small, cameraLook };
}

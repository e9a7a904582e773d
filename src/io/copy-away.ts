/* Makes the reading copy of a photo in a worker, or in the page where workers cannot draw; an abort terminates the worker. */
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Raster } from '../core/math/raster.ts';
import type { CameraLook } from '../core/photo/camera-look.ts';
import { PLAIN_CAMERA } from '../core/photo/plain-camera.ts';
import type { CopyAnswer, CopyQuestion } from './copy.worker.ts';
import { lastingWorker } from './in-worker.ts';
import type { LookedAt } from './looked-at.ts';

const copier = lastingWorker((name) => new Worker(new URL('./copy.worker.ts', import.meta.url), { type: 'module', name }));
/** Loads the worker, which takes longer than decoding a photo. */
export const warmCopier = copier.warmUp;

interface CopyOptions {
  hasAlpha: boolean;
  signal?: AbortSignal;
  /** gets the copies that models look at, before the reading copy is made; never called if a worker cannot make them */
  onLookedAt?: (copies: LookedAt) => void;
  /** if it need not be read */
  camera?: CameraLook;
}
type ReadingCopy = Pick<DecodedPhoto, 'small' | 'cameraLook'>;

/** Resolves with the copy, while the camera's look is still being read. @throws the signal's reason, or RangeError without a canvas of that size */
export async function copyAway(bitmap: ImageBitmap, { hasAlpha, signal, onLookedAt, camera }: CopyOptions): Promise<ReadingCopy> {
  // the pixels are copied once, when this is sent
  const sent = await createImageBitmap(bitmap, hasAlpha ? { premultiplyAlpha: 'none' } : {});
  const question: CopyQuestion = { bitmap: sent, hasAlpha, isLookedAt: !!onLookedAt, isLookKnown: !!camera };
  const copy = await new Promise<ReadingCopy | null>((resolve, reject) => {
    const take = (answer: CopyAnswer): CameraLook | null | undefined => {
      if ('look' in answer) return answer.look;
      if ('lookedAt' in answer) onLookedAt?.(answer.lookedAt);
      else if (answer.small)
        resolve(
          late(
            answer.small,
            look.then((read) => camera ?? read),
          ),
        );
      else return null;
      return undefined;
    };
    const look = copier.ask<CopyAnswer, CameraLook>(question, { take, signal, transfer: [sent] });
    // after the copy this has no effect
    look.then(() => resolve(null), reject);
  }).finally(() => sent.close());
  if (copy) return copy;
  const { lookOfCamera, smallCopy } = await import('./reading-copy.ts');
  const small = await smallCopy(bitmap, hasAlpha, () => new Promise((resolve) => setTimeout(resolve)));
  return late(small, Promise.resolve(camera ?? lookOfCamera(bitmap, small)));
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

/*
 * Makes the reading copy of one photo in a worker: before it the copies that models look at, after it the look of its camera. The photo comes
 * decoded, or as a JPEG’s file, which is decoded here and handed over: its pixels are copied here at most, not in the page.
 */
import type { Raster } from '../core/math/raster.ts';
import { type CameraLook, cameraLook } from '../core/photo/camera-look.ts';
import type { Piece } from '../core/photo/finest-detail.ts';
import { decodeNatively, UPRIGHT } from './decode-natively.ts';
import { LOOKED_AT_PX } from './looked-at.ts';
import { cameraPieces, smallCopy } from './reading-copy.ts';
import { reduced } from './reduced.ts';
import { serve } from './worker-life.ts';

export interface CopyQuestion {
  photo: ImageBitmap | Blob;
  hasAlpha: boolean;
  isLookedAt: boolean;
  isLookKnown: boolean;
}
/** In this order. null: this worker cannot decode or draw, or memory is short; it then ends with that. */
export type CopyAnswer =
  /** of a photo that was decoded here */
  | { widthPx: number; heightPx: number }
  | { face: ImageBitmap }
  | { person: ImageBitmap }
  | { small: Raster | null }
  /** the photo that was decoded here */
  | { bitmap: ImageBitmap }
  | { look: CameraLook | null };

const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

serve(async ({ photo, hasAlpha, isLookedAt, isLookKnown }: CopyQuestion) => {
  const answer = (what: CopyAnswer, transfer: Transferable[] = []) => self.postMessage(what, { transfer });
  const isFile = photo instanceof Blob;
  const bitmap = isFile ? await decodeNatively(photo, UPRIGHT) : photo;
  if (!bitmap) return answer({ small: null });
  try {
    if (isFile) answer({ widthPx: bitmap.width, heightPx: bitmap.height });
    if (isLookedAt) {
      // the face takes longer to find
      const face = await reduced(bitmap, LOOKED_AT_PX.face).catch(() => null);
      if (face) answer({ face }, [face]);
      const person = await reduced(bitmap, LOOKED_AT_PX.person).catch(() => null);
      if (person) answer({ person }, [person]);
    }
    const small = await smallCopy(bitmap, hasAlpha).catch(() => null);
    // a copy handed over: sent, it would be copied twice
    const sent = small && { ...small, rgba: small.rgba.slice() };
    answer({ small: sent }, sent ? [sent.rgba.buffer] : []);
    if (!small) return;
    // the page goes on with it while the camera is read
    const given = isFile ? await createImageBitmap(bitmap) : null;
    if (given) answer({ bitmap: given }, [given]);
    const pieces: Piece[] | null = isLookKnown ? null : orNull(() => cameraPieces(bitmap, small));
    answer({ look: pieces && orNull(() => cameraLook(pieces)) });
  } finally {
    bitmap.close();
  }
});

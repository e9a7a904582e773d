/* Makes the reading copy of one photo in a worker: before it the copies that models look at, after it the look of its camera. */
import type { Raster } from '../core/math/raster.ts';
import type { CameraLook } from '../core/photo/camera-look.ts';
import { LOOKED_AT_PX, type LookedAt } from './looked-at.ts';
import { lookOfCamera, smallCopy } from './reading-copy.ts';
import { reduced } from './reduced.ts';
import { serve } from './worker-life.ts';

export interface CopyQuestion {
  bitmap: ImageBitmap;
  hasAlpha: boolean;
  isLookedAt: boolean;
  isLookKnown: boolean;
}
/** null: this worker cannot draw, or memory is short; it then ends with that */
export type CopyAnswer = { lookedAt: Required<LookedAt> } | { small: Raster | null } | { look: CameraLook | null };

async function lookedAt(bitmap: ImageBitmap): Promise<Required<LookedAt>> {
  const face = await reduced(bitmap, LOOKED_AT_PX.face);
  return { face, person: await reduced(bitmap, LOOKED_AT_PX.person) };
}
function lookOf(bitmap: ImageBitmap, small: Raster): CameraLook | null {
  try {
    return lookOfCamera(bitmap, small);
  } catch {
    return null;
  }
}

serve(async ({ bitmap, hasAlpha, isLookedAt, isLookKnown }: CopyQuestion) => {
  const answer = (what: CopyAnswer, transfer: Transferable[] = []) => self.postMessage(what, { transfer });
  try {
    const copies = isLookedAt ? await lookedAt(bitmap).catch(() => null) : null;
    if (copies) answer({ lookedAt: copies }, [copies.face, copies.person]);
    const small = await smallCopy(bitmap, hasAlpha).catch(() => null);
    // a copy handed over: sent, it would be copied twice
    const sent = small && { ...small, rgba: small.rgba.slice() };
    answer({ small: sent }, sent ? [sent.rgba.buffer] : []);
    if (small) answer({ look: isLookKnown ? null : lookOf(bitmap, small) });
  } finally {
    bitmap.close();
  }
});

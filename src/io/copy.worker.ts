/* Makes the reading copy of one photo in a worker, and before it the copies that models look at. */
import { LOOKED_AT_PX, type LookedAt } from './looked-at.ts';
import { type ReadingCopy, readingCopy } from './reading-copy.ts';
import { reduced } from './reduced.ts';
import { serve } from './worker-life.ts';

export interface CopyQuestion {
  bitmap: ImageBitmap;
  hasAlpha: boolean;
  isLookedAt: boolean;
}
/** null: this worker cannot draw, or memory is short */
export type CopyAnswer = { lookedAt: Required<LookedAt> } | { copy: ReadingCopy | null };

async function lookedAt(bitmap: ImageBitmap): Promise<Required<LookedAt>> {
  const face = await reduced(bitmap, LOOKED_AT_PX.face);
  return { face, person: await reduced(bitmap, LOOKED_AT_PX.person) };
}

serve(async ({ bitmap, hasAlpha, isLookedAt }: CopyQuestion) => {
  const answer = (what: CopyAnswer, transfer: Transferable[]) => self.postMessage(what, { transfer });
  const copies = isLookedAt ? await lookedAt(bitmap).catch(() => null) : null;
  if (copies) answer({ lookedAt: copies }, [copies.face, copies.person]);
  const copy = await readingCopy(bitmap, hasAlpha).catch(() => null);
  bitmap.close();
  answer({ copy }, copy ? [copy.small.rgba.buffer] : []);
});

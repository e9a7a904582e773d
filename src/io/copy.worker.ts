/* Makes the reading copy of one photo in a worker. */
import { type ReadingCopy, readingCopy } from './reading-copy.ts';
import { serve } from './worker-life.ts';

/** null: this worker cannot draw, or memory is short */
export type CopyAnswer = { copy: ReadingCopy | null };

serve(async (data: ImageBitmap) => {
  const copy = await readingCopy(data).catch(() => null);
  data.close();
  postMessage({ copy } satisfies CopyAnswer, { transfer: copy ? [copy.small.rgba.buffer] : [] });
});

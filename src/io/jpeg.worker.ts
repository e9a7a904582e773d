/* Checks and repairs a JPEG in a worker. */
import { type RepairedJpeg, repairJpeg } from './repair-jpeg.ts';
import { serve } from './worker-life.ts';

export type JpegAnswer = { repaired: RepairedJpeg | null };

serve((data: Uint8Array) => {
  const repaired = repairJpeg(data);
  postMessage({ repaired } satisfies JpegAnswer, { transfer: repaired ? [repaired.bytes.buffer] : [] });
});

/* Checks and repairs a JPEG in a worker. */
import { sameBytes } from './join-bytes.ts';
import { type RepairedJpeg, repairJpeg } from './repair-jpeg.ts';
import { serve } from './worker-life.ts';

export interface LookedThrough extends RepairedJpeg {
  /** it is the file as it came */
  isSame: boolean;
}
export type JpegAnswer = { repaired: LookedThrough | null };

serve((data: Uint8Array) => {
  const repaired = repairJpeg(data);
  const answer: JpegAnswer = { repaired: repaired && { ...repaired, isSame: sameBytes(repaired.bytes, data) } };
  postMessage(answer, { transfer: repaired ? [repaired.bytes.buffer] : [] });
});

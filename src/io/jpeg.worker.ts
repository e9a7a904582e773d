/* Checks and repairs a JPEG in a worker. */
import { type RepairedJpeg, repairJpeg } from './repair-jpeg.ts';
import { holdLife } from './worker-life.ts';

holdLife();

export type JpegAnswer = { repaired: RepairedJpeg | null };

self.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
  const repaired = repairJpeg(data);
  postMessage({ repaired } satisfies JpegAnswer, { transfer: repaired ? [repaired.bytes.buffer] : [] });
};

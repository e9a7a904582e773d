/*
 * A timeline as an animated picture, where the browser writes no video: 255 colours for all of it, so that flat skin shows steps; and larger
 * than a video of twice its width. Written in a worker.
 */
import { Encoder } from 'modern-gif';
import workerUrl from 'modern-gif/worker?url';
import type { VideoFrameDrawn } from './write-video.ts';

/** Repeats for ever. @throws when aborted */
export async function writeGif(
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  frames: AsyncIterable<VideoFrameDrawn>,
  signal?: AbortSignal,
): Promise<Blob> {
  const encoder = new Encoder({ width: widthPx, height: heightPx, maxColors: 255, looped: true, loopCount: 0, workerUrl });
  for await (const { rgba, seconds } of frames) {
    signal?.throwIfAborted();
    await encoder.encode({ data: new Uint8ClampedArray(rgba), delay: Math.round(1000 * seconds) });
  }
  const blob = await encoder.flush('blob');
  signal?.throwIfAborted();
  return blob;
}

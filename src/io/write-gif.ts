/*
 * Writes a timeline as an animated GIF if the browser cannot write video. It has 255 colours in all, so smooth skin shows bands, and it is
 * larger than a video of twice its width. Written in a worker of its own.
 */
import type { GifAnswer, GifQuestion } from './gif.worker.ts';
import { startWatched } from './worker-life.ts';
import type { VideoFrameDrawn } from './write-video.ts';

/** Loops forever. @throws if aborted or if the worker fails */
export async function writeGif(
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  frames: AsyncIterable<VideoFrameDrawn>,
  signal?: AbortSignal,
): Promise<Blob> {
  signal?.throwIfAborted();
  const { worker, whenGone } = startWatched((name) => new Worker(new URL('./gif.worker.ts', import.meta.url), { type: 'module', name }));
  let stopWatching = () => {};
  const ended = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'a part of the program could not be loaded'));
    };
    stopWatching = whenGone(() => reject(new Error('the part of the program that writes it has stopped. Try again.')));
  });
  // may reject while a frame is being drawn, when nothing awaits it
  ended.catch(() => {});
  const ask = async (question: GifQuestion): Promise<ArrayBuffer | null> => {
    const answered = new Promise<GifAnswer>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<GifAnswer>) => resolve(data);
    });
    worker.postMessage(question);
    const answer = await Promise.race([answered, ended]);
    if (!answer.ok) throw new Error(answer.problem);
    return answer.bytes;
  };
  try {
    await ask({ widthPx, heightPx });
    for await (const { rgba, seconds } of frames) await ask({ rgba: new Uint8ClampedArray(rgba), ms: Math.round(1000 * seconds) });
    const bytes = await ask('end');
    return new Blob(bytes ? [bytes] : [], { type: 'image/gif' });
  } finally {
    stopWatching();
    worker.terminate();
  }
}

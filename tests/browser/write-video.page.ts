/* Writes a small timeline of a dotted head's texture and reads its frames back with the browser's own player. */
import { randomStream } from '../../src/core/math/random.ts';
import { writeVideo } from '../../src/io/write-video.ts';
import { lastFrameShown } from '../support/last-frame.ts';

const at = (seed: number) => (i: number) => randomStream(seed + i);

/** Skin with a shading, and `dots` dark dots of about 3 px. */
function frameOf(width: number, height: number, dots: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const kept = new Float32Array(width * height).fill(1);
  const next = at(7)(0);
  for (let k = 0; k < dots; k++) {
    const [X, Y] = [next() * width, next() * height];
    for (let y = Math.max(0, Math.floor(Y - 4)); y < Math.min(height, Y + 5); y++)
      for (let x = Math.max(0, Math.floor(X - 4)); x < Math.min(width, X + 5); x++)
        kept[y * width + x] *= 1 - 0.45 * Math.exp(-((x - X) ** 2 + (y - Y) ** 2) / 3);
  }
  const grain = at(9)(0);
  for (let i = 0; i < width * height; i++) {
    const light = kept[i] * (0.75 + (0.25 * (i % width)) / width) + 0.02 * (grain() - 0.5);
    for (const [c, skin] of [215, 165, 140].entries()) rgba[4 * i + c] = Math.max(0, Math.min(255, Math.round(skin * light)));
  }
  return rgba;
}

export async function writeAndRead({ width, height, count, seconds }: { width: number; height: number; count: number; seconds: number }) {
  const frames = Array.from({ length: count }, (_, k) => frameOf(width, height, Math.round((k * width * height) / 60 / count)));
  const made = await writeVideo(
    { widthPx: width, heightPx: height },
    (async function* () {
      for (const rgba of frames) yield { rgba, seconds: seconds / count };
    })(),
  );
  if (!made.ok) throw new Error(made.reason);
  const video = await lastFrameShown(made.blob, (durationS) => durationS - seconds / count);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(video, 0, 0);
  const read = context.getImageData(0, 0, width, height).data;
  const last = frames[count - 1];
  let squares = 0;
  for (let i = 0; i < last.length; i++) if (i % 4 < 3) squares += (read[i] - last[i]) ** 2;
  return {
    type: made.blob.type,
    bytes: made.blob.size,
    durationS: video.duration,
    size: [video.videoWidth, video.videoHeight],
    psnrDb: 10 * Math.log10(255 ** 2 / (squares / (0.75 * last.length))),
  };
}

/** Whether an abort between two frames ends it. */
export async function abortMidway() {
  const aborter = new AbortController();
  let drawn = 0;
  const rgba = frameOf(64, 64, 10);
  const made = writeVideo(
    { widthPx: 64, heightPx: 64 },
    (async function* () {
      for (; drawn < 20; drawn++) {
        if (drawn === 5) aborter.abort();
        yield { rgba, seconds: 0.1 };
      }
    })(),
    aborter.signal,
  );
  return made.then(
    () => ({ drawn, name: 'finished' }),
    (error: Error) => ({ drawn, name: error.name }),
  );
}

/* Plays a film that the app made, and compares its last picture with the still of that day. */
import { lastFrameShown } from '../support/last-frame.ts';

const load = async (url: string) => createImageBitmap(await (await fetch(url)).blob());
const pixelsOf = (from: CanvasImageSource, width: number, height: number) => {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(from, 0, 0);
  return context.getImageData(0, 0, width, height).data;
};

/** The video's last frame, of `lastS` seconds, beside a still of the same width: dB over the rows that both have, less the captions. */
export async function lastFrame({ film, still, rows, lastS }: { film: string; still: string; rows: number; lastS: number }) {
  const video = await lastFrameShown(await (await fetch(film)).blob(), (durationS) => durationS - lastS);
  const picture = await load(still);
  const { videoWidth: width, videoHeight: height } = video;
  const [a, b] = [pixelsOf(video, width, rows), pixelsOf(picture, picture.width, rows)];
  let squares = 0;
  for (let i = 0; i < a.length; i++) if (i % 4 < 3) squares += (a[i] - b[i]) ** 2;
  return {
    size: [width, height],
    stillSize: [picture.width, picture.height],
    durationS: video.duration,
    psnrDb: 10 * Math.log10(255 ** 2 / (squares / (0.75 * a.length))),
  };
}

/** How many pictures an animated one has, and its size. */
export async function animation({ film }: { film: string }) {
  const decoder = new ImageDecoder({ data: (await fetch(film)).body as ReadableStream, type: 'image/gif' });
  await decoder.completed;
  const track = decoder.tracks.selectedTrack;
  const { image } = await decoder.decode({ frameIndex: 0 });
  return { frames: track?.frameCount, size: [image.displayWidth, image.displayHeight] };
}

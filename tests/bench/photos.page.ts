/* A photo read and exported by the app's own code, against what the browser itself takes for the same pixels. */
import { NO_GLOSS, NOTHING_ABOVE } from '../../src/core/treatment/composite.ts';
import { readPhoto } from '../../src/io/read-photo.ts';
import { writePng } from '../../src/io/write-png.ts';
import { renderStrips } from '../../src/render/full-size.ts';
import { createStage } from '../../src/render/stage.ts';

export interface Size {
  widthPx: number;
  heightPx: number;
}

async function timed(work: () => Promise<unknown>) {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** The demo's photo drawn that large, as JPEG. */
async function photoOf({ widthPx, heightPx }: Size): Promise<Blob> {
  const small = await createImageBitmap(await (await fetch('/demos/front.jpg')).blob());
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  canvas.getContext('2d')?.drawImage(small, 0, 0, widthPx, heightPx);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
}

/** Decodes and draws it once, a band at a time. */
async function decoded(blob: Blob, { widthPx, heightPx }: Size) {
  const bitmap = await createImageBitmap(blob, { premultiplyAlpha: 'none' });
  const reader = new OffscreenCanvas(widthPx, 1000).getContext('2d', { willReadFrequently: true });
  for (let y = 0; y < heightPx; y += 1000) {
    reader?.drawImage(bitmap, 0, -y);
    reader?.getImageData(0, 0, widthPx, 1000);
  }
  bitmap.close();
}

/** Pairs of ms: ours and the browser's own. */
export async function readings({ runs, ...size }: Size & { runs: number }): Promise<[number, number][]> {
  const blob = await photoOf(size);
  const ours = async () => {
    const read = await readPhoto(blob, { name: 'photo.jpg', maxSidePx: 4096 });
    if (!read.ok) throw new Error(read.reason);
    read.pixels.working.close();
  };
  await decoded(blob, size);
  await ours();
  const pairs: [number, number][] = [];
  for (let run = 0; run < runs; run++) pairs.push([await timed(ours), await timed(() => decoded(blob, size))]);
  return pairs;
}

/** Pairs of ms: the picture in strips through the graphics to a PNG, and the browser's own PNG of a canvas that holds it. */
export async function exports({ runs, ...size }: Size & { runs: number }): Promise<[number, number][]> {
  const bitmap = await createImageBitmap(await photoOf(size), { premultiplyAlpha: 'none' });
  const made = await createStage(document.createElement('canvas'));
  if (!made.ok) throw new Error(made.reason);
  const frame = { splats: null, veil: null, above: NOTHING_ABOVE, gloss: NO_GLOSS };
  const image = { ...size, hasAlpha: false };
  const ours = () =>
    writePng(image, renderStrips(made.stage, { bitmap, hasAlpha: false, outWidthPx: size.widthPx, outHeightPx: size.heightPx, frame }));
  const theirs = async () => {
    const canvas = new OffscreenCanvas(size.widthPx, size.heightPx);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    await canvas.convertToBlob({ type: 'image/png' });
  };
  const pairs: [number, number][] = [];
  for (let run = 0; run < runs; run++) pairs.push([await timed(ours), await timed(theirs)]);
  made.stage.destroy();
  bitmap.close();
  return pairs;
}

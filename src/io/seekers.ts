/* Finds face, person and body in an opened photo, on its working copy, with results in the photo's pixels. Each model loads on first use. */
import type { FaceLandmarks } from '../core/scalp/face-landmarks.ts';
import type { Quarters } from '../core/scalp/turned.ts';
import { canvas2d } from './canvas-2d.ts';
import type { LookedAt } from './looked-at.ts';

/** The bitmap turned clockwise; the caller closes it if it is a new one. */
async function turnedBitmap(bitmap: ImageBitmap, quarters: Quarters): Promise<ImageBitmap> {
  if (!quarters) return bitmap;
  const { width: w, height: h } = bitmap;
  const made = quarters % 2 ? canvas2d(h, w) : canvas2d(w, h);
  if (!made) throw new RangeError('no canvas');
  const { context, canvas } = made;
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(bitmap, -w / 2, -h / 2);
  return createImageBitmap(canvas);
}

/** @param hasWebGl2 whether this browser draws with it @param lookedAt copies of the bitmap, each taken by the first look */
export function seekersIn(working: ImageBitmap, photo: { widthPx: number }, hasWebGl2: () => boolean, lookedAt: LookedAt = {}) {
  const scale = photo.widthPx / working.width;
  const copies = { ...lookedAt };
  const withCopy = async <T>(model: keyof LookedAt, quarters: Quarters, look: (copy?: ImageBitmap) => Promise<T>): Promise<T> => {
    if (quarters) return look();
    const { [model]: copy } = copies;
    delete copies[model];
    return look(copy).finally(() => copy?.close());
  };
  const onTurned = async <T>(quarters: Quarters, look: (bitmap: ImageBitmap) => Promise<T>): Promise<T> => {
    const bitmap = await turnedBitmap(working, quarters);
    try {
      return await look(bitmap);
    } finally {
      if (bitmap !== working) bitmap.close();
    }
  };
  return {
    face: async (quarters: Quarters, signal?: AbortSignal) => {
      const { findFace } = await import('./find-face.ts');
      const found = await withCopy('face', quarters, (copy) =>
        onTurned(quarters, (bitmap) => findFace(bitmap, { signal, hasWebGl2, copy })),
      );
      if (!found.ok || !found.face) return found;
      const face: FaceLandmarks = { pointsPx: found.face.pointsPx.map((v) => v * scale) };
      return { ...found, face };
    },
    person: async (quarters: Quarters, signal?: AbortSignal) => {
      const { findPerson } = await import('./find-person.ts');
      return withCopy('person', quarters, (copy) => onTurned(quarters, (bitmap) => findPerson(bitmap, { signal, hasWebGl2, copy })));
    },
    poses: async (signal?: AbortSignal) => {
      const { findPose } = await import('./find-pose.ts');
      return findPose(working, { signal, scale });
    },
  };
}

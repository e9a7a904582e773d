/* Finds face, person and body in an opened photo, on its working copy, with results in the photo's pixels. Each model loads on first use. */
import { type BodyPoints, scaledBody } from '../core/scalp/body-points.ts';
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

/** A bitmap to look at, a copy of it at the model's size if there is one, and photo pixels per pixel of the bitmap. */
interface Sight {
  bitmap: ImageBitmap;
  copy?: ImageBitmap;
  perX: number;
  perY: number;
}

/** @param working the picture, or when it will be there @param hasWebGl2 whether this browser draws with it @param lookedAt copies of the picture, each taken by the first look */
export function seekersIn(
  working: ImageBitmap | Promise<ImageBitmap>,
  photo: { widthPx: number; heightPx: number },
  hasWebGl2: () => boolean,
  lookedAt: LookedAt = {},
) {
  const copies = { ...lookedAt };
  const copyFor = (model: keyof LookedAt) => {
    const { [model]: copy } = copies;
    delete copies[model];
    return copy;
  };
  const onSight = async <T>(model: keyof LookedAt | null, quarters: Quarters, look: (sight: Sight) => Promise<T>): Promise<T> => {
    const copy = quarters || !model ? null : await copyFor(model);
    // the photo itself may not be there yet
    if (copy)
      return look({ bitmap: copy, copy, perX: photo.widthPx / copy.width, perY: photo.heightPx / copy.height }).finally(() => copy.close());
    const whole = await working;
    const scale = photo.widthPx / whole.width;
    const bitmap = await turnedBitmap(whole, quarters);
    try {
      return await look({ bitmap, perX: scale, perY: scale });
    } finally {
      if (bitmap !== whole) bitmap.close();
    }
  };
  return {
    face: async (quarters: Quarters, signal?: AbortSignal) => {
      const { findFace } = await import('./find-face.ts');
      return onSight('face', quarters, async ({ bitmap, copy, perX, perY }) => {
        const found = await findFace(bitmap, { signal, hasWebGl2, copy });
        if (!found.ok || !found.face) return found;
        const face: FaceLandmarks = { pointsPx: found.face.pointsPx.map((v, i) => v * (i % 3 === 1 ? perY : perX)) };
        return { ...found, face };
      });
    },
    person: async (quarters: Quarters, signal?: AbortSignal) => {
      const { findPerson } = await import('./find-person.ts');
      return onSight('person', quarters, ({ bitmap, copy }) => findPerson(bitmap, { signal, hasWebGl2, copy }));
    },
    body: async (quarters: Quarters, signal?: AbortSignal): Promise<BodyPoints | null> => {
      const { findPose } = await import('./find-pose.ts');
      return onSight(null, quarters, async ({ bitmap, perX, perY }) => {
        const found = await findPose(bitmap, { signal });
        return found && scaledBody(found, perX, perY);
      });
    },
  };
}

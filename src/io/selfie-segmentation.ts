/*
 * Where in a picture a person is, by the selfie segmentation: heads from the front, the side and the back before any backdrop; not heads
 * seen from above, where what it answers has frayed edges. Runs in a worker, or in the page where the browser's workers cannot draw.
 */
import type { SelfieSegmentation } from '@mediapipe/selfie_segmentation';
import type { PersonMask } from '../core/scalp/person-mask.ts';
import { canvas2d } from './canvas-2d.ts';

/** The model's own size. */
const SIDE = 256;
/** 0: the general model, as wide as high; 1: the landscape one. */
const MODEL = 0;

/** Starts the model; its script has run and left the global name. */
export async function startSelfieSegmentation(
  locateFile: (name: string) => string,
): Promise<(image: ImageBitmap) => Promise<PersonMask | null>> {
  const { SelfieSegmentation: Make } = globalThis as unknown as { SelfieSegmentation: typeof SelfieSegmentation };
  const model = new Make({ locateFile });
  let mask: PersonMask | null = null;
  model.setOptions({ modelSelection: MODEL });
  model.onResults(({ segmentationMask }) => {
    const small = canvas2d(SIDE, SIDE);
    if (!small) return;
    small.context.drawImage(segmentationMask as CanvasImageSource, 0, 0, SIDE, SIDE);
    const { data } = small.context.getImageData(0, 0, SIDE, SIDE);
    mask = { widthPx: SIDE, heightPx: SIDE, share: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => data[4 * i + 3]) };
  });
  await model.initialize();
  return async (image) => {
    const drawn = canvas2d(image.width, image.height);
    if (!drawn) throw new Error('no canvas');
    drawn.context.drawImage(image, 0, 0);
    mask = null;
    model.reset();
    // the second look at a still is the one that counts
    for (let look = 0; look < 2; look++) await model.send({ image: drawn.canvas as HTMLCanvasElement });
    return mask;
  };
}

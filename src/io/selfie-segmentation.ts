/*
 * Segments the person with MediaPipe's selfie segmentation: works for heads from the front, side and back against any backdrop, not from
 * above, where the mask has frayed edges. Runs in a worker, or in the page if the browser's workers cannot draw.
 */
import type { SelfieSegmentation } from '@mediapipe/selfie_segmentation';
import type { PersonMask } from '../core/scalp/person-mask.ts';
import { canvas2d } from './canvas-2d.ts';
import type { Find } from './load-vision.ts';
import { withoutPicture } from './without-picture.ts';

/** Side of the model's mask, px. */
const SIDE = 256;
/** 0: the general, square model; 1: the landscape model. */
const MODEL = 0;

/** Starts the model; its script must have run and defined the global. */
export async function startSelfieSegmentation(locateFile: (name: string) => string): Promise<Find<PersonMask | null, void>> {
  const { SelfieSegmentation: Make } = globalThis as unknown as { SelfieSegmentation: typeof SelfieSegmentation };
  const model = new Make({ locateFile });
  withoutPicture(model);
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
    // the model remembers nothing of the picture before: the same mask to the byte as after reset(), which takes four times as long
    await model.send({ image: drawn.canvas as HTMLCanvasElement });
    return { found: mask, rest: async () => {} };
  };
}

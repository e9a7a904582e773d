/*
 * Tells the person from the backdrop, on the device: a mask of 256 x 256 over the whole photo, whatever its shape. Good enough to
 * begin an outline with; of views from above it can be wrong altogether, so it is to be checked before it is believed.
 */
import type { SelfieSegmentation } from '@mediapipe/selfie_segmentation';
import { canvas2d } from './canvas-2d.ts';
import type { FindOptions } from './find-face.ts';
import { inTurn, lazySolution, nextTask } from './load-solution.ts';
import { shrunkCanvas } from './shrunk-canvas.ts';

export interface PersonMask {
  widthPx: number;
  heightPx: number;
  /** row by row from the top, 0 backdrop to 1 person */
  share: Float32Array;
}
export type PersonResult = { ok: true; mask: PersonMask } | { ok: false; reason: string };

/** What the model itself sees; the mask says no more. */
const MASK_PX = 256;
const LONG_SIDE_PX = 512;

type Look = (image: HTMLCanvasElement) => Promise<Float32Array | null>;

const loadSegmenter = lazySolution<Look>({
  script: 'selfie_segmentation.js',
  bigMb: { 'selfie_segmentation_solution_simd_wasm_bin.wasm': 5.7, 'selfie_segmentation.tflite': 0.25 },
  async start(locateFile) {
    const { SelfieSegmentation: Make } = globalThis as unknown as { SelfieSegmentation: typeof SelfieSegmentation };
    const segmenter = new Make({ locateFile });
    let share: Float32Array | null = null;
    segmenter.setOptions({ modelSelection: 0 });
    // the picture handed over is closed as soon as this returns
    segmenter.onResults(({ segmentationMask }) => {
      share = opacityOf(segmentationMask);
    });
    await segmenter.initialize();
    return async (image) => {
      share = null;
      await segmenter.send({ image });
      await nextTask();
      return share;
    };
  },
});

/** @param bitmap upright, at any size; the mask is stretched over all of it. Rejects only with the signal's reason. */
export async function findPerson(bitmap: ImageBitmap, { signal, onProgress }: FindOptions = {}): Promise<PersonResult> {
  signal?.throwIfAborted();
  const loaded = await loadSegmenter(onProgress, signal);
  if (!loaded.ok) return loaded;
  return inTurn(async () => {
    signal?.throwIfAborted();
    const share = await loaded.solution(await shrunkCanvas(bitmap, LONG_SIDE_PX));
    if (!share) return { ok: false, reason: 'The person could not be told from the backdrop: set the head by hand.' };
    return { ok: true, mask: { widthPx: MASK_PX, heightPx: MASK_PX, share } };
  });
}

function opacityOf(picture: CanvasImageSource): Float32Array | null {
  const made = canvas2d(MASK_PX, MASK_PX);
  if (!made) return null;
  made.context.drawImage(picture, 0, 0, MASK_PX, MASK_PX);
  const { data } = made.context.getImageData(0, 0, MASK_PX, MASK_PX);
  return Float32Array.from({ length: MASK_PX * MASK_PX }, (_, i) => data[i * 4 + 3] / 255);
}

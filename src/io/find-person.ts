/* Segments the person in an upright photo, on the device: the head's outline against any backdrop. Without it the backdrop must be plain. */
import type { PersonMask } from '../core/scalp/person-mask.ts';
import { findIn, type LookOptions, lazyVision } from './load-vision.ts';
import { LOOKED_AT_PX } from './looked-at.ts';
import { startSelfieSegmentation } from './selfie-segmentation.ts';

export type PersonResult = { ok: true; person: PersonMask | null } | { ok: false; reason: string };

const loadMask = lazyVision<PersonMask | null, void>({
  name: 'person',
  title: 'The outline finder',
  script: 'selfie_segmentation.js',
  bigMb: { 'selfie_segmentation_solution_simd_wasm_bin.wasm': 5.7, 'selfie_segmentation.tflite': 0.25 },
  start: startSelfieSegmentation,
});

/** @param bitmap upright, any size. Rejects only with the signal's reason. */
export async function findPerson(bitmap: ImageBitmap, options: LookOptions = {}): Promise<PersonResult> {
  const { signal } = options;
  signal?.throwIfAborted();
  const loaded = await loadMask(options);
  if (!loaded.ok) return loaded;
  try {
    return { ok: true, person: (await findIn(bitmap, LOOKED_AT_PX.person, loaded.find, options)).found };
  } catch {
    signal?.throwIfAborted();
    return { ok: false, reason: 'The outline finder stopped: find the head once more, or check the head’s outline by hand.' };
  }
}

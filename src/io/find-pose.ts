/* Finds nose, eyes, ears and shoulders in an upright photo, on the device: for heads whose face is not found. */
import { type BodyPoints, scaledBody } from '../core/scalp/body-points.ts';
import { findIn, type LookOptions, lazyVision } from './load-vision.ts';

const LONG_SIDE_PX = 512;

const loadPose = lazyVision<BodyPoints, void>({
  name: 'pose',
  title: 'The finder of ears and eyes',
  script: null,
  bigMb: { 'posenet.json': 0.03, 'posenet.bin': 5, 'tfjs-backend-wasm-simd.wasm': 0.42 },
  start: async (locateFile) => (await import('./pose-net.ts')).startPoseNet(locateFile),
});

/** @param bitmap any size; points are in its pixels. Null if the model does not load. Rejects only with the signal's reason. */
export async function findPose(bitmap: ImageBitmap, options: LookOptions = {}): Promise<BodyPoints | null> {
  const { signal } = options;
  signal?.throwIfAborted();
  const loaded = await loadPose(options);
  if (!loaded.ok) return null;
  try {
    const { found, perX, perY } = await findIn(bitmap, LONG_SIDE_PX, loaded.find, { signal });
    return scaledBody(found, perX, perY);
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}

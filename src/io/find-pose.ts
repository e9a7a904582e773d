/* Finds nose, eyes, ears and shoulders in a photo of any orientation, on the device: for heads whose face is not found. */
import type { BodyPoints, PosesSeen } from '../core/scalp/body-points.ts';
import { findIn, type LookOptions, lazyVision } from './load-vision.ts';

const LONG_SIDE_PX = 512;

const loadPose = lazyVision<PosesSeen, void>({
  name: 'pose',
  title: 'The finder of ears and eyes',
  script: null,
  bigMb: { 'posenet.json': 0.03, 'posenet.bin': 5, 'tfjs-backend-wasm-simd.wasm': 0.42 },
  start: async (locateFile) => (await import('./pose-net.ts')).startPoseNet(locateFile),
});

/** @param bitmap any size; points are in pixels of the turned bitmap, times `scale`. Null if the model does not load. Rejects only with the signal's reason. */
export async function findPose(
  bitmap: ImageBitmap,
  { scale = 1, ...options }: LookOptions & { scale?: number } = {},
): Promise<PosesSeen | null> {
  const { signal } = options;
  signal?.throwIfAborted();
  const loaded = await loadPose(options);
  if (!loaded.ok) return null;
  try {
    const { found, perX, perY } = await findIn(bitmap, LONG_SIDE_PX, loaded.find, { signal });
    const inPhoto = ({ points }: BodyPoints, quarters: number): BodyPoints => {
      const [x, y] = quarters % 2 ? [perY * scale, perX * scale] : [perX * scale, perY * scale];
      return { points: points.map((v, i) => (i % 3 === 0 ? v * x : i % 3 === 1 ? v * y : v)) };
    };
    const [upright, ...turned] = found;
    const [quarter, half, threeQuarters] = turned.map((seen, i) => seen && inPhoto(seen, i + 1));
    return [inPhoto(upright, 0), quarter, half, threeQuarters];
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}

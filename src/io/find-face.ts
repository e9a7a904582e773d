/*
 * Finds the face in an upright photo with the face mesh, on the device. It detects faces from the front to about three-quarter that are not
 * too small; for tops, backs and profiles "no face" is the usual result.
 */
import type { FaceLandmarks } from '../core/scalp/face-landmarks.ts';
import { startFaceMesh } from './face-mesh.ts';
import { findIn, type LookOptions, lazyVision } from './load-vision.ts';
import { LOOKED_AT_PX } from './looked-at.ts';

/** `more`: whether there is another face in the picture, which takes as long as the first. */
export type FaceResult = { ok: true; face: FaceLandmarks | null; more(): Promise<boolean> } | { ok: false; reason: string };

const loadMesh = lazyVision<Float32Array | null, boolean>({
  name: 'face',
  title: 'The face finder',
  script: 'face_mesh.js',
  bigMb: { 'face_mesh_solution_simd_wasm_bin.wasm': 6.2, 'face_mesh_solution_packed_assets.data': 4 },
  start: startFaceMesh,
});

/** @param bitmap upright, any size; points are in its pixels. Rejects only with the signal's reason. */
export async function findFace(bitmap: ImageBitmap, options: LookOptions = {}): Promise<FaceResult> {
  const { signal } = options;
  signal?.throwIfAborted();
  const loaded = await loadMesh(options);
  if (!loaded.ok) return loaded;
  try {
    const { found, rest, perX, perY } = await findIn(bitmap, LOOKED_AT_PX.face, loaded.find, options);
    const face = found && { pointsPx: found.map((v, i) => v * (i % 3 === 1 ? perY : perX)) };
    return { ok: true, face, more: () => rest().catch(() => false) };
  } catch {
    signal?.throwIfAborted();
    return { ok: false, reason: 'The face finder stopped: find the head once more, or set scale and head by hand.' };
  }
}

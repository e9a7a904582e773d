/*
 * Finds the face in an upright photo with the face mesh, on the device. It sees faces from the front to about three-quarter that fill a
 * fair part of the picture; none is a usual answer, for tops, backs and profiles.
 */
import type { FaceLandmarks } from '../core/scalp/face-landmarks.ts';
import { type FacesSeen, startFaceMesh } from './face-mesh.ts';
import { findIn, lazyVision, type OnProgress } from './load-vision.ts';

/** `more`: another face is in the picture besides. */
export type FaceResult = { ok: true; face: FaceLandmarks | null; more: boolean } | { ok: false; reason: string };
export interface FindOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

/** As good as 2000 px (measured). */
const LONG_SIDE_PX = 1024;

const loadMesh = lazyVision<FacesSeen>({
  name: 'face',
  title: 'The face finder',
  script: 'face_mesh.js',
  bigMb: { 'face_mesh_solution_simd_wasm_bin.wasm': 6.2, 'face_mesh_solution_packed_assets.data': 4 },
  start: startFaceMesh,
});

/** @param bitmap upright, at any size; the points come in its own pixels. Rejects only with the signal's reason. */
export async function findFace(bitmap: ImageBitmap, { signal, onProgress }: FindOptions = {}): Promise<FaceResult> {
  signal?.throwIfAborted();
  const loaded = await loadMesh(onProgress, signal);
  if (!loaded.ok) return loaded;
  try {
    const { found, perX, perY } = await findIn(bitmap, LONG_SIDE_PX, loaded.find, signal);
    const { pointsPx, more } = found;
    return { ok: true, face: pointsPx && { pointsPx: pointsPx.map((v, i) => v * (i % 3 === 1 ? perY : perX)) }, more };
  } catch {
    signal?.throwIfAborted();
    return { ok: false, reason: 'The face finder stopped: set scale and head by hand, or reload the page and try again.' };
  }
}

/*
 * Finds the face in an upright photo with the face mesh, on the device. It sees faces from the front to about three-quarter that fill a
 * fair part of the picture; none is a usual answer, for tops, backs and profiles.
 */
import type { FaceLandmarks } from '../core/scalp/face-landmarks.ts';
import type { FaceFinder } from './face-mesh.ts';
import { loadFaceMesh, type OnProgress, untilAborted } from './load-face-mesh.ts';

/** `more`: another face is in the picture besides. */
export type FaceResult = { ok: true; face: FaceLandmarks | null; more: boolean } | { ok: false; reason: string };
export interface FindOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

/** As good as 2000 px (measured). */
const LONG_SIDE_PX = 1024;

let queue: Promise<unknown> = Promise.resolve();
/** One photo after the other: the mesh remembers the last face it saw. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = queue.then(work);
  queue = mine.catch(() => {});
  return mine;
}

/** @param bitmap upright, at any size; the points come in its own pixels. Rejects only with the signal's reason. */
export async function findFace(bitmap: ImageBitmap, { signal, onProgress }: FindOptions = {}): Promise<FaceResult> {
  signal?.throwIfAborted();
  const loaded = await loadFaceMesh(onProgress, signal);
  if (!loaded.ok) return loaded;
  try {
    return await untilAborted(
      inTurn(() => faceIn(bitmap, loaded.finder)),
      signal,
    );
  } catch {
    signal?.throwIfAborted();
    return { ok: false, reason: 'The face finder stopped: set scale and head by hand, or reload the page and try again.' };
  }
}

async function faceIn(bitmap: ImageBitmap, finder: FaceFinder): Promise<FaceResult> {
  const scale = Math.min(1, LONG_SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const image = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'high',
  });
  const [perX, perY] = [bitmap.width / image.width, bitmap.height / image.height];
  const { pointsPx, more } = await finder(image);
  const face = pointsPx && { pointsPx: pointsPx.map((v, i) => v * (i % 3 === 1 ? perY : perX)) };
  return { ok: true, face, more };
}

/*
 * Finds the face in an upright photo with the face mesh (468 points and two irises), on the device. It sees faces from the front
 * to about three-quarter that fill a fair part of the picture; none is a usual answer, for tops, backs and profiles.
 * A still is looked at several times: the first crop comes from the detector, the later and better ones from the mesh itself.
 */
import type { FaceMesh, NormalizedLandmarkList } from '@mediapipe/face_mesh';
import { FACE_POINTS, type FaceLandmarks, looksLikeFace } from '../core/scalp/face-landmarks.ts';
import { inTurn, lazySolution, nextTask, type OnProgress } from './load-solution.ts';
import { emptyCanvas, shrunkCanvas } from './shrunk-canvas.ts';

/** `more`: another face is in the picture besides. */
export type FaceResult = { ok: true; face: FaceLandmarks | null; more: boolean } | { ok: false; reason: string };
export interface FindOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

/** As good as 2000 px (measured), and no look takes 200 ms on a computer without a graphics card. */
const LONG_SIDE_PX = 1024;
/** The first look is thrown away; the mesh trembles by 0.3 mm between the others, so their mean is taken. */
const LOOKS = 4;
/** Never set minDetectionConfidence: this version stops at it. */
const OPTIONS = { maxNumFaces: 1, refineLandmarks: true };

type Look = (image: HTMLCanvasElement) => Promise<NormalizedLandmarkList | null>;

const loadMesh = lazySolution<Look>({
  script: 'face_mesh.js',
  bigMb: { 'face_mesh_solution_simd_wasm_bin.wasm': 6.2, 'face_mesh_solution_packed_assets.data': 4 },
  async start(locateFile) {
    const { FaceMesh: Make } = globalThis as unknown as { FaceMesh: typeof FaceMesh };
    const mesh = new Make({ locateFile });
    let seen: NormalizedLandmarkList | null = null;
    mesh.setOptions(OPTIONS);
    mesh.onResults(({ multiFaceLandmarks }) => {
      seen = multiFaceLandmarks?.[0] ?? null;
    });
    await mesh.initialize();
    return async (image) => {
      seen = null;
      await mesh.send({ image });
      await nextTask();
      return seen;
    };
  },
});

/** @param bitmap upright, at any size; the points come in its own pixels. Rejects only with the signal's reason. */
export async function findFace(bitmap: ImageBitmap, { signal, onProgress }: FindOptions = {}): Promise<FaceResult> {
  signal?.throwIfAborted();
  const loaded = await loadMesh(onProgress, signal);
  if (!loaded.ok) return loaded;
  const { width: widthPx, height: heightPx } = bitmap;
  return inTurn(async () => {
    signal?.throwIfAborted();
    const look = loaded.solution;
    const image = await shrunkCanvas(bitmap, LONG_SIDE_PX);
    // an empty picture makes it forget the last face: the same points as after reset(), in 70 ms instead of 400
    await look(emptyCanvas());
    const pointsPx = new Float32Array(FACE_POINTS * 3);
    for (let k = 0; k < LOOKS; k++) {
      signal?.throwIfAborted();
      const points = await look(image);
      if (points?.length !== FACE_POINTS) return { ok: true, face: null, more: false };
      if (k > 0) addPoints(pointsPx, points, widthPx / (LOOKS - 1), heightPx / (LOOKS - 1));
    }
    if (!looksLikeFace({ pointsPx }, { widthPx, heightPx })) return { ok: true, face: null, more: false };
    paintOver(image, pointsPx, image.width / widthPx);
    await look(emptyCanvas());
    await look(image);
    const other = await look(image);
    const otherPx = new Float32Array(FACE_POINTS * 3);
    if (other?.length === FACE_POINTS) addPoints(otherPx, other, widthPx, heightPx);
    return { ok: true, face: { pointsPx }, more: looksLikeFace({ pointsPx: otherPx }, { widthPx, heightPx }) };
  });
}

/** Hides a face that was found, so that another one can be. */
function paintOver(image: HTMLCanvasElement, pointsPx: Float32Array, scale: number) {
  const xs = pointsPx.filter((_, i) => i % 3 === 0);
  const ys = pointsPx.filter((_, i) => i % 3 === 1);
  const [left, right] = [Math.min(...xs) * scale, Math.max(...xs) * scale];
  const [top, bottom] = [Math.min(...ys) * scale, Math.max(...ys) * scale];
  const room = 0.2 * (right - left);
  const context = image.getContext('2d');
  if (!context) return;
  context.fillStyle = '#808080';
  context.fillRect(left - room, top - room, right - left + 2 * room, bottom - top + 2 * room);
}

/** The mesh speaks in shares of the picture; z is a share of the width. */
function addPoints(sumPx: Float32Array, points: NormalizedLandmarkList, perWidth: number, perHeight: number) {
  points.forEach(({ x, y, z }, i) => {
    sumPx[i * 3] += x * perWidth;
    sumPx[i * 3 + 1] += y * perHeight;
    sumPx[i * 3 + 2] += z * perWidth;
  });
}

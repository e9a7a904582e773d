/*
 * Finds the face in an upright photo with the face mesh (468 points and two irises), on the device. It sees faces from the front
 * to about three-quarter that fill a fair part of the picture; none is a usual answer, for tops, backs and profiles.
 * A still is looked at several times: the first crop comes from the detector, the later and better ones from the mesh itself.
 */
import type { FaceMesh, NormalizedLandmarkList } from '@mediapipe/face_mesh';
import { FACE_POINTS, type FaceLandmarks, looksLikeFace } from '../core/scalp/face-landmarks.ts';
import { inTurn, lazySolution, nextTask, type OnProgress } from './load-solution.ts';
import { emptyCanvas, shrunkCanvas } from './shrunk-canvas.ts';

export type FaceResult = { ok: true; face: FaceLandmarks | null } | { ok: false; reason: string };
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
      if (points?.length !== FACE_POINTS) return { ok: true, face: null };
      if (k > 0) addPoints(pointsPx, points, widthPx / (LOOKS - 1), heightPx / (LOOKS - 1));
    }
    return { ok: true, face: looksLikeFace({ pointsPx }, { widthPx, heightPx }) ? { pointsPx } : null };
  });
}

/** The mesh speaks in shares of the picture; z is a share of the width. */
function addPoints(sumPx: Float32Array, points: NormalizedLandmarkList, perWidth: number, perHeight: number) {
  points.forEach(({ x, y, z }, i) => {
    sumPx[i * 3] += x * perWidth;
    sumPx[i * 3 + 1] += y * perHeight;
    sumPx[i * 3 + 2] += z * perWidth;
  });
}

/*
 * Finds the face in an upright photo with the face mesh (468 points and two irises), on the device. It sees faces from the front
 * to about three-quarter that fill a fair part of the picture; none is a usual answer, for tops, backs and profiles.
 * Of a still, the second look is the good one: the first takes its crop from the detector, the second from the mesh itself.
 */
import type { FaceMesh, NormalizedLandmarkList } from '@mediapipe/face_mesh';
import { FACE_POINTS, type FaceLandmarks, looksLikeFace } from '../core/scalp/face-landmarks.ts';
import { inTurn, lazySolution, type OnProgress } from './load-solution.ts';
import { shrunkCanvas } from './shrunk-canvas.ts';

export type FaceResult = { ok: true; face: FaceLandmarks | null } | { ok: false; reason: string };
export interface FindOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

const LONG_SIDE_PX = 1280;
const LOOKS = 2;

/** Never set minDetectionConfidence: this version stops at it. */
const OPTIONS = { maxNumFaces: 1, refineLandmarks: true };

interface Mesh {
  look(image: HTMLCanvasElement): Promise<NormalizedLandmarkList | null>;
  forget(): void;
}

const loadMesh = lazySolution<Mesh>({
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
    return {
      forget: () => mesh.reset(),
      async look(image) {
        seen = null;
        await mesh.send({ image });
        return seen;
      },
    };
  },
});

/** @param bitmap upright, at any size; the points come in its own pixels. Rejects only with the signal's reason. */
export async function findFace(bitmap: ImageBitmap, { signal, onProgress }: FindOptions = {}): Promise<FaceResult> {
  signal?.throwIfAborted();
  const loaded = await loadMesh(onProgress);
  signal?.throwIfAborted();
  if (!loaded.ok) return loaded;
  return inTurn(async () => {
    signal?.throwIfAborted();
    const mesh = loaded.solution;
    const image = await shrunkCanvas(bitmap, LONG_SIDE_PX);
    mesh.forget();
    let points: NormalizedLandmarkList | null = null;
    for (let look = 0; look < LOOKS; look++) {
      signal?.throwIfAborted();
      points = await mesh.look(image);
      if (!points) return { ok: true, face: null };
    }
    const face = points && landmarks(points, bitmap.width, bitmap.height);
    return { ok: true, face: face && looksLikeFace(face, { widthPx: bitmap.width, heightPx: bitmap.height }) ? face : null };
  });
}

/** From shares of the picture to its pixels; z is a share of the width. */
function landmarks(points: NormalizedLandmarkList, widthPx: number, heightPx: number): FaceLandmarks {
  const pointsPx = new Float32Array(FACE_POINTS * 3);
  for (let i = 0; i < FACE_POINTS; i++) pointsPx.set([points[i].x * widthPx, points[i].y * heightPx, points[i].z * widthPx], i * 3);
  return { pointsPx };
}

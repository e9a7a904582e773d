/*
 * The face mesh (468 points and two irises) on a small upright picture. The model runs several times on a still: its first crop comes from
 * the detector, later and better ones from the mesh itself. Runs in a worker, or in the page if the browser's workers cannot draw.
 */
import type { FaceMesh, NormalizedLandmarkList } from '@mediapipe/face_mesh';
import { FACE_POINTS, looksLikeFace } from '../core/scalp/face-landmarks.ts';
import { canvas2d } from './canvas-2d.ts';

/** Points as x, y, z in the picture's pixels; null if no face is found. */
export interface FacesSeen {
  pointsPx: Float32Array | null;
  /** there is another face in the picture */
  more: boolean;
}
type Look = (image: TexImageSource) => Promise<NormalizedLandmarkList | null>;

/** Runs that are averaged, after a first one that is discarded: the mesh varies by 0.3 mm between runs. */
const LOOKS = 4;
/** Never set minDetectionConfidence: this version of the model fails with it. */
const OPTIONS = { maxNumFaces: 1, refineLandmarks: true };
const NOBODY: FacesSeen = { pointsPx: null, more: false };

/** Starts the mesh; its script must have run and defined the global. */
export async function startFaceMesh(locateFile: (name: string) => string): Promise<(image: ImageBitmap) => Promise<FacesSeen>> {
  const { FaceMesh: Make } = globalThis as unknown as { FaceMesh: typeof FaceMesh };
  const mesh = new Make({ locateFile });
  let seen: NormalizedLandmarkList | null = null;
  mesh.setOptions(OPTIONS);
  mesh.onResults(({ multiFaceLandmarks }) => {
    seen = multiFaceLandmarks?.[0] ?? null;
  });
  await mesh.initialize();
  return (image) =>
    findFaces(image, async (picture) => {
      seen = null;
      await mesh.send({ image: picture as HTMLCanvasElement });
      await nextTask();
      return seen;
    });
}

/** Yields to the event loop between two runs. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

async function findFaces(image: ImageBitmap, look: Look): Promise<FacesSeen> {
  const { width: widthPx, height: heightPx } = image;
  const drawn = canvas2d(widthPx, heightPx);
  const empty = canvas2d(64, 64);
  if (!drawn || !empty) throw new Error('no canvas');
  drawn.context.drawImage(image, 0, 0);
  empty.context.fillRect(0, 0, 64, 64);
  // an empty picture clears the tracked face: same points as after reset(), in 70 ms instead of 400
  await look(empty.canvas);
  const pointsPx = new Float32Array(FACE_POINTS * 3);
  for (let k = 0; k < LOOKS; k++) {
    const points = await look(drawn.canvas);
    if (points?.length !== FACE_POINTS) return NOBODY;
    if (k > 0) addPoints(pointsPx, points, widthPx / (LOOKS - 1), heightPx / (LOOKS - 1));
  }
  if (!looksLikeFace({ pointsPx }, { widthPx, heightPx })) return NOBODY;
  paintOver(drawn.context, pointsPx);
  await look(empty.canvas);
  await look(drawn.canvas);
  const other = await look(drawn.canvas);
  const otherPx = new Float32Array(FACE_POINTS * 3);
  if (other?.length === FACE_POINTS) addPoints(otherPx, other, widthPx, heightPx);
  return { pointsPx, more: looksLikeFace({ pointsPx: otherPx }, { widthPx, heightPx }) };
}

/** Paints over a face that was found, so that another one can be detected. */
function paintOver(context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D, pointsPx: Float32Array) {
  const xs = pointsPx.filter((_, i) => i % 3 === 0);
  const ys = pointsPx.filter((_, i) => i % 3 === 1);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = 0.2 * (right - left);
  context.fillStyle = '#808080';
  context.fillRect(left - room, top - room, right - left + 2 * room, bottom - top + 2 * room);
}

/** The mesh returns shares of the picture's width and height; z is a share of the width. */
function addPoints(sumPx: Float32Array, points: NormalizedLandmarkList, perWidth: number, perHeight: number) {
  points.forEach(({ x, y, z }, i) => {
    sumPx[i * 3] += x * perWidth;
    sumPx[i * 3 + 1] += y * perHeight;
    sumPx[i * 3 + 2] += z * perWidth;
  });
}

/*
 * The face mesh (468 points and two irises) on a small upright picture. The model runs several times on a still: its first crop comes from
 * the detector, later and better ones from the mesh itself. Runs in a worker, or in the page if the browser's workers cannot draw.
 */
import type { FaceMesh, NormalizedLandmarkList } from '@mediapipe/face_mesh';
import { FACE_POINTS, looksLikeFace } from '../core/scalp/face-landmarks.ts';
import { type Canvas2d, canvas2d } from './canvas-2d.ts';
import type { Find } from './load-vision.ts';
import { withoutPicture } from './without-picture.ts';

type Look = (image: TexImageSource) => Promise<NormalizedLandmarkList | null>;

/** Runs that are averaged, after a first one that is discarded: the mesh varies by 0.3 mm between runs. */
const LOOKS = 4;
/**
 * Never set minDetectionConfidence: this version of the model fails with it. On the processor the points are the same on every device; graphics
 * compute in half precision, each in its own way, and start slowly. The model's own default differs by device; its type omits the option.
 */
const OPTIONS = { maxNumFaces: 1, refineLandmarks: true, useCpuInference: true };

/**
 * Starts the mesh; its script must have run and defined the global. It finds points as x, y, z in the picture's pixels, or null if there is no
 * face, and afterwards whether there is another face in the picture.
 */
export async function startFaceMesh(locateFile: (name: string) => string): Promise<Find<Float32Array | null, boolean>> {
  const { FaceMesh: Make } = globalThis as unknown as { FaceMesh: typeof FaceMesh };
  const mesh = new Make({ locateFile });
  withoutPicture(mesh);
  let seen: NormalizedLandmarkList | null = null;
  mesh.setOptions(OPTIONS);
  mesh.onResults(({ multiFaceLandmarks }) => {
    seen = multiFaceLandmarks?.[0] ?? null;
  });
  await mesh.initialize();
  const look: Look = async (picture) => {
    seen = null;
    await mesh.send({ image: picture as HTMLCanvasElement });
    await nextTask();
    return seen;
  };
  let isClear = true;
  /** An empty picture clears the tracked face: same points as after reset(), in 70 ms instead of 400. */
  const clear = async () => {
    if (isClear) return;
    await look(canvasOf(64, 64).canvas);
    isClear = true;
  };
  return async (image) => {
    const drawn = canvasOf(image.width, image.height);
    drawn.context.drawImage(image, 0, 0);
    await clear();
    isClear = false;
    const found = await findFace(drawn, look);
    const another = async () => {
      const isThere = found !== null && (await seesAnother(drawn, found, look, clear));
      isClear = false;
      // so that the next picture need not wait for it
      await clear();
      return isThere;
    };
    return { found, rest: another };
  };
}

function canvasOf(widthPx: number, heightPx: number): Canvas2d {
  const made = canvas2d(widthPx, heightPx);
  if (!made) throw new Error('no canvas');
  return made;
}
/** Yields to the event loop between two runs. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

async function findFace({ canvas }: Canvas2d, look: Look): Promise<Float32Array | null> {
  const { width: widthPx, height: heightPx } = canvas;
  const pointsPx = new Float32Array(FACE_POINTS * 3);
  for (let k = 0; k < LOOKS; k++) {
    const points = await look(canvas);
    if (points?.length !== FACE_POINTS) return null;
    if (k > 0) addPoints(pointsPx, points, widthPx / (LOOKS - 1), heightPx / (LOOKS - 1));
  }
  return looksLikeFace({ pointsPx }, { widthPx, heightPx }) ? pointsPx : null;
}

async function seesAnother(
  { canvas, context }: Canvas2d,
  pointsPx: Float32Array,
  look: Look,
  clear: () => Promise<void>,
): Promise<boolean> {
  const { width: widthPx, height: heightPx } = canvas;
  paintOver(context, pointsPx);
  await clear();
  await look(canvas);
  const other = await look(canvas);
  const otherPx = new Float32Array(FACE_POINTS * 3);
  if (other?.length === FACE_POINTS) addPoints(otherPx, other, widthPx, heightPx);
  return looksLikeFace({ pointsPx: otherPx }, { widthPx, heightPx });
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

/*
 * Finds nose, eyes, ears and shoulders with PoseNet on TensorFlow's WebAssembly backend, also from the side, from behind and from above,
 * where the face mesh finds nothing. It was trained on whole people, so the picture is placed on grey with wide margins, in two sizes.
 */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, env, io, ready, setBackend, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { BODY_POINTS, type BodyPoints } from '../core/scalp/body-points.ts';
import { canvas2d } from './canvas-2d.ts';
import type { Find } from './load-vision.ts';

/** Side of the model's input, px, cells per side of its output, and px per cell. */
const SIDE = 385;
const CELLS = 25;
const STRIDE_PX = 16;
const POINTS = 17;
/** Margins around the picture, as shares of its long side. */
const MARGINS = [0.4, 1] as const;
const HEAT = 'MobilenetV1/heatmap_2/BiasAdd:0';
const OFFSETS = 'MobilenetV1/offset_2/BiasAdd:0';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export async function startPoseNet(locateFile: (name: string) => string): Promise<Find<BodyPoints, void>> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': locateFile('tfjs-backend-wasm.wasm'),
    'tfjs-backend-wasm-simd.wasm': locateFile('tfjs-backend-wasm-simd.wasm'),
    'tfjs-backend-wasm-threaded-simd.wasm': locateFile('tfjs-backend-wasm-simd.wasm'),
  });
  if (!(await setBackend('wasm'))) throw new Error('the program could not be started');
  await ready();
  const { modelTopology, weightsManifest } = await (await fetch(locateFile('posenet.json'))).json();
  const weightData = await (await fetch(locateFile('posenet.bin'))).arrayBuffer();
  const weightSpecs = weightsManifest.flatMap(({ weights }: { weights: io.WeightsManifestEntry[] }) => weights);
  const model = await loadGraphModel(io.fromMemory({ modelTopology, weightSpecs, weightData }));

  const look = async (image: ImageBitmap, margin: number): Promise<Float32Array> => {
    const ground = canvas2d(SIDE, SIDE);
    if (!ground) throw new Error('no canvas');
    const { context } = ground;
    const long = Math.max(image.width, image.height);
    const scale = SIDE / (long * (1 + 2 * margin));
    context.fillStyle = '#808080';
    context.fillRect(0, 0, SIDE, SIDE);
    context.translate(SIDE / 2, SIDE / 2);
    context.scale(scale, scale);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, -image.width / 2, -image.height / 2);
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    const input = tensor4d(
      Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)] / 127.5 - 1),
      [1, SIDE, SIDE, 3],
    );
    const [heat, offsets] = model.execute(input, [HEAT, OFFSETS]) as Tensor[];
    const [h, o] = await Promise.all([heat.data(), offsets.data()]);
    dispose([input, heat, offsets]);
    const found = new Float32Array(BODY_POINTS.length * 3);
    for (let k = 0; k < BODY_POINTS.length; k++) {
      let best = 0;
      for (let i = 0; i < CELLS * CELLS; i++) if (h[i * POINTS + k] > h[best * POINTS + k]) best = i;
      const x = (best % CELLS) * STRIDE_PX + o[best * 2 * POINTS + POINTS + k];
      const y = Math.floor(best / CELLS) * STRIDE_PX + o[best * 2 * POINTS + k];
      found.set(
        [(x - SIDE / 2) / scale + image.width / 2, (y - SIDE / 2) / scale + image.height / 2, sigmoid(h[best * POINTS + k])],
        k * 3,
      );
    }
    return found;
  };
  /** Mean confidence of the two runs; positions from the run that is more confident of the head. */
  const see = async (image: ImageBitmap): Promise<BodyPoints> => {
    const looks: Float32Array[] = [];
    for (const margin of MARGINS) looks.push(await look(image, margin));
    const sure = (points: Float32Array) => points[2] + points[5] + points[8] + points[11] + points[14];
    const points = looks.reduce((a, b) => (sure(b) > sure(a) ? b : a)).slice();
    for (let k = 2; k < points.length; k += 3) points[k] = looks.reduce((sum, one) => sum + one[k], 0) / looks.length;
    return { points };
  };
  return async (image) => ({ found: await see(image), rest: async () => {} });
}

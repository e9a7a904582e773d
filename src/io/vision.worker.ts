/*
 * Runs a vision model in a worker. Its scripts expect a page, so they get a minimal document that can create canvases and load scripts.
 * The first message names the model and its files and is answered by `started`; each later one is a picture, answered by what is found, or asks
 * for the rest about the last picture.
 */
import { startFaceMesh } from './face-mesh.ts';
import type { Find } from './load-vision.ts';
import { reduced } from './reduced.ts';
import { startSelfieSegmentation } from './selfie-segmentation.ts';
import { serve } from './worker-life.ts';

const STARTS = {
  face: startFaceMesh,
  person: startSelfieSegmentation,
  // loads its program only if it is used
  pose: async (locateFile: (name: string) => string) => (await import('./pose-net.ts')).startPoseNet(locateFile),
};
export type VisionName = keyof typeof STARTS;
export type VisionRequest =
  | { start: VisionName; script: string | null; base: string; urls: Readonly<Record<string, string>> }
  | { image: ImageBitmap; longSidePx: number }
  | { rest: true };
export type VisionAnswer = { started: true } | { found: unknown } | { rest: unknown } | { problem: string };

interface ScriptElement {
  src: string;
  setAttribute(name: string, value: string): void;
  addEventListener(type: 'load' | 'error', run: () => void): void;
  bringIn(): void;
}

function scriptElement(): ScriptElement {
  const run: Record<string, () => void> = {};
  return {
    src: '',
    setAttribute(name, value) {
      if (name === 'src') this.src = value;
    },
    addEventListener(type, action) {
      run[type] = action;
    },
    bringIn() {
      import(/* @vite-ignore */ this.src).then(run.load, run.error);
    },
  };
}

Object.assign(globalThis, {
  window: globalThis,
  document: {
    createElement: (tag: string) => (tag === 'script' ? scriptElement() : new OffscreenCanvas(1, 1)),
    body: { appendChild: (script: ScriptElement) => script.bringIn() },
    addEventListener() {},
  },
});

let find: Find<unknown, unknown> | null = null;
let restOfLast: (() => Promise<unknown>) | null = null;
const answer = (message: VisionAnswer) => self.postMessage(message);

serve(async (data: VisionRequest) => {
  try {
    if ('image' in data) {
      if (!find) throw new Error('it was not started');
      const image = await reduced(data.image, data.longSidePx).finally(() => data.image.close());
      const { found, rest } = await find(image).finally(() => image.close());
      restOfLast = rest;
      answer({ found });
    } else if ('rest' in data) {
      if (!restOfLast) throw new Error('it has seen no picture');
      answer({ rest: await restOfLast() });
    } else {
      if (data.script) await import(/* @vite-ignore */ data.base + data.script);
      find = await STARTS[data.start]((name) => data.urls[name] ?? data.base + name);
      answer({ started: true });
    }
  } catch (error) {
    answer({ problem: String(error) });
  }
});

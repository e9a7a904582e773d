/*
 * The face mesh away from the page. Its scripts were written for a page: they get one that can make canvases and bring in scripts.
 * First message: where its files are, answered by `started`; every other one: a picture, answered by the faces seen in it.
 */
import { type FaceFinder, type FacesSeen, startFaceMesh } from './face-mesh.ts';

export type FaceWorkerRequest = { script: string; base: string; urls: Readonly<Record<string, string>> } | { image: ImageBitmap };
export type FaceWorkerAnswer = { started: true } | { faces: FacesSeen } | { problem: string };

interface ScriptElement {
  src: string;
  setAttribute(name: string, value: string): void;
  addEventListener(type: 'load' | 'error', run: () => void): void;
}

function scriptElement(): ScriptElement & { bringIn(): void } {
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
    body: { appendChild: (script: ReturnType<typeof scriptElement>) => script.bringIn() },
    addEventListener() {},
  },
});

let finder: FaceFinder | null = null;
const answer = (message: FaceWorkerAnswer) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<FaceWorkerRequest>) => {
  try {
    if ('image' in data) {
      if (!finder) throw new Error('it was not started');
      answer({ faces: await finder(data.image) });
      data.image.close();
    } else {
      await import(/* @vite-ignore */ data.base + data.script);
      finder = await startFaceMesh((name) => data.urls[name] ?? data.base + name);
      answer({ started: true });
    }
  } catch (error) {
    answer({ problem: String(error) });
  }
};

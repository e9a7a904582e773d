/*
 * Loads a vision model from /vision/ on first use: script, WebAssembly and weights. Large files are fetched here, to report progress and to
 * turn a failed download into a result instead of a hang. The model runs in a worker; if that is not possible it runs in the page, where
 * models share global names and so are started one after the other. Afterwards no network is needed.
 */
import type { VisionAnswer, VisionName, VisionRequest } from './vision.worker.ts';
import { startWatched } from './worker-life.ts';

export type Find<T> = (image: ImageBitmap) => Promise<T>;
export type Loaded<T> = { ok: true; find: Find<T> } | { ok: false; reason: string };
export type OnProgress = (share: number) => void;

export interface VisionFiles<T> {
  name: VisionName;
  /** what it does, as the subject of a sentence */
  title: string;
  /** the script that defines the global; null if the model is a module of our own */
  script: string | null;
  /** files that are fetched first, with their approximate sizes in MB */
  bigMb: Readonly<Record<string, number>>;
  /** starts the model in the page, once the script has run */
  start(locateFile: (name: string) => string): Promise<Find<T>>;
}

const BASE = '/vision/';
/** Downloads as a share of the progress; the rest is starting the model. */
const DOWNLOAD_SHARE = 0.8;

let queue: Promise<unknown> = Promise.resolve();
/** Runs work one at a time: models in the page share global names, and each keeps its last picture. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = queue.then(work);
  queue = mine.catch(() => {});
  return mine;
}

/**
 * Returns a function that loads the model once; a model that failed to load or to find is loaded again for the next caller. An aborted caller gets the signal's reason at once, while
 * the loading continues for the next caller.
 */
export function lazyVision<T>(files: VisionFiles<T>): (onProgress?: OnProgress, signal?: AbortSignal) => Promise<Loaded<T>> {
  let loading: Promise<Loaded<T>> | null = null;
  const listeners = new Set<OnProgress>();
  const begin = async (): Promise<Loaded<T>> => {
    const loaded = await load(files, (share) => {
      for (const tell of listeners) tell(share);
    });
    const forget = (error?: unknown) => {
      loading = null;
      throw error;
    };
    if (loaded.ok) return { ok: true, find: (image) => loaded.find(image).catch(forget) };
    loading = null;
    return loaded;
  };
  return async (onProgress, signal) => {
    if (onProgress) listeners.add(onProgress);
    try {
      loading ??= begin();
      return await untilAborted(loading, signal);
    } finally {
      if (onProgress) listeners.delete(onProgress);
    }
  };
}

/** Runs a model on a reduced copy of an upright picture; also returns the original pixels per pixel of the copy, across and down. */
export async function findIn<T>(bitmap: ImageBitmap, longSidePx: number, find: Find<T>, signal?: AbortSignal) {
  const scale = Math.min(1, longSidePx / Math.max(bitmap.width, bitmap.height));
  const work = async () => {
    const image = await createImageBitmap(bitmap, {
      resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
      resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
      resizeQuality: 'high',
    });
    const [perX, perY] = [bitmap.width / image.width, bitmap.height / image.height];
    // a worker gets the bitmap transferred, and closes it itself
    return { found: await find(image).finally(() => image.close()), perX, perY };
  };
  return untilAborted(inTurn(work), signal);
}

function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

async function load<T>(files: VisionFiles<T>, say: OnProgress): Promise<Loaded<T>> {
  const { title, bigMb } = files;
  // the scripts draw with WebGL 2
  if (files.script && !hasWebGl2())
    return { ok: false, reason: `${title} needs WebGL 2, which this browser does not offer: set scale and head by hand.` };
  const urls: Record<string, string> = {};
  try {
    const names = Object.keys(bigMb);
    const gotMb = new Map<string, number>();
    const totalMb = names.reduce((sum, name) => sum + bigMb[name], 0);
    const blobs = await Promise.all(
      names.map((name) =>
        fetchBlob(name, (mb) => {
          gotMb.set(name, Math.min(mb, bigMb[name]));
          say((DOWNLOAD_SHARE * [...gotMb.values()].reduce((a, b) => a + b, 0)) / totalMb);
        }),
      ),
    );
    names.forEach((name, i) => {
      urls[name] = URL.createObjectURL(blobs[i]);
    });
    say(DOWNLOAD_SHARE);
    const find = await startAway(files, urls).catch(() => inTurn(() => startHere(files, urls)));
    say(1);
    return { ok: true, find };
  } catch {
    return { ok: false, reason: `${title} could not be loaded: go online once and try again, or set scale and head by hand.` };
  } finally {
    for (const url of Object.values(urls)) URL.revokeObjectURL(url);
  }
}

/** Starts it in a worker; rejects if the browser's workers cannot draw or have no modules. */
async function startAway<T>({ name, script }: VisionFiles<T>, urls: Readonly<Record<string, string>>): Promise<Find<T>> {
  const { worker, whenGone } = startWatched(
    (life) => new Worker(new URL('./vision.worker.ts', import.meta.url), { type: 'module', name: life }),
  );
  let fail: () => void = () => {};
  let isGone = false;
  const stopWatching = whenGone(() => {
    isGone = true;
    fail();
  });
  /** Terminates the worker once it has failed. */
  const ask = async (request: VisionRequest, transfer: Transferable[] = []) => {
    const answered = new Promise<VisionAnswer>((resolve, reject) => {
      fail = () => reject(new Error('the worker has ended'));
      if (isGone) return fail();
      worker.onmessage = ({ data }: MessageEvent<VisionAnswer>) => ('problem' in data ? reject(new Error(data.problem)) : resolve(data));
      worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be started'));
      worker.postMessage(request, transfer);
    });
    try {
      return await answered;
    } catch (error) {
      stopWatching();
      worker.terminate();
      throw error;
    }
  };
  await ask({ start: name, script, base: BASE, urls });
  return async (image) => ((await ask({ image }, [image])) as { found: T }).found;
}

async function startHere<T>({ script, start }: VisionFiles<T>, urls: Readonly<Record<string, string>>): Promise<Find<T>> {
  if (script) await addScript(BASE + script);
  return start((name) => urls[name] ?? BASE + name);
}

function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

async function fetchBlob(name: string, onMb: (mb: number) => void): Promise<Blob> {
  const answer = await fetch(BASE + name);
  if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`);
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    onMb((bytes += part.value.length) / 1e6);
  }
  return new Blob(parts, { type: name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream' });
}

function addScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src });
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(src)));
    document.head.append(script);
  });
}

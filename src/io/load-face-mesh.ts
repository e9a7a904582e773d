/*
 * Brings in the face mesh that is served beside the app under /face/: its script, its program and its weights, once, when first asked
 * for. The big files are fetched here, so that progress can be told and a failed download is an answer, not a hang. It is started in a
 * worker, so that the page is never held up; where that cannot be, in the page. Afterwards it needs no network.
 */
import { type FaceFinder, type FacesSeen, startFaceMesh } from './face-mesh.ts';
import type { FaceWorkerAnswer, FaceWorkerRequest } from './face-mesh.worker.ts';

export type Loaded = { ok: true; finder: FaceFinder } | { ok: false; reason: string };
export type OnProgress = (share: number) => void;

const BASE = '/face/';
const SCRIPT = 'face_mesh.js';
/** Files fetched beforehand, each with its approximate size in MB. */
const BIG_MB: Readonly<Record<string, number>> = {
  'face_mesh_solution_simd_wasm_bin.wasm': 6.2,
  'face_mesh_solution_packed_assets.data': 4,
};
/** how much of the way the downloads are; the rest is starting the program */
const DOWNLOAD_SHARE = 0.8;
const REASON = 'The face finder could not be loaded: go online once and try again, or set scale and head by hand.';
const NO_GRAPHICS = 'The face finder needs WebGL 2, which this browser does not offer: set scale and head by hand.';

let loading: Promise<Loaded> | null = null;
const listeners = new Set<OnProgress>();

/**
 * The one finder; a failed attempt is not remembered. Who gives up by the signal leaves at once with its reason; what was begun is
 * finished for the next one who asks.
 */
export async function loadFaceMesh(onProgress?: OnProgress, signal?: AbortSignal): Promise<Loaded> {
  if (onProgress) listeners.add(onProgress);
  try {
    loading ??= load((share) => {
      for (const tell of listeners) tell(share);
    }).then((loaded) => {
      if (!loaded.ok) loading = null;
      return loaded;
    });
    return await untilAborted(loading, signal);
  } finally {
    if (onProgress) listeners.delete(onProgress);
  }
}

export function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

async function load(say: OnProgress): Promise<Loaded> {
  if (!hasWebGl2()) return { ok: false, reason: NO_GRAPHICS };
  const urls: Record<string, string> = {};
  try {
    const names = Object.keys(BIG_MB);
    const gotMb = new Map<string, number>();
    const totalMb = names.reduce((sum, name) => sum + BIG_MB[name], 0);
    const blobs = await Promise.all(
      names.map((name) =>
        fetchBlob(name, (mb) => {
          gotMb.set(name, Math.min(mb, BIG_MB[name]));
          say((DOWNLOAD_SHARE * [...gotMb.values()].reduce((a, b) => a + b, 0)) / totalMb);
        }),
      ),
    );
    names.forEach((name, i) => {
      urls[name] = URL.createObjectURL(blobs[i]);
    });
    say(DOWNLOAD_SHARE);
    const finder = await startAway(urls).catch(() => startHere(urls));
    say(1);
    return { ok: true, finder };
  } catch {
    return { ok: false, reason: REASON };
  } finally {
    for (const url of Object.values(urls)) URL.revokeObjectURL(url);
  }
}

/** In a worker; rejects where the browser's workers cannot draw, or have no modules. */
async function startAway(urls: Readonly<Record<string, string>>): Promise<FaceFinder> {
  const worker = new Worker(new URL('./face-mesh.worker.ts', import.meta.url), { type: 'module' });
  const ask = (request: FaceWorkerRequest, transfer: Transferable[] = []) =>
    new Promise<FaceWorkerAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FaceWorkerAnswer>) =>
        'problem' in data ? reject(new Error(data.problem)) : resolve(data);
      worker.onerror = (event) => reject(new Error(event.message || 'the worker could not be started'));
      worker.postMessage(request, transfer);
    });
  try {
    await ask({ script: SCRIPT, base: BASE, urls });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return async (image) => ((await ask({ image }, [image])) as { faces: FacesSeen }).faces;
}

async function startHere(urls: Readonly<Record<string, string>>): Promise<FaceFinder> {
  await addScript(BASE + SCRIPT);
  return startFaceMesh((name) => urls[name] ?? BASE + name);
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

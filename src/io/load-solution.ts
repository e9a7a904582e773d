/*
 * Brings in a vision model that is served beside the app under /face/: its script, its program and its weights, once, when first
 * asked for. The big files are fetched here, so that progress can be told and a failed download is an answer, not a hang.
 * The libraries meet in global names: one is started, and one is run, at a time. Afterwards they need no network.
 */
export type Loaded<T> = { ok: true; solution: T } | { ok: false; reason: string };
export type OnProgress = (share: number) => void;

export interface SolutionFiles<T> {
  /** the script that makes the global */
  script: string;
  /** files fetched beforehand, each with its approximate size in MB */
  bigMb: Readonly<Record<string, number>>;
  /** makes and starts it, once the script has run */
  start(locateFile: (name: string) => string): Promise<T>;
}

const BASE = '/face/';
/** how much of the way the downloads are; the rest is starting the program */
const DOWNLOAD_SHARE = 0.8;
const REASON = 'The face finder could not be loaded: go online once and try again, or set scale and head by hand.';
const NO_GRAPHICS = 'The face finder needs WebGL 2, which this browser does not offer: set scale and head by hand.';

let queue: Promise<unknown> = Promise.resolve();

/** One after the other, in the order asked. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = queue.then(work);
  queue = mine.catch(() => {});
  return mine;
}

/** Lets the page draw and listen between two pieces of work. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * A function that gives the one solution; a failed attempt is not remembered. Who gives up by the signal leaves at once with its
 * reason; what was begun is finished for the next one who asks.
 */
export function lazySolution<T>(files: SolutionFiles<T>): (onProgress?: OnProgress, signal?: AbortSignal) => Promise<Loaded<T>> {
  let loading: Promise<Loaded<T>> | null = null;
  const listeners = new Set<OnProgress>();
  const begin = async () => {
    const loaded = await load(files, (share) => {
      for (const tell of listeners) tell(share);
    });
    if (!loaded.ok) loading = null;
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

function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

async function load<T>(files: SolutionFiles<T>, say: OnProgress): Promise<Loaded<T>> {
  if (!hasWebGl2()) return { ok: false, reason: NO_GRAPHICS };
  const urls = new Map<string, string>();
  try {
    const names = Object.keys(files.bigMb);
    const gotMb = new Map<string, number>();
    const totalMb = names.reduce((sum, name) => sum + files.bigMb[name], 0);
    const blobs = await Promise.all([
      ...names.map((name) =>
        fetchBlob(name, (mb) => {
          gotMb.set(name, Math.min(mb, files.bigMb[name]));
          say((DOWNLOAD_SHARE * [...gotMb.values()].reduce((a, b) => a + b, 0)) / totalMb);
        }),
      ),
      addScript(BASE + files.script),
    ]);
    for (const [i, name] of names.entries()) urls.set(name, URL.createObjectURL(blobs[i] as Blob));
    say(DOWNLOAD_SHARE);
    const solution = await inTurn(() => files.start((name) => urls.get(name) ?? BASE + name));
    say(1);
    return { ok: true, solution };
  } catch {
    return { ok: false, reason: REASON };
  } finally {
    for (const url of urls.values()) URL.revokeObjectURL(url);
  }
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

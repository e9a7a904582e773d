/*
 * Loads a vision model from /vision/ on first use: script, WebAssembly and weights. Large files are fetched here, to report progress and to
 * turn a failed download into a result instead of a hang. The model runs in a worker; if that is not possible it runs in the page, where
 * models share global names and so are started one after the other. Afterwards no network is needed.
 */
import { untilAborted } from './in-worker.ts';
import { reduced, reducedSize } from './reduced.ts';
import type { VisionAnswer, VisionName, VisionRequest } from './vision.worker.ts';
import { startWatched } from './worker-life.ts';

/** What a model finds, and what else it finds out in the same picture once it is asked. */
export interface Seen<T, R> {
  found: T;
  rest(): Promise<R>;
}
export type Find<T, R> = (image: ImageBitmap) => Promise<Seen<T, R>>;
/** Finds in a reduced copy of a picture, whose long side is given; it is made if there is none. */
type FindIn<T, R> = (bitmap: ImageBitmap, longSidePx: number, copy?: ImageBitmap) => Promise<Seen<T, R>>;
type Loaded<T, R> = { ok: true; find: FindIn<T, R> } | { ok: false; reason: string };
export interface LookOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** the picture at the size that the model looks at, if there is one already */
  copy?: ImageBitmap;
  /** whether this browser has WebGL 2, if that is known: a context made to find out waits for whatever the graphics are drawing */
  hasWebGl2?: () => boolean;
}

export interface VisionFiles<T, R> {
  name: VisionName;
  /** what it does, as the subject of a sentence */
  title: string;
  /** the script that defines the global; null if the model is a module of our own */
  script: string | null;
  /** files that are fetched first, with their approximate sizes in MB */
  bigMb: Readonly<Record<string, number>>;
  /** starts the model in the page, once the script has run */
  start(locateFile: (name: string) => string): Promise<Find<T, R>>;
}

const BASE = '/vision/';
/** Downloads as a share of the progress; the rest is starting the model. */
const DOWNLOAD_SHARE = 0.8;

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;
function inTurn(): InTurn {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = queue.then(work);
    queue = mine.catch(() => {});
    return mine;
  };
}
/** Models in the page share global names. */
const inPageInTurn = inTurn();
/** One picture at a time: the model keeps the last one for the rest, which is found out before the next picture at the latest. */
const eachToItsEnd = <T, R>(find: FindIn<T, R>, turn: InTurn): FindIn<T, R> => {
  let endLast: () => Promise<unknown> = async () => {};
  return (...asked) =>
    turn(async () => {
      await endLast().catch(() => {});
      const seen = await find(...asked);
      let ending: Promise<R> | null = null;
      const end = () => {
        ending ??= seen.rest();
        return ending;
      };
      endLast = end;
      return { found: seen.found, rest: () => turn(end) };
    });
};

/**
 * Returns a function that loads the model once; a model that failed to load or to find is loaded again for the next caller. An aborted caller gets the signal's reason at once, while
 * the loading continues for the next caller.
 */
export function lazyVision<T, R>(files: VisionFiles<T, R>): (options: LookOptions) => Promise<Loaded<T, R>> {
  let loading: Promise<Loaded<T, R>> | null = null;
  const listeners = new Set<(share: number) => void>();
  const begin = async (hasWebGl2: () => boolean): Promise<Loaded<T, R>> => {
    // the scripts draw with WebGL 2
    if (files.script && !hasWebGl2())
      return { ok: false, reason: `${files.title} needs WebGL 2, which this browser does not offer: set scale and head by hand.` };
    const loaded = await load(files, (share) => {
      for (const tell of listeners) tell(share);
    });
    const forget = () => {
      loading = null;
    };
    if (!loaded.ok) {
      forget();
      return loaded;
    }
    const find: FindIn<T, R> = async (...asked) => {
      try {
        const { found, rest } = await loaded.find(...asked);
        const restOr = async () => {
          try {
            return await rest();
          } catch (error) {
            forget();
            throw error;
          }
        };
        return { found, rest: restOr };
      } catch (error) {
        forget();
        throw error;
      }
    };
    return { ok: true, find };
  };
  return async ({ onProgress, signal, hasWebGl2 = makesWebGl2 }) => {
    if (onProgress) listeners.add(onProgress);
    try {
      loading ??= begin(hasWebGl2);
      return await untilAborted(loading, signal);
    } finally {
      if (onProgress) listeners.delete(onProgress);
    }
  };
}

/** Runs a model on a reduced copy of an upright picture; also returns the original pixels per pixel of the copy, across and down. */
export async function findIn<T, R>(bitmap: ImageBitmap, longSidePx: number, find: FindIn<T, R>, { signal, copy }: LookOptions) {
  const { widthPx, heightPx } = reducedSize(bitmap, longSidePx);
  const [perX, perY] = [bitmap.width / widthPx, bitmap.height / heightPx];
  return { ...(await untilAborted(find(bitmap, longSidePx, copy), signal)), perX, perY };
}

async function load<T, R>(files: VisionFiles<T, R>, say: (share: number) => void): Promise<Loaded<T, R>> {
  const { title, bigMb } = files;
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
    const find = await startAway(files, urls).catch(() => startHere(files, urls));
    say(1);
    return { ok: true, find };
  } catch {
    return { ok: false, reason: `${title} could not be loaded: go online once and try again, or set scale and head by hand.` };
  } finally {
    for (const url of Object.values(urls)) URL.revokeObjectURL(url);
  }
}

/** Starts it in a worker; rejects if the browser's workers cannot draw or have no modules. */
async function startAway<T, R>({ name, script }: VisionFiles<T, R>, urls: Readonly<Record<string, string>>): Promise<FindIn<T, R>> {
  const { worker, whenGone } = startWatched(
    (life) => new Worker(new URL('./vision.worker.ts', import.meta.url), { type: 'module', name: life }),
  );
  let tell: (answer: VisionAnswer) => void = () => {};
  let ending: VisionAnswer | null = null;
  const end = (problem: string) => {
    ending ??= { problem };
    tell(ending);
  };
  const stopWatching = whenGone(() => end('the worker has ended'));
  worker.onmessage = ({ data }: MessageEvent<VisionAnswer>) => tell(data);
  worker.onerror = (event) => end(event.message || 'the worker could not be started');
  /** The next answer; terminates the worker once it has failed. */
  const answered = async <A extends VisionAnswer>(): Promise<A> => {
    const answer = ending ?? (await new Promise<VisionAnswer>((resolve) => (tell = resolve)));
    if (!('problem' in answer)) return answer as A;
    ending = answer;
    stopWatching();
    worker.terminate();
    throw new Error(answer.problem);
  };
  const ask = <A extends VisionAnswer>(request: VisionRequest, transfer: Transferable[] = []): Promise<A> => {
    const answer = answered<A>();
    worker.postMessage(request, transfer);
    return answer;
  };
  await ask({ start: name, script, base: BASE, urls });
  const find: FindIn<T, R> = async (bitmap, longSidePx, copy) => {
    // else the worker reduces it, which takes a copy of all pixels
    const image = copy ?? (await createImageBitmap(bitmap));
    try {
      const { found } = await ask<{ found: T }>({ image, longSidePx }, [image]);
      return { found, rest: async () => (await ask<{ rest: R }>({ rest: true })).rest };
    } finally {
      image.close();
    }
  };
  return eachToItsEnd(find, inTurn());
}

async function startHere<T, R>({ script, start }: VisionFiles<T, R>, urls: Readonly<Record<string, string>>): Promise<FindIn<T, R>> {
  const find = await inPageInTurn(async () => {
    if (script) await addScript(BASE + script);
    return start((name) => urls[name] ?? BASE + name);
  });
  return eachToItsEnd(async (bitmap, longSidePx, copy) => {
    const image = copy ?? (await reduced(bitmap, longSidePx));
    return find(image).finally(() => image.close());
  }, inPageInTurn);
}

function makesWebGl2(): boolean {
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

/*
 * Reads a photo's hair, and what depends on it, in the worker that measures, while the page does what does not need it. What fails there is
 * read in the page. Of each photo the last head is remembered. The hair of a demo, on the head that it comes with, and where that head ends,
 * are shipped.
 */
import type { Raster } from '../core/math/raster.ts';
import type { FaceSeen } from '../core/photo/photo-check.ts';
import type { StubbleTone } from '../core/photo/stubble-tone.ts';
import type { Rim } from '../core/scalp/rim.ts';
import type { Surface } from '../core/scalp/surface.ts';
import type { HairGrids, HeadInPhoto } from './hair-of-photo.ts';
import { loadedOnce } from './loaded-once.ts';
import type { PhotoReading } from './photo-reader.ts';
import { hairShipped, rimShipped, type ShippedReading } from './shipped-reading.ts';

/** What is read of a photo besides its hair: what the skin class hinges on, or all, with a check for blur. */
export type Extent = 'skin' | 'whole';
/** A photo and the head in it. */
interface Sight {
  raster: Raster;
  surface: Surface;
}
/** Each resolves when it is read, or cannot be, and reads the same only once. @throws the signal's reason */
export interface HairAway {
  readHair(sight: Sight, head: HeadInPhoto, signal?: AbortSignal): Promise<void>;
  /** tone of the client's own hair; after the hair */
  readStubble(sight: Sight, signal?: AbortSignal): Promise<void>;
  /** single hairs; after the hair */
  readStrands(sight: Sight, signal?: AbortSignal): Promise<void>;
  /** the photo without a white balance */
  readPhoto(sight: Sight, face: FaceSeen | null, what: Extent, signal?: AbortSignal): Promise<void>;
  /** null: it was not read; the same of its single hairs */
  hairOf(sight: Sight): HairGrids | null;
  stubbleOf(sight: Sight): { tone: StubbleTone | null } | null;
  readingOf(sight: Sight, face: FaceSeen | null, what: Extent): PhotoReading | null;
  /** where the head of a demo ends; of other heads that is found in the page */
  rimOf(sight: Sight): Rim | null;
}

interface Reading {
  face: FaceSeen | null;
  done: Promise<void>;
  reading: PhotoReading | null;
}
interface Read extends Sight {
  key: number;
  hair: Promise<void>;
  grids: HairGrids | null;
  stubble: { tone: StubbleTone | null } | null;
  skin: Reading | null;
  whole: Reading | null;
  rim: Rim | null;
}
/** of all photos, for the one worker */
let lastKey = 0;
/** The module that asks the worker, which is there at once after the first reading. */
export const loadMeasuring = loadedOnce(() => import('./measure-away.ts'));

/** @param shipped of the first head that is asked for, which is then not read */
export function createHairAway(shipped: ShippedReading | null = null): HairAway {
  let last: Read | null = null;
  let first = shipped;
  const known = ({ raster, surface }: Sight) => (last?.raster === raster && last.surface === surface ? last : null);
  const begin = ({ raster, surface }: Sight, head: HeadInPhoto, signal?: AbortSignal): Read => {
    const mine: Read = {
      raster,
      surface,
      key: ++lastKey,
      hair: Promise.resolve(),
      grids: null,
      stubble: null,
      skin: null,
      whole: null,
      rim: null,
    };
    const there = first;
    first = null;
    const read = async () => {
      if (there) Object.assign(mine, { grids: hairShipped(there, raster), stubble: { tone: there.stubble }, rim: rimShipped(there) });
      else mine.grids = { coverage: await (await loadMeasuring()).hairAway({ raster, head, key: mine.key }, signal), strands: null };
    };
    mine.hair = read().catch(() => {
      if (last === mine) last = null;
    });
    return mine;
  };
  const beginReading = (mine: Read, face: FaceSeen | null, what: Extent, signal?: AbortSignal) => {
    const begun: Reading = { face, done: Promise.resolve(), reading: null };
    const read = async () => {
      begun.reading = await (await loadMeasuring()).readingAway(mine.key, face, what === 'whole', signal);
      mine.stubble ??= { tone: begun.reading.hair };
    };
    begun.done = read().catch(() => {
      if (mine[what] === begun) mine[what] = null;
    });
    return begun;
  };
  return {
    async readHair(sight, head, signal) {
      last = known(sight) ?? begin(sight, head, signal);
      await last.hair;
      signal?.throwIfAborted();
    },
    async readStubble(sight, signal) {
      const mine = known(sight);
      if (!mine?.grids || mine.stubble) return;
      const read = async () => (await loadMeasuring()).stubbleAway(mine.key, signal);
      mine.stubble = await read().catch(() => null);
      signal?.throwIfAborted();
    },
    async readStrands(sight, signal) {
      const mine = known(sight);
      if (!mine?.grids || mine.grids.strands) return;
      const read = async () => (await loadMeasuring()).strandsAway(mine.key, signal);
      mine.grids.strands = await read().catch(() => null);
      signal?.throwIfAborted();
    },
    async readPhoto(sight, face, what, signal) {
      const mine = known(sight);
      if (!mine) return;
      if (mine[what]?.face !== face) mine[what] = null;
      // the worker reads on as soon as it has read the hair
      mine[what] ??= beginReading(mine, face, what, signal);
      await Promise.all([mine.hair, mine[what]?.done]);
      signal?.throwIfAborted();
    },
    hairOf: (sight) => known(sight)?.grids ?? null,
    stubbleOf: (sight) => known(sight)?.stubble ?? null,
    rimOf: (sight) => known(sight)?.rim ?? null,
    readingOf(sight, face, what) {
      const last = known(sight)?.[what];
      return last && last.face === face ? last.reading : null;
    },
  };
}

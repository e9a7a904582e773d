/*
 * Contents of pictures side by side: the dots of each plan in each photo, and the photos besides the open one, decoded at about the size at
 * which they are shown and released when no picture shows them. Made one after another, each photo before its dots.
 */
import type { Project } from '../../core/consultation/schema.ts';
import { photoOf, planOf, shownProject } from '../../core/consultation/shown-project.ts';
import { notify } from '../actions.ts';
import type { Activity } from '../activities.ts';
import { createEveryDay, type EveryDay } from '../look.ts';
import { createPipeline } from '../pipeline.ts';
import type { DesignResult } from '../stages.ts';
import { type GridCell, gridKey } from '../store.ts';
import type { Desk } from './desk.ts';
import type { SideBySide, TakenPhoto } from './services.ts';

/** The dots of a plan in a photo. */
export interface Made {
  /** inputs they were made from */
  of: readonly unknown[];
  result: DesignResult | null;
  everyDay: EveryDay;
}
interface Decoded {
  taken: TakenPhoto;
  bitmap: ImageBitmap;
  /** requested long side; Infinity at the photo's full size */
  sidePx: number;
}

/** Sizes at which photos besides the open one are decoded: the first that is about as large as shown. */
const SIDES_PX = [512, 1024, 2048] as const;
/** Limit for all of them together, px. assumed: this takes 67 MB, and as much again in graphics memory. */
const MAX_PX = 4 * SIDES_PX[2] ** 2;

/** Inputs of the dots of a plan in a photo. */
const madeOf = ({ seed, photo, scale, camera, head, white, design, treatment }: Project): readonly unknown[] => [
  ...[seed, photo, scale, camera, head, white, design, treatment.sessions, treatment.hand],
];
const isSame = (a: readonly unknown[] | undefined, b: readonly unknown[]) => a?.every((one, i) => one === b[i]) ?? false;

/** A picture's photo with its plan; null if one of them is gone. */
export function projectOf({ store }: Desk, { photoId, planName }: GridCell): Project | null {
  const { consultation } = store.getState();
  const isThere = consultation && photoOf(consultation, photoId) && planOf(consultation, planName);
  return isThere ? shownProject(consultation, photoId, planName) : null;
}

export function createGridPictures(desk: Desk, side: SideBySide, cells: () => readonly GridCell[]) {
  const { store } = desk;
  const made = new Map<string, Made>();
  const decoded = new Map<string, Decoded>();
  /** inputs that failed, not tried again until they change */
  const failed = new Map<string, readonly unknown[]>();
  /** photos that stay coarse, with the long side that they should have had, px */
  const leftCoarse = new Map<string, number>();

  const isOpen = ({ photoId }: GridCell) => desk.opened?.shown.id === photoId;
  const candidatesFor = async ({ scale, head }: Project, signal: AbortSignal) =>
    scale && head ? desk.candidates.whenReady(head.halfAxesMm, signal) : null;

  const photosBeside = () => new Set(cells().flatMap((cell) => (isOpen(cell) ? [] : [cell.photoId])));
  /** Long side at which a photo is decoded: smaller with more photos. */
  const sideFor = ({ view }: GridCell, { photo }: Project): number => {
    const shownPx = view.scale * Math.max(photo.widthPx, photo.heightPx);
    const sidePx = SIDES_PX.find((side) => side >= 0.9 * shownPx) ?? SIDES_PX[SIDES_PX.length - 1];
    return Math.min(sidePx, Math.floor(Math.sqrt(MAX_PX / Math.max(1, photosBeside().size))));
  };

  /** Pictures without dots or without their photo, the open photo's first. */
  const missing = () =>
    cells()
      .filter((cell) => {
        const project = projectOf(desk, cell);
        if (!project || isSame(failed.get(gridKey(cell)), madeOf(project))) return false;
        return !isSame(made.get(gridKey(cell))?.of, madeOf(project)) || !(isOpen(cell) || decoded.has(cell.photoId));
      })
      .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));

  async function read(cell: GridCell, project: Project, signal: AbortSignal) {
    const sidePx = sideFor(cell, project);
    const { name } = project.photo;
    const file = desk.opened?.files.get(cell.photoId);
    if (!file) throw new Error(`“${name}” is not on this device: add the photo again.`);
    const got = await desk.services.readPhoto(file.original, { name, maxSidePx: sidePx, signal });
    if (!got.ok) throw new Error(got.reason);
    if (signal.aborted) got.pixels.working.close();
    signal.throwIfAborted();
    return { photo: got.photo, bitmap: got.pixels.working, sidePx };
  }
  const release = (photoId: string) => {
    const there = decoded.get(photoId);
    there?.taken.release();
    there?.bitmap.close();
    decoded.delete(photoId);
    leftCoarse.delete(photoId);
  };
  function take({ photoId }: GridCell, { photo }: Project, { bitmap, sidePx }: { bitmap: ImageBitmap; sidePx: number }) {
    const { widthPx, heightPx } = photo;
    const longPx = Math.max(bitmap.width, bitmap.height);
    release(photoId);
    decoded.set(photoId, {
      taken: side.takePhoto(bitmap, { widthPx, heightPx }),
      bitmap,
      sidePx: longPx < Math.max(widthPx, heightPx) ? sidePx : Number.POSITIVE_INFINITY,
    });
    desk.show.request();
  }

  function leaveCoarse(coarse: readonly GridCell[]) {
    for (const cell of coarse) {
      const project = projectOf(desk, cell);
      if (project) leftCoarse.set(cell.photoId, sideFor(cell, project));
    }
  }

  /** Reads the hair of photos not read yet, since it changes the plan in all pictures. */
  async function readAll(signal: AbortSignal) {
    for (const cell of missing()) {
      const project = projectOf(desk, cell);
      const candidates = project && (await candidatesFor(project, signal));
      if (!candidates || isOpen(cell) || desk.planner.hasReported({ candidates, seed: project.seed }, cell.photoId)) continue;
      const got = await read(cell, project, signal).catch(() => null);
      signal.throwIfAborted();
      got?.bitmap.close();
      if (got) await createPipeline(desk.planner, cell.photoId).readForPlan(project, got.photo, candidates, signal);
    }
  }
  async function makeOne(cell: GridCell, signal: AbortSignal) {
    const project = projectOf(desk, cell);
    if (!project) return;
    // while waiting for candidates another photo, with its own pipeline, may be opened
    const open = isOpen(cell) ? { photo: store.getState().photo, pipeline: desk.pipeline } : null;
    const beside = open ? null : await read(cell, project, signal);
    if (beside) take(cell, project, beside);
    const candidates = await candidatesFor(project, signal);
    const pipeline = open?.pipeline ?? createPipeline(desk.planner, cell.photoId);
    const photo = open?.photo ?? beside?.photo;
    const result = candidates && photo ? await pipeline.designAhead(project, photo, candidates, signal) : null;
    made.set(gridKey(cell), { of: madeOf(project), result, everyDay: createEveryDay() });
  }
  /** Makes the shown plan in the open photo last, so that its result is cached for the single picture. */
  async function remakeOpen(signal: AbortSignal) {
    const { pipeline } = desk;
    const { project, photo } = store.getState();
    const candidates = project && (await candidatesFor(project, signal));
    if (project && photo && candidates) await pipeline.designAhead(project, photo, candidates, signal);
  }

  return {
    made: (cell: GridCell) => made.get(gridKey(cell)),
    /** null: the open photo; undefined: not decoded yet */
    photo: (cell: GridCell) => (isOpen(cell) ? null : decoded.get(cell.photoId)?.taken),
    missing,
    async make({ signal, progress }: Activity) {
      await readAll(signal);
      for (let todo = missing(); todo.length; todo = missing()) {
        const whole = new Set(cells().map(gridKey)).size;
        progress('Preparing the pictures', 1 - new Set(todo.map(gridKey)).size / whole);
        try {
          await makeOne(todo[0], signal);
        } catch (error) {
          signal.throwIfAborted();
          const project = projectOf(desk, todo[0]);
          if (project) failed.set(gridKey(todo[0]), madeOf(project));
          notify(store, 'problem', (error as Error).message);
        }
        signal.throwIfAborted();
        desk.show.request();
      }
      await remakeOpen(signal);
    },
    /** Photos shown larger than decoded, one picture each, except those that are to stay coarse. */
    tooCoarse: () =>
      cells().filter((cell, i, all) => {
        const project = projectOf(desk, cell);
        const there = decoded.get(cell.photoId);
        if (!project || !there || all.findIndex(({ photoId }) => photoId === cell.photoId) < i) return false;
        const wantedPx = sideFor(cell, project);
        return there.sidePx < wantedPx && leftCoarse.get(cell.photoId) !== wantedPx;
      }),
    /** Leaves them coarse until they are shown at another size. */
    leaveCoarse,
    /** A photo that cannot be decoded larger stays as it is, with a notice. @throws if aborted */
    async sharpen(coarse: readonly GridCell[], signal: AbortSignal) {
      for (const cell of coarse) {
        const project = projectOf(desk, cell);
        if (!project) continue;
        const got = await read(cell, project, signal).catch((error: Error) => {
          signal.throwIfAborted();
          leaveCoarse([cell]);
          notify(store, 'problem', `A photo cannot be shown any sharper: ${error.message}`);
        });
        if (got) take(cell, project, got);
      }
    },
    /** Releases everything that no picture shows. */
    keepShown() {
      const keys = new Set(cells().map(gridKey));
      const beside = photosBeside();
      for (const key of [...made.keys()]) if (!keys.has(key)) made.delete(key);
      for (const id of [...decoded.keys()]) if (!beside.has(id)) release(id);
    },
    end() {
      for (const id of [...decoded.keys()]) release(id);
    },
  };
}

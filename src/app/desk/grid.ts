/*
 * Several pictures side by side: the open photo on several days or with several plans, or several photos with one plan. What is not there
 * yet is worked out one picture after another while the good ones stay. A photo beside the open one is decoded as large as its picture, and
 * only for as long as the grid is there. Loaded when it is asked for.
 */
import type { Project } from '../../core/consultation/schema.ts';
import { photoOf, planOf, shownProject } from '../../core/consultation/shown-project.ts';
import type { Appearance } from '../../core/treatment/appearance.ts';
import { notify, setScreen } from '../actions.ts';
import { createEveryDay, createLook, type EveryDay, type Frame, type Look } from '../look.ts';
import { createPipeline } from '../pipeline.ts';
import type { DesignResult } from '../stages.ts';
import { type GridCell, gridKey } from '../store.ts';
import type { Desk } from './desk.ts';
import type { TakenPhoto } from './services.ts';
import { SURROUND } from './show.ts';

export interface Grid {
  draw(): void;
  end(): void;
}

/** The dots of a plan in a photo. */
interface Made {
  /** what they were made of */
  of: readonly unknown[];
  result: DesignResult | null;
  everyDay: EveryDay;
}
interface Decoded {
  taken: TakenPhoto;
  bitmap: ImageBitmap;
  sidePx: number;
}
/** A picture's own, as it was drawn last. */
interface Drawn {
  everyDay: EveryDay | null;
  look: Look;
  appearance: Appearance | null;
  result: DesignResult | null;
  scale: number;
  white: readonly number[] | undefined;
  frame: Frame;
}

/** Sizes that photos beside the open one are decoded in: the first that is no smaller than the picture shows them. */
const SIDES_PX = [512, 1024, 2048] as const;
const sideFor = ({ view }: GridCell, { photo }: Project) => {
  const shownPx = view.scale * Math.max(photo.widthPx, photo.heightPx);
  return SIDES_PX.find((side) => side >= 0.9 * shownPx) ?? SIDES_PX[SIDES_PX.length - 1];
};
/** A picture that is zoomed is decoded larger once it has been left alone for so long. */
const SETTLED_MS = 400;

/** What the dots of a plan in a photo depend on. */
const madeOf = ({ seed, photo, scale, camera, head, white, design, treatment }: Project) => [
  ...[seed, photo, scale, camera, head, white, design, treatment.sessions, treatment.hand],
];
const isSame = (a: readonly unknown[], b: readonly unknown[]) => a.every((one, i) => one === b[i]);

export async function createGrid(desk: Desk): Promise<Grid> {
  const { store, easel, activities } = desk;
  if (!easel) throw new Error('there are no graphics');
  const side = await easel.sideBySide();
  const made = new Map<string, Made>();
  const decoded = new Map<string, Decoded>();
  const failed = new Map<string, readonly unknown[]>();
  const drawn: Drawn[] = [];
  /** the pictures that somebody has cancelled: they are not begun again until others are asked for */
  let cancelled = '';
  let settling: ReturnType<typeof setTimeout> | null = null;

  const cells = () => store.getState().screen.grid ?? [];
  const isOpen = (photoId: string) => desk.opened?.shown.id === photoId;
  const projectOf = ({ photoId, planName }: GridCell): Project | null => {
    const { consultation } = store.getState();
    return consultation && photoOf(consultation, photoId) && planOf(consultation, planName)
      ? shownProject(consultation, photoId, planName)
      : null;
  };
  const isMade = (cell: GridCell, project: Project) => {
    const before = made.get(gridKey(cell));
    return before !== undefined && isSame(before.of, madeOf(project));
  };
  const hasFailed = (cell: GridCell, project: Project) => {
    const before = failed.get(gridKey(cell));
    return before !== undefined && isSame(before, madeOf(project));
  };
  /** Pictures without dots or without their photo, the open photo's first. */
  const missing = () =>
    cells()
      .filter((cell) => {
        const project = projectOf(cell);
        if (!project || hasFailed(cell, project)) return false;
        return !isMade(cell, project) || (!isOpen(cell.photoId) && !decoded.has(cell.photoId));
      })
      .sort((a, b) => Number(isOpen(b.photoId)) - Number(isOpen(a.photoId)));
  const tooCoarse = () =>
    cells().filter((cell) => {
      const project = projectOf(cell);
      const there = decoded.get(cell.photoId);
      return project && there && there.sidePx < sideFor(cell, project);
    });

  /** How a picture looks now: worked out anew where its dots, its day or its zoom is another. */
  const frameOf = (i: number, cell: GridCell, project: Project): Frame => {
    const { result = null, everyDay = null } = made.get(gridKey(cell)) ?? {};
    const { scale } = cell.view;
    const white = project.white?.gains;
    const last = drawn[i];
    const look = last && last.everyDay === everyDay ? last.look : createLook(everyDay ?? undefined);
    const appearance = result && cell.day >= 0 ? look.appearance(result, project, { day: cell.day }) : null;
    const isLast =
      last?.look === look &&
      last.result === result &&
      last.appearance === appearance &&
      last.white === white &&
      (last.scale === scale || appearance === null);
    const frame = isLast ? last.frame : look.frame(project, result, appearance, scale);
    drawn[i] = { everyDay, look, result, appearance, scale, white, frame };
    return frame;
  };

  const draw = () => {
    const { viewportPx, theme } = store.getState().screen;
    const shown = cells().flatMap((cell, i) => {
      const project = projectOf(cell);
      const photo = isOpen(cell.photoId) ? null : decoded.get(cell.photoId)?.taken;
      if (!project || photo === undefined) return [];
      const { leftPx, topPx, widthPx, heightPx, view } = cell;
      return [{ leftPx, topPx, widthPx, heightPx, ...view, wipePx: 0, photo, frame: frameOf(i, cell, project) }];
    });
    side.draw({ widthPx: viewportPx.width, heightPx: viewportPx.height, surround: SURROUND[theme] }, shown);
    letUnwantedGo();
    tellPending();
    if (missing().length && cancelled !== wanted()) void make();
    else if (tooCoarse().length && !settling) settling = setTimeout(sharpen, SETTLED_MS);
  };
  /** Photos and plans that no picture shows any more. */
  const letUnwantedGo = () => {
    const keys = new Set(cells().map(gridKey));
    const photos = new Set(cells().map(({ photoId }) => photoId));
    for (const key of made.keys()) if (!keys.has(key)) made.delete(key);
    for (const id of decoded.keys()) if (!photos.has(id) || isOpen(id)) letGo(id);
    drawn.length = Math.min(drawn.length, cells().length);
  };
  const letGo = (photoId: string) => {
    const there = decoded.get(photoId);
    there?.taken.letGo();
    there?.bitmap.close();
    decoded.delete(photoId);
  };
  const tellPending = () => {
    const pending = [...new Set(missing().map(gridKey))];
    if (pending.join() !== store.getState().screen.gridPending.join()) setScreen(store, { gridPending: pending });
  };
  const wanted = () => [...new Set(cells().map(gridKey))].join();

  let making = false;
  async function make() {
    if (making) return;
    making = true;
    const asked = wanted();
    const done = await activities
      .run('compare', 'Preparing the pictures', async ({ signal, progress }) => {
        await tellAll(signal);
        for (let todo = missing(); todo.length; todo = missing()) {
          const all = new Set(cells().map(gridKey)).size;
          progress('Preparing the pictures', 1 - new Set(todo.map(gridKey)).size / all);
          await makeOne(todo[0], signal);
          signal.throwIfAborted();
          desk.show.request();
        }
        await remakeOpen(signal);
        return true;
      })
      .catch((error: Error) => {
        notify(store, 'problem', `The pictures could not be prepared: ${error.message}`);
        return null;
      });
    making = false;
    if (!done) cancelled = asked;
    desk.show.request();
  }

  async function candidatesFor(project: Project, signal: AbortSignal) {
    return project.scale && project.head ? desk.candidates.whenReady(project.head.halfAxesMm as never, signal) : null;
  }
  async function read(cell: GridCell, project: Project, signal: AbortSignal) {
    const file = desk.opened?.files.get(cell.photoId);
    if (!file) throw new Error(`“${project.photo.name}” is not on this device: add the photo again.`);
    const got = await desk.services.readPhoto(file.original, { name: project.photo.name, maxSidePx: sideFor(cell, project), signal });
    if (!got.ok) throw new Error(got.reason);
    if (signal.aborted) got.pixels.working.close();
    signal.throwIfAborted();
    return got;
  }
  /** Hair that photos have not told of yet belongs to the plan of all pictures. */
  async function tellAll(signal: AbortSignal) {
    for (const cell of missing()) {
      const project = projectOf(cell);
      const candidates = project && (await candidatesFor(project, signal));
      if (!candidates || isOpen(cell.photoId) || desk.planner.hasTold({ candidates, seed: project.seed }, cell.photoId)) continue;
      const got = await read(cell, project, signal).catch(() => null);
      signal.throwIfAborted();
      got?.pixels.working.close();
      if (got) await createPipeline(desk.planner, cell.photoId).tell(project, got.photo, candidates, signal);
    }
  }
  async function makeOne(cell: GridCell, signal: AbortSignal) {
    const project = projectOf(cell);
    const { photo } = store.getState();
    if (!project) return;
    const candidates = await candidatesFor(project, signal);
    const keep = (result: DesignResult | null) => made.set(gridKey(cell), { of: madeOf(project), result, everyDay: createEveryDay() });
    if (isOpen(cell.photoId)) {
      if (photo) keep(candidates && (await desk.pipeline.designed(project, photo, candidates, signal)));
      return;
    }
    try {
      const got = await read(cell, project, signal);
      const result = candidates && (await planned(cell, project, got.photo, candidates, signal, got.pixels.working));
      letGo(cell.photoId);
      take(cell, project, got.pixels.working);
      keep(result);
    } catch (error) {
      if (signal.aborted) throw error;
      failed.set(gridKey(cell), madeOf(project));
      notify(store, 'problem', (error as Error).message);
    }
  }
  async function planned(
    cell: GridCell,
    project: Project,
    photo: Parameters<typeof desk.pipeline.designed>[1],
    candidates: Parameters<typeof desk.pipeline.designed>[2],
    signal: AbortSignal,
    bitmap: ImageBitmap,
  ) {
    try {
      return await createPipeline(desk.planner, cell.photoId).designed(project, photo, candidates, signal);
    } catch (error) {
      bitmap.close();
      throw error;
    }
  }
  function take(cell: GridCell, { photo }: Project, bitmap: ImageBitmap) {
    const { widthPx, heightPx } = photo;
    decoded.set(cell.photoId, {
      taken: side.takePhoto(bitmap, { widthPx, heightPx }),
      bitmap,
      sidePx:
        Math.max(bitmap.width, bitmap.height) >= Math.max(widthPx, heightPx)
          ? Number.POSITIVE_INFINITY
          : Math.max(bitmap.width, bitmap.height),
    });
  }
  /** The shown plan in the open photo comes last, so that the one picture finds it made. */
  async function remakeOpen(signal: AbortSignal) {
    const { project, photo } = store.getState();
    const candidates = project && (await candidatesFor(project, signal));
    if (project && photo && candidates) await desk.pipeline.designed(project, photo, candidates, signal);
  }

  async function sharpen() {
    settling = null;
    if (making || store.getState().screen.busy) return;
    await activities
      .run('compare', 'Sharpening the pictures', async ({ signal }) => {
        for (const cell of tooCoarse()) {
          const project = projectOf(cell);
          if (!project) continue;
          const got = await read(cell, project, signal);
          letGo(cell.photoId);
          take(cell, project, got.pixels.working);
          desk.show.request();
        }
      })
      .catch(() => {});
  }

  return {
    draw,
    end() {
      if (settling) clearTimeout(settling);
      activities.abort('compare');
      for (const id of [...decoded.keys()]) letGo(id);
      side.end();
      if (store.getState().screen.gridPending.length) setScreen(store, { gridPending: [] });
    },
  };
}

/*
 * Several pictures side by side: the open photo on several days or with several plans, or several photos with one plan (`screen.grid`).
 * Missing ones are made while finished ones stay on the screen. Loaded on first use, ended when a single picture is shown again.
 */
import type { Project } from '../../core/consultation/schema.ts';
import type { Appearance } from '../../core/treatment/appearance.ts';
import { notify, setScreen } from '../actions.ts';
import { createLook, type Frame, type Look } from '../look.ts';
import { type GridCell, gridKey } from '../store.ts';
import type { Desk } from './desk.ts';
import { createGridPictures, type Made, projectOf } from './grid-pictures.ts';
import { SURROUND } from './show.ts';

export interface Grid {
  draw(): void;
  end(): void;
}

/** Inputs and frame of a picture's last drawing. */
interface Drawn {
  made: Made | undefined;
  look: Look;
  appearance: Appearance | null;
  scale: number;
  white: readonly number[] | undefined;
  frame: Frame;
}
/** Zoomed photos are decoded larger after this long without a change. */
const SETTLED_MS = 400;

export async function createGrid(desk: Desk): Promise<Grid> {
  const { store, easel, activities } = desk;
  if (!easel) throw new Error('there are no graphics');
  const side = await easel.sideBySide();
  const cells = () => store.getState().screen.grid ?? [];
  const pictures = createGridPictures(desk, side, cells);
  const drawn: Drawn[] = [];

  /** The frame of a picture, recomputed if its dots, day or zoom have changed. */
  const frameOf = (i: number, cell: GridCell, project: Project): Frame => {
    const made = pictures.made(cell);
    const result = made?.result ?? null;
    const { scale } = cell.view;
    const white = project.white?.gains;
    const last = drawn[i];
    const look = last && last.made === made ? last.look : createLook(made?.everyDay);
    const appearance = result && cell.day >= 0 ? look.appearance(result, project, { day: cell.day }) : null;
    const isAsLast = last?.look === look && last.appearance === appearance && last.white === white;
    const isKept = isAsLast && (last.scale === scale || appearance === null);
    const frame = isKept ? last.frame : look.frame(project, result, appearance, scale);
    drawn[i] = { made, look, appearance, scale, white, frame };
    return frame;
  };

  /** Pictures whose making the user cancelled: not begun again until other pictures are shown. */
  let cancelled = '';
  const asked = () => [...new Set(cells().map(gridKey))].join();
  let isMaking = false;
  const make = async () => {
    isMaking = true;
    const these = asked();
    const isDone = await activities
      .run('compare', 'Preparing the pictures', async (activity) => {
        await pictures.make(activity);
        return true;
      })
      .catch((error: Error) => {
        notify(store, 'problem', `The pictures could not be prepared: ${error.message}`);
        return null;
      });
    isMaking = false;
    if (!isDone) cancelled = these;
    desk.show.request();
  };
  let isSharpening = false;
  const sharpen = async () => {
    const coarse = pictures.tooCoarse();
    if (isMaking || isSharpening || !coarse.length) return;
    isSharpening = true;
    await activities.run('compare', 'Sharpening the pictures', ({ signal }) => {
      // aborted by the user, unless other pictures are being made instead
      signal.addEventListener('abort', () => !isMaking && pictures.leaveCoarse(coarse));
      return pictures.sharpen(coarse, signal);
    });
    isSharpening = false;
    desk.show.request();
  };
  let settling: ReturnType<typeof setTimeout> | undefined;
  const sharpenLater = () => {
    clearTimeout(settling);
    settling = setTimeout(sharpen, SETTLED_MS);
  };
  const tellReady = () => {
    const pending = cancelled === asked() ? [] : pictures.missing().map(gridKey);
    const ready = [...new Set(cells().map(gridKey))].filter((key) => !pending.includes(key));
    if (ready.join() !== store.getState().screen.gridReady.join()) setScreen(store, { gridReady: ready });
  };

  return {
    draw() {
      const { viewportPx, theme } = store.getState().screen;
      const shown = cells().flatMap((cell, i) => {
        const project = projectOf(desk, cell);
        const photo = pictures.photo(cell);
        if (!project || photo === undefined) return [];
        const { leftPx, topPx, widthPx, heightPx, view } = cell;
        return [{ leftPx, topPx, widthPx, heightPx, ...view, wipePx: 0, photo, frame: frameOf(i, cell, project) }];
      });
      side.draw({ widthPx: viewportPx.width, heightPx: viewportPx.height, surround: SURROUND[theme] }, shown);
      drawn.length = Math.min(drawn.length, cells().length);
      pictures.keepShown();
      tellReady();
      if (isMaking) return;
      if (pictures.missing().length && cancelled !== asked()) void make();
      else if (!isSharpening && pictures.tooCoarse().length) sharpenLater();
    },
    end() {
      clearTimeout(settling);
      activities.abort('compare');
      pictures.end();
      side.end();
      if (store.getState().screen.gridReady.length) setScreen(store, { gridReady: [] });
    },
  };
}

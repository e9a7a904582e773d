/*
 * The ways to look at the open consultation: the name of each and the module that draws it, loaded on first use. A way without a row has no
 * button, and a consultation saved in it opens in Preview. To add one, name it in WAYS (app/store.ts), write a module that exports `draw`
 * (and `hand` if a press on the picture does more than move it), and add a row here with an icon from icons.ts.
 */
import { notify, setScreen } from '../../app/actions.ts';
import type { Way } from '../../app/store.ts';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import type { IconName } from '../icons.ts';
import * as preview from './preview.ts';

/** The parts that a way draws around the picture, which the frame (editor.ts) keeps in place. */
export interface Drawn {
  /** instead of the whole frame, including header and picture */
  instead?: unknown;
  /** svg or html over the whole picture */
  over?: unknown;
  /** below the picture and the time bar */
  foot?: unknown;
  /** beside the picture; below it on an upright screen */
  side?: unknown;
  /** the tool for a press on the picture, for the cursor; 'none': the press moves the picture */
  tool?: string;
  /** hides the before-and-after handle */
  isWipeHidden?: boolean;
  /** hides the time bar */
  isTimeHidden?: boolean;
}
/** Gestures on the picture other than moving it. */
export interface Hand {
  /** whether a press begins a stroke */
  strokes(ui: Ui, event: PointerEvent): boolean;
  beginStroke(ui: Ui, at: PhotoPx): void;
  extendStroke(ui: Ui, at: PhotoPx): void;
  endStroke(ui: Ui, isCancelled: boolean): void;
  tap(ui: Ui, at: PhotoPx, event: PointerEvent): void;
  /** @returns whether the key was handled by the drawing */
  key(ui: Ui, key: string): boolean;
}
/** A hand that only takes keys. */
export const KEYS_ONLY: Omit<Hand, 'key'> = { strokes: () => false, beginStroke() {}, extendStroke() {}, endStroke() {}, tap() {} };
export interface WayModule {
  draw(ui: Ui, project: Project, fitPicture: () => void): Drawn;
  hand?: Hand;
}
interface WayRow {
  word: string;
  /** short name for narrow screens */
  short?: string;
  icon: IconName;
  load(): Promise<WayModule>;
}
export const WAYS_BUILT: Partial<Record<Way, WayRow>> = {
  preview: { word: 'Preview', icon: 'preview', load: async () => preview },
  plan: { word: 'Plan', icon: 'plan', load: () => import('./plan.ts') },
  client: { word: 'Client view', short: 'Client', icon: 'client', load: () => import('../client/client.ts') },
  compare: { word: 'Compare', icon: 'compare', load: () => import('../compare/compare.ts') },
};

const loaded = new Map<Way, WayModule>([['preview', preview]]);
const loading = new Set<Way>();

export async function loadWay(way: Way) {
  const module = await WAYS_BUILT[way]?.load();
  if (module) loaded.set(way, module);
}

/** The shown way; Preview if it has no row. */
export const wayOf = (ui: Ui): Way => {
  const { way } = ui.store.getState().screen;
  return WAYS_BUILT[way] ? way : 'preview';
};

/** Whether the client view is shown, in which only shade, plan and time can be changed and nothing can be opened. */
export const isClients = (ui: Ui) => wayOf(ui) === 'client';

/** The module of the shown way; null while it is loading. */
export function shownWay(ui: Ui): WayModule | null {
  const way = wayOf(ui);
  const module = loaded.get(way);
  if (module) return module;
  if (!loading.has(way)) void bring(ui, way);
  return null;
}

async function bring(ui: Ui, way: Way) {
  loading.add(way);
  try {
    await loadWay(way);
    ui.change({});
  } catch {
    setScreen(ui.store, { way: 'preview' });
    notify(ui.store, 'problem', `${WAYS_BUILT[way]?.word} could not be loaded: reload the page and try again. Nothing was changed.`);
  } finally {
    loading.delete(way);
  }
}

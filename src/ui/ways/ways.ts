/*
 * The ways to look at the open consultation: what each is called, and the module that draws it, loaded the first time it is asked for.
 * A way that is not in the table is not built yet: it has no button, and a consultation that was kept in it opens in Preview.
 *
 * To add one, name it in WAYS (app/store.ts), write a module that exports `draw` (and `hand`, where a press on the picture does more than move it) and
 * give it a row here, with an icon of icons.ts.
 */
import { notify, setScreen } from '../../app/actions.ts';
import type { Way } from '../../app/store.ts';
import type { PhotoPx, Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import type { IconName } from '../icons.ts';
import * as preview from './preview.ts';

/** What a way draws about the one picture, which the frame (editor.ts) keeps in place. */
export interface Drawn {
  /** in place of the whole frame, header and picture too */
  instead?: unknown;
  /** over the picture: an svg or html laid over all of it */
  over?: unknown;
  /** at the foot of the picture, under time */
  foot?: unknown;
  /** beside the picture; below it where the screen is upright */
  side?: unknown;
  /** what a press on the picture does, for its cursor; 'none': it moves the picture */
  tool?: string;
  /** without the handle between before and after */
  isWipeHidden?: boolean;
  /** without the bar of days */
  isTimeHidden?: boolean;
}
/** What a finger, pen or mouse does on the picture besides moving it. */
export interface Hand {
  /** whether a press begins a stroke */
  strokes(ui: Ui, event: PointerEvent): boolean;
  beginStroke(ui: Ui, at: PhotoPx): void;
  extendStroke(ui: Ui, at: PhotoPx): void;
  endStroke(ui: Ui, isCancelled: boolean): void;
  tap(ui: Ui, at: PhotoPx, event: PointerEvent): void;
  /** @returns whether the key was meant for what is being drawn */
  key(ui: Ui, key: string): boolean;
}
export interface WayModule {
  draw(ui: Ui, project: Project, fitPicture: () => void): Drawn;
  hand?: Hand;
}
interface WayRow {
  word: string;
  /** where there is little room */
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

/** The way that is shown, of those that are built. */
export const wayOf = (ui: Ui): Way => {
  const { way } = ui.store.getState().screen;
  return WAYS_BUILT[way] ? way : 'preview';
};

/** A client holds the device: nothing but shade, plan and time can be changed, and nothing opened. */
export const isClients = (ui: Ui) => wayOf(ui) === 'client';

/** The module of the way that is shown; null while it is being loaded. */
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

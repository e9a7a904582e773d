/*
 * The store: `consultation` is plain JSON, saved and undoable; `screen` (tool, view, selection, day, shown photo and plan) is not part of it;
 * `results` is computed by the pipeline and can be recomputed. `project` is the shown photo and plan; it follows the other two automatically
 * (shown.ts). Actions are free functions in actions.ts.
 */
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { Consultation } from '../core/consultation/consultation.ts';
import type { Differs } from '../core/consultation/evidence.ts';
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { PhotoPx, Project, ZoneKind } from '../core/consultation/schema.ts';
import type { NorwoodSuggestion } from '../core/design/norwood-suggestion.ts';
import type { HairBasis } from '../core/photo/hair-tone.ts';
import type { PhotoFinding } from '../core/photo/photo-check.ts';
import type { SkinTone } from '../core/photo/skin-tone.ts';
import type { AdviceItem } from '../core/treatment/advice.ts';
import type { PlanFigures } from '../core/treatment/estimates.ts';
import type { ActivityKind } from './activities.ts';
import type { Measured } from './measured.ts';
import type { FoundStubble } from './own-stubble.ts';
import { followingShown } from './shown.ts';

export const STEPS = ['photo', 'scale', 'head', 'hairline', 'density', 'shade', 'sessions', 'share'] as const;
export type Step = (typeof STEPS)[number];
/** Ways to look at the open consultation (ui/ways/ways.ts). */
export const WAYS = ['preview', 'plan', 'compare', 'client'] as const;
export type Way = (typeof WAYS)[number];
export type Tool = 'none' | 'brush' | ZoneKind;

/** Position of the photo on the screen: device px = photo px x scale + origin. */
export interface View {
  scale: number;
  originX: number;
  originY: number;
}

export interface Notice {
  id: number;
  kind: 'note' | 'problem' | 'loss';
  text: string;
}

/** One of several pictures: what it shows, its place in device px from the top left, and the photo's position in it. */
export interface GridCell {
  photoId: string;
  planName: string;
  /** below 0: before */
  day: number;
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
  view: View;
}

export interface Screen {
  way: Way;
  /** in Plan */
  step: Step;
  tool: Tool;
  brush: { tool: 'add' | 'remove'; radiusMm: number; strength: number };
  /** the shown photo and plan; if one is removed, its neighbour is shown */
  photoId: string;
  planName: string;
  /** incremented with each consultation that is opened */
  visit: number;
  /** id of the photo that is being decoded to be shown next, or '' */
  comingPhotoId: string;
  /** by photo id */
  thumbnails: Readonly<Record<string, Blob>>;
  /** a zone's id, or '' */
  selectedZoneId: string;
  view: View;
  /** patch in which the client's own stubble is read: null: not requested; 'proposed': chosen by the program; else set by the user */
  stubblePatch: null | 'proposed' | PhotoPx;
  /** canvas size in device pixels */
  viewportPx: { width: number; height: number; dpr: number };
  /** several pictures side by side; null: a single one */
  grid: readonly GridCell[] | null;
  /** gridKey of the pictures that are made or given up */
  gridReady: readonly string[];
  /** days since session 1; negative: before */
  day: number;
  /** before-and-after handle: share of the canvas width that shows the photo without dots, 0..1 */
  wipe: number;
  playing: boolean;
  /** two marks on the photo for the scale step */
  marksPx: [PhotoPx, PhotoPx] | null;
  /** null: the diameter of the usual coin */
  markLengthMm: number | null;
  /** reports of the last measurements, by photo id */
  measured: Readonly<Record<string, Measured>>;
  /** ids of photos in which no head was found */
  headless: readonly string[];
  /** photos whose head differs from the others', by id (shown.ts) */
  disagreeing: Readonly<Record<string, Differs>>;
  theme: 'dark' | 'light';
  panelSide: 'right' | 'left';
  notices: Notice[];
  /** a running activity with its progress, 0..1 (NaN: unknown) */
  busy: { kind: ActivityKind | 'dots'; text: string; share: number; cancel: (() => void) | null } | null;
  saved: 'saved' | 'saving' | 'failed';
  /** answers the question whether to leave unsaved work: true leaves it */
  leaving: ((leave: boolean) => void) | null;
  webgl: 'ok' | 'missing' | 'lost';
}

export interface Results {
  /** true while the picture lags behind the project */
  updating: boolean;
  dotCount: number;
  sessionOnDay: number;
  figures: PlanFigures | null;
  advice: AdviceItem[];
  /** the client's own stubble if it was requested, or null */
  stubble: FoundStubble | null;
  /** median skin colour in the zones, sRGB 0..255; null if unknown */
  skinRgb: readonly [number, number, number] | null;
  /** skin tone of the photo; null if it cannot be read */
  tone: SkinTone | null;
  /** findings of the photo check; null before the check */
  photoFindings: readonly PhotoFinding[] | null;
  /** worked out when it is first asked for */
  norwood: () => NorwoodSuggestion | null;
  /** what the reading of existing hair is based on; null if none is avoided */
  hair: HairBasis | null;
}

export interface AppState {
  consultation: Consultation | null;
  readonly project: Project | null;
  /** the shown photo once it is decoded */
  photo: DecodedPhoto | null;
  screen: Screen;
  results: Results;
}

const emptyScreen = (): Screen => ({
  way: 'preview',
  step: 'photo',
  tool: 'none',
  brush: { tool: 'add', radiusMm: 8, strength: 0.5 },
  photoId: '',
  planName: '',
  visit: 0,
  comingPhotoId: '',
  thumbnails: {},
  selectedZoneId: '',
  stubblePatch: null,
  view: { scale: 1, originX: 0, originY: 0 },
  viewportPx: { width: 1, height: 1, dpr: 1 },
  grid: null,
  gridReady: [],
  day: 54,
  wipe: 0,
  playing: false,
  marksPx: null,
  markLengthMm: null,
  measured: {},
  headless: [],
  disagreeing: {},
  theme: 'dark',
  panelSide: 'right',
  notices: [],
  busy: null,
  saved: 'saved',
  leaving: null,
  webgl: 'ok',
});
export const emptyResults = (): Results => ({
  updating: false,
  dotCount: 0,
  sessionOnDay: 0,
  figures: null,
  advice: [],
  stubble: null,
  skinRgb: null,
  tone: null,
  photoFindings: null,
  norwood: () => null,
  hair: null,
});

/** Length of the undo history. */
const UNDO_STEPS = 200;

const freeze = <T>(value: T): T => {
  if (value && typeof value === 'object' && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    // thousands of numbers that are never changed
    for (const key of Object.keys(value)) if (key !== 'evidence') freeze((value as Record<string, unknown>)[key]);
  }
  return value;
};

export function createAppStore() {
  const store = createStore<AppState>()(
    followingShown(
      temporal((): AppState => ({ consultation: null, project: null, photo: null, screen: emptyScreen(), results: emptyResults() }), {
        partialize: (state) => ({ consultation: state.consultation }),
        equality: (past, current) => past.consultation === current.consultation,
        limit: UNDO_STEPS,
      }),
    ),
  );
  if (import.meta.env.DEV) store.subscribe((state) => freeze(state.consultation));
  return store;
}
export type AppStore = ReturnType<typeof createAppStore>;

export const gridKey = ({ photoId, planName }: Pick<GridCell, 'photoId' | 'planName'>) => JSON.stringify([photoId, planName]);
/** Report of the shown photo's last measurement. */
export const shownMeasured = ({ screen }: Pick<AppState, 'screen'>): Measured | null => screen.measured[screen.photoId] ?? null;
/** Index of the selected zone in the shown plan, or -1. */
export const selectedZoneIndex = ({ project, screen }: Pick<AppState, 'project' | 'screen'>): number =>
  project?.design.zones.findIndex(({ id }) => id === screen.selectedZoneId) ?? -1;

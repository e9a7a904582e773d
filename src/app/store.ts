/*
 * The one store: `consultation` is plain JSON, saved and undone; `screen` (tool, view, selection, day, which photo and plan) is not saved
 * with it; `results` is derived by the pipeline and may always be thrown away. `project` is the shown photo and plan of the consultation
 * as one: it follows the other two by itself (shown.ts) and nobody sets it. Actions are free functions in actions.ts.
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
import type { FoundStubble } from './photo-reader.ts';
import { followingShown } from './shown.ts';

export const STEPS = ['photo', 'scale', 'head', 'hairline', 'density', 'shade', 'sessions', 'share'] as const;
export type Step = (typeof STEPS)[number];
/** Ways to look at the open consultation (ui/ways/ways.ts). */
export const WAYS = ['preview', 'plan', 'compare', 'client'] as const;
export type Way = (typeof WAYS)[number];
export type Tool = 'none' | 'brush' | ZoneKind;

/** Where the photo sits on the screen: device pixels = photo pixels x scale + origin. */
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

/** A picture beside others: what it shows, device px from the picture's top left, and where the photo lies in it. */
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
  /** of Plan */
  step: Step;
  tool: Tool;
  brush: { tool: 'add' | 'remove'; radiusMm: number; strength: number };
  /** the photo and the plan that are shown; one that is gone is replaced by its neighbour */
  photoId: string;
  planName: string;
  /** goes up by one with each consultation that is opened */
  visit: number;
  /** the photo that is being decoded to be shown next, or '' */
  comingPhotoId: string;
  /** small pictures of the photos, by their ids */
  thumbnails: Readonly<Record<string, Blob>>;
  /** a zone's id, or '' */
  selectedZoneId: string;
  view: View;
  /** where the client's own stubble is read: not asked for, where the program proposes, or where the user put it */
  stubblePatch: null | 'proposed' | PhotoPx;
  /** canvas size in device pixels */
  viewportPx: { width: number; height: number; dpr: number };
  /** several pictures in place of the one; null: the one */
  grid: readonly GridCell[] | null;
  /** the photo and plan of those that are there (gridKey); given up ones too */
  gridReady: readonly string[];
  /** days since session 1; below 0 is "before" */
  day: number;
  /** before-and-after handle: share of the canvas width that shows the photo untouched, 0..1 */
  wipe: number;
  playing: boolean;
  /** two marks on the photo for the scale step */
  marksPx: [PhotoPx, PhotoPx] | null;
  /** null: that of the coin that is usual here */
  markLengthMm: number | null;
  /** what the last measuring of a photo tells of itself, by the photo's id */
  measured: Readonly<Record<string, Measured>>;
  /** photos that see another head than the others do, as the consultation has it (shown.ts) */
  disagreeing: Readonly<Record<string, Differs>>;
  theme: 'dark' | 'light';
  panelSide: 'right' | 'left';
  notices: Notice[];
  /** a slow thing under way, with its share done 0..1 (NaN: unknown); cancel stops it */
  busy: { kind: ActivityKind | 'dots'; text: string; share: number; cancel: (() => void) | null } | null;
  saved: 'saved' | 'saving' | 'failed';
  /** asked before work that is not kept is left: true leaves it */
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
  /** the client's own stubble once it was asked for, or null */
  stubble: FoundStubble | null;
  /** median skin colour in the zones, sRGB 0..255, or null */
  skinRgb: readonly [number, number, number] | null;
  /** skin tone of the photo, null where it cannot be read */
  tone: SkinTone | null;
  /** what is wrong with the photo, null while it has not been looked at */
  photoFindings: readonly PhotoFinding[] | null;
  norwood: NorwoodSuggestion | null;
  /** what the reading of existing hair rests on, null where none is avoided */
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
  norwood: null,
  hair: null,
});

/** How far back a consultation can be undone. */
const UNDO_STEPS = 200;

const freeze = <T>(value: T): T => {
  if (value && typeof value === 'object' && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    // thousands of numbers, which nobody changes
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
/** The report of the shown photo's last measuring. */
export const shownMeasured = ({ screen }: Pick<AppState, 'screen'>): Measured | null => screen.measured[screen.photoId] ?? null;
/** The selected zone's place in the shown plan, or -1. */
export const selectedZoneIndex = ({ project, screen }: Pick<AppState, 'project' | 'screen'>): number =>
  project?.design.zones.findIndex(({ id }) => id === screen.selectedZoneId) ?? -1;

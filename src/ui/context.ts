/*
 * What every panel gets: the store, the commands, and the little that only the screen knows (an unfinished outline, which sheet is
 * open). `change` draws again on the next frame.
 */
import type { Commands, LeavingCommands, RecentConsultation, TakenFile } from '../app/commands.ts';
import type { AppStore, Step, Way } from '../app/store.ts';
import type { KeptFinish, PhotoPx } from '../core/consultation/schema.ts';
import type { StudioRates } from '../core/treatment/cost.ts';

export type ScaleMethod = 'marks' | 'breadth' | 'tape';
/** Of Preview. */
export type Choice = 'hairline' | 'fullness' | 'shade' | 'photos' | 'share';
export type SheetHeight = 'strip' | 'third' | 'tall';

/** Pictures side by side: which, how all of them are zoomed, and which of them are held to see before. */
export interface Comparing {
  kind: import('./compare/pictures.ts').Kind;
  link: { zoom: number; x: number; y: number };
  before: number | 'all' | null;
}

/** Panels for what leaves the screen, and what they ask for. */
export interface Leaving {
  takeHome: typeof import('./take-home/take-home.ts').takeHome;
  shareChoice: typeof import('./take-home/take-home.ts').shareChoice;
  printButton: typeof import('./plan-sheet/print-plan.ts').printButton;
  printRates: typeof import('./plan-sheet/print-plan.ts').printRates;
  commands: LeavingCommands;
}

export interface Local {
  sheet: SheetHeight;
  /** height while the sheet is dragged, CSS px */
  sheetPx: number | null;
  /** corners of an outline being drawn */
  draft: PhotoPx[];
  /** brush stroke under way */
  stroke: PhotoPx[] | null;
  recent: readonly RecentConsultation[];
  /** the studio's own, kept on this device */
  finishes: readonly KeptFinish[];
  deleteArmed: boolean;
  /** the first of two taps that set the scale */
  tappedMark: PhotoPx | null;
  scaleMethod: ScaleMethod;
  breadthOf: 'men' | 'women';
  tapeMm: number;
  visited: ReadonlySet<Step>;
  shared: boolean;
  dropping: boolean;
  exportWidthPx: number;
  exportType: 'png' | 'jpeg';
  /** the user has moved the picture: do not fit it again by ourselves */
  moved: boolean;
  /** the view's scale when the picture was last fitted; 0: it has not been */
  fittedScale: number;
  penSeen: boolean;
  handleHeld: boolean;
  /** the zone whose outline is being edited, or '' */
  editedZoneId: string;
  /** white is being set by a tap in the photo; why the last tap was refused, or '' */
  whitePick: { refused: string } | null;
  comparing: Comparing;
  /** where the client view is left to */
  wayBefore: Way;
  /** the corner that leaves the client view is held, was tapped only, or asks those who cannot hold it */
  leavingClient: 'no' | 'held' | 'tapped' | 'asked';
  /** figures and a ruler over the photo, once they are asked for; null: not shown */
  measures: typeof import('./overlay/measures.ts') | null;
  measuring: import('./overlay/measures.ts').Measuring;
  /** the face's thirds and verticals over the photo, once they are asked for; null: not shown */
  guides: typeof import('./overlay/guides.ts') | null;
  /** what is shown of a measuring: loaded after the first */
  afterMeasuring: typeof import('./after-measuring/after-measuring.ts') | null;
  /** the photos: loaded once there are several */
  filmstrip: typeof import('./filmstrip/filmstrip.ts') | null;
  /** the visit and plan in which "What are we treating?" was answered or left */
  treatingLeft: string;
  /** asked for in Preview's Fullness sheet, in place of what it holds */
  treating: typeof import('./treating/treating.ts') | null;
  /** the choice whose sheet is open in Preview */
  choice: Choice | null;
  /** what those sheets hold: loaded with the first */
  choices: typeof import('./preview/choices.ts') | null;
  /** the plans: loaded once there are several, or when they are asked for */
  plans: typeof import('./plans/plans.ts') | null;
  /** what leaves the screen: loaded with the Share step, or Preview's Share */
  leaving: Leaving | null;
  /** the studio's, as they were typed; null: as this device keeps them */
  rates: StudioRates | null;
  /** made, and waiting to be shared */
  taken: { file: TakenFile; words: string } | null;
  /** plans can be copied, renamed and deleted now */
  plansOpen: boolean;
  /** why the plan cannot be called so, or '' */
  planNameRefused: string;
}

export const emptyLocal = (): Local => ({
  sheet: 'third',
  sheetPx: null,
  draft: [],
  stroke: null,
  recent: [],
  finishes: [],
  deleteArmed: false,
  tappedMark: null,
  scaleMethod: 'marks',
  breadthOf: 'men',
  tapeMm: 574,
  visited: new Set(),
  shared: false,
  dropping: false,
  exportWidthPx: 0,
  exportType: 'png',
  moved: false,
  fittedScale: 0,
  penSeen: false,
  handleHeld: false,
  editedZoneId: '',
  whitePick: null,
  comparing: { kind: 'days', link: { zoom: 1, x: 0, y: 0 }, before: null },
  wayBefore: 'preview',
  leavingClient: 'no',
  measures: null,
  measuring: { isRulerShown: false, isGhostShown: false, ruler: null },
  guides: null,
  afterMeasuring: null,
  filmstrip: null,
  treatingLeft: '',
  treating: null,
  choice: null,
  choices: null,
  plans: null,
  leaving: null,
  rates: null,
  taken: null,
  plansOpen: false,
  planNameRefused: '',
});

export interface Ui {
  readonly store: AppStore;
  readonly commands: Commands;
  readonly local: Local;
  change(change: Partial<Local>): void;
}

/*
 * What every panel gets: the store, the commands, and local state of the screen (an unfinished outline, which sheet is open). `change`
 * schedules a new drawing for the next frame.
 */
import type { Commands, LeavingCommands, RecentConsultation, TakenFile } from '../app/commands.ts';
import type { AppStore, Step, Way } from '../app/store.ts';
import type { KeptFinish, PhotoPx } from '../core/consultation/schema.ts';
import type { StudioRates } from '../core/treatment/cost.ts';

export type ScaleMethod = 'marks' | 'breadth' | 'tape';
/** Choices in Preview. */
export type Choice = 'hairline' | 'fullness' | 'shade' | 'photos' | 'share';
export type SheetHeight = 'strip' | 'third' | 'tall';

/** Pictures side by side: what is compared, their common zoom, and which are held to show them before treatment. */
export interface Comparing {
  kind: import('./compare/pictures.ts').Kind;
  link: { zoom: number; x: number; y: number };
  before: number | 'all' | null;
}

/** Panels for files, sharing and printing, and their commands. */
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
  /** the brush stroke being drawn */
  stroke: PhotoPx[] | null;
  recent: readonly RecentConsultation[];
  /** the studio's finishes kept on this device */
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
  /** position of the wipe before an edit opened it; null if none did */
  wipeBefore: number | null;
  exportWidthPx: number;
  exportType: 'png' | 'jpeg';
  /** the user has moved the picture, so it is not fitted again automatically */
  moved: boolean;
  /** the view's scale when the picture was last fitted; 0: never */
  fittedScale: number;
  penSeen: boolean;
  handleHeld: boolean;
  /** the point last grabbed, of the hairline ('') or of a zone's outline, and the number of points there; null: none */
  picked: { zoneId: string; index: number; count: number } | null;
  /** the zone whose outline is being edited, or '' */
  editedZoneId: string;
  /** set while white is picked by a tap in the photo; `refused`: why the last tap was refused, or '' */
  whitePick: { refused: string } | null;
  comparing: Comparing;
  /** where leaving the client view leads */
  wayBefore: Way;
  /** state of the corner that leaves the client view: held, only tapped (hint), or asking those who cannot hold it */
  leavingClient: 'no' | 'held' | 'tapped' | 'asked';
  /** figures and a ruler over the photo, loaded on first use; null: not shown */
  measures: typeof import('./overlay/measures.ts') | null;
  measuring: import('./overlay/measures.ts').Measuring;
  /** the face's thirds and verticals over the photo, loaded on first use; null: not shown */
  guides: typeof import('./overlay/guides.ts') | null;
  /** the report of a measurement: loaded after the first */
  afterMeasuring: typeof import('./after-measuring/after-measuring.ts') | null;
  /** loaded once there are several photos */
  filmstrip: typeof import('./filmstrip/filmstrip.ts') | null;
  /** the visit and plan in which "What are we treating?" was answered or dismissed */
  treatingLeft: string;
  /** the question, shown in Preview's Fullness sheet instead of its content */
  treating: typeof import('./treating/treating.ts') | null;
  /** the choice whose sheet is open in Preview */
  choice: Choice | null;
  /** the content of those sheets: loaded with the first */
  choices: typeof import('./preview/choices.ts') | null;
  /** loaded once there are several plans, or on first use */
  plans: typeof import('./plans/plans.ts') | null;
  /** loaded with the Share step or Preview's Share */
  leaving: Leaving | null;
  /** a failure is tried again when Share is next opened */
  leavingLoads: 'no' | 'loading' | 'failed';
  /** the studio's rates as typed; null: those kept on this device */
  rates: StudioRates | null;
  /** a file that is ready to be shared */
  taken: { file: TakenFile; words: string } | null;
  /** the controls to copy, rename and delete plans are shown */
  plansOpen: boolean;
  /** why the typed plan name is refused, or '' */
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
  wipeBefore: null,
  exportWidthPx: 0,
  exportType: 'png',
  moved: false,
  fittedScale: 0,
  penSeen: false,
  handleHeld: false,
  picked: null,
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
  leavingLoads: 'no',
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

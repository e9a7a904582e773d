/*
 * What the panels may ask for that needs a browser service or the stage. main.ts builds the one object that does it;
 * ui only knows these names. Every command reports its own trouble as a notice: none of them rejects.
 */

import type { KeptFinish, NorwoodPattern, Project, Side } from '../core/consultation/schema.ts';
import type { Raster } from '../core/math/raster.ts';
import type { AdviceItem } from '../core/treatment/advice.ts';
import type { StudioRates } from '../core/treatment/cost.ts';
import type { PlanFigures } from '../core/treatment/estimates.ts';

export interface Demo {
  id: string;
  title: string;
  text: string;
  /** small picture, a URL of this app */
  thumbnail: string;
}
export type Facing = 'environment' | 'user';
/** The device's camera while it runs; whoever opened it stops it. */
export interface LiveCamera {
  stream: MediaStream;
  /** which way it looks, if the device tells */
  facing: Facing | null;
  canSwitch: boolean;
  /** one picture at the best the camera gives; rejects where the camera is gone */
  take(): Promise<Blob>;
  stop(): void;
}
/** A photo that was taken and kept, in a consultation with the others of the visit. */
export interface KeptPhoto {
  /** the consultation's */
  id: string;
  title: string;
}
export type OrReason<T> = ({ ok: true } & T) | { ok: false; reason: string };
export interface RecentConsultation {
  id: string;
  title: string;
  savedAt: number;
}

/** The picture as the screen has it; some days beside each other; or days one after another. */
export type ToTake =
  | { kind: 'picture'; widthPx?: number; type: 'png' | 'jpeg' }
  | { kind: 'comparison'; cells: readonly { day: number; label: string }[]; type: 'png' | 'jpeg' }
  | { kind: 'film'; days: readonly { day: number; label: string; seconds: number }[] };
export interface TakenFile {
  blob: Blob;
  name: string;
}

/** The head in a photo: the picture is the photo within `rect`, photo px. */
export interface SheetPicture {
  id: string;
  /** the photo's own, or '' */
  label: string;
  /** the photo with the plan */
  project: Project;
  rect: { x: number; y: number; width: number; height: number };
  jpeg: Blob;
}
/** What the printed plan shows. */
export interface PlanSheet {
  /** of the shown photo and plan */
  project: Project;
  planName: string;
  photos: readonly SheetPicture[];
  photosLeftOut: number;
  /** the shown photo, healed; null without dots */
  healed: SheetPicture | null;
  /** null while there is no scale or no head */
  figures: PlanFigures | null;
  advice: readonly AdviceItem[];
}

export interface LeavingCommands {
  /** a file made of the open consultation; null where it was cancelled or could not be made, which is told */
  takeHome(what: ToTake): Promise<TakenFile | null>;
  /** whether this device has a share sheet that takes the file */
  canShare(file: TakenFile): boolean;
  /** to the share sheet, in a gesture of the user; where it does not open the file is saved */
  share(file: TakenFile): Promise<void>;
  saveTaken(file: TakenFile): void;
  /** null where it was cancelled or could not be made, which is told */
  planSheet(): Promise<PlanSheet | null>;
  /** the studio's rates kept on this device, or null */
  rates(): StudioRates | null;
  keepRates(rates: StudioRates): void;
}

export interface Commands {
  /** the stage's canvas: ui places it and keeps its CSS size; an image whose name says what is shown */
  readonly canvas: HTMLCanvasElement;
  readonly demos: readonly Demo[];
  openPhoto(file: Blob & { name?: string }): Promise<void>;
  /** a new consultation with all of them */
  openPhotos(files: readonly File[]): Promise<void>;
  /** into the open consultation */
  addPhotos(files: readonly File[]): Promise<void>;
  /** out of the open consultation; false where it cannot go */
  removePhoto(id: string): boolean;
  /** another photo of the open consultation */
  showPhoto(id: string): Promise<void>;
  openCamera(facing: Facing): Promise<OrReason<{ camera: LiveCamera }>>;
  /** keeps a photo of a guided visit: in the open consultation, or on this device without opening it */
  keepPhoto(file: File, label: string, side: Side): Promise<OrReason<{ photo: KeptPhoto }>>;
  /** opens what was kept, and measures it, with a word on it */
  openKept(photo: KeptPhoto, word: string): Promise<void>;
  openProject(file: Blob & { name?: string }): Promise<void>;
  /** the open photo, a quarter to the right; it is measured again */
  turnPhoto(): Promise<void>;
  openDemo(id: string): Promise<void>;
  recent(): Promise<readonly RecentConsultation[]>;
  resume(id: string): Promise<void>;
  saveProject(): Promise<void>;
  /** picture untouched with a caption strip below; at the photo's full size, or `widthPx` wide */
  exportImage(options: { widthPx?: number; type: 'png' | 'jpeg' }): Promise<void>;
  /** what leaves the screen, loaded when it is asked for; null where it could not be, which is told */
  leaving(): Promise<LeavingCommands | null>;
  deleteEverything(): Promise<void>;
  closeToStart(): Promise<void>;
  /** a first guess of the head from the photo, for the user to correct */
  proposeHead(): Promise<void>;
  /** measures the photo again, as seen from a side that somebody has told */
  tellSide(side: Side): Promise<void>;
  /** a first hairline and fill zones from the head's anatomy, for what a pattern of baldness has lost; scars and the like stay */
  proposeHairline(pattern?: NorwoodPattern): Promise<void>;
  /** reads the client's own shaved hair and sets the plan so that it heals to the same, as one step */
  matchStubble(): void;
  /** a photo's pixels for reading, long side at most 2048 px; nothing of it is kept or opened */
  readPicture(file: File): Promise<OrReason<{ raster: Raster }>>;
  /** the studio's own finishes kept on this device */
  finishes(): Promise<readonly KeptFinish[]>;
  /** keeps a finish in place of one with its name; the list afterwards */
  keepFinish(finish: KeptFinish): Promise<OrReason<{ finishes: readonly KeptFinish[] }>>;
  removeFinish(name: string): Promise<OrReason<{ finishes: readonly KeptFinish[] }>>;
}

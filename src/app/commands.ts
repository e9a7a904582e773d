/*
 * Commands of the panels that need a browser service or the stage. main.ts builds the implementation; ui knows only this interface. Commands
 * report failures as notices and never reject.
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
/** The device's camera while it runs; the caller must stop it. */
export interface LiveCamera {
  stream: MediaStream;
  /** which way it faces; null if the device does not say */
  facing: Facing | null;
  canSwitch: boolean;
  /** takes one picture at the camera's best resolution; rejects if the camera is gone */
  take(): Promise<Blob>;
  stop(): void;
}
/** A photo of a guided visit that was taken and kept. */
export interface KeptPhoto {
  /** of the consultation */
  id: string;
  title: string;
}
export type OrReason<T> = ({ ok: true } & T) | { ok: false; reason: string };
export interface RecentConsultation {
  id: string;
  title: string;
  savedAt: number;
}

/** A file to take home: the picture on the screen, several days side by side, or a film of days. */
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
  /** of the photo, or '' */
  label: string;
  /** the photo with the plan */
  project: Project;
  rect: { x: number; y: number; width: number; height: number };
  jpeg: Blob;
}
/** Contents of the printed plan. */
export interface PlanSheet {
  /** of the shown photo and plan */
  project: Project;
  planName: string;
  photos: readonly SheetPicture[];
  photosLeftOut: number;
  /** the shown photo, healed; null without dots */
  healed: SheetPicture | null;
  /** null without a scale or a head */
  figures: PlanFigures | null;
  advice: readonly AdviceItem[];
}

export interface LeavingCommands {
  /** makes a file of the open consultation; null if cancelled or failed (a notice says so) */
  takeHome(what: ToTake): Promise<TakenFile | null>;
  /** whether this device has a share sheet that takes the file */
  canShare(file: TakenFile): boolean;
  /** opens the share sheet, from a user gesture; if that fails the file is saved */
  share(file: TakenFile): Promise<void>;
  saveTaken(file: TakenFile): void;
  /** null if cancelled or failed (a notice says so) */
  planSheet(): Promise<PlanSheet | null>;
  /** the studio's rates kept on this device, or null */
  rates(): StudioRates | null;
  keepRates(rates: StudioRates): void;
}

export interface Commands {
  /** the stage's canvas: ui places it and sets its CSS size and its accessible name */
  readonly canvas: HTMLCanvasElement;
  readonly demos: readonly Demo[];
  openPhoto(file: Blob & { name?: string }): Promise<void>;
  /** opens a new consultation with all of them */
  openPhotos(files: readonly File[]): Promise<void>;
  /** adds them to the open consultation */
  addPhotos(files: readonly File[]): Promise<void>;
  /** removes it from the open consultation; false if it cannot be removed */
  removePhoto(id: string): boolean;
  /** shows another photo of the open consultation */
  showPhoto(id: string): Promise<void>;
  openCamera(facing: Facing): Promise<OrReason<{ camera: LiveCamera }>>;
  /** keeps a photo of a guided visit, in the open consultation or on this device without opening it */
  keepPhoto(file: File, label: string, side: Side): Promise<OrReason<{ photo: KeptPhoto }>>;
  /** opens the consultation of a guided visit and measures its photos, with the notice `word` */
  openKept(photo: KeptPhoto, word: string): Promise<void>;
  openProject(file: Blob & { name?: string }): Promise<void>;
  /** turns the open photo a quarter to the right and measures it again */
  turnPhoto(): Promise<void>;
  openDemo(id: string): Promise<void>;
  recent(): Promise<readonly RecentConsultation[]>;
  resume(id: string): Promise<void>;
  saveProject(): Promise<void>;
  /** saves the picture with a caption strip below it, at the photo's full size or `widthPx` wide */
  exportImage(options: { widthPx?: number; type: 'png' | 'jpeg' }): Promise<void>;
  /** commands for files, sharing and printing, loaded on first use; null if that fails (a notice says so) */
  leaving(): Promise<LeavingCommands | null>;
  deleteEverything(): Promise<void>;
  closeToStart(): Promise<void>;
  /** guesses the head from the photo, for the user to correct */
  proposeHead(): Promise<void>;
  /** measures the photo again with the side given by the user */
  measureFromSide(side: Side): Promise<void>;
  /** proposes a hairline and fill zones for a pattern of baldness; scars and other zones stay */
  proposeHairline(pattern?: NorwoodPattern): Promise<void>;
  /** reads the client's own shaved hair and sets the plan so that it heals to the same tone, as one undo step */
  matchStubble(): void;
  /** reads a photo's pixels, long side at most 2048 px, without keeping or opening it */
  readPicture(file: File): Promise<OrReason<{ raster: Raster }>>;
  /** the studio's finishes kept on this device */
  finishes(): Promise<readonly KeptFinish[]>;
  /** keeps a finish, replacing one with the same name; returns the new list */
  keepFinish(finish: KeptFinish): Promise<OrReason<{ finishes: readonly KeptFinish[] }>>;
  removeFinish(name: string): Promise<OrReason<{ finishes: readonly KeptFinish[] }>>;
}

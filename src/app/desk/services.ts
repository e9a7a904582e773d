/* What the desk needs of the browser. main.ts lends it; tests lend their own. */

import type { Consultation } from '../../core/consultation/consultation.ts';
import type { DecodedPhoto } from '../../core/consultation/photo.ts';
import type { KeptFinish, Project, Side } from '../../core/consultation/schema.ts';
import type { FaceSeen } from '../../core/photo/photo-check.ts';
import type { Rgb } from '../../core/treatment/pigments.ts';
import type { createCandidateSource } from '../candidate-source.ts';
import type { Facing, LiveCamera, OrReason, RecentConsultation } from '../commands.ts';
import type { BundledDemo } from '../demos.ts';
import type { FitHeads } from '../join-heads.ts';
import type { MeasuredPhoto, Seekers } from '../measure-opened.ts';
import type { PictureTools } from '../picture.ts';
import type { Frame } from '../pipeline.ts';
import type { Shelf } from './keeper.ts';

export interface PhotoPixels {
  /** upright, for the screen */
  working: ImageBitmap;
  /** upright at full size, decoded anew; the caller closes it */
  decodeFull(signal?: AbortSignal): Promise<ImageBitmap>;
}
export interface ReadPhoto {
  photo: DecodedPhoto;
  pixels: PhotoPixels;
  /** without metadata */
  original: Blob;
}
/** A photo's file without metadata, and a small picture of it once one was made. */
export interface PhotoFile {
  original: Blob;
  thumbnail: Blob | null;
}
/** By the photo's id. */
export type PhotoFiles = ReadonlyMap<string, PhotoFile>;
/** The files that came with a consultation, by the photo's id: none with a bare project.json. */
export type Unpacked = OrReason<{ consultation: Consultation; files: ReadonlyMap<string, Blob> }>;
type SaveResult = { ok: true } | { ok: false; reason: string };

export interface Library extends Shelf {
  /** the consultation as it was written, and its photos; one kept by version 1 has its only photo under '' */
  open(id: string): Promise<{ saved: { project: unknown; title: string; view: unknown }; files: PhotoFiles } | null>;
  list(): Promise<readonly RecentConsultation[]>;
  latest(): Promise<string | null>;
  finishes(): Promise<readonly KeptFinish[]>;
  changeFinishes(change: (finishes: readonly KeptFinish[]) => readonly KeptFinish[]): Promise<SaveResult>;
  deleteEverything(): Promise<SaveResult>;
}

interface ScreenView {
  widthPx: number;
  heightPx: number;
  scale: number;
  originX: number;
  originY: number;
  wipePx: number;
  surround: Rgb;
}
/** A photo that is decoded for a picture beside others. */
export interface TakenPhoto {
  letGo(): void;
}
/** A picture beside others: device px from the screen's top left, and where its photo lies in it. */
interface PictureBeside extends Omit<ScreenView, 'surround'> {
  leftPx: number;
  topPx: number;
  /** null: the open photo */
  photo: TakenPhoto | null;
  frame: Frame;
}
/** Draws several pictures at once. */
export interface SideBySide {
  takePhoto(bitmap: ImageBitmap, size: { widthPx: number; heightPx: number }): TakenPhoto;
  draw(screen: Pick<ScreenView, 'widthPx' | 'heightPx' | 'surround'>, pictures: readonly PictureBeside[]): void;
  end(): void;
}
/** What shows the open photo: a part of the stage. */
export interface Easel {
  readonly maxSidePx: number;
  isLost(): boolean;
  setPhoto(bitmap: ImageBitmap | null, size?: { widthPx: number; heightPx: number }): void;
  drawScreen(view: ScreenView, frame: Frame): void;
  /** loaded when it is asked for */
  sideBySide(): Promise<SideBySide>;
  onLost: (lost: boolean) => void;
}

export interface Services extends PictureTools {
  library: Library;
  demos: readonly BundledDemo[];
  candidates: typeof createCandidateSource;
  /** the graphics, started once. note: what is to be said of them */
  startStage(): Promise<OrReason<{ stage: Easel; note?: string }>>;
  /** one sentence where they draw or are read back wrongly, else null */
  graphicsFault(): Promise<string | null>;
  readPhoto(
    file: Blob,
    options: { name: string; maxSidePx: number; signal?: AbortSignal; onProgress?: (share: number) => void },
  ): Promise<OrReason<ReadPhoto>>;
  /** the photo a quarter to the right, which its file then says */
  turnedPhoto(original: Blob): Promise<Blob>;
  seekersIn(working: ImageBitmap, photo: DecodedPhoto): Seekers;
  measureOpened(
    seekers: Seekers,
    photo: DecodedPhoto,
    known: { focalPx: number | null; side: Side | null },
    signal?: AbortSignal,
  ): Promise<MeasuredPhoto>;
  fitHeads: FitHeads;
  unpackProject(file: Blob, name: string): Promise<Unpacked>;
  packProject(consultation: Consultation, files: PhotoFiles): Promise<Blob>;
  /** a small picture of a photo, null where none can be made */
  thumbnail(of: ImageBitmap | Blob): Promise<Blob | null>;
  /** what a file of the project is called. @param ending like ".smp" */
  projectFileName(project: Project, ending: string): string;
  saveFile(blob: Blob, name: string): void;
  /** whether this device has a share sheet that takes the file */
  canShareFile(blob: Blob, name: string): boolean;
  /** opens it, in a gesture of the user; false where it would not open */
  shareFile(blob: Blob, name: string): Promise<boolean>;
  /** the few words that this device remembers; null where it does not */
  recall(key: string): string | null;
  memorise(key: string, text: string): void;
  openCamera(facing: Facing): Promise<OrReason<{ camera: LiveCamera }>>;
}

/** The open photo. Compare decodes others beside it (grid-pictures.ts). */
export interface ShownPhoto {
  readonly id: string;
  readonly photo: DecodedPhoto;
  readonly pixels: PhotoPixels;
  readonly seekers: Seekers;
  /** what the last measuring saw of a face */
  face: FaceSeen | null;
}
/** The consultation that is open: what of it is not in the store. */
export interface Opened {
  /** of all photos, those that undo can bring back among them */
  readonly files: Map<string, PhotoFile>;
  shown: ShownPhoto;
}

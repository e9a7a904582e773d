/* The browser services that the desk needs. main.ts supplies them; tests supply their own. */

import type { Consultation } from '../../core/consultation/consultation.ts';
import type { DecodedPhoto } from '../../core/consultation/photo.ts';
import type { KeptFinish, Project, Side } from '../../core/consultation/schema.ts';
import type { Raster } from '../../core/math/raster.ts';
import type { CameraLook } from '../../core/photo/camera-look.ts';
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
  /** decodes again, upright at full size; the caller closes it */
  decodeFull(signal?: AbortSignal): Promise<ImageBitmap>;
}
/** Copies of a picture at the sizes that models look at, while they are made; null if one cannot be. Whoever takes one closes it. */
export type LookedAt = { face?: Promise<ImageBitmap | null>; person?: Promise<ImageBitmap | null> };
type SizePx = Pick<DecodedPhoto, 'widthPx' | 'heightPx'>;
/** Told of the working copy before the rest of the photo is read, maybe before it is there, with copies of it for the models if there are any. Told again if the file had to be repaired. */
export type OnWorking = (working: ImageBitmap | Promise<ImageBitmap>, photo: SizePx, lookedAt?: LookedAt) => void;
/** What measuring needs of a photo. */
export type SmallPhoto = Pick<DecodedPhoto, 'name' | 'widthPx' | 'heightPx' | 'small' | 'exifFocalPx'>;
export interface PhotoOptions {
  name: string;
  maxSidePx: number;
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  onWorking?: OnWorking;
  /** told of the small copy, if that is there before the rest of the photo */
  onSmall?: (photo: SmallPhoto) => void;
  /** the look of its camera, if that need not be read */
  camera?: CameraLook;
}
export interface ReadPhoto {
  photo: DecodedPhoto;
  pixels: PhotoPixels;
  /** without metadata */
  original: Blob;
}
/** A photo's file without metadata, and its thumbnail once it has been made. */
export interface PhotoFile {
  original: Blob;
  thumbnail: Blob | null;
}
/** By the photo's id. */
export type PhotoFiles = ReadonlyMap<string, PhotoFile>;
/** An unpacked project file, with its photos by id; none for a bare project.json. */
export type Unpacked = OrReason<{ consultation: Consultation; files: ReadonlyMap<string, Blob> }>;
type SaveResult = { ok: true } | { ok: false; reason: string };

export interface Library extends Shelf {
  /** the consultation as written, and its photos; a photo of version 1 has the id '' */
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
/** A photo uploaded for drawing side by side. */
export interface TakenPhoto {
  release(): void;
}
/** One of several pictures: device px from the screen's top left, and the position of its photo. */
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
/** The part of the stage that shows the open photo. */
export interface Easel {
  /** absent: drawn on elsewhere than in the page */
  readonly canvas?: Pick<HTMLCanvasElement, 'isConnected'>;
  readonly maxSidePx: number;
  isLost(): boolean;
  /** @param small a smaller copy of an opaque photo, for screens that need no more */
  setPhoto(bitmap: ImageBitmap | null, size?: { widthPx: number; heightPx: number }, small?: Raster): void;
  drawScreen(view: ScreenView, frame: Frame): void;
  /** loaded on first use */
  sideBySide(): Promise<SideBySide>;
  onLost: (lost: boolean) => void;
}

export interface Services extends PictureTools {
  library: Library;
  demos: readonly BundledDemo[];
  candidates: typeof createCandidateSource;
  /** starts the graphics once. note: a message about them for the user */
  startStage(): Promise<OrReason<{ stage: Easel; note?: string }>>;
  /** one sentence if they draw wrongly or cannot be read back, else null */
  graphicsFault(): Promise<string | null>;
  readPhoto(file: Blob, options: PhotoOptions): Promise<OrReason<ReadPhoto>>;
  /** turns the photo a quarter to the right by changing the orientation in its file */
  turnedPhoto(original: Blob): Promise<Blob>;
  seekersIn(working: ImageBitmap | Promise<ImageBitmap>, photo: SizePx, lookedAt?: LookedAt): Seekers;
  measureOpened(
    seekers: Seekers,
    photo: Omit<SmallPhoto, 'exifFocalPx'>,
    known: { focalPx: number | null; side: Side | null },
    signal?: AbortSignal,
  ): Promise<MeasuredPhoto>;
  fitHeads: FitHeads;
  unpackProject(file: Blob, name: string): Promise<Unpacked>;
  packProject(consultation: Consultation, files: PhotoFiles): Promise<Blob>;
  /** a thumbnail of a photo; null if none can be made */
  thumbnail(of: ImageBitmap | Blob): Promise<Blob | null>;
  /** file name for the project. @param ending like ".smp" */
  projectFileName(project: Project, ending: string): string;
  saveFile(blob: Blob, name: string): void;
  /** whether this device has a share sheet that takes the file */
  canShareFile(blob: Blob, name: string): boolean;
  /** opens it from a user gesture; false if it did not open */
  shareFile(blob: Blob, name: string): Promise<boolean>;
  /** a small setting kept on this device; null if there is none */
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
  /** face found by the last measurement */
  face: FaceSeen | null;
  /** a measurement that was begun while the photo was still being opened; not there once it is used */
  begun?: BegunMeasuring | null;
}
export interface BegunMeasuring {
  /** with which it was begun, and without a side */
  focalPx: number | null;
  outcome: Promise<MeasuredPhoto>;
  stop: AbortController;
}
/** The part of the open consultation that is not in the store. */
export interface Opened {
  /** of all photos, including those that undo can bring back */
  readonly files: Map<string, PhotoFile>;
  shown: ShownPhoto;
}

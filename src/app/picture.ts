/* The plan on its photo as a file, for export and for the command line. */
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Appearance } from '../core/treatment/appearance.ts';
import type { Frame, Pipeline } from './pipeline.ts';
import type { DesignResult } from './stages.ts';

/** Everything needed for a full-size picture. */
export interface Picture {
  bitmap: ImageBitmap;
  hasAlpha: boolean;
  outWidthPx: number;
  outHeightPx: number;
  frame: Frame;
}
interface Progress {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}
export interface PictureOptions extends Progress {
  type?: 'png' | 'jpeg';
  /** the strip below the picture; default none */
  caption?: { text: string; title: string };
}
type Strips = AsyncIterable<Uint8Array>;
interface ImageSize {
  widthPx: number;
  heightPx: number;
  hasAlpha: boolean;
}
/** Many pictures of one photo at one size. */
export interface Film {
  readonly widthPx: number;
  readonly heightPx: number;
  /** opaque RGBA of a frame at the film's scale; rejects with the end of a sentence if it fails */
  draw(frame: Frame, signal?: AbortSignal): Promise<Uint8Array>;
}
/** A frame: opaque RGBA bytes from the top, and how long it is shown. */
export interface FilmFrame {
  rgba: Uint8Array;
  seconds: number;
}
type FilmFrames = AsyncIterable<FilmFrame>;
type Size = Pick<ImageSize, 'widthPx' | 'heightPx'>;
interface Band {
  heightPx: number;
  rgba: Uint8Array;
}
/** Services that draw a picture and write it to a file. */
export interface PictureTools {
  /** RGBA rows from the top, read back and checked; rejects with the end of a sentence if that fails */
  renderStrips(picture: Picture, progress: Progress): Strips;
  openFilm(photo: Pick<Picture, 'bitmap' | 'outWidthPx' | 'outHeightPx'>, signal?: AbortSignal): Promise<Film>;
  /** @param widestText of all strips of a film */
  captionStrip(widthPx: number, text: string, title?: string, widestText?: string): Promise<Band>;
  /** the label below one of several pictures */
  labelStrip(widthPx: number, text: string): Promise<Band>;
  /** width and height must be even; if the browser cannot write video, no frame is requested */
  writeVideo(
    size: Size,
    frames: FilmFrames,
    signal?: AbortSignal,
  ): Promise<{ ok: true; blob: Blob; ending: string } | { ok: false; reason: string }>;
  writeGif(size: Size, frames: FilmFrames, signal?: AbortSignal): Promise<Blob>;
  writePng(image: ImageSize, strips: Strips): Promise<Blob>;
  writeJpeg(image: ImageSize, strips: Strips): Promise<{ ok: true; blob: Blob } | { ok: false; reason: string }>;
}

/** Title and plan for the caption. */
export const captionTitle = ({ title }: Pick<Project, 'title'>, planName: string) =>
  [title, `Plan ${planName}`].filter(Boolean).join(' · ');

/** The project's picture on a day, `widthPx` wide (default: as large as the photo). */
export function pictureOf(
  pipeline: Pipeline,
  { project, photo, result, look }: { project: Project; photo: DecodedPhoto; result: DesignResult | null; look: Appearance | null },
  { bitmap, widthPx, sessions }: { bitmap: ImageBitmap; widthPx: number | null; sessions?: number },
): Picture {
  const outWidthPx = widthPx ?? photo.widthPx;
  const scale = outWidthPx / photo.widthPx;
  return {
    bitmap,
    hasAlpha: photo.hasAlpha,
    outWidthPx,
    outHeightPx: Math.max(1, Math.round(photo.heightPx * scale)),
    frame: pipeline.frame(project, result, look, scale, sessions),
  };
}

/** @throws if the picture cannot be written (message: the end of a sentence) or if aborted */
export async function writePicture(tools: PictureTools, picture: Picture, options: PictureOptions = {}): Promise<Blob> {
  const caption = options.caption && (await tools.captionStrip(picture.outWidthPx, options.caption.text, options.caption.title));
  async function* strips() {
    yield* tools.renderStrips(picture, options);
    if (caption) yield caption.rgba;
  }
  const image = { widthPx: picture.outWidthPx, heightPx: picture.outHeightPx + (caption?.heightPx ?? 0), hasAlpha: picture.hasAlpha };
  if (options.type !== 'jpeg') return tools.writePng(image, strips());
  const made = await tools.writeJpeg(image, strips());
  if (!made.ok) throw new Error(made.reason);
  return made.blob;
}

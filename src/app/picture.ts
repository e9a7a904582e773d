/* The plan on its photo as a file: what the screen exports and the command line writes. */
import type { DecodedPhoto } from '../core/consultation/photo.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Appearance } from '../core/treatment/appearance.ts';
import type { Frame, Pipeline } from './pipeline.ts';
import type { DesignResult } from './stages.ts';

/** All that a full-size picture needs. */
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
  /** the strip below the picture; none: the picture alone */
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
  /** RGBA, opaque, of a frame at the film's scale; rejects with the end of a sentence where it cannot be had */
  draw(frame: Frame, signal?: AbortSignal): Promise<Uint8Array>;
}
/** Opaque RGBA bytes from the top, and how long they are shown. */
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
/** What draws a picture and writes it down. */
export interface PictureTools {
  /** RGBA rows from the top, as read back and checked; rejects with the end of a sentence where they cannot be had */
  renderStrips(picture: Picture, progress: Progress): Strips;
  openFilm(photo: Pick<Picture, 'bitmap' | 'outWidthPx' | 'outHeightPx'>, signal?: AbortSignal): Promise<Film>;
  /** @param widestText of the strips of one film */
  captionStrip(widthPx: number, text: string, title?: string, widestText?: string): Promise<Band>;
  /** the band below one picture of several */
  labelStrip(widthPx: number, text: string): Promise<Band>;
  /** sides are even; where the browser writes no video, no frame is asked for */
  writeVideo(
    size: Size,
    frames: FilmFrames,
    signal?: AbortSignal,
  ): Promise<{ ok: true; blob: Blob; ending: string } | { ok: false; reason: string }>;
  writeGif(size: Size, frames: FilmFrames, signal?: AbortSignal): Promise<Blob>;
  writePng(image: ImageSize, strips: Strips): Promise<Blob>;
  writeJpeg(image: ImageSize, strips: Strips): Promise<{ ok: true; blob: Blob } | { ok: false; reason: string }>;
}

/** Whose picture it is, and by which plan. */
export const captionTitle = ({ title }: Pick<Project, 'title'>, planName: string) =>
  [title, `Plan ${planName}`].filter(Boolean).join(' · ');

/** The project as it looks on a day, ready to be drawn `widthPx` wide (default: as large as the photo). */
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

/** @throws with the end of a sentence where the picture cannot be written, and when aborted */
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

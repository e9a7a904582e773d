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
/** What draws a picture and writes it down. */
export interface PictureTools {
  /** RGBA rows from the top, as read back and checked; rejects with the end of a sentence where they cannot be had */
  renderStrips(picture: Picture, progress: Progress): Strips;
  captionStrip(widthPx: number, text: string, title?: string): Promise<{ heightPx: number; rgba: Uint8Array }>;
  writePng(image: ImageSize, strips: Strips): Promise<Blob>;
  writeJpeg(image: ImageSize, strips: Strips): Promise<{ ok: true; blob: Blob } | { ok: false; reason: string }>;
}

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

/* The rectangle of a photo that shows the head, for cropping pictures. */
import type { Project } from '../../core/consultation/schema.ts';
import { type Rect, rectAround, wholeOf } from '../../core/scalp/head-rect.ts';
import { projectSurface } from '../../core/scalp/surface.ts';

/** Margin around the head, as a share of its breadth. */
const ROOM_SHARE = 0.16;

/** The head with a margin, photo px; the whole photo if no head is known. */
export function headRect(project: Pick<Project, 'photo' | 'scale' | 'camera' | 'head'>): Rect {
  const outline = projectSurface(project)?.outlinePx(64);
  return outline ? rectAround(outline, project.photo, ROOM_SHARE) : wholeOf(project.photo);
}

/** The rectangle in whole pixels of a picture of the photo at another size. */
export function scaledRect(rect: Rect, photoWidthPx: number, picture: { widthPx: number; heightPx: number }): Rect {
  const scale = picture.widthPx / photoWidthPx;
  const [x, y] = [Math.floor(rect.x * scale), Math.floor(rect.y * scale)];
  const width = Math.max(1, Math.min(picture.widthPx - x, Math.round(rect.width * scale)));
  const height = Math.max(1, Math.min(picture.heightPx - y, Math.round(rect.height * scale)));
  return { x, y, width, height };
}

/** Copies a rectangle of one picture into another. */
export function lay(
  into: Uint8Array,
  intoWidth: number,
  left: number,
  top: number,
  from: Uint8Array,
  fromWidth: number,
  { x, y, width, height }: Rect,
) {
  for (let row = 0; row < height; row++) {
    const start = 4 * ((y + row) * fromWidth + x);
    into.set(from.subarray(start, start + 4 * width), 4 * ((top + row) * intoWidth + left));
  }
}

/* The part of a photo that shows the head, cut out of its pictures. */
import type { Project } from '../../core/consultation/schema.ts';
import { projectSurface } from '../../core/scalp/surface.ts';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Room about the head, as a share of its breadth. */
const ROOM_SHARE = 0.16;

/** The head with room around it, px of the photo; all of the photo where no head is known. */
export function headRect(project: Pick<Project, 'photo' | 'scale' | 'camera' | 'head'>): Rect {
  const { widthPx, heightPx } = project.photo;
  const outline = projectSurface(project)?.outlinePx(64);
  if (!outline) return { x: 0, y: 0, width: widthPx, height: heightPx };
  const [xs, ys] = [outline.map((p) => p[0]), outline.map((p) => p[1])];
  const room = ROOM_SHARE * (Math.max(...xs) - Math.min(...xs));
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const [left, right] = [within(Math.min(...xs) - room, widthPx), within(Math.max(...xs) + room, widthPx)];
  const [top, bottom] = [within(Math.min(...ys) - room, heightPx), within(Math.max(...ys) + room, heightPx)];
  if (right - left < 20 || bottom - top < 20) return { x: 0, y: 0, width: widthPx, height: heightPx };
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The same in whole pixels of a picture of the photo at another size. */
export function scaledRect(rect: Rect, photoWidthPx: number, picture: { widthPx: number; heightPx: number }): Rect {
  const scale = picture.widthPx / photoWidthPx;
  const [x, y] = [Math.floor(rect.x * scale), Math.floor(rect.y * scale)];
  const width = Math.max(1, Math.min(picture.widthPx - x, Math.round(rect.width * scale)));
  const height = Math.max(1, Math.min(picture.heightPx - y, Math.round(rect.height * scale)));
  return { x, y, width, height };
}

/** Puts a rectangle of a picture into another. */
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

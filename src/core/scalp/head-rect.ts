/* The rectangle of a photo around some of its points, to fit to a screen or crop a picture to. */
import type { PhotoPx, Project } from '../consultation/schema.ts';

/** Photo px. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
type PhotoSize = Pick<Project['photo'], 'widthPx' | 'heightPx'>;

/** A narrower rectangle is useless, px. */
const MIN_PX = 20;

export const wholeOf = ({ widthPx, heightPx }: PhotoSize): Rect => ({ x: 0, y: 0, width: widthPx, height: heightPx });

/** The rectangle around the points with a margin (a share of their width), within the photo; the whole photo if almost nothing is left. */
export function rectAround(points: readonly PhotoPx[], photo: PhotoSize, room: number): Rect {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const roomPx = room * (Math.max(...xs) - Math.min(...xs));
  const left = Math.max(0, Math.min(...xs) - roomPx);
  const top = Math.max(0, Math.min(...ys) - roomPx);
  const right = Math.min(photo.widthPx, Math.max(...xs) + roomPx);
  const bottom = Math.min(photo.heightPx, Math.max(...ys) + roomPx);
  return right - left > MIN_PX && bottom - top > MIN_PX ? { x: left, y: top, width: right - left, height: bottom - top } : wholeOf(photo);
}

/* What of a photo is shown when it is fitted: the head, or a line on it, as large as it can be. */
import type { PhotoPx, Project } from '../core/consultation/schema.ts';
import { surfaceOf } from './head-geometry.ts';
import type { Rect } from './view.ts';

type PhotoSize = Pick<Project['photo'], 'widthPx' | 'heightPx'>;
const wholeOf = ({ widthPx, heightPx }: PhotoSize): Rect => ({ x: 0, y: 0, width: widthPx, height: heightPx });

/** All of the points with room around them, a share of their width, no larger than the photo. */
export function rectAround(points: readonly PhotoPx[], photo: PhotoSize, room: number): Rect {
  const whole = wholeOf(photo);
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const roomPx = room * (Math.max(...xs) - Math.min(...xs));
  const left = Math.max(0, Math.min(...xs) - roomPx);
  const top = Math.max(0, Math.min(...ys) - roomPx);
  const right = Math.min(whole.width, Math.max(...xs) + roomPx);
  const bottom = Math.min(whole.height, Math.max(...ys) + roomPx);
  return right - left > 20 && bottom - top > 20 ? { x: left, y: top, width: right - left, height: bottom - top } : whole;
}

/** The head; all of the photo where none is placed. */
export function headRect(project: Project | null, photo: PhotoSize, room: number): Rect {
  const outline = project ? surfaceOf(project)?.outlinePx(64) : undefined;
  return outline ? rectAround(outline, photo, room) : wholeOf(photo);
}

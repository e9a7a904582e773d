/* What of a photo is shown when it is fitted: the head, as large as it can be. */
import type { Project } from '../core/consultation/schema.ts';
import { surfaceOf } from './head-geometry.ts';
import type { Rect } from './view.ts';

/** The head with room around it, a share of its width, no larger than the photo; all of the photo where no head is placed. */
export function headRect(
  project: Project | null,
  { widthPx, heightPx }: Pick<Project['photo'], 'widthPx' | 'heightPx'>,
  room: number,
): Rect {
  const whole: Rect = { x: 0, y: 0, width: widthPx, height: heightPx };
  const outline = project ? surfaceOf(project)?.outlinePx(64) : undefined;
  if (!outline) return whole;
  const xs = outline.map((p) => p[0]);
  const ys = outline.map((p) => p[1]);
  const roomPx = room * (Math.max(...xs) - Math.min(...xs));
  const left = Math.max(0, Math.min(...xs) - roomPx);
  const top = Math.max(0, Math.min(...ys) - roomPx);
  const right = Math.min(whole.width, Math.max(...xs) + roomPx);
  const bottom = Math.min(whole.height, Math.max(...ys) + roomPx);
  return right - left > 20 && bottom - top > 20 ? { x: left, y: top, width: right - left, height: bottom - top } : whole;
}

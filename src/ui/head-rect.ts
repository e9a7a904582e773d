/* What of a photo is shown when it is fitted: the head, as large as it can be. */
import type { Project } from '../core/consultation/schema.ts';
import { type Rect, rectAround, wholeOf } from '../core/scalp/head-rect.ts';
import { surfaceOf } from './head-geometry.ts';

/** The head with room around it, a share of its width; all of the photo where none is placed. */
export function headRect(project: Project | null, photo: Pick<Project['photo'], 'widthPx' | 'heightPx'>, room: number): Rect {
  const outline = project ? surfaceOf(project)?.outlinePx(64) : undefined;
  return outline ? rectAround(outline, photo, room) : wholeOf(photo);
}

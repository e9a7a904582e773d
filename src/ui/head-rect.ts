/* The part of a photo that is fitted to the screen: the head. */
import type { Project } from '../core/consultation/schema.ts';
import { type Rect, rectAround, wholeOf } from '../core/scalp/head-rect.ts';
import { surfaceOf } from './head-geometry.ts';

/** The head with a margin (a share of its width); the whole photo if no head is placed. */
export function headRect(project: Project | null, photo: Pick<Project['photo'], 'widthPx' | 'heightPx'>, room: number): Rect {
  const outline = project ? surfaceOf(project)?.outlinePx(64) : undefined;
  return outline ? rectAround(outline, photo, room) : wholeOf(photo);
}

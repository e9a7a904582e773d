/*
 * Keeps the picture where it is on the screen while Preview's sheets come, change and go: they take their room from its foot or its side.
 * With the last sheet gone it lies exactly as it did before the first.
 */
import type { View } from '../app/store.ts';
import type { Rect } from '../core/scalp/head-rect.ts';
import type { Viewport } from './view.ts';

/** The stage as last measured: its rectangle on the screen, CSS px, and its surroundings. */
export interface StagePlace {
  left: number;
  top: number;
  viewport: Viewport;
  /** open sheet in Preview, 'none', or null outside Preview */
  sheet: string | null;
  /** changes whenever something other than a sheet moves the stage */
  frame: string;
}
export interface Lying {
  view: View;
  /** share of the stage's width */
  wipe: number;
}

export function stillPicture() {
  let last: StagePlace | null = null;
  /** before the first sheet, and as last moved for one */
  let rest: { before: Lying; since: Lying } | null = null;

  /**
   * How the picture is to lie where the stage is now, or null where no sheet is the cause and it is fitted anew.
   * @param fitted what is to stay in sight, photo px
   */
  return (place: StagePlace, now: Lying, fitted: Rect | null, isMoved: boolean): Lying | null => {
    const from = last;
    last = place;
    const isBySheet =
      from !== null && from.frame === place.frame && !!from.sheet && !!place.sheet && (from.sheet !== 'none' || place.sheet !== 'none');
    if (!isBySheet) {
      rest = null;
      return null;
    }
    const isUntouched = rest !== null && rest.since.view === now.view;
    const moved = shifted(now, from, place);
    if (place.sheet === 'none') {
      const back = rest;
      rest = null;
      if (back && isUntouched) return { view: back.before.view, wipe: now.wipe === back.since.wipe ? back.before.wipe : moved.wipe };
      return isMoved ? moved : null;
    }
    const since = { ...moved, view: inSight(moved.view, fitted, place.viewport) };
    if (from.sheet === 'none') rest = { before: now, since };
    else if (rest && isUntouched) rest = { ...rest, since };
    return since;
  };
}

/** The view and wipe that keep photo and wipe at their places on the screen. */
function shifted({ view, wipe }: Lying, from: StagePlace, to: StagePlace): Lying {
  const { dpr } = to.viewport;
  const [dx, dy] = [(from.left - to.left) * dpr, (from.top - to.top) * dpr];
  const isOpen = wipe <= 0 || wipe >= 1;
  return {
    view: dx || dy ? { ...view, originX: view.originX + dx, originY: view.originY + dy } : { ...view },
    wipe: isOpen ? wipe : Math.min(1, Math.max(0, (wipe * from.viewport.width + dx) / to.viewport.width)),
  };
}

/** Limits the shift so that a narrow stage beside a sheet does not cut off the head. Its lower end may be cut off. */
function inSight(view: View, fitted: Rect | null, { width }: Viewport): View {
  if (!fitted) return view;
  const left = fitted.x * view.scale + view.originX;
  const right = left + fitted.width * view.scale;
  const by = right > width ? -Math.min(right - width, Math.max(0, left)) : left < 0 ? Math.min(-left, Math.max(0, width - right)) : 0;
  return by ? { ...view, originX: view.originX + by } : view;
}

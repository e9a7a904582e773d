/*
 * Which points of a line or outline get a handle: of those on the screen the ones where it bends most, spaced so that a finger can hit each.
 * On the fitted picture there are few; zoomed in, as many as fit. Points without a handle follow their neighbours (hairline-edit.ts).
 */
import type { View } from '../../app/store.ts';
import type { PhotoPx, PlaceDeg } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { toScreen, type Viewport } from '../view.ts';

/** Size of a finger's target, CSS px. */
export const HANDLE_CSS_PX = 44;
/** Most handles on the fitted picture. */
export const MAX_ON_HAIRLINE = 7;
/** The same for an outline. assumed: being closed, it needs more. */
export const MAX_ON_OUTLINE = 12;
/** assumed: from this zoom on the user is after a single point. */
const NEAR = 1.5;

const orders = new WeakMap<readonly PlaceDeg[], readonly number[]>();

/** Indices of the points, most significant first: the one at the midline, then the sharpest bends and the ends. */
export function byBend(points: readonly PlaceDeg[], isClosed: boolean): readonly number[] {
  const known = orders.get(points);
  if (known) return known;
  const n = points.length;
  const middle = points.reduce((best, [across], i) => (Math.abs(across) < Math.abs(points[best][0]) ? i : best), 0);
  const chosen = [...new Set(isClosed ? [0, n >> 1] : [middle, 0, n - 1])];
  const endCount = chosen.length;
  while (chosen.length < n) {
    const sorted = [...chosen].sort((a, b) => a - b);
    let best = { at: -1, bend: -1 };
    sorted.forEach((from, i) => {
      const to = sorted[i + 1] ?? (isClosed ? sorted[0] + n : from);
      for (let at = from + 1; at < to; at++) {
        const bend = awayFrom(points[at % n], points[from], points[to % n]);
        if (bend > best.bend) best = { at: at % n, bend };
      }
    });
    if (best.at < 0) break;
    chosen.push(best.at);
  }
  // two corners come before the ends at the sideburns
  const bends = chosen.slice(endCount);
  const order = isClosed ? chosen : [chosen[0], ...bends.slice(0, 2), ...chosen.slice(1, endCount), ...bends.slice(2)];
  orders.set(points, order);
  return order;
}

function awayFrom([x, y]: PlaceDeg, [ax, ay]: PlaceDeg, [bx, by]: PlaceDeg): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length2 > 0 ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2)) : 0;
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

/**
 * @param order indices of the points, most wanted first
 * @param at position of each on the screen, CSS px; null: not visible
 * @returns the points with a handle, in the order of the line
 */
export function spacedHandles(order: readonly number[], at: readonly (readonly [number, number] | null)[], most: number): number[] {
  const taken: number[] = [];
  for (const i of order) {
    const here = at[i];
    if (!here || taken.length >= most) continue;
    const isFree = taken.every((other) => {
      const there = at[other] as readonly [number, number];
      return Math.hypot(here[0] - there[0], here[1] - there[1]) >= HANDLE_CSS_PX;
    });
    if (isFree) taken.push(i);
  }
  return taken.sort((a, b) => a - b);
}

/** Position of the picture on the screen. */
export interface PictureShown {
  view: View;
  viewportPx: Viewport;
  /** the view's scale as the picture was fitted, or 0 */
  fittedScale: number;
  isHeld: boolean;
}

/** Keeps the handles of a line stable between drawings: the point that is dragged or was moved last keeps its handle. */
export function handleKeeper(most: number, isClosed: boolean) {
  let shown: number[] = [];
  let last: PlaceDeg | null = null;
  return {
    /** records the point that was moved or added last */
    touched(place: PlaceDeg) {
      last = place;
    },
    /** @param px photo pixel of each point; null: not visible */
    handles(points: readonly PlaceDeg[], px: readonly (PhotoPx | null)[], { view, viewportPx, fittedScale, isHeld }: PictureShown) {
      if (isHeld && shown.every((i) => i < points.length)) return shown;
      const first = last ? points.findIndex(([x, y]) => x === last?.[0] && y === last?.[1]) : -1;
      const order = byBend(points, isClosed);
      const { width, height, dpr } = viewportPx;
      const at = px.map((point) => {
        const [x, y] = point ? toScreen(view, dpr, point) : [-1, -1];
        return x >= 0 && y >= 0 && x <= width / dpr && y <= height / dpr ? ([x, y] as const) : null;
      });
      const isNear = fittedScale > 0 && view.scale > NEAR * fittedScale;
      shown = spacedHandles(first < 0 ? order : [first, ...order.filter((i) => i !== first)], at, isNear ? points.length : most);
      return shown;
    },
  };
}

export const pictureShown = ({ store, local }: Ui): PictureShown => {
  const { view, viewportPx } = store.getState().screen;
  return { view, viewportPx, fittedScale: local.fittedScale, isHeld: local.handleHeld };
};

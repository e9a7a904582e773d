/*
 * Fingers, pen, mouse and wheel on any cell move and zoom all of them. Pressing and holding shows that cell before treatment; a tap is the
 * cell's click, which opens it.
 */
import type { Ui } from '../context.ts';
import { type Link, moved, zoomed } from './linked-view.ts';

const STILL_PX = 8;
const HOLD_MS = 250;

interface Finger {
  x: number;
  y: number;
}
/** The grid, as the gestures need it. */
export interface CellsUnder {
  link(): Link;
  setLink(link: Link): void;
  /** which cell is under a point of the page, and the point in it, device px */
  at(clientX: number, clientY: number): { index: number; widthPx: number; heightPx: number; xPx: number; yPx: number } | null;
  /** @param index null: none is held */
  hold(index: number | null): void;
}

export function cellGestures(ui: Ui, under: CellsUnder) {
  const fingers = new Map<number, Finger>();
  let start: Finger = { x: 0, y: 0 };
  let isStill = true;
  let isHeld = false;
  let isTap = true;
  let downMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dpr = () => ui.store.getState().screen.viewportPx.dpr;

  const release = () => {
    clearTimeout(timer);
    if (isHeld) under.hold(null);
    isHeld = false;
  };
  const middle = () => {
    const all = [...fingers.values()];
    const x = all.reduce((sum, f) => sum + f.x, 0) / all.length;
    const y = all.reduce((sum, f) => sum + f.y, 0) / all.length;
    return { x, y, spread: all.reduce((sum, f) => sum + Math.hypot(f.x - x, f.y - y), 0) / all.length };
  };
  const onUp = (event: PointerEvent) => {
    event.stopPropagation();
    if (!fingers.delete(event.pointerId)) return;
    if (event.type === 'pointercancel') isTap = false;
    // a busy page gets a short press late, after its timer
    else if (isStill && event.timeStamp - downMs < HOLD_MS) isTap = true;
    release();
    // the remaining finger of a pinch continues from where it is
    for (const left of fingers.values()) start = { ...left };
  };
  return {
    onDown(event: PointerEvent) {
      event.stopPropagation();
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      release();
      if (fingers.size > 1) {
        isStill = isTap = false;
        return;
      }
      isStill = isTap = true;
      downMs = event.timeStamp;
      start = { x: event.clientX, y: event.clientY };
      const index = under.at(event.clientX, event.clientY)?.index ?? null;
      timer = setTimeout(() => {
        isHeld = true;
        isTap = false;
        under.hold(index);
      }, HOLD_MS);
    },
    onMove(event: PointerEvent) {
      const finger = fingers.get(event.pointerId);
      if (!finger) return;
      event.stopPropagation();
      if (event.buttons === 0) return onUp(event);
      const before = middle();
      const wasStill = isStill;
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX) isStill = isTap = false;
      [finger.x, finger.y] = [event.clientX, event.clientY];
      if (isStill || isHeld) return;
      clearTimeout(timer);
      if (wasStill) (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
      const after = middle();
      const cell = under.at(after.x, after.y);
      if (!cell) return;
      // the first move includes the distance before it counted as a drag
      const from = wasStill && fingers.size === 1 ? start : before;
      let link = moved(under.link(), cell, (after.x - from.x) * dpr(), (after.y - from.y) * dpr());
      if (fingers.size > 1 && before.spread > 1) link = zoomed(link, cell, after.spread / before.spread, cell.xPx, cell.yPx);
      under.setLink(link);
    },
    onUp,
    onWheel(event: WheelEvent) {
      event.preventDefault();
      event.stopPropagation();
      const cell = under.at(event.clientX, event.clientY);
      if (!cell) return;
      const lines = event.deltaMode === 1 ? 16 : 1;
      const factor = Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.01 : 0.002));
      under.setLink(zoomed(under.link(), cell, factor, cell.xPx, cell.yPx));
    },
    /** whether the click event after the last press was a tap */
    isClick: (event: MouseEvent) => event.detail === 0 || isTap,
  };
}
export type CellGestures = ReturnType<typeof cellGestures>;

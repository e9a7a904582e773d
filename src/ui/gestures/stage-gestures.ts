/*
 * Fingers, pen, mouse and wheel on the picture: pan, zoom, taps, strokes. A two-finger tap undoes, a three-finger tap redoes. Once a pen has
 * been used, fingers only pan and zoom. A second finger cancels a stroke that has just begun, so that a pinch leaves no dab. A stroke
 * ends where the picture is laid out again under it (a tablet is turned).
 */
import { redo, setScreen, undo } from '../../app/actions.ts';
import type { View } from '../../app/store.ts';
import type { PhotoPx } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { inWholeSteps, keepInSight, pan, snap, toPhoto, zoomAt } from '../view.ts';
import { type Hand, isClients, shownWay } from '../ways/ways.ts';

const TAP_PX = 10;
const TAP_MS = 350;
/** A contact wider than this is a palm. */
const PALM_PX = 80;

interface Finger {
  x: number;
  y: number;
  startX: number;
  startY: number;
  type: string;
}

export function attachStageGestures(stage: HTMLElement, ui: Ui): () => void {
  const fingers = new Map<number, Finger>();
  let mode: 'idle' | 'pan' | 'stroke' | 'pinch' | 'done' = 'idle';
  /** handler of the current stroke, and the view in which it began */
  let hand: Hand | undefined;
  let strokeView: View | null = null;
  let began = 0;
  let most = 0;
  let still = true;
  /** the view without snapping to 1:1 and to whole px, so that slow zooming and slow fingers do not get stuck there */
  let raw: View | null = null;
  let shown: View | null = null;

  const box = () => stage.getBoundingClientRect();
  const screen = () => ui.store.getState().screen;
  const photoAt = (x: number, y: number): PhotoPx => {
    const { left, top } = box();
    return toPhoto(screen().view, screen().viewportPx.dpr, x - left, y - top);
  };
  const current = (): View => (raw && screen().view === shown ? raw : screen().view);
  const show = (view: View, xPx: number, yPx: number) => {
    const { photo } = ui.store.getState();
    const s = screen();
    raw = photo ? keepInSight(view, photo, s.viewportPx) : view;
    shown = inWholeSteps(snap(raw, xPx, yPx), s.view);
    setScreen(ui.store, { view: shown });
    if (!ui.local.moved) ui.change({ moved: true });
  };
  const middle = (): [number, number, number] => {
    const list = [...fingers.values()].filter((f) => f.type === 'touch');
    const x = list.reduce((sum, f) => sum + f.x, 0) / list.length;
    const y = list.reduce((sum, f) => sum + f.y, 0) / list.length;
    const spread = list.reduce((sum, f) => sum + Math.hypot(f.x - x, f.y - y), 0) / list.length;
    return [x, y, spread];
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const { left, top } = box();
    const { dpr } = screen().viewportPx;
    const lines = event.deltaMode === 1 ? 16 : 1;
    const factor = Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.01 : 0.002));
    const x = (event.clientX - left) * dpr;
    const y = (event.clientY - top) * dpr;
    show(zoomAt(current(), factor, x, y), x, y);
  };

  const onDown = (event: PointerEvent) => {
    if (ui.local.handleHeld || (event.target as Element).closest('button, input, a')) return;
    if (event.pointerType === 'pen' && !ui.local.penSeen) ui.change({ penSeen: true });
    const penDown = [...fingers.values()].some((f) => f.type === 'pen');
    if (event.pointerType === 'touch' && (penDown || Math.max(event.width, event.height) > PALM_PX)) return;
    if (event.pointerType === 'mouse' && event.button > 1) return;
    fingers.set(event.pointerId, {
      x: event.clientX,
      y: event.clientY,
      startX: event.clientX,
      startY: event.clientY,
      type: event.pointerType,
    });
    if (fingers.size === 1) {
      began = event.timeStamp;
      most = 1;
      still = true;
      hand = shownWay(ui)?.hand;
      mode = hand?.strokes(ui, event) ? 'stroke' : 'pan';
      if (mode === 'stroke') {
        stage.setPointerCapture?.(event.pointerId);
        strokeView = screen().view;
        hand?.beginStroke(ui, photoAt(event.clientX, event.clientY));
      }
    } else {
      most = Math.max(most, fingers.size);
      if (mode === 'stroke') hand?.endStroke(ui, true);
      mode = 'pinch';
    }
  };

  const onMove = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    if (event.buttons === 0) return onUp(event);
    const before = mode === 'pinch' ? middle() : null;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    const wasStill = still;
    // captured only once it is a drag, since a double tap must reach the line below
    if (Math.hypot(event.clientX - finger.startX, event.clientY - finger.startY) > TAP_PX) {
      still = false;
      stage.setPointerCapture?.(event.pointerId);
    }
    finger.x = event.clientX;
    finger.y = event.clientY;
    const { left, top } = box();
    const { dpr } = screen().viewportPx;
    if (mode === 'stroke' && screen().view !== strokeView) {
      hand?.endStroke(ui, false);
      mode = 'done';
    } else if (mode === 'stroke') {
      for (const e of event.getCoalescedEvents?.() ?? [event]) hand?.extendStroke(ui, photoAt(e.clientX, e.clientY));
    } else if (mode === 'pan' && !still) {
      // the first move includes the distance before it counted as a drag
      const [mx, my] = wasStill ? [finger.x - finger.startX, finger.y - finger.startY] : [dx, dy];
      const view = current();
      show(pan(view, mx * dpr, my * dpr), view.originX, view.originY);
    } else if (mode === 'pinch' && before && fingers.size === 2) {
      const after = middle();
      const x = (after[0] - left) * dpr;
      const y = (after[1] - top) * dpr;
      const moved = pan(current(), (after[0] - before[0]) * dpr, (after[1] - before[1]) * dpr);
      show(before[2] > 1 ? zoomAt(moved, after[2] / before[2], x, y) : moved, x, y);
    }
  };

  const onUp = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    fingers.delete(event.pointerId);
    const cancelled = event.type === 'pointercancel';
    if (mode === 'stroke') hand?.endStroke(ui, cancelled);
    if (cancelled) still = false;
    if (fingers.size > 0) {
      // the remaining finger of a pinch is ignored until all are lifted
      if (fingers.size === 1) mode = 'done';
      return;
    }
    const quick = event.timeStamp - began < TAP_MS;
    const goesBack = still && quick && most > 1 && finger.type === 'touch' && !isClients(ui);
    if (goesBack && most === 2) undo(ui.store);
    else if (goesBack && most === 3) redo(ui.store);
    else if (still && most === 1 && mode === 'pan') hand?.tap(ui, photoAt(event.clientX, event.clientY), event);
    mode = 'idle';
  };
  const noMenu = (event: Event) => event.preventDefault();

  stage.addEventListener('wheel', onWheel, { passive: false });
  stage.addEventListener('pointerdown', onDown);
  stage.addEventListener('pointermove', onMove);
  stage.addEventListener('pointerup', onUp);
  stage.addEventListener('pointercancel', onUp);
  stage.addEventListener('contextmenu', noMenu);
  return () => {
    stage.removeEventListener('wheel', onWheel);
    stage.removeEventListener('pointerdown', onDown);
    stage.removeEventListener('pointermove', onMove);
    stage.removeEventListener('pointerup', onUp);
    stage.removeEventListener('pointercancel', onUp);
    stage.removeEventListener('contextmenu', noMenu);
  };
}

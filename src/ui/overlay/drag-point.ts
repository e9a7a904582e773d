/*
 * A handle on the photo, moved by mouse, pen, finger and arrow keys (1 px, Shift 10 px), with a target of at least 44 px. A drag is one undo
 * step; a cancelled pointer restores the state before it. When the picture is laid out again during a drag (a tablet is turned), the drag
 * continues from the handle's new place. For a finger or pen a loupe shows what is below it.
 */
import { nothing, svg } from 'lit-html';
import { beginGesture, endGesture } from '../../app/actions.ts';
import type { PhotoPx } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { openWipe } from '../opened-wipe.ts';
import { toPhoto, toScreen } from '../view.ts';
import { openLoupe } from './loupe.ts';

export interface DragPointOptions {
  at: PhotoPx;
  label: string;
  look?: 'point' | 'centre' | 'knob' | 'mark';
  /** shown larger, for instance the first point of a selected outline */
  strong?: boolean;
  /** this handle's point has the bar of actions */
  isPicked?: boolean;
  /** called when the handle is grabbed or gets the focus */
  onPick?(): void;
  onMove(to: PhotoPx): void;
  onDelete?(): void;
  /** pressed and released without moving: the tap is meant for what is under the handle */
  onTap?(at: PhotoPx): void;
  onDone?(): void;
}

/** A press that moves less is a tap, for handles with `onTap`. */
const TAP_CSS_PX = 6;
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Of overlapping handles, the one with its centre nearest to the pointer. */
function nearestHandle(hit: SVGGElement, { clientX, clientY }: PointerEvent): SVGGElement {
  const away = (handle: Element) => {
    const { left, top, width, height } = handle.getBoundingClientRect();
    return Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY);
  };
  const all = hit.ownerSVGElement?.querySelectorAll<SVGGElement>('.handle') ?? [];
  return [...all].reduce((best, handle) => (away(handle) < away(best) ? handle : best), hit);
}

export function dragPoint(ui: Ui, o: DragPointOptions) {
  const { view, viewportPx } = ui.store.getState().screen;
  const [x, y] = toScreen(view, viewportPx.dpr, o.at);
  /** where keys have moved it since it was drawn: they may come faster than the screen is */
  let { at } = o;

  const onDown = (event: PointerEvent) => {
    if (event.button > 0 || ui.local.handleHeld || (event.pointerType === 'touch' && ui.local.penSeen)) return;
    event.stopPropagation();
    event.preventDefault();
    const target = event.currentTarget as SVGGElement;
    const nearest = nearestHandle(target, event);
    if (nearest !== target) return void nearest.dispatchEvent(new PointerEvent(event.type, event));
    target.focus?.({ preventScroll: true });
    target.setPointerCapture?.(event.pointerId);
    const [startX, startY] = [event.clientX, event.clientY];
    let now = o.at;
    let last = event;
    /** the view, and the positions of handle and pointer in it */
    let from = { view, x, y, clientX: startX, clientY: startY };
    let isTap = !!o.onTap;
    const stage = target.closest<HTMLElement>('.stage');
    const closeLoupe = stage && event.pointerType !== 'mouse' ? openLoupe(ui, stage, () => now) : () => {};
    beginGesture(ui.store);
    openWipe(ui);
    o.onPick?.();
    ui.change({ handleHeld: true });
    const onMove = (move: PointerEvent) => {
      if (move.pointerId !== event.pointerId) return;
      if (isTap && Math.hypot(move.clientX - startX, move.clientY - startY) <= TAP_CSS_PX) return;
      isTap = false;
      const s = ui.store.getState().screen;
      const { dpr } = s.viewportPx;
      if (s.view !== from.view) {
        const [x, y] = toScreen(s.view, dpr, now);
        from = { view: s.view, x, y, clientX: last.clientX, clientY: last.clientY };
      }
      last = move;
      now = toPhoto(s.view, dpr, from.x + move.clientX - from.clientX, from.y + move.clientY - from.clientY);
      o.onMove(now);
    };
    const onEnd = (end: PointerEvent) => {
      if (end.pointerId !== event.pointerId) return;
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onEnd);
      window.removeEventListener('pointercancel', onEnd);
      closeLoupe();
      endGesture(ui.store, end.type === 'pointercancel');
      ui.change({ handleHeld: false });
      if (isTap && stage && end.type === 'pointerup') {
        const { left, top } = stage.getBoundingClientRect();
        o.onTap?.(toPhoto(view, viewportPx.dpr, startX - left, startY - top));
      }
      o.onDone?.();
    };
    // on the window, because the handle may be removed during the drag
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onEnd);
    window.addEventListener('pointercancel', onEnd);
  };
  const onKey = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const k = event.shiftKey ? 10 : 1;
      event.preventDefault();
      event.stopPropagation();
      openWipe(ui);
      at = [at[0] + arrow[0] * k, at[1] + arrow[1] * k];
      o.onMove(at);
      o.onDone?.();
    } else if (o.onDelete && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      event.stopPropagation();
      o.onDelete();
    }
  };
  const look = o.look ?? 'point';
  return svg`<g class="handle" data-look=${look} data-picked=${o.isPicked ? 'yes' : 'no'} role="button" tabindex="0" aria-label=${o.label}
      transform=${`translate(${x.toFixed(2)} ${y.toFixed(2)})`} @pointerdown=${onDown} @keydown=${onKey} @focus=${() => o.onPick?.()}
      @dblclick=${(e: Event) => e.stopPropagation()}>
    <circle class="handle-hit" r="22" />
    ${look === 'centre' || look === 'mark' ? svg`<path class="handle-cross" d="M-12 0H12M0 -12V12" />` : nothing}
    <circle class="handle-dot" r=${look === 'centre' ? 5 : o.strong ? 9 : 7} />
  </g>`;
}

/*
 * One photograph of finished work with its two marks. A tap sets the active mark; marks move by drag and by arrow keys (Shift: further), and
 * Enter on the picture sets the active mark in the middle.
 */
import { html, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { type MarkPlace, radiusOf, type WorkPhoto } from '../../app/calibrate.ts';
import type { Raster } from '../../core/math/raster.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { vars } from '../vars.ts';

export interface Slot {
  photo: WorkPhoto | null;
  /** the mark that the next tap sets */
  active: MarkPlace;
  trouble: string;
  working: boolean;
}

const PLACES = ['treated', 'bare'] as const;
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** A key moves a mark by this share of its disc's radius. */
const KEY_STEP = 0.3;
/** A pointer that moves less than this is a tap, CSS px. */
const TAP_PX = 5;

export function workPicture(root: HTMLElement, which: string, called: string, slot: Slot, change: (change: Partial<Slot>) => void) {
  const photo = slot.photo as WorkPhoto;
  const { widthPx, heightPx } = photo.raster;
  const missing = PLACES.find((place) => !photo.marks[place]);
  const put = (place: MarkPlace, [x, y]: readonly [number, number]) => {
    const within = (at: number, size: number) => Math.min(size - 1, Math.max(0, at));
    const marks = { ...photo.marks, [place]: [within(x, widthPx), within(y, heightPx)] as const };
    change({ photo: { ...photo, marks }, active: PLACES.find((one) => !marks[one]) ?? place });
  };
  const at = (frame: Element, clientX: number, clientY: number) => {
    const box = frame.getBoundingClientRect();
    return [((clientX - box.left) / box.width) * widthPx, ((clientY - box.top) / box.height) * heightPx] as const;
  };
  const onTap = (event: MouseEvent) => {
    const frame = event.currentTarget as HTMLElement;
    // pressed by a key, without a position
    if (event.detail > 0) return put(slot.active, at(frame, event.clientX, event.clientY));
    put(slot.active, [widthPx / 2, heightPx / 2]);
    root.querySelector<HTMLElement>(`[data-mark="${which}-${slot.active}"]`)?.focus();
  };

  const mark = (place: MarkPlace) => {
    const spot = photo.marks[place];
    if (!spot) return nothing;
    const onKey = (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      const step = KEY_STEP * radiusOf(photo) * (event.shiftKey ? 5 : 1);
      put(place, [spot[0] + arrow[0] * step, spot[1] + arrow[1] * step]);
    };
    const onDown = (event: PointerEvent) => {
      if (event.button > 0) return;
      event.preventDefault();
      const target = event.currentTarget as HTMLElement;
      const frame = target.parentElement as HTMLElement;
      target.focus({ preventScroll: true });
      target.setPointerCapture?.(event.pointerId);
      const start = at(frame, event.clientX, event.clientY);
      let moved = false;
      const onMove = (move: PointerEvent) => {
        if (Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY) > TAP_PX) moved = true;
        const now = at(frame, move.clientX, move.clientY);
        if (moved) put(place, [spot[0] + now[0] - start[0], spot[1] + now[1] - start[1]]);
      };
      const onEnd = (end: PointerEvent) => {
        target.removeEventListener('pointermove', onMove);
        target.removeEventListener('pointerup', onEnd);
        target.removeEventListener('pointercancel', onEnd);
        if (end.type === 'pointercancel') put(place, spot);
        // a tap on one mark while the other is active sets the other one there
        else if (!moved && slot.active !== place) put(slot.active, start);
      };
      target.addEventListener('pointermove', onMove);
      target.addEventListener('pointerup', onEnd);
      target.addEventListener('pointercancel', onEnd);
    };
    return html`<button type="button" class="calibrate-mark" data-place=${place} data-mark=${`${which}-${place}`}
        aria-label=${`${place === 'treated' ? 'Treated' : 'Bare'} skin in the ${called}`} @keydown=${onKey} @pointerdown=${onDown}
        ${vars({ '--x': `${(100 * spot[0]) / widthPx}%`, '--y': `${(100 * spot[1]) / heightPx}%` })}>
      <span>${place}</span>
    </button>`;
  };

  return html`<div class="calibrate-frame" ${vars({ '--ratio': String(widthPx / heightPx), '--disc': `${(200 * radiusOf(photo)) / widthPx}cqw` })}>
      <canvas aria-hidden="true" ${ref((element) => paint(element as HTMLCanvasElement | undefined, photo.raster))}></canvas>
      <button type="button" class="calibrate-tap" aria-label=${`Set the ${slot.active} mark in the ${called}`} @click=${onTap}></button>
      ${PLACES.map(mark)}
    </div>
    <p class="note">${missing ? `Tap ${missing} skin.` : 'Tap again, drag, or use the arrow keys to move a mark.'}</p>
    ${radioGroup(
      `Mark in the ${called}`,
      [
        { value: 'treated', text: 'Treated skin' },
        { value: 'bare', text: 'Bare skin' },
      ],
      slot.active,
      (active) => change({ active: active as MarkPlace }),
      true,
    )}`;
}

/** The canvas is drawn no larger than it is shown, since browsers scale a canvas down coarsely. */
const SHOWN_SIDE_PX = 1000;
const painted = new WeakMap<HTMLCanvasElement, Raster>();
function paint(canvas: HTMLCanvasElement | undefined, raster: Raster) {
  if (!canvas || painted.get(canvas) === raster) return;
  painted.set(canvas, raster);
  const { widthPx, heightPx } = raster;
  const shrink = Math.min(1, SHOWN_SIDE_PX / Math.max(widthPx, heightPx));
  canvas.width = Math.round(widthPx * shrink);
  canvas.height = Math.round(heightPx * shrink);
  const whole = document.createElement('canvas');
  whole.width = widthPx;
  whole.height = heightPx;
  whole.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(raster.rgba), widthPx, heightPx), 0, 0);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, canvas.width, canvas.height);
}

/*
 * The slider: label left, value right, default marked; a double tap returns to the default, arrows move by `step`, Shift+arrow by `fine`.
 * A drag is one undo step, and so is each key press.
 */
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { beginGesture, endGesture } from '../../app/actions.ts';
import type { Ui } from '../context.ts';
import { vars } from '../vars.ts';

export interface SliderOptions {
  label: string;
  value: number;
  min: number;
  max: number;
  /** what an arrow key moves */
  step: number;
  /** what Shift+arrow moves, and the finest value a drag can set; default step / 5 */
  fine?: number;
  standard?: number;
  unit?: string;
  format?: (value: number) => string;
  picture?: unknown;
  note?: unknown;
  /** values that are not part of the project (brush size): no undo step */
  screen?: boolean;
  onInput(value: number): void;
}

const DOUBLE_TAP_MS = 320;
let lastTap = { time: 0, x: 0, y: 0, target: null as EventTarget | null };

export function slider(ui: Ui, o: SliderOptions) {
  const fine = o.fine ?? o.step / 5;
  const digits = Math.max(0, Math.ceil(-Math.log10(fine) - 1e-9));
  const round = (x: number) => Number(Math.min(o.max, Math.max(o.min, x)).toFixed(digits));
  const words = (o.format ?? ((x: number) => x.toFixed(digits)))(o.value);
  const share = (x: number) => (x - o.min) / (o.max - o.min);

  // several keys may arrive before the next drawing
  let now = o.value;
  const set = (value: number) => {
    if (value === now) return;
    now = value;
    o.onInput(value);
  };
  const onInput = (event: Event) => set(round((event.target as HTMLInputElement).valueAsNumber));
  const onKey = (event: KeyboardEvent) => {
    const sign = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!sign || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(round(now + sign * (event.shiftKey ? fine : o.step)));
  };
  const onDown = (event: PointerEvent) => {
    if (event.button > 0) return;
    if (!o.screen) beginGesture(ui.store);
    const x = event.clientX;
    const y = event.clientY;
    const finish = (end: PointerEvent) => {
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('pointercancel', finish);
      if (!o.screen) endGesture(ui.store, end.type === 'pointercancel');
      if (end.type === 'pointercancel' || Math.hypot(end.clientX - x, end.clientY - y) > 8) return;
      const now = end.timeStamp;
      const twice = lastTap.target === event.target && now - lastTap.time < DOUBLE_TAP_MS && Math.abs(lastTap.x - x) < 24;
      lastTap = twice ? { time: 0, x: 0, y: 0, target: null } : { time: now, x, y, target: event.target };
      if (twice && o.standard !== undefined) o.onInput(o.standard);
    };
    window.addEventListener('pointerup', finish);
    window.addEventListener('pointercancel', finish);
  };

  return html`<div class="slider">
    <div class="slider-head" aria-hidden="true">
      <span class="slider-label">${o.label}</span>
      <span class="slider-value">${words}${o.unit ? html`<small>${o.unit}</small>` : nothing}</span>
    </div>
    ${o.picture ? html`<div class="slider-picture" aria-hidden="true">${o.picture}</div>` : nothing}
    <div
      class="slider-track"
      ${vars({ '--fill': String(share(o.value)), '--standard': String(share(o.standard ?? o.min)) })}
      data-standard=${o.standard === undefined ? 'no' : 'yes'}
    >
      <input
        type="range"
        aria-label=${o.label}
        aria-valuetext=${o.unit ? `${words} ${o.unit}` : words}
        min=${o.min}
        max=${o.max}
        step=${fine}
        .value=${live(String(o.value))}
        @input=${onInput}
        @keydown=${onKey}
        @pointerdown=${onDown}
      />
    </div>
    ${o.note ? html`<p class="note">${o.note}</p>` : nothing}
  </div>`;
}

/*
 * The before-and-after handle: left of it the photo is shown without dots. Only a sideways drag moves it; keys work through the slider.
 */
import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { setScreen } from '../../app/actions.ts';
import type { Ui } from '../context.ts';
import { icon } from '../icons.ts';
import { vars } from '../vars.ts';

/** A touch must go this far, and more sideways than up, before the handle follows. */
const START_PX = 4;

export function wipeHandle(ui: Ui) {
  const { wipe } = ui.store.getState().screen;
  const onDown = (event: PointerEvent) => {
    if (event.button > 0) return;
    event.stopPropagation();
    const grip = event.currentTarget as HTMLElement;
    const stage = grip.closest('.stage');
    if (!stage) return;
    const { left, width } = stage.getBoundingClientRect();
    const [startX, startY] = [event.clientX, event.clientY];
    const start = ui.store.getState().screen.wipe;
    const offset = startX - left - start * width;
    let held: 'no' | 'yes' | 'never' = event.pointerType === 'touch' ? 'no' : 'yes';
    grip.setPointerCapture?.(event.pointerId);
    grip.querySelector('input')?.focus({ preventScroll: true });
    event.preventDefault();
    const onMove = (move: PointerEvent) => {
      const dx = move.clientX - startX;
      const dy = move.clientY - startY;
      if (held === 'no' && Math.hypot(dx, dy) > START_PX) held = Math.abs(dx) > Math.abs(dy) ? 'yes' : 'never';
      const { left, width } = stage.getBoundingClientRect();
      if (held === 'yes') setScreen(ui.store, { wipe: Math.min(1, Math.max(0, (move.clientX - left - offset) / width)) });
    };
    const onEnd = (end: PointerEvent) => {
      grip.removeEventListener('pointermove', onMove);
      grip.removeEventListener('pointerup', onEnd);
      grip.removeEventListener('pointercancel', onEnd);
      if (end.type === 'pointercancel') setScreen(ui.store, { wipe: start });
    };
    grip.addEventListener('pointermove', onMove);
    grip.addEventListener('pointerup', onEnd);
    grip.addEventListener('pointercancel', onEnd);
  };
  return html`<div class="wipe" ${vars({ '--wipe': String(wipe) })}>
    <div class="wipe-grip" @pointerdown=${onDown}>
      <input
        type="range"
        class="hidden-range"
        aria-label="Before and after"
        aria-valuetext=${`${Math.round(wipe * 100)} % of the width shows the photo untouched`}
        min="0"
        max="100"
        step="1"
        .value=${live(String(Math.round(wipe * 100)))}
        @input=${(e: Event) => setScreen(ui.store, { wipe: (e.target as HTMLInputElement).valueAsNumber / 100 })}
      />
      <span class="wipe-knob" aria-hidden="true">${icon('wipe')}</span>
    </div>
  </div>`;
}

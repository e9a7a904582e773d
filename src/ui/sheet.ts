/* The grip of the bottom sheet: drag or tap it to switch between a strip, a third and most of the height. */
import { html } from 'lit-html';
import type { SheetHeight, Ui } from './context.ts';

const NEXT: Record<SheetHeight, SheetHeight> = { strip: 'third', third: 'strip', tall: 'third' };
const heights = (): Record<SheetHeight, number> => {
  const whole = window.visualViewport?.height ?? window.innerHeight;
  return { strip: 44, third: whole * 0.29, tall: whole * 0.55 };
};

export function sheetGrip(ui: Ui) {
  const { sheet } = ui.local;
  const onDown = (event: PointerEvent) => {
    const grip = event.currentTarget as HTMLElement;
    const start = grip.parentElement?.getBoundingClientRect().height ?? 0;
    const startY = event.clientY;
    let moved = false;
    grip.setPointerCapture?.(event.pointerId);
    const onMove = (move: PointerEvent) => {
      if (Math.abs(move.clientY - startY) > 6) moved = true;
      const h = heights();
      if (moved) ui.change({ sheetPx: Math.min(h.tall, Math.max(h.strip, start + startY - move.clientY)) });
    };
    const onEnd = () => {
      grip.removeEventListener('pointermove', onMove);
      grip.removeEventListener('pointerup', onEnd);
      grip.removeEventListener('pointercancel', onEnd);
      const { sheetPx } = ui.local;
      if (!moved || sheetPx === null) return;
      const h = heights();
      const nearest = (Object.keys(h) as SheetHeight[]).reduce((a, b) => (Math.abs(h[a] - sheetPx) < Math.abs(h[b] - sheetPx) ? a : b));
      grip.dataset.dragged = 'yes';
      ui.change({ sheet: nearest, sheetPx: null });
    };
    grip.addEventListener('pointermove', onMove);
    grip.addEventListener('pointerup', onEnd);
    grip.addEventListener('pointercancel', onEnd);
  };
  const onClick = (event: Event) => {
    const grip = event.currentTarget as HTMLElement;
    // the click that ends a drag is not a tap
    if (grip.dataset.dragged === 'yes') delete grip.dataset.dragged;
    else ui.change({ sheet: NEXT[sheet] });
  };
  return html`<button type="button" class="sheet-grip" aria-label=${sheet === 'strip' ? 'Open the panel' : 'Fold the panel'} aria-expanded=${sheet !== 'strip'} @pointerdown=${onDown} @click=${onClick}>
    <span></span>
  </button>`;
}

/*
 * A magnified view of the place that a finger or pen drags, shown above it (below at the top of the screen), with the overlay's lines. It is
 * not part of the page's templates, because it exists only during a drag.
 */
import { setScreen } from '../../app/actions.ts';
import type { PhotoPx } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { toScreen } from '../view.ts';

const SIZE_CSS_PX = 132;
const TIMES = 2.5;
/** Distance from the finger to the loupe's edge. */
const CLEAR_CSS_PX = 40;

/** @param at returns the present position of the dragged point */
export function openLoupe(ui: Ui, stage: HTMLElement, at: () => PhotoPx): () => void {
  const loupe = document.createElement('canvas');
  loupe.className = 'loupe';
  loupe.setAttribute('aria-hidden', 'true');
  document.body.append(loupe);
  let frame = 0;

  const paint = () => {
    frame = 0;
    const { view, viewportPx, theme } = ui.store.getState().screen;
    const { dpr } = viewportPx;
    const [x, y] = toScreen(view, dpr, at());
    const box = stage.getBoundingClientRect();
    const half = SIZE_CSS_PX / 2;
    const isAbove = box.top + y - CLEAR_CSS_PX - SIZE_CSS_PX >= 0;
    const left = Math.min(box.width - SIZE_CSS_PX, Math.max(0, x - half));
    const top = isAbove ? y - CLEAR_CSS_PX - SIZE_CSS_PX : y + CLEAR_CSS_PX;
    loupe.style.setProperty('--x', `${box.left + left}px`);
    loupe.style.setProperty('--y', `${box.top + top}px`);
    loupe.dataset.side = isAbove ? 'above' : 'below';
    const sizePx = Math.round(SIZE_CSS_PX * dpr);
    if (loupe.width !== sizePx) loupe.width = loupe.height = sizePx;
    const g = loupe.getContext('2d');
    if (!g) return;
    const seenPx = sizePx / TIMES;
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.fillStyle = theme === 'dark' ? '#2a2a2a' : '#c9c9c9';
    g.fillRect(0, 0, sizePx, sizePx);
    g.drawImage(ui.commands.canvas, x * dpr - seenPx / 2, y * dpr - seenPx / 2, seenPx, seenPx, 0, 0, sizePx, sizePx);
    // lines are in photo pixels
    const scale = view.scale * TIMES;
    g.setTransform(scale, 0, 0, scale, sizePx / 2 - at()[0] * scale, sizePx / 2 - at()[1] * scale);
    for (const line of stage.querySelectorAll('.overlay g > .line')) {
      g.lineWidth = (1.5 * dpr) / scale;
      g.strokeStyle = '#fff';
      g.stroke(new Path2D(line.getAttribute('d') ?? ''));
    }
    g.setTransform(1, 0, 0, 1, sizePx / 2, sizePx / 2);
    for (const [colour, width] of [
      ['rgb(0 0 0 / 0.6)', 4],
      ['#fff', 1.5],
    ] as const) {
      g.strokeStyle = colour;
      g.lineWidth = width * dpr;
      g.beginPath();
      g.arc(0, 0, 7 * dpr, 0, 7);
      g.stroke();
    }
  };
  // paint after the picture in the same frame: its pixels are lost after the frame
  const leave = ui.store.subscribe(() => {
    frame ||= requestAnimationFrame(paint);
  });
  // triggers a drawing of the picture although nothing has changed yet
  setScreen(ui.store, {});
  return () => {
    leave();
    cancelAnimationFrame(frame);
    loupe.remove();
  };
}

/* Keys of the comparison: + - 0 1 and arrows move all pictures; B, held, shows them before treatment. */
import { FITTED, type Link, moved, zoomed } from './linked-view.ts';

const STEP = 0.1;
const ARROWS: Record<string, readonly [number, number]> = { arrowleft: [1, 0], arrowright: [-1, 0], arrowup: [0, 1], arrowdown: [0, -1] };

export interface KeyedCells {
  link(): Link;
  setLink(link: Link): void;
  /** scale at which the open photo is fitted; null if it is in no cell */
  fittedScale(): number | null;
  cell(): { widthPx: number; heightPx: number } | null;
  /** shows the focused cell before treatment, else all */
  holdFocused(): void;
  release(): void;
}

let isHeld = false;

/** @returns whether the key was handled */
export function onCompareKey(key: string, cells: KeyedCells): boolean {
  const cell = cells.cell();
  if (!cell) return false;
  const { widthPx, heightPx } = cell;
  const focused = document.activeElement;
  const isOnPicture = focused === document.body || focused?.matches('.stage, .cell') === true;
  const zoomBy = (factor: number) => cells.setLink(zoomed(cells.link(), cell, factor, widthPx / 2, heightPx / 2));
  if (key === '+' || key === '=') zoomBy(1.25);
  else if (key === '-') zoomBy(0.8);
  else if (key === '0') cells.setLink(FITTED);
  else if (key === '1') zoomBy(1 / ((cells.fittedScale() ?? 1) * cells.link().zoom));
  else if (ARROWS[key] && isOnPicture) {
    const [x, y] = ARROWS[key];
    const by = STEP * Math.min(widthPx, heightPx);
    cells.setLink(moved(cells.link(), cell, x * by, y * by));
  } else if (key === 'b') {
    if (isHeld) return true;
    isHeld = true;
    cells.holdFocused();
    const end = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key.toLowerCase() !== 'b' && event.code !== 'KeyB') return;
      window.removeEventListener('keyup', end);
      window.removeEventListener('blur', end);
      isHeld = false;
      cells.release();
    };
    window.addEventListener('keyup', end);
    window.addEventListener('blur', end);
  } else return false;
  return true;
}

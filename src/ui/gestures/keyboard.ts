/* Global keys: undo, redo, save, and + - 0 1 and arrows for the picture unless a control uses them. */
import { redo, setScreen, undo } from '../../app/actions.ts';
import type { Ui } from '../context.ts';
import { isTextField } from '../controls/text-field.ts';
import { saveProject } from '../header.ts';
import { inWholeSteps, keepInSight, pan, snap, zoomAt } from '../view.ts';
import { isClients, shownWay } from '../ways/ways.ts';

const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The Latin letter or digit of a key; on a keyboard of another script, that of the same key on a Latin keyboard. */
export function latinKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isOther = key.length <= 2 && !/^[\p{Script=Latin}\p{ASCII}]/u.test(key);
  return (isOther && /^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase()) || key.toLowerCase();
}

export function zoomBy(ui: Ui, factor: number, toOne = false) {
  const { screen, photo } = ui.store.getState();
  const { width, height } = screen.viewportPx;
  const view = zoomAt(screen.view, toOne ? 1 / screen.view.scale : factor, width / 2, height / 2);
  const kept = photo ? keepInSight(view, photo, screen.viewportPx) : view;
  setScreen(ui.store, { view: snap(kept, width / 2, height / 2) });
  ui.change({ moved: true });
}

export function onKeyDown(ui: Ui, fitPicture: () => void, event: KeyboardEvent) {
  const { project, screen, photo } = ui.store.getState();
  if (!project || event.defaultPrevented) return;
  const key = latinKey(event);
  const typing = isTextField(document.activeElement);
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (isClients(ui)) return ['s', 'z', 'y'].includes(key) ? event.preventDefault() : undefined;
    if (key === 's') {
      event.preventDefault();
      // commit the text being typed first
      if (typing) (document.activeElement as HTMLElement).blur();
      if (!event.repeat) saveProject(ui);
      return;
    }
    if (typing) return;
    if (key === 'z') event.shiftKey ? redo(ui.store) : undo(ui.store);
    else if (key === 'y') redo(ui.store);
    else return;
    event.preventDefault();
    return;
  }
  if (typing || event.altKey) return;
  if (shownWay(ui)?.hand?.key(ui, key)) return event.preventDefault();
  if (key === '+' || key === '=') zoomBy(ui, 1.25);
  else if (key === '-') zoomBy(ui, 0.8);
  else if (key === '0') fitPicture();
  else if (key === '1') zoomBy(ui, 1, true);
  else if (ARROWS[event.key] && (document.activeElement === document.body || document.activeElement?.classList.contains('stage'))) {
    const [x, y] = ARROWS[event.key];
    const stepPx = 60 * screen.viewportPx.dpr;
    const view = pan(screen.view, x * stepPx, y * stepPx);
    setScreen(ui.store, { view: inWholeSteps(photo ? keepInSight(view, photo, screen.viewportPx) : view, screen.view) });
    ui.change({ moved: true });
  } else return;
  event.preventDefault();
}

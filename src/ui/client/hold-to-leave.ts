/*
 * The corner that ends the client view: held for a second by finger, mouse, Enter or Space, or Escape held anywhere. A tap shows a hint. A
 * press without pointer or key (a screen reader, a switch) cannot be held, so a question is asked instead.
 */
import { html, nothing } from 'lit-html';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { icon } from '../icons.ts';
import { goWay } from '../ways/go.ts';
import { leaveHistory } from './guarded-history.ts';

const HOLD_MS = 1000;
const HINT_MS = 2500;
let timer: ReturnType<typeof setTimeout> | undefined;

function leave(ui: Ui) {
  clearTimeout(timer);
  ui.change({ leavingClient: 'no' });
  goWay(ui, ui.local.wayBefore === 'client' ? 'preview' : ui.local.wayBefore);
  leaveHistory();
}

/** Ignores the release of the finger that held the corner, so that it does not press what is under it. */
function ignoreRelease() {
  const done = new AbortController();
  const ignore = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('click', ignore, { capture: true, signal: done.signal });
  for (const next of ['pointerdown', 'keydown'])
    document.addEventListener(next, () => done.abort(), { capture: true, signal: done.signal });
}

export function beginHold(ui: Ui) {
  if (ui.local.leavingClient === 'held') return;
  clearTimeout(timer);
  ui.change({ leavingClient: 'held' });
  timer = setTimeout(() => {
    leave(ui);
    ignoreRelease();
  }, HOLD_MS);
}
export function endHold(ui: Ui) {
  if (ui.local.leavingClient !== 'held') return;
  clearTimeout(timer);
  ui.change({ leavingClient: 'tapped' });
  timer = setTimeout(() => ui.change({ leavingClient: 'no' }), HINT_MS);
}

const HOLDING_KEYS = ['Enter', ' '];

export function leaveCorner(ui: Ui) {
  const { leavingClient } = ui.local;
  const onDown = (event: PointerEvent) => {
    if (event.button > 0) return;
    const corner = event.currentTarget as HTMLElement;
    corner.setPointerCapture?.(event.pointerId);
    beginHold(ui);
  };
  const onKey = (event: KeyboardEvent) => {
    if (!HOLDING_KEYS.includes(event.key)) return;
    // suppress the click
    event.preventDefault();
    if (event.type === 'keyup') endHold(ui);
    else if (!event.repeat) beginHold(ui);
  };
  const onClick = (event: MouseEvent) => {
    if (event.detail === 0) ui.change({ leavingClient: 'asked' });
  };
  return html`<div class="leave-corner">
    <button
      type="button"
      class="leave"
      data-held=${leavingClient === 'held' ? 'yes' : 'no'}
      aria-label="Leave the client view: hold for a second"
      @pointerdown=${onDown}
      @pointerup=${() => endHold(ui)}
      @pointercancel=${() => endHold(ui)}
      @keydown=${onKey}
      @keyup=${onKey}
      @blur=${() => endHold(ui)}
      @click=${onClick}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <svg class="leave-ring" viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="19" pathLength="100" /></svg>
      ${icon('close')}
    </button>
    <p class="leave-hint" role="status">${leavingClient === 'tapped' || leavingClient === 'held' ? 'Hold to leave' : ''}</p>
    ${
      leavingClient === 'asked'
        ? html`<div class="leave-ask" role="group" aria-label="Leave the client view?">
            <p>Leave the client view?</p>
            ${button('Leave', () => leave(ui), { kind: 'primary' })} ${button('Stay', () => ui.change({ leavingClient: 'no' }))}
          </div>`
        : nothing
    }
  </div>`;
}

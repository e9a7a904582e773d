/* Toasts, the progress bar, and the messages about missing or lost graphics. */
import { html, nothing } from 'lit-html';
import { dismiss } from '../app/actions.ts';
import type { Ui } from './context.ts';
import { button } from './controls/fields.ts';
import { saveProject } from './header.ts';
import { icon } from './icons.ts';

export function messages(ui: Ui) {
  const { project, screen } = ui.store.getState();
  const { notices, busy, leaving } = screen;
  const known = busy && Number.isFinite(busy.share);
  return html`<div class="messages" data-over=${project ? 'editor' : 'start'} role="region" aria-label="Messages">
    ${
      busy
        ? html`<div class="toast busy">
            <div class="busy-what">
              <span role="status">${busy.text}</span>
              ${known ? html`<progress aria-label=${busy.text} max="1" .value=${busy.share}></progress>` : html`<progress aria-label=${busy.text} max="1"></progress>`}
            </div>
            ${busy.cancel ? button('Cancel', busy.cancel, { kind: 'quiet' }) : nothing}
          </div>`
        : nothing
    }
    ${
      leaving
        ? html`<div class="toast leaving" data-kind="loss" role="alert">
            <span>This consultation is not kept on this device. Leave it all the same?</span>
            ${button('Save it to a file', () => saveProject(ui))} ${button('Leave it', () => leaving(true), { kind: 'danger' })}
            ${button('Stay', () => leaving(false))}
          </div>`
        : nothing
    }
    ${notices.map(
      (n) => html`<div class="toast" data-kind=${n.kind} role=${n.kind === 'note' ? 'status' : 'alert'}>
        <span>${n.text}</span>
        <button type="button" class="icon-button" aria-label="Dismiss" @click=${() => dismiss(ui.store, n.id)}>${icon('close')}</button>
      </div>`,
    )}
  </div>`;
}

export const noGraphics = () =>
  html`<main class="plain">
    <h1>Stubble</h1>
    <p>This browser cannot draw the picture: WebGL 2 is missing or switched off. Nothing is lost. Try a current Chrome, Edge, Firefox or Safari, or switch on hardware acceleration.</p>
  </main>`;
export const graphicsLost = () => html`<div class="lost" role="status">The picture is coming back</div>`;

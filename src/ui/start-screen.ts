/* The start screen: what the program does, opening a photo, the demo, earlier consultations. */
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Ui } from './context.ts';
import { button, fileButton, PHOTO_TYPES, PROJECT_TYPES } from './controls/fields.ts';
import { deleteEverything } from './delete-everything.ts';
import { openFile, openFiles } from './gestures/files.ts';
import { guidedPhotos } from './guided-photos.ts';

const savedWords = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const isTouch = () => typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;

/** Opens a consultation, and updates the list if another window has deleted it. */
async function resume(ui: Ui, id: string) {
  await ui.commands.resume(id);
  if (!ui.store.getState().project) ui.change({ recent: await ui.commands.recent() });
}

export function startScreen(ui: Ui) {
  const { demos } = ui.commands;
  const { recent } = ui.local;
  return html`<main class="start">
    <header class="start-head">
      <h1 tabindex="-1">Stubble</h1>
      <p class="start-line">See what scalp micropigmentation could look like on your own photo, session by session.</p>
    </header>
    <div class="start-actions">
      ${fileButton({ label: 'Open photo', accept: PHOTO_TYPES, icon: 'photo', primary: true, onFile: (file) => openFile(ui, file), onFiles: (files) => openFiles(ui, files) })}
      ${isTouch() ? fileButton({ label: 'Take a photo', accept: 'image/*', icon: 'camera', camera: true, onFile: (file) => openFile(ui, file) }) : nothing}
      ${guidedPhotos(ui)}
      ${demos.length ? button('Try the demo', () => ui.commands.openDemo(demos[0].id), { icon: 'play' }) : nothing}
      ${fileButton({ label: 'Open project', accept: PROJECT_TYPES, icon: 'open', onFile: (file) => ui.commands.openProject(file) })}
    </div>
    <p class="start-private">Your photo never leaves this device.</p>
    ${
      recent.length
        ? html`<section aria-labelledby="recent">
            <h2 id="recent">Carry on</h2>
            <ul class="recent">
              ${repeat(
                recent,
                ({ id }) => id,
                (r) => html`<li>
                  <button type="button" class="button recent-button" @click=${() => resume(ui, r.id)}>
                    <span>${r.title || 'Untitled consultation'}</span><small>${savedWords.format(r.savedAt)}</small>
                  </button>
                </li>`,
              )}
            </ul>
            ${deleteEverything(ui)}
          </section>`
        : nothing
    }
    ${
      demos.length
        ? html`<section aria-labelledby="demos">
            <h2 id="demos">Examples</h2>
            <ul class="demos">
              ${demos.map(
                (d) => html`<li>
                  <button type="button" class="demo" @click=${() => ui.commands.openDemo(d.id)}>
                    <img src=${d.thumbnail} alt="" width="240" height="240" />
                    <strong>${d.title}</strong>
                    <span>${d.text}</span>
                  </button>
                </li>`,
              )}
            </ul>
          </section>`
        : nothing
    }
    <p class="start-note">Pictures here are an illustration, not a guarantee. The example heads are computer-made.</p>
  </main>`;
}

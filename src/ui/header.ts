/* The bar at the top: home, ways, title, undo, redo, save. */
import { html, nothing } from 'lit-html';
import { notify, redo, setTitle, stepsToRevert, undo, undoAll } from '../app/actions.ts';
import { WAYS } from '../app/store.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Ui } from './context.ts';
import { typed } from './controls/typed.ts';
import { type IconName, icon } from './icons.ts';
import { goWay } from './ways/go.ts';
import { WAYS_BUILT, wayOf } from './ways/ways.ts';

const SAVED = { saved: 'Kept on this device', saving: 'Keeping…', failed: 'Not kept' } as const;

export function saveProject(ui: Ui) {
  ui.change({ shared: true });
  void ui.commands.saveProject();
}

function undoEverything(ui: Ui) {
  if (!stepsToRevert(ui.store)) return;
  undoAll(ui.store);
  notify(ui.store, 'note', 'All changes are taken back. Redo brings them again, one by one.');
}

export function headerBar(ui: Ui, project: Project) {
  const { pastStates, futureStates } = ui.store.temporal.getState();
  const { saved } = ui.store.getState().screen;
  const way = wayOf(ui);
  const tool = (name: string, picture: IconName, isOff: boolean, act: () => void, look = '') =>
    html`<button type="button" class=${`icon-button ${look}`} aria-label=${name} title=${name} aria-disabled=${isOff} @click=${act}>${icon(picture)}</button>`;
  return html`<header class="bar">
    <button type="button" class="icon-button" aria-label="Home" @click=${() => ui.commands.closeToStart()}>${icon('home')}</button>
    <h1 class="hidden-text">Stubble</h1>
    <div class="ways" role="group" aria-label="Ways to look at it">
      ${WAYS.map((one) => {
        const row = WAYS_BUILT[one];
        return row
          ? html`<button type="button" class="way" aria-label=${row.word} aria-pressed=${one === way} @click=${() => goWay(ui, one)}>
              ${icon(row.icon)}<span class="way-word">${row.word}</span><span class="way-short" aria-hidden="true">${row.short ?? row.word}</span>
            </button>`
          : nothing;
      })}
    </div>
    <input
      class="title"
      aria-label="Title"
      placeholder="Untitled consultation"
      .value=${typed(project.title)}
      @change=${(e: Event) => setTitle(ui.store, (e.target as HTMLInputElement).value)}
    />
    <span class="saved" data-state=${saved}>${SAVED[saved]}</span>
    ${
      way === 'plan'
        ? html`<button type="button" class="icon-button" aria-label="Plans" title="Plans" aria-expanded=${ui.local.plansOpen} @click=${() => ui.change({ plansOpen: !ui.local.plansOpen, planNameRefused: '' })}>${icon('plans')}</button>`
        : nothing
    }
    ${tool('Revert everything', 'undoAll', stepsToRevert(ui.store) === 0, () => undoEverything(ui), 'undo-all')}
    ${tool('Undo', 'undo', pastStates.length === 0, () => undo(ui.store))}
    ${tool('Redo', 'redo', futureStates.length === 0, () => redo(ui.store))}
    <button
      type="button"
      class="button save"
      aria-label="Save project"
      @click=${() => saveProject(ui)}
    >
      ${icon('save')}<span>Save project</span>
    </button>
  </header>`;
}

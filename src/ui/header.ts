/* The thin bar at the top: home, title, undo, redo, save. */
import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { redo, setTitle, undo } from '../app/actions.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Ui } from './context.ts';
import { icon } from './icons.ts';

const SAVED = { saved: 'Kept on this device', saving: 'Keeping…', failed: 'Not kept' } as const;

export function saveProject(ui: Ui) {
  ui.change({ shared: true });
  void ui.commands.saveProject();
}

export function headerBar(ui: Ui, project: Project) {
  const { pastStates, futureStates } = ui.store.temporal.getState();
  const { saved } = ui.store.getState().screen;
  return html`<header class="bar">
    <button type="button" class="icon-button" aria-label="Home" @click=${() => ui.commands.closeToStart()}>${icon('home')}</button>
    <h1 class="hidden-text">Stubble</h1>
    <input
      class="title"
      aria-label="Title"
      placeholder="Untitled consultation"
      .value=${live(project.title)}
      @change=${(e: Event) => setTitle(ui.store, (e.target as HTMLInputElement).value)}
    />
    <span class="saved" data-state=${saved}>${SAVED[saved]}</span>
    <button type="button" class="icon-button" aria-label="Plans" title="Plans" aria-expanded=${ui.local.plansOpen} @click=${() => ui.change({ plansOpen: !ui.local.plansOpen, planNameRefused: '' })}>${icon('plans')}</button>
    <button type="button" class="icon-button" aria-label="Undo" aria-disabled=${pastStates.length === 0} @click=${() => undo(ui.store)}>${icon('undo')}</button>
    <button type="button" class="icon-button" aria-label="Redo" aria-disabled=${futureStates.length === 0} @click=${() => redo(ui.store)}>${icon('redo')}</button>
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

/*
 * Client view, for handing the device to the client: the picture with its wipe, sessions and time, the choice of plan and its shade, but no
 * tools. Left by holding a corner. Loaded on first use.
 */
import '../styles/client.css';
import { html, nothing } from 'lit-html';
import { showPlan } from '../../app/consultation-actions.ts';
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { hasDesign } from '../design-state.ts';
import { icon } from '../icons.ts';
import { graphicsLost } from '../messages.ts';
import { wipeHandle } from '../overlay/wipe.ts';
import { choiceSheet } from '../preview/choices.ts';
import { timeBar } from '../time-bar.ts';
import { type Drawn, type Hand, KEYS_ONLY } from '../ways/ways.ts';
import { guardHistory } from './guarded-history.ts';
import { beginHold, endHold, leaveCorner } from './hold-to-leave.ts';

export function draw(ui: Ui, project: Project, fitPicture: () => void): Drawn {
  const { consultation, screen } = ui.store.getState();
  guardHistory();
  const ready = hasDesign(project);
  const plans = consultation?.plans ?? [];
  return {
    instead: html`<div class="editor" data-way="client" data-side=${screen.panelSide}>
      <h1 class="hidden-text">Stubble</h1>
      <main class="picture">
        <div class="stage" role="group" aria-label="Picture" tabindex="-1">
          ${ui.commands.canvas} ${ready ? wipeHandle(ui) : nothing}
          <button type="button" class="icon-button client-fit" aria-label="Fit the head" @click=${fitPicture}>${icon('fit')}</button>
          ${screen.webgl === 'lost' ? graphicsLost() : nothing}
        </div>
        ${ready ? timeBar(ui, project) : nothing}
      </main>
      ${
        ready
          ? html`<div class="client-choices">
              ${
                plans.length > 1
                  ? radioGroup(
                      'Plan',
                      plans.map(({ name }) => ({ value: name, text: name })),
                      screen.planName,
                      (to) => showPlan(ui.store, to),
                    )
                  : nothing
              }
              ${choiceSheet(ui, project, 'shade')}
            </div>`
          : nothing
      }
      ${leaveCorner(ui)}
    </div>`,
  };
}

export const hand: Hand = {
  ...KEYS_ONLY,
  key(ui, key) {
    if (key !== 'escape') return false;
    if (ui.local.leavingClient === 'held') return true;
    beginHold(ui);
    const end = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      window.removeEventListener('keyup', end);
      window.removeEventListener('blur', end);
      endHold(ui);
    };
    window.addEventListener('keyup', end);
    window.addEventListener('blur', end);
    return true;
  },
};

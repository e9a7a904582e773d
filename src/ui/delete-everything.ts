/* The button that deletes everything kept in this browser, with a confirmation. */
import { html } from 'lit-html';
import type { Ui } from './context.ts';
import { button } from './controls/fields.ts';

export function deleteEverything(ui: Ui) {
  if (!ui.local.deleteArmed)
    return html`<div class="row">${button('Delete everything on this device', () => ui.change({ deleteArmed: true }), { icon: 'delete', kind: 'quiet' })}</div>`;
  return html`<div class="danger-zone" role="group" aria-label="Confirm">
    <p>This removes every photo and consultation kept in this browser. It cannot be undone; files you saved stay.</p>
    <div class="row">
      ${button(
        'Yes, delete it all',
        () => {
          ui.change({ deleteArmed: false, recent: [], finishes: [] });
          ui.commands.deleteEverything();
        },
        { kind: 'danger', icon: 'delete' },
      )}
      ${button('Keep it', () => ui.change({ deleteArmed: false }))}
    </div>
  </div>`;
}

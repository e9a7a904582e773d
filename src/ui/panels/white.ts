/* White by a grey card or a white sheet in the photo: set, set again, removed. Part of the Shade step. */
import { html, nothing } from 'lit-html';
import { setWhite } from '../../app/actions.ts';
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { tapWhite } from '../gestures/white-tool.ts';
import { middleOf } from '../view.ts';

export function whiteSection(ui: Ui, project: Project) {
  const { whitePick } = ui.local;
  const { white } = project;
  const { view, viewportPx } = ui.store.getState().screen;
  const start = () => ui.change({ whitePick: whitePick ? null : { refused: '' } });
  return html`<h3>White</h3>
    <p class="note">${
      white
        ? `Set by a patch of the photo: red × ${white.gains[0].toFixed(2)}, green × ${white.gains[1].toFixed(2)}, blue × ${white.gains[2].toFixed(2)}, in the picture, its export and the measured skin.`
        : 'As the camera took it. A grey card or a sheet of white paper beside the head tells the colour of the light.'
    }</p>
    ${
      whitePick
        ? html`<p class="note">Tap the grey card or white sheet in the photo; Escape gives up.</p>
            ${whitePick.refused ? html`<p class="note advice-text" role="alert">${whitePick.refused}</p>` : nothing}`
        : nothing
    }
    <div class="row">
      ${button('Set white by a grey card or a white sheet', start, { icon: 'white', pressed: whitePick !== null })}
      ${whitePick ? button('Use the middle of the picture', () => tapWhite(ui, middleOf(view, viewportPx))) : nothing}
      ${white && !whitePick ? button('Remove white', () => setWhite(ui.store, null), { icon: 'close', kind: 'quiet' }) : nothing}
    </div>`;
}

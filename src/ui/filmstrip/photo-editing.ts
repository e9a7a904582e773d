/* Part of the Photo panel: label and position of the shown photo, and the button that removes it. */
import { html, nothing } from 'lit-html';
import { labelPhoto, movePhoto } from '../../app/consultation-actions.ts';
import { MAX_LABEL_LENGTH } from '../../core/consultation/consultation.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { typed } from '../controls/typed.ts';
import { apartWords, photoWords } from '../words.ts';
import { isShown, removeWithNotice } from './several.ts';

export function photoEditing(ui: Ui) {
  const { consultation, screen } = ui.store.getState();
  const at = consultation?.photos.findIndex(({ id }) => id === screen.photoId) ?? -1;
  const photo = consultation?.photos[at];
  if (!photo || !isShown(ui)) return nothing;
  const last = consultation.photos.length - 1;
  const apart = screen.disagreeing[photo.id];
  return html`<label class="field">
      <span>Label</span>
      <input
        type="text"
        maxlength=${MAX_LABEL_LENGTH}
        placeholder=${photoWords({ ...photo, label: '' })}
        .value=${typed(photo.label)}
        @change=${(event: Event) => labelPhoto(ui.store, photo.id, (event.target as HTMLInputElement).value)}
      />
    </label>
    ${apart === undefined ? nothing : html`<p class="note advice-text">${apartWords(photoWords(photo), apart)}</p>`}
    <div class="row" role="group" aria-label="This photo">
      ${at > 0 ? button('Move earlier', () => void movePhoto(ui.store, photo.id, at - 1)) : nothing}
      ${at < last ? button('Move later', () => void movePhoto(ui.store, photo.id, at + 1)) : nothing}
      ${button('Remove photo', () => removeWithNotice(ui, photo), { icon: 'delete', kind: 'quiet' })}
    </div>`;
}

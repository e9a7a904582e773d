/*
 * The photos of the consultation at the edge of the picture: a tap shows a photo. Arrow keys go along the strip; Alt with an arrow, or
 * dragging (with a finger after a short hold), moves the photo. Loaded once there are several photos.
 */
import '../styles/filmstrip.css';
import { html, nothing } from 'lit-html';
import { movePhoto } from '../../app/consultation-actions.ts';
import type { PhotoEntry } from '../../core/consultation/consultation.ts';
import type { Ui } from '../context.ts';
import { icon } from '../icons.ts';
import { photoWords } from '../words.ts';
import { addPhoto } from './add-photo.ts';
import { dragFilm } from './drag-film.ts';
import { isShown, removeWithNotice } from './several.ts';
import { pictureOf } from './thumbnail-urls.ts';

export { photoEditing } from './photo-editing.ts';
export { isShown };

/** State of a photo, shown as a mark and at the end of its accessible name. */
type Known = 'measured' | 'unmeasured' | 'doubtful';
const KNOWN_WORDS: Readonly<Record<Known, string>> = { measured: 'measured', unmeasured: 'not measured', doubtful: 'check its head' };
function knownOf(ui: Ui, { id, scale, pose }: PhotoEntry): Known {
  const { measured, disagreeing } = ui.store.getState().screen;
  if (!scale || !pose) return 'unmeasured';
  return id in disagreeing || measured[id]?.isTrusted === false ? 'doubtful' : 'measured';
}

export function filmstrip(ui: Ui) {
  const { consultation, screen } = ui.store.getState();
  if (!consultation || !isShown(ui)) return nothing;
  const { photos } = consultation;
  const current = screen.comingPhotoId || screen.photoId;
  return html`<div class="filmstrip">
    <ul role="list" aria-label="Photos">
      ${photos.map((photo, at) => {
        const known = knownOf(ui, photo);
        const words = photoWords(photo);
        const picture = pictureOf(ui, photo.id);
        return html`<li>
          <button
            type="button"
            class="film"
            data-photo=${photo.id}
            data-known=${known}
            aria-label=${`${words}, ${KNOWN_WORDS[known]}`}
            title=${`${words}, ${KNOWN_WORDS[known]}`}
            aria-current=${photo.id === current ? 'true' : 'false'}
            aria-busy=${photo.id === screen.comingPhotoId}
            tabindex=${photo.id === current ? 0 : -1}
            @click=${() => void ui.commands.showPhoto(photo.id)}
            @keydown=${(event: KeyboardEvent) => onKey(ui, photo.id, at, event)}
            @pointerdown=${(event: PointerEvent) => dragFilm(event, (to) => movePhoto(ui.store, photo.id, to))}
          >
            ${picture ? html`<img src=${picture} alt="" draggable="false" />` : html`<span class="film-empty">${icon('photo')}</span>`}
            ${known === 'doubtful' ? html`<span class="film-mark">${icon('warning')}</span>` : nothing}
            <span class="film-label" aria-hidden="true">${words}</span>
          </button>
        </li>`;
      })}
    </ul>
    ${addPhoto(ui)}
  </div>`;
}

function onKey(ui: Ui, id: string, at: number, event: KeyboardEvent) {
  const photos = ui.store.getState().consultation?.photos ?? [];
  if (event.key === 'Delete' && photos.length > 1) {
    event.preventDefault();
    removeWithNotice(ui, photos[at]);
    return void focusOnceDrawn(ui.store.getState().screen.photoId);
  }
  const last = photos.length - 1;
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (to < 0 || to > last) return;
  if (event.altKey) {
    movePhoto(ui.store, id, to);
    return void focusOnceDrawn(id);
  }
  void ui.commands.showPhoto(photos[to].id);
  // move the focus at once, for the next key press
  focusFilm(photos[to].id);
}

function focusFilm(id: string) {
  const film = [...document.querySelectorAll<HTMLElement>('.film')].find((one) => one.dataset.photo === id);
  film?.focus();
  film?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
}
/** Focuses a photo after the strip has been redrawn. */
const focusOnceDrawn = (id: string) => requestAnimationFrame(() => requestAnimationFrame(() => focusFilm(id)));

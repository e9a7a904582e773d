/* The Photo step: file, turning, another photo, and the appearance of the screen. */
import { html, nothing } from 'lit-html';
import { setScreen } from '../../app/actions.ts';
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { button, fileButton, PHOTO_TYPES, PROJECT_TYPES } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { openFile, openFiles } from '../gestures/files.ts';
import { guidedPhotos } from '../guided-photos.ts';
import { icon } from '../icons.ts';
import { count } from '../words.ts';

export function photoPanel(ui: Ui, project: Project) {
  const { photo, screen } = ui.store.getState();
  return html`<p class="lead">A sharp photo, hair short, even light, the whole head in it.</p>
    <dl class="figures">
      <div><dt>Name</dt><dd class="clip">${project.photo.name || 'untitled'}</dd></div>
      <div><dt>Size</dt><dd>${count(project.photo.widthPx)} × ${count(project.photo.heightPx)} px</dd></div>
    </dl>
    ${ui.local.filmstrip?.photoEditing(ui) ?? nothing}
    ${photo?.message ? html`<p class="note">${photo.message}</p>` : nothing}
    ${photoCheck(ui)}
    <div class="row">
      ${fileButton({ label: 'Open photo', accept: PHOTO_TYPES, icon: 'photo', onFile: (file) => openFile(ui, file), onFiles: (files) => openFiles(ui, files) })}
      ${button('Turn photo', () => void ui.commands.turnPhoto(), { icon: 'turn' })}
      ${guidedPhotos(ui)}
      ${fileButton({ label: 'Open project', accept: PROJECT_TYPES, icon: 'open', onFile: (file) => ui.commands.openProject(file) })}
    </div>
    <p class="note">Your photo never leaves this device.</p>
    ${radioGroup(
      'Surround',
      [
        { value: 'dark', text: 'Dark' },
        { value: 'light', text: 'Light' },
      ],
      screen.theme,
      (theme) => setScreen(ui.store, { theme }),
    )}
    ${radioGroup(
      'Panel side',
      [
        { value: 'left', text: 'Left' },
        { value: 'right', text: 'Right' },
      ],
      screen.panelSide,
      (panelSide) => setScreen(ui.store, { panelSide }),
    )}`;
}

/** Faults of the photo and their remedies; empty until the head is known. */
function photoCheck(ui: Ui) {
  const findings = ui.store.getState().results.photoFindings;
  if (!findings) return nothing;
  if (!findings.length)
    return html`<p class="note">Photo check: nothing found in size, sharpness, light, colour, shine, hair, framing, hats and glasses. Hands are not checked.</p>`;
  return html`<h3>Photo check</h3>
    <ul class="advice" role="list" aria-label="Photo check">
      ${findings.map(
        ({ text, remedy }) => html`<li>
          ${icon('warning')}
          <div><strong>${text}</strong><p>${remedy}</p></div>
        </li>`,
      )}
    </ul>
    <p class="note">Hands are not checked, and hats only where a face is seen.</p>`;
}

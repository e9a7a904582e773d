/* The frame common to all ways: header, picture, time bar. The shown way draws the rest (ways/ways.ts). */
import { html, nothing } from 'lit-html';
import type { Project } from '../core/consultation/schema.ts';
import type { Ui } from './context.ts';
import { hasDesign } from './design-state.ts';
import { addPhoto } from './filmstrip/add-photo.ts';
import { zoomBy } from './gestures/keyboard.ts';
import { headerBar } from './header.ts';
import { icon } from './icons.ts';
import { graphicsLost } from './messages.ts';
import { wipeHandle } from './overlay/wipe.ts';
import { timeBar } from './time-bar.ts';
import { vars } from './vars.ts';
import { type Drawn, shownWay, wayOf } from './ways/ways.ts';

/** Placeholder while a way is loading, so that the picture does not change its size. */
const COMING: Drawn = { side: html`<div class="sheet"></div>` };

export function editor(ui: Ui, project: Project, fitPicture: () => void) {
  const { screen } = ui.store.getState();
  const { sheet, sheetPx, afterMeasuring, filmstrip, choices, leaving } = ui.local;
  // a sheet takes no room while it loads
  const choice = (ui.local.choice === 'share' ? leaving : choices) && ui.local.choice;
  const ready = hasDesign(project);
  const drawn = shownWay(ui)?.draw(ui, project, fitPicture) ?? COMING;
  if (drawn.instead) return drawn.instead;
  return html`<div class="editor" data-way=${wayOf(ui)} data-choice=${choice ?? 'none'} data-side=${screen.panelSide} data-sheet=${sheet} data-dragging=${sheetPx === null ? 'no' : 'yes'} ${vars({ '--sheet-px': `${sheetPx ?? 0}px` })}>
    ${headerBar(ui, project)}
    <main class="picture">
      <div class="photos">
      ${filmstrip?.filmstrip(ui) ?? nothing}
      <div class="stage" data-tool=${drawn.tool ?? 'none'} role="group" aria-label="Picture" tabindex="-1">
        ${ui.commands.canvas} ${ready && !drawn.isWipeHidden ? wipeHandle(ui) : nothing} ${drawn.over ?? nothing}
        <div class="zoom" role="group" aria-label="Zoom">
          <button type="button" class="icon-button" aria-label="Zoom in" @click=${() => zoomBy(ui, 1.5)}>${icon('plus')}</button>
          <button type="button" class="icon-button" aria-label="Zoom out" @click=${() => zoomBy(ui, 1 / 1.5)}>${icon('minus')}</button>
          <button type="button" class="icon-button" aria-label="Fit the head" @click=${fitPicture}>${icon('fit')}</button>
          <button type="button" class="icon-button one" aria-label="1:1, one to one" @click=${() => zoomBy(ui, 1, true)}><span>1:1</span></button>
        </div>
        ${filmstrip?.isShown(ui) || (choice === 'photos' && wayOf(ui) === 'preview') ? nothing : html`<div class="add-photo">${addPhoto(ui)}</div>`}
        ${screen.webgl === 'lost' ? graphicsLost() : nothing}
      </div>
      </div>
      ${ready && !drawn.isTimeHidden ? timeBar(ui, project) : nothing}
      ${drawn.foot ?? nothing}
    </main>
    ${drawn.side ? html`<aside class="side" aria-label="Settings">${drawn.side}</aside>` : nothing}
    ${afterMeasuring?.sideQuestion(ui, project)}
  </div>`;
}

/* The editor: picture with what lies over it, time at its foot, steps, one panel. */
import { html, nothing } from 'lit-html';
import type { Step } from '../app/store.ts';
import type { Project } from '../core/consultation/schema.ts';
import type { Ui } from './context.ts';
import { hasDesign } from './design-state.ts';
import { addPhoto } from './filmstrip/add-photo.ts';
import { zoomBy } from './gestures/keyboard.ts';
import { headerBar } from './header.ts';
import { icon } from './icons.ts';
import { graphicsLost } from './messages.ts';
import { overlay } from './overlay/overlay.ts';
import { wipeHandle } from './overlay/wipe.ts';
import { densityPanel } from './panels/density.ts';
import { hairlinePanel } from './panels/hairline.ts';
import { headPanel } from './panels/head.ts';
import { photoPanel } from './panels/photo.ts';
import { scalePanel } from './panels/scale.ts';
import { sessionsPanel } from './panels/sessions.ts';
import { shadePanel } from './panels/shade.ts';
import { sharePanel } from './panels/share.ts';
import { sheetGrip } from './sheet.ts';
import { STEP_WORDS, steps } from './steps.ts';
import { timeBar } from './time-bar.ts';
import { vars } from './vars.ts';

const PANELS: Record<Step, (ui: Ui, project: Project) => unknown> = {
  photo: photoPanel,
  scale: scalePanel,
  head: headPanel,
  hairline: hairlinePanel,
  density: densityPanel,
  shade: shadePanel,
  sessions: sessionsPanel,
  share: sharePanel,
};

export function editor(ui: Ui, project: Project, fitPicture: () => void) {
  const { screen } = ui.store.getState();
  const { step } = screen;
  const ready = hasDesign(project);
  const { sheet, sheetPx, afterMeasuring, filmstrip, plans } = ui.local;
  return html`<div class="editor" data-side=${screen.panelSide} data-sheet=${sheet} data-dragging=${sheetPx === null ? 'no' : 'yes'} ${vars({ '--sheet-px': `${sheetPx ?? 0}px` })}>
    ${headerBar(ui, project)}
    <main class="picture">
      <div class="photos">
      ${filmstrip?.filmstrip(ui) ?? nothing}
      <div class="stage" data-tool=${step === 'density' ? screen.tool : step === 'shade' && ui.local.whitePick ? 'white' : 'none'} tabindex="-1">
        ${ui.commands.canvas} ${ready ? wipeHandle(ui) : nothing} ${overlay(ui, project)}
        <div class="zoom" role="group" aria-label="Zoom">
          <button type="button" class="icon-button" aria-label="Zoom in" @click=${() => zoomBy(ui, 1.5)}>${icon('plus')}</button>
          <button type="button" class="icon-button" aria-label="Zoom out" @click=${() => zoomBy(ui, 1 / 1.5)}>${icon('minus')}</button>
          <button type="button" class="icon-button" aria-label="Fit the head" @click=${fitPicture}>${icon('fit')}</button>
          <button type="button" class="icon-button one" aria-label="1:1, one to one" @click=${() => zoomBy(ui, 1, true)}><span>1:1</span></button>
        </div>
        ${filmstrip?.isShown(ui) ? nothing : html`<div class="add-photo">${addPhoto(ui)}</div>`}
        ${screen.webgl === 'lost' ? graphicsLost() : nothing}
      </div>
      </div>
      ${ready ? timeBar(ui, project) : nothing}
    </main>
    <aside class="side" aria-label="Settings">
      ${steps(ui, project)}
      <div class="sheet">
        ${sheetGrip(ui)}
        <div class="panel" role="tabpanel" id="panel" aria-labelledby=${`tab-${step}`} tabindex="0">
          <h2>${STEP_WORDS[step]}</h2>
          ${plans?.planChoice(ui, step) ?? nothing}
          ${afterMeasuring?.doubtLine(ui, project, step)} ${PANELS[step](ui, project)}
        </div>
      </div>
    </aside>
    ${afterMeasuring?.sideQuestion(ui, project)}
  </div>`;
}

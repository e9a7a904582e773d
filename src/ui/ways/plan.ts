/* Plan: the technician's steps, with a panel and an overlay for each. Loaded on first use. */
import '../styles/plan.css';
import { html, nothing } from 'lit-html';
import type { Step } from '../../app/store.ts';
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { overlay } from '../overlay/overlay.ts';
import { densityPanel } from '../panels/density.ts';
import { hairlinePanel } from '../panels/hairline.ts';
import { headPanel } from '../panels/head.ts';
import { photoPanel } from '../panels/photo.ts';
import { scalePanel } from '../panels/scale.ts';
import { sessionsPanel } from '../panels/sessions.ts';
import { shadePanel } from '../panels/shade.ts';
import { sharePanel } from '../panels/share.ts';
import { sheetGrip } from '../sheet.ts';
import { STEP_WORDS, steps } from '../steps.ts';
import { treatingQuestion } from '../treating/treating.ts';
import type { Drawn } from './ways.ts';

export { planHand as hand } from '../gestures/plan-hand.ts';

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

export function draw(ui: Ui, project: Project): Drawn {
  const { step, tool } = ui.store.getState().screen;
  const { afterMeasuring, plans, whitePick } = ui.local;
  return {
    over: overlay(ui, project),
    tool: step === 'density' ? tool : step === 'shade' && whitePick ? 'white' : 'none',
    side: html`${steps(ui, project)}
      <div class="sheet">
        ${sheetGrip(ui)}
        <div class="panel" role="tabpanel" id="panel" aria-labelledby=${`tab-${step}`} tabindex="0">
          <h2>${STEP_WORDS[step]}</h2>
          ${treatingQuestion(ui, project)} ${plans?.planChoice(ui, step) ?? nothing}
          ${afterMeasuring?.doubtLine(ui, project, step)} ${PANELS[step](ui, project)}
        </div>
      </div>`,
  };
}

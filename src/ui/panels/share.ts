/* The Share step: picture, project file, figures and advice. */
import { html, nothing } from 'lit-html';
import type { Project } from '../../core/consultation/schema.ts';
import type { PlanFigures } from '../../core/treatment/estimates.ts';
import { adviceList } from '../advice-list.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { deleteEverything } from '../delete-everything.ts';
import { count, dayWords, shownWords } from '../words.ts';
import { withFinish } from './finish.ts';

export function sharePanel(ui: Ui, project: Project) {
  const { screen } = ui.store.getState();
  const { exportWidthPx, exportType, leaving, leavingLoads } = ui.local;
  const full = project.photo.widthPx;
  const widths = [0, ...[2048, 1080].filter((w) => w < full)];
  return html`<p class="lead">The picture shows ${dayWords(screen.day)}, with “Illustration, not a guarantee” on a strip below it.</p>
    <div class="row">
      ${button(
        'Export image',
        () => {
          ui.change({ shared: true });
          ui.commands.exportImage({ type: exportType, ...(exportWidthPx ? { widthPx: exportWidthPx } : {}) });
        },
        { kind: 'primary', icon: 'download' },
      )}
      ${leaving?.printButton(ui, leaving.commands) ?? nothing}
    </div>
    ${withFinish(project)}
    ${radioGroup(
      'Width',
      widths.map((w) => ({ value: String(w), text: w ? `${count(w)} px` : `Full, ${count(full)} px` })),
      String(exportWidthPx),
      (w) => ui.change({ exportWidthPx: Number(w) }),
    )}
    ${radioGroup(
      'File type',
      [
        { value: 'png', text: 'PNG' },
        { value: 'jpeg', text: 'JPEG' },
      ],
      exportType,
      (type) => ui.change({ exportType: type }),
    )}
    ${leavingLoads === 'loading' ? html`<p class="note" role="status">Loading…</p>` : below(ui, project)}`;
}

/** What lies below parts that are loaded with Share: shown with them, for they would push it away under a finger. */
function below(ui: Ui, project: Project) {
  const { results } = ui.store.getState();
  const { figures } = results;
  const { leaving } = ui.local;
  return html`${leaving ? html`${leaving.takeHome(ui, leaving.commands, project)} ${leaving.printRates(ui, leaving.commands)}` : nothing}
    <p class="note">“Save project” at the top keeps photos and plans in one file. A browser may clear what it stores after a week without a visit; a file you keep stays.</p>
    ${
      figures && !figures.dots && !results.updating
        ? html`<h3>Figures</h3>
            <p class="note">Nothing is planned yet: outline a zone under Density, or propose a hairline, and the plan is counted here.</p>`
        : figures
          ? html`<h3>Figures ${results.updating ? html`<small>updating</small>` : nothing}</h3>
          <dl class="figures">
            <div><dt>Area</dt><dd>${figures.areaCm2.toFixed(0)} ± ${Math.max(1, figures.areaCm2 * figures.areaSdShare).toFixed(0)} <small>cm²</small></dd></div>
            <div><dt>Dots</dt><dd>${count(figures.dots)}</dd></div>
            ${figures.dotsPerSession.map((n, i) => html`<div><dt>In session ${i + 1}</dt><dd>${count(n)}</dd></div>`)}
            <div><dt>Work</dt><dd>${count(figures.minutes[0])}–${count(figures.minutes[1])} <small>min</small></dd></div>
          </dl>
          ${unseenNote(figures)}`
          : nothing
    }
    ${adviceList(ui)}
    <h3>Privacy</h3>
    <p class="note">Your photo never leaves this device. Turn on airplane mode and try it.</p>
    ${deleteEverything(ui)}`;
}

/** The share of the figures that this photo shows, and what no photo shows. */
function unseenNote(figures: PlanFigures) {
  const shown = shownWords(figures, figures.shown);
  const { areaCm2, dots } = figures.unseen;
  return shown
    ? html`<p class="note">The whole plan, round the head. ${shown}${areaCm2 >= 1 ? ` ${areaCm2.toFixed(0)} cm² with ${count(dots)} dots are in no photo: hair there is not known.` : ''}</p>`
    : nothing;
}

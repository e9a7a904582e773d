/* The finish: the studio's work to which the plan is scaled, the finishes kept on this device, and a button to read a new one. */
import { html, nothing } from 'lit-html';
import { notify, setFinish } from '../../app/actions.ts';
import { finishBesideStandard } from '../../app/calibrate.ts';
import type { Finish, KeptFinish, Project } from '../../core/consultation/schema.ts';
import { linearOf } from '../../core/math/colour.ts';
import { SKIN_COLOUR } from '../../core/treatment/skin-colours.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { besideWords } from '../finish-words.ts';

const isSame = (a: Finish, b: Finish) => a.name === b.name && a.light.every((x, c) => x === b.light[c]);

/** One line if a finish is set; else nothing. */
export const withFinish = ({ treatment }: Project) =>
  treatment.finish ? html`<p class="note clip-name">With the finish ${treatment.finish.name}.</p>` : nothing;

export function finishSection(ui: Ui, project: Project) {
  const { finishes } = ui.local;
  const acting = project.treatment.finish ?? null;
  const chosen = acting ? finishes.findIndex((one) => isSame(one, acting)) : -1;
  const isForeign = acting !== null && chosen < 0;
  const choices = [
    { value: 'standard', text: 'Standard' },
    ...finishes.map(({ name }, i) => ({ value: `kept-${i}`, text: name })),
    ...(isForeign ? [{ value: 'project', text: `${acting.name} (of this project)` }] : []),
  ];
  const choose = (value: string) => {
    if (value !== 'project') setFinish(ui.store, value === 'standard' ? null : finishes[Number(value.slice('kept-'.length))]);
  };
  return html`<h3>Finish</h3>
    <p class="note clip-name">${
      acting ? `Finish: ${acting.name}, ${beside(ui, project)}.` : 'Standard finish: the plan’s light as the program takes it by default.'
    }</p>
    ${choices.length > 1 ? radioGroup('Finish', choices, acting ? (isForeign ? 'project' : `kept-${chosen}`) : 'standard', choose, true) : nothing}
    <div class="row">
      ${button('Calibrate to my work', () => void calibrate(ui, null), { icon: 'find' })}
      ${chosen >= 0 && finishes[chosen].readings.length ? button('Add a pair of photos', () => void calibrate(ui, finishes[chosen]), { icon: 'plus' }) : nothing}
      ${isForeign && !finishes.some(({ name }) => name === acting.name) ? button('Keep on this device', () => void keep(ui, acting), { icon: 'save' }) : nothing}
      ${chosen >= 0 ? button('Remove', () => void remove(ui, finishes[chosen]), { icon: 'delete', kind: 'quiet' }) : nothing}
    </div>`;
}

function beside(ui: Ui, { treatment }: Project): string {
  const [r, g, b] = (ui.store.getState().results.skinRgb ?? SKIN_COLOUR[treatment.skin]).map((byte) => linearOf(byte / 255));
  return besideWords(finishBesideStandard(treatment, [r, g, b]), 'standard');
}

async function calibrate(ui: Ui, onto: KeptFinish | null) {
  try {
    const { calibrateToWork } = await import('../calibrate/calibrate-dialog.ts');
    await calibrateToWork(ui, onto);
  } catch {
    notify(ui.store, 'problem', 'The calibration could not be loaded: try again.');
  }
}

async function keep(ui: Ui, finish: Finish) {
  const kept = await ui.commands.keepFinish({ name: finish.name, light: finish.light, readings: [] });
  if (kept.ok) ui.change({ finishes: kept.finishes });
  else notify(ui.store, 'problem', kept.reason);
}

/** Removes a finish from this device and from the open project; other projects have their own copy. */
async function remove(ui: Ui, finish: KeptFinish) {
  const left = await ui.commands.removeFinish(finish.name);
  if (!left.ok) return notify(ui.store, 'problem', left.reason);
  const acting = ui.store.getState().project?.treatment.finish;
  if (acting && isSame(finish, acting)) setFinish(ui.store, null);
  ui.change({ finishes: left.finishes });
  notify(ui.store, 'note', `${finish.name} is removed from this device. Other projects that use it keep it.`);
}

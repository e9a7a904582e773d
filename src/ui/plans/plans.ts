/*
 * The choice of the shown plan, and controls to copy, rename and delete plans. Above every panel with settings of a plan. Loaded once there
 * are several plans, or on first use.
 */
import '../styles/plans.css';
import { html, nothing } from 'lit-html';
import { copyPlan, removePlan, renamePlan, showPlan } from '../../app/consultation-actions.ts';
import type { Step } from '../../app/store.ts';
import { MAX_PLANS, PLAN_NAME_LENGTH } from '../../core/consultation/consultation.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { typed } from '../controls/typed.ts';

/** Steps that belong to the photo and the head and not to a plan. */
const NOT_OF_PLAN: readonly Step[] = ['photo', 'scale', 'head'];

export function planChoice(ui: Ui, step: Step) {
  const { consultation, screen } = ui.store.getState();
  const { plansOpen, planNameRefused } = ui.local;
  if (!consultation) return nothing;
  const { plans } = consultation;
  if (!plansOpen && (plans.length < 2 || NOT_OF_PLAN.includes(step))) return nothing;
  const name = screen.planName;
  const rename = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const isRenamed = renamePlan(ui.store, input.value);
    ui.change({
      planNameRefused: isRenamed ? '' : input.value.trim() ? `Another plan is called “${input.value.trim()}”.` : 'A plan needs a name.',
    });
  };
  return html`<section class="plans" aria-label="Plans">
    ${radioGroup(
      'Plan',
      plans.map((plan) => ({ value: plan.name, text: plan.name })),
      name,
      (to) => showPlan(ui.store, to),
    )}
    ${
      plansOpen
        ? html`<label class="field">
              <span>Name</span>
              <input type="text" maxlength=${PLAN_NAME_LENGTH.most} .value=${typed(name)} @change=${rename} />
            </label>
            ${planNameRefused ? html`<p class="note advice-text" role="alert">${planNameRefused}</p>` : nothing}
            <div class="row">
              ${plans.length < MAX_PLANS ? button('Duplicate plan', () => copyPlan(ui.store), { icon: 'plus' }) : nothing}
              ${plans.length > 1 ? button('Delete plan', () => void removePlan(ui.store), { icon: 'delete', kind: 'quiet' }) : nothing}
            </div>`
        : nothing
    }
  </section>`;
}

/* The steps as tabs with a roving tab stop; completed ones have a check mark. */
import { html, nothing } from 'lit-html';
import { STEPS, type Step } from '../app/store.ts';
import type { Project } from '../core/consultation/schema.ts';
import { leavesHairline } from '../core/design/leaves-hairline.ts';
import type { Ui } from './context.ts';
import { isDone } from './design-state.ts';
import { icon } from './icons.ts';
import { goTo } from './ways/go.ts';

export const STEP_WORDS: Record<Step, string> = {
  photo: 'Photo',
  scale: 'Scale',
  head: 'Head',
  hairline: 'Hairline',
  density: 'Density',
  shade: 'Shade',
  sessions: 'Sessions',
  share: 'Share',
};

export const isSideLayout = () =>
  typeof matchMedia === 'function' &&
  matchMedia('(orientation: landscape) and (min-width: 640px), (orientation: landscape) and (max-height: 500px)').matches;

/** The steps of a plan, without Hairline if the client's own stays. */
const stepsOf = ({ design }: Project, step: Step) =>
  STEPS.filter((one) => one !== 'hairline' || one === step || design.hairline || !leavesHairline(design.treating));

export function steps(ui: Ui, project: Project) {
  const { step } = ui.store.getState().screen;
  const shown = stepsOf(project, step);
  const onKey = (event: KeyboardEvent) => {
    const i = shown.indexOf(step);
    const to = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = shown[(to + shown.length) % shown.length];
    goTo(ui, next);
    const tab = document.getElementById(`tab-${next}`);
    tab?.focus();
    tab?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  };
  return html`<div class="steps" role="tablist" aria-label="Steps" aria-orientation=${isSideLayout() ? 'vertical' : 'horizontal'} @keydown=${onKey}>
    ${shown.map((s) => {
      const done = isDone(s, project, ui.local);
      return html`<button
        type="button"
        class="step"
        role="tab"
        id=${`tab-${s}`}
        aria-label=${STEP_WORDS[s]}
        aria-selected=${s === step}
        aria-controls=${s === step ? 'panel' : nothing}
        aria-describedby=${done ? 'step-done' : nothing}
        tabindex=${s === step ? 0 : -1}
        @click=${() => goTo(ui, s)}
      >
        <span class="step-icon">${icon(s)}${done ? html`<span class="step-check">${icon('check')}</span>` : nothing}</span>
        <span>${STEP_WORDS[s]}</span>
      </button>`;
    })}
    <span id="step-done" hidden>done</span>
  </div>`;
}

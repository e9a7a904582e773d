/*
 * The question after a measurement: from which side is this head seen? Seven pictures, the likeliest first; a tap answers and the photo is
 * measured again. It covers the time bar or the sheet, so that the head stays visible, and can be dismissed.
 */
import { html, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { dismissSideQuestion } from '../../app/actions.ts';
import { isAsMeasured } from '../../app/measured.ts';
import { shownMeasured } from '../../app/store.ts';
import type { Project, Side } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { SEEN_FROM } from '../seen-from.ts';
import { sidePicture } from './side-pictures.ts';

const HALVES: readonly Side[] = ['threequarter-left', 'threequarter-right'];
/** Default order. */
const USUAL: readonly Side[] = ['top', 'back', 'left', 'right', 'front-from-above', 'front'];
const WORDS = new Map(SEEN_FROM.map(({ value, text }) => [value, text]));

/** The pictures in order: the likeliest first; both three-quarter sides share one picture, first or last so that the rows are full. */
export function picturesInOrder(likeliest: readonly Side[]): Side[][] {
  const single = [...new Set([...likeliest, ...USUAL])].filter((side) => !HALVES.includes(side)).map((side) => [side]);
  return HALVES.includes(likeliest[0]) ? [[...HALVES], ...single] : [...single, [...HALVES]];
}

export function sideQuestion(ui: Ui, project: Project) {
  const { way, step } = ui.store.getState().screen;
  const measured = shownMeasured(ui.store.getState());
  const sides = isAsMeasured(project, measured) ? measured.askedSides : null;
  if (!sides || (way === 'plan' && step !== 'head')) return nothing;
  const leave = () => {
    dismissSideQuestion(ui.store);
    document.getElementById('tab-head')?.focus({ preventScroll: true });
  };
  const answer = (side: Side) => {
    leave();
    void ui.commands.measureFromSide(side);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    leave();
  };
  return html`<section class="side-question" role="dialog" aria-labelledby="side-question" tabindex="-1" @keydown=${onKey} ${ref(takeFocus)}>
    <header>
      <h3 id="side-question">From where is this head seen?</h3>
      ${button('Leave it as it is', leave, { kind: 'quiet' })}
    </header>
    <ul class="side-pictures" role="list">
      ${picturesInOrder(sides).map(
        (halves) => html`<li data-halves=${halves.length}>
          ${halves.map(
            (side) => html`<button type="button" class="side-picture" @click=${() => answer(side)}>
              ${sidePicture(side)}
              <span>${WORDS.get(side)} ${side === sides[0] ? html`<small>most likely</small>` : nothing}</span>
            </button>`,
          )}
        </li>`,
      )}
    </ul>
  </section>`;
}

/** Moves the keyboard focus to the question, unless something else has it. */
function takeFocus(element: Element | undefined) {
  if (document.activeElement?.matches('body, .stage'))
    queueMicrotask(() => (element as HTMLElement | undefined)?.focus({ preventScroll: true }));
}

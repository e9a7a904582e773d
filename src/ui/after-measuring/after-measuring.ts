/*
 * Shows the report of a measurement: what is certain and what was guessed in the Head panel, rings on the photo where guesses can be
 * corrected, a line on the steps that depend on the head, and the question for the side. Loaded after the first measurement.
 */
import '../styles/after-measuring.css';
import { html, nothing, svg } from 'lit-html';
import { isAsMeasured, type Measured } from '../../app/measured.ts';
import { type Step, shownMeasured } from '../../app/store.ts';
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { toScreen } from '../view.ts';
import { goTo } from '../ways/go.ts';
import { plural } from '../words.ts';

export { sideQuestion } from './side-question.ts';

const MAX_RINGS = 2;
/** Wider than a handle's dot, so that both are visible. */
const RING_CSS_PX = 15;
const BADGE_CSS_PX = 9;
const RESTS_ON_HEAD: readonly Step[] = ['scale', 'hairline', 'density'];

/** Guesses with a ring, numbered by their position in the list. */
const ringed = ({ guessed }: Measured) =>
  guessed.flatMap(({ atPx }, index) => (atPx ? [{ atPx, number: index + 1 }] : [])).slice(0, MAX_RINGS);

/** Once the head is changed, other text takes its place, so that the sliders below do not move under the finger. */
export function doubtList(ui: Ui, project: Project) {
  const measured = shownMeasured(ui.store.getState());
  if (!measured) return nothing;
  const { sure, guessed } = measured;
  const holds = isAsMeasured(project, measured);
  const rings = holds ? ringed(measured) : [];
  return html`<section class="doubts" aria-label="What was measured" data-holds=${holds ? 'yes' : 'no'}>
    ${sure.length ? html`<p class="note"><strong>${holds ? 'Sure' : 'Was sure'}:</strong> ${sure.join(' · ')}</p>` : nothing}
    ${
      guessed.length
        ? html`<h3>${holds ? 'Guessed' : 'Was guessed'}</h3>
            <ol role="list">
              ${guessed.map(
                ({ text, mend }, index) => html`<li>
                  <span class="doubt-number" data-ring=${rings.some(({ number }) => number === index + 1) ? 'yes' : 'no'}>${index + 1}</span>
                  <p>${text} <span>${mend}</span></p>
                </li>`,
              )}
            </ol>`
        : nothing
    }
  </section>`;
}

/** Rings on the photo; they take no pointer events, so that handles below stay draggable. */
export function doubtRings(ui: Ui, project: Project) {
  const { view, viewportPx } = ui.store.getState().screen;
  const measured = shownMeasured(ui.store.getState());
  if (!isAsMeasured(project, measured)) return null;
  return ringed(measured).map(({ atPx, number }) => {
    const [x, y] = toScreen(view, viewportPx.dpr, atPx);
    return svg`<g class="doubt-ring" transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`} aria-hidden="true">
      <circle class="doubt-ring-under" r=${RING_CSS_PX} /><circle class="doubt-ring-line" r=${RING_CSS_PX} />
      <circle class="doubt-badge" cx=${RING_CSS_PX} cy=${RING_CSS_PX} r=${BADGE_CSS_PX} />
      <text x=${RING_CSS_PX} y=${RING_CSS_PX} dy="0.36em">${number}</text>
    </g>`;
  });
}

/** Line on another step, or in Preview (step null), that the head is partly guessed. */
export function doubtLine(ui: Ui, project: Project, step: Step | null) {
  const measured = shownMeasured(ui.store.getState());
  if ((step && !RESTS_ON_HEAD.includes(step)) || !isAsMeasured(project, measured) || !measured.guessed.length) return nothing;
  const count = measured.guessed.length;
  return button(`Head: ${plural(count, 'thing')} ${count === 1 ? 'was' : 'were'} guessed`, () => goTo(ui, 'head'), {
    icon: 'head',
    kind: 'quiet',
  });
}

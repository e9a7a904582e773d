/*
 * Preview, for looking at the result: the picture as large as the screen allows, four choices in plain words, and Share. Each opens a small
 * sheet that never covers the picture. The content of the sheets is loaded with the first one.
 */
import '../styles/preview.css';
import { html, nothing } from 'lit-html';
import { notify } from '../../app/actions.ts';
import { shownMeasured } from '../../app/store.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { leavesHairline } from '../../core/design/leaves-hairline.ts';
import type { Choice, Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { hasDesign } from '../design-state.ts';
import { type IconName, icon } from '../icons.ts';
import { putWipeBack } from '../opened-wipe.ts';
import { goTo } from './go.ts';
import type { Drawn } from './ways.ts';

interface ChoiceRow {
  choice: Choice;
  text: string;
  icon: IconName;
}
const SHARE: ChoiceRow = { choice: 'share', text: 'Share', icon: 'share' };
const CHOICES: readonly ChoiceRow[] = [
  { choice: 'hairline', text: 'Hairline', icon: 'hairline' },
  { choice: 'fullness', text: 'Fullness', icon: 'density' },
  { choice: 'shade', text: 'Shade', icon: 'shade' },
  { choice: 'photos', text: 'Photos', icon: 'photo' },
];

export function draw(ui: Ui, project: Project): Drawn {
  const { afterMeasuring } = ui.local;
  const { consultation, screen } = ui.store.getState();
  const [plans, planName] = [consultation?.plans ?? [], screen.planName];
  const ready = hasDesign(project);
  // choices that cannot work yet are not shown
  const offered = CHOICES.filter(({ choice }) => choice === 'photos' || (ready && (choice !== 'hairline' || hasHairline(project))));
  const all = ready ? [...offered, SHARE] : offered;
  const choice = all.some((one) => one.choice === ui.local.choice) ? ui.local.choice : null;
  const sheet = choice && sheetOf(ui, project, choice);
  const opener = (one: ChoiceRow) => html`<button
    type="button"
    class="choice"
    id=${`choice-${one.choice}`}
    aria-expanded=${one.choice === choice}
    aria-controls=${one.choice === choice ? 'choice-sheet' : nothing}
    @click=${() => open(ui, one.choice === choice ? null : one.choice)}
  >
    ${icon(one.icon)}<span>${one.text}</span>
  </button>`;
  return {
    over: html`${plans.length > 1 ? html`<p class="plan-chip">Plan ${planName}</p>` : nothing}<div class="doubt-chip">${afterMeasuring?.doubtLine(ui, project, null) ?? nothing}</div>`,
    foot: ready ? nothing : noneYet(ui, project),
    side: html`<div class="preview" data-choice=${choice ?? 'none'} @keydown=${(event: KeyboardEvent) => closeBy(ui, event)}>
      <div class="choices">
        <div class="changes" role="group" aria-label="What to change">${offered.map(opener)}</div>
        ${ready ? opener(SHARE) : nothing}
      </div>
      ${sheet ? html`<section class="choice-sheet" id="choice-sheet" aria-labelledby=${`choice-${choice}`}>${sheet}</section>` : nothing}
    </div>`,
  };
}

/** Null while it is loading. */
function sheetOf(ui: Ui, project: Project, choice: Choice) {
  const { choices, leaving } = ui.local;
  if (choice === 'share') return leaving?.shareChoice(ui, leaving.commands, project) ?? null;
  return choices?.choiceSheet(ui, project, choice) ?? null;
}

/** Whether the hairline can be chosen: not if the client's own stays. */
const hasHairline = ({ design }: Project) => design.hairline !== null || !leavesHairline(design.treating);

async function open(ui: Ui, choice: Choice | null) {
  ui.change({ choice, treating: null, taken: null });
  putWipeBack(ui);
  // the content of Share is loaded in mount.ts, for Plan too
  if (!choice || choice === 'share' || ui.local.choices) return;
  try {
    ui.change({ choices: await import('../preview/choices.ts') });
  } catch {
    ui.change({ choice: null });
    notify(ui.store, 'problem', 'These choices could not be loaded: reload the page and try again. Nothing was changed.');
  }
}

function closeBy(ui: Ui, event: KeyboardEvent) {
  const { choice } = ui.local;
  if (event.key !== 'Escape' || !choice) return;
  event.preventDefault();
  void open(ui, null);
  document.getElementById(`choice-${choice}`)?.focus();
}

/** Shown while nothing is planned: why, and what to do. It has the size of the time bar, which replaces it. */
function noneYet(ui: Ui, project: Project) {
  const { busy } = ui.store.getState().screen;
  return html`<section class="none-yet" aria-label="No plan yet">${busy ? nothing : whyNone(ui, project)}</section>`;
}

function whyNone(ui: Ui, project: Project) {
  const { photoId, headless } = ui.store.getState().screen;
  const byHand = button('Place the head by hand', () => goTo(ui, 'head'), { kind: 'primary', icon: 'head' });
  if (!project.scale || !project.head)
    return headless.includes(photoId)
      ? html`<p>No head was found in this photo, so nothing was proposed.</p>
          ${byHand}`
      : html`<p>This photo has not been measured, so nothing was proposed.</p>
          ${button('Find head', () => void ui.commands.proposeHead(), { kind: 'primary', icon: 'find' })}`;
  if (shownMeasured(ui.store.getState())?.isTrusted === false)
    return html`<p>The head in this photo is not certain enough to plan on, so nothing was proposed.</p>
      ${byHand}`;
  return html`<p>Nothing is planned on this photo yet.</p>
    ${button('Propose hairline and zone', () => ui.commands.proposeHairline(project.design.norwood ?? 'whole'), { kind: 'primary', icon: 'hairline' })}`;
}

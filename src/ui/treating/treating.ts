/*
 * "What are we treating?": asked once at the top of the panel while a plan is new, with pictures of the head from above. It can be ignored.
 * The answer sets zones and hairline. Loaded with Plan, or on first use in Preview.
 */
import '../styles/treating.css';
import { html, nothing, svg } from 'lit-html';
import { notify } from '../../app/actions.ts';
import { isHeadDoubted } from '../../app/measured.ts';
import type { Step } from '../../app/store.ts';
import { treat } from '../../app/treat.ts';
import { type Project, TREATINGS, type Treating } from '../../core/consultation/schema.ts';
import { bareOutlines, SCALP } from '../../core/design/norwood.ts';
import { TREATS } from '../../core/design/treating.ts';
import type { MapDeg } from '../../core/scalp/head-map.ts';
import type { Ui } from '../context.ts';
import { button } from '../controls/fields.ts';
import { fromAbove, HEAD_FROM_ABOVE } from '../controls/norwood-pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';

const WORDS: Record<Treating, string> = {
  shaved: 'Shaved look',
  receding: 'Receding hairline',
  crown: 'Crown',
  thinning: 'Thinning between long hair',
  alopecia: 'Alopecia patches',
  scar: 'Scar',
  repair: 'Old work to repair',
};

const round = (across: number, forward: number, radius: number): MapDeg[] =>
  Array.from({ length: 24 }, (_, i) => [
    across + radius * Math.cos((i * Math.PI) / 12),
    forward + 0.9 * radius * Math.sin((i * Math.PI) / 12),
  ]);
/** The bare or marked area in each picture. */
const MARKED: Record<Treating, { bare: readonly (readonly MapDeg[])[]; lines?: string }> = {
  shaved: { bare: [] },
  receding: { bare: bareOutlines('III') },
  crown: { bare: [bareOutlines('III vertex')[1]] },
  thinning: {
    bare: [],
    lines: 'M-20 26C-18 6 -16 -14 -20 -34M-8 30C-7 6 -6 -16 -9 -40M8 30C7 6 6 -16 9 -40M20 26C18 6 16 -14 20 -34M0 32V-42',
  },
  alopecia: { bare: [round(-18, 12, 14), round(20, -22, 18), round(14, 34, 9)] },
  scar: { bare: [], lines: 'M-26 -34C-12 -42 12 -42 26 -34' },
  repair: {
    bare: bareOutlines('IV'),
    lines: 'M-22 30h0M-14 36h0M-5 38h0M5 38h0M14 36h0M22 30h0M-10 30h0M0 31h0M10 30h0M-16 24h0M16 24h0M-6 24h0M6 24h0',
  },
};
const picture = (treating: Treating) => {
  const { bare, lines } = MARKED[treating];
  return html`<svg class="picture-norwood" viewBox="-50 -55 100 118" data-treating=${treating}>
    <path class="norwood-head" d=${HEAD_FROM_ABOVE} />
    <path class="norwood-hair" d=${fromAbove(SCALP)} />
    ${bare.map((outline) => svg`<path class="norwood-bare" d=${fromAbove(outline)} />`)}
    ${lines ? svg`<path class="treating-lines" d=${lines} />` : nothing}
    <path class="norwood-edge" d=${HEAD_FROM_ABOVE} />
  </svg>`;
};
const CHOICES = TREATINGS.map((value) => ({ value, text: WORDS[value], picture: picture(value) }));

/** The question as a choice, with the answer that was given. */
export const treatingChoice = (ui: Ui, project: Project, isLabelHidden = false) =>
  html`<div class="treating">
    ${radioGroup('What are we treating?', CHOICES, project.design.treating ?? null, (treating) => answer(ui, treating), isLabelHidden)}
  </div>`;

function answer(ui: Ui, treating: Treating) {
  const whyNot = treat(ui.store, treating);
  if (whyNot) {
    notify(ui.store, 'note', whyNot);
    return ui.change({});
  }
  // outlining is done in Plan
  const sheetLeft = TREATS[treating].draws ? { choice: null, treating: null } : {};
  ui.change({ treatingLeft: keyOf(ui), ...sheetLeft });
}

const keyOf = (ui: Ui) => {
  const { visit, planName } = ui.store.getState().screen;
  return `${visit} ${planName}`;
};

/** The question at the top of the panel, until it is answered or dismissed or something is drawn. */
export function treatingQuestion(ui: Ui, project: Project) {
  return isTreatingAsked(ui, project)
    ? html`<section class="treating-question" aria-label="What are we treating?">
        ${treatingChoice(ui, project)} ${button('Not now', () => ui.change({ treatingLeft: keyOf(ui) }), { kind: 'quiet' })}
      </section>`
    : nothing;
}

/** Steps that show the question: those that the answer changes, and the one that a new photo opens with. */
const ASKED_ON: readonly Step[] = ['head', 'hairline', 'density'];

/** One sentence about what the answer has set; '' if that is obvious. */
export function treatingWords({ design }: Project): string {
  const { treating } = design;
  if (!treating) return '';
  const { draws, zone } = TREATS[treating];
  if (draws) return `Outline the ${draws === 'scar' ? 'scar' : draws === 'oldwork' ? 'old work' : 'patches'} on the picture.`;
  return zone ? 'The client’s own hairline is left alone.' : '';
}

export function isTreatingAsked(ui: Ui, project: Project): boolean {
  const { scale, head, design } = project;
  const { busy, photoId, measured, step } = ui.store.getState().screen;
  const isProposed = photoId in measured && design.zones.every(({ proposed }) => proposed);
  const isNew = design.treating === undefined && !design.strokes.length && (isProposed || !design.zones.length);
  const isDoubted = isHeadDoubted(project, measured[photoId] ?? null);
  const isMeasuring = busy?.kind === 'measure' || busy?.kind === 'open';
  return isNew && ASKED_ON.includes(step) && !!scale && !!head && !isMeasuring && !isDoubted && ui.local.treatingLeft !== keyOf(ui);
}

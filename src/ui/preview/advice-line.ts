/* Plan's second looks in Preview: of those that a choice can bring about, the first that applies, in one sentence beside it. */
import { html } from 'lit-html';
import type { Choice, Ui } from '../context.ts';
import { icon } from '../icons.ts';

/** By the ids of core/treatment/advice.ts; for each choice the weightiest first. */
const SENTENCES: Partial<Record<Choice, Readonly<Record<string, string>>>> = {
  hairline: {
    'too-low': 'too low for later years.',
    'low-corners': 'corners low as a child’s.',
  },
  fullness: {
    'too-dense': 'So full it reads as painted rather than shaved.',
    merging: 'So many dots merge into a flat shade with the years.',
  },
  shade: {
    'too-dark': 'Too dark for this skin: it can turn blue-black for good.',
    'darker-than-stubble': 'Darker than your own shaved hair: it stands out beside it.',
    'too-dense': 'So dark it reads as painted rather than shaved.',
    hidden: 'So light it is hardly seen on this skin once healed.',
  },
};

/**
 * @param before of the sentence
 * @param otherwise where there is nothing to warn of: the line is there before its warning, so that nothing moves when that comes
 */
export function adviceLine(ui: Ui, choice: Choice, otherwise: string, before = '') {
  const { advice } = ui.store.getState().results;
  const sentences = Object.entries(SENTENCES[choice] ?? {});
  const found = sentences.find(([id]) => advice.some((one) => one.id === id));
  return html`<p class="note choice-note" data-warns=${found ? 'yes' : 'no'} role="status">
    ${found ? html`${icon('warning')}<span>${before}${found[1]}</span>` : html`<span>${otherwise}</span>`}
  </p>`;
}

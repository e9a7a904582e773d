/* Advice in Preview: beside each choice, one sentence for the first advice that applies of those the choice can cause. */
import { html } from 'lit-html';
import type { Choice, Ui } from '../context.ts';
import { icon } from '../icons.ts';

/** Ids of core/treatment/advice.ts per choice, most important first. */
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
 * @param before text before the sentence
 * @param otherwise text if there is nothing to warn of, so that the line always takes its room
 */
export function adviceLine(ui: Ui, choice: Choice, otherwise: string, before = '') {
  const { advice } = ui.store.getState().results;
  const sentences = Object.entries(SENTENCES[choice] ?? {});
  const found = sentences.find(([id]) => advice.some((one) => one.id === id));
  return html`<p class="note choice-note" data-warns=${found ? 'yes' : 'no'} role="status">
    ${found ? html`${icon('warning')}<span>${before}${found[1]}</span>` : html`<span>${otherwise}</span>`}
  </p>`;
}

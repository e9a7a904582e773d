/* Advice, shown live beside the controls it concerns: what, its figure, why, and a way to see it. It never blocks. */
import { html, nothing } from 'lit-html';
import { setScreen } from '../app/actions.ts';
import type { Ui } from './context.ts';
import { button } from './controls/fields.ts';
import { icon } from './icons.ts';
import { dayWords } from './words.ts';

/** @param ids only these; default all */
export function adviceList(ui: Ui, ids?: readonly string[]) {
  const advice = ui.store.getState().results.advice.filter((a) => !ids || ids.includes(a.id));
  if (!advice.length) return nothing;
  return html`<h3>Worth a second look</h3>
    <ul class="advice">
      ${advice.map(
        (a) => html`<li>
          ${icon('warning')}
          <div>
            <strong>${a.title}</strong> <span class="note">${a.figure}</span>
            <p>${a.why}</p>
            ${a.day === null ? nothing : button(`Show me: ${dayWords(a.day)}`, () => setScreen(ui.store, { day: Math.round(a.day as number), wipe: 0 }), { kind: 'quiet' })}
          </div>
        </li>`,
      )}
    </ul>`;
}

export const ADVICE_OF = {
  hairline: ['too-low', 'low-corners', 'too-straight', 'too-symmetrical'],
  density: ['too-dense', 'merging'],
  shade: ['too-large', 'too-deep', 'blue-risk'],
  sessions: ['too-dark', 'darker-than-stubble', 'light-to-dark', 'hidden', 'too-dense'],
} as const;

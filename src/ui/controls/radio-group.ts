/* Radio buttons with pictures and words. */
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

export interface Choice<T extends string> {
  value: T;
  text: string;
  picture?: unknown;
}

export function radioGroup<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  chosen: T | null,
  onChoose: (value: T) => void,
  hideLabel = false,
) {
  const name = label.toLowerCase().replaceAll(' ', '-');
  return html`<div class="group">
    <span class=${hideLabel ? 'hidden-text' : 'group-label'} aria-hidden="true">${label}</span>
    <div class="radios" role="radiogroup" aria-label=${label}>
      ${choices.map(
        (choice) => html`<label class="radio" data-picture=${choice.picture ? 'yes' : 'no'}>
          <input type="radio" name=${name} .checked=${live(choice.value === chosen)} @change=${() => onChoose(choice.value)} />
          ${choice.picture ? html`<span class="radio-picture" aria-hidden="true">${choice.picture}</span>` : nothing}
          <span>${choice.text}</span>
        </label>`,
      )}
    </div>
  </div>`;
}

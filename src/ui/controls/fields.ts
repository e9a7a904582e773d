/* Small controls: number with unit, list, checkbox, file button, and a sentence with a button to another step. */
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { setScreen } from '../../app/actions.ts';
import type { Step } from '../../app/store.ts';
import type { Ui } from '../context.ts';
import { type IconName, icon } from '../icons.ts';
import { typed } from './typed.ts';

export interface NumberOptions {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  unit?: string;
  digits?: number;
  onChange(value: number): void;
}

export function numberField(o: NumberOptions) {
  const onChange = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = input.valueAsNumber;
    if (Number.isFinite(value)) o.onChange(Math.min(o.max, Math.max(o.min, value)));
    input.value = String(Number(o.value.toFixed(o.digits ?? 1)));
  };
  return html`<label class="field">
    <span>${o.label}</span>
    <span class="field-input">
      <input
        type="number"
        inputmode="decimal"
        min=${o.min}
        max=${o.max}
        step=${o.step ?? 'any'}
        .value=${typed(String(Number(o.value.toFixed(o.digits ?? 1))))}
        @change=${onChange}
      />
      ${o.unit ? html`<small>${o.unit}</small>` : nothing}
    </span>
  </label>`;
}

export function selectField<T extends string>(
  label: string,
  options: readonly { value: T; text: string }[],
  chosen: T,
  onChange: (value: T) => void,
) {
  return html`<label class="field">
    <span>${label}</span>
    <select @change=${(e: Event) => onChange((e.target as HTMLSelectElement).value as T)}>
      ${options.map((o) => html`<option value=${o.value} .selected=${live(o.value === chosen)}>${o.text}</option>`)}
    </select>
  </label>`;
}

export const checkbox = (label: string, checked: boolean, onChange: (checked: boolean) => void) =>
  html`<label class="check">
    <input type="checkbox" .checked=${live(checked)} @change=${(e: Event) => onChange((e.target as HTMLInputElement).checked)} />
    <span>${label}</span>
  </label>`;

export interface FileButtonOptions {
  label: string;
  accept: string;
  icon: IconName;
  primary?: boolean;
  /** ask a phone or tablet for its camera */
  camera?: boolean;
  /** icon only; the label is its accessible name */
  small?: boolean;
  /** gets one file; with `onFiles` several may be chosen */
  onFile(file: File): void;
  onFiles?(files: File[]): void;
}
export function fileButton(o: FileButtonOptions) {
  const onChange = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 1 && o.onFiles) o.onFiles(files);
    else if (files.length) o.onFile(files[0]);
  };
  const open = (event: Event) => ((event.currentTarget as HTMLElement).previousElementSibling as HTMLInputElement).click();
  const input = o.camera
    ? html`<input type="file" hidden aria-label=${o.label} accept=${o.accept} capture="environment" @change=${onChange} />`
    : html`<input type="file" hidden aria-label=${o.label} accept=${o.accept} ?multiple=${!!o.onFiles} @change=${onChange} />`;
  if (o.small)
    return html`<span class="file-button">${input}<button type="button" class="icon-button" aria-label=${o.label} title=${o.label} @click=${open}>${icon(o.icon)}</button></span>`;
  return html`<span class="file-button">${input}<button type="button" class=${o.primary ? 'button primary' : 'button'} @click=${open}>${icon(o.icon)}<span>${o.label}</span></button></span>`;
}
export const PHOTO_TYPES = 'image/*,.heic,.heif,.avif';
export const PROJECT_TYPES = '.smp,.json,application/zip,application/json';

export const button = (
  text: string,
  onClick: () => void,
  look: { icon?: IconName; kind?: 'primary' | 'danger' | 'quiet'; pressed?: boolean } = {},
) =>
  look.pressed === undefined
    ? html`<button type="button" class=${`button ${look.kind ?? ''}`} @click=${onClick}>${look.icon ? icon(look.icon) : nothing}<span>${text}</span></button>`
    : html`<button type="button" class=${`button ${look.kind ?? ''}`} aria-pressed=${look.pressed} @click=${onClick}>
        ${look.icon ? icon(look.icon) : nothing}<span>${text}</span>
      </button>`;

/** What is missing, with a button to that step; shown instead of controls that cannot work yet. */
export const needs = (ui: Ui, sentence: string, step: Step, text: string) =>
  html`<p class="lead">${sentence}</p>
    ${button(text, () => setScreen(ui.store, { step }), { kind: 'primary' })}`;

/* "Print plan", and the studio's rates for the cost on the sheet, which are kept on this device. */
import '../styles/take-home.css';
import { html } from 'lit-html';
import { notify } from '../../app/actions.ts';
import type { LeavingCommands } from '../../app/commands.ts';
import { MOST_RATE, type StudioRates } from '../../core/treatment/cost.ts';
import type { Ui } from '../context.ts';
import { button, numberField, selectField } from '../controls/fields.ts';
import { CURRENCIES, noRates } from './money.ts';

/** The typed rates, else the stored ones (none if the browser blocks storage). */
const ratesOf = (ui: Ui, commands: LeavingCommands): StudioRates | null => ui.local.rates ?? commands.rates();

export const printButton = (ui: Ui, commands: LeavingCommands) => button('Print plan', () => void print(ui, commands), { icon: 'print' });

export function printRates(ui: Ui, commands: LeavingCommands) {
  const rates = ratesOf(ui, commands) ?? noRates();
  const keep = (change: Partial<StudioRates>) => {
    const next = { ...(ratesOf(ui, commands) ?? noRates()), ...change };
    commands.keepRates(next);
    ui.change({ rates: next });
  };
  const currencies = [...new Set([rates.currency, ...CURRENCIES])].sort();
  const rate = (label: string, value: number, onChange: (value: number) => void) =>
    numberField({ label, value, min: 0, max: MOST_RATE, step: 1, digits: 2, unit: rates.currency, onChange });
  return html`<section class="take-home" aria-label="Print plan">
    <h3>On paper</h3>
    <p class="note">“Print plan” gives the plan as a form to sign, on A4 or Letter, and the hairline as a template at true size. Print at 100 %.</p>
    <details class="rates">
      <summary>Your rates</summary>
      ${rate('Per hour', rates.perHour, (perHour) => keep({ perHour }))}
      ${rate('Per session', rates.perSession, (perSession) => keep({ perSession }))}
      ${selectField(
        'Currency',
        currencies.map((value) => ({ value, text: value })),
        rates.currency,
        (currency) => keep({ currency }),
      )}
      <p class="note">Kept on this device. A rate of 0 is left out; without any the sheet has no cost.</p>
    </details>
  </section>`;
}

let isMaking = false;

/** Prints one sheet at a time, for the consultation that is open at the time of the call. */
async function print(ui: Ui, commands: LeavingCommands) {
  if (isMaking) return;
  isMaking = true;
  ui.change({ shared: true });
  const { visit } = ui.store.getState().screen;
  const isOpen = () => {
    const { consultation, screen } = ui.store.getState();
    return consultation !== null && screen.visit === visit;
  };
  try {
    const sheet = await commands.planSheet();
    if (!sheet) return;
    const { printSheet } = await import('./sheet.ts');
    await printSheet(sheet, ratesOf(ui, commands), isOpen);
  } catch (error) {
    notify(ui.store, 'problem', `The plan could not be printed: ${(error as Error).message}. Nothing was changed; try again.`);
  } finally {
    isMaking = false;
  }
}

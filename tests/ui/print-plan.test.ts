/* "Print plan" pressed twice, pressed and left, pressed once more; and the studio's rates where nothing can be kept on the device. */
import { html, render } from 'lit-html';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openConsultation } from '../../src/app/actions.ts';
import type { LeavingCommands, PlanSheet } from '../../src/app/commands.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { emptyLocal, type Local, type Ui } from '../../src/ui/context.ts';
import { printButton, printRates } from '../../src/ui/plan-sheet/print-plan.ts';
import { fireEvent, getByLabelText, getByRole, waitFor } from '../support/dom.ts';

const project = newProject({ name: 'front.jpg', widthPx: 1000, heightPx: 1200 }, 'Ms. A');
const SHEET: PlanSheet = { project, planName: 'A', photos: [], photosLeftOut: 0, healed: null, figures: null, advice: [] };

// parts are loaded on the way, on a machine that does other work besides
let store: AppStore;
let host: HTMLElement;
let asked: ((sheet: PlanSheet | null) => void)[];
let print: ReturnType<typeof vi.fn<() => void>>;
const press = () => fireEvent.click(getByRole(host, 'button', { name: 'Print plan' }));
const sheets = () => document.querySelectorAll('.plan-sheet').length;

const open = () => openConsultation(store, {} as DecodedPhoto, consultationOf(project));

beforeEach(() => {
  store = createAppStore();
  open();
  host = document.createElement('div');
  document.body.append(host);
  document.title = 'Stubble';
  asked = [];
  print = vi.fn<() => void>();
  vi.stubGlobal('print', print);
  Object.defineProperty(document, 'fonts', { value: { ready: Promise.resolve() }, configurable: true });
  const commands = {
    planSheet: () => new Promise<PlanSheet | null>((resolve) => asked.push(resolve)),
    rates: () => null,
    keepRates: vi.fn(),
  } as unknown as LeavingCommands;
  let local: Local = emptyLocal();
  const draw = () => render(html`${printButton(ui, commands)}${printRates(ui, commands)}`, host);
  const ui = {
    store,
    get local() {
      return local;
    },
    change(change: Partial<Local>) {
      local = { ...local, ...change };
      queueMicrotask(draw);
    },
  } as Ui;
  draw();
});
afterEach(() => {
  fireEvent.keyDown(window, { key: 'Escape' });
  host.remove();
  vi.unstubAllGlobals();
});

test('pressed twice, it prints once', async () => {
  press();
  press();
  expect(asked).toHaveLength(1);
  asked[0](SHEET);
  await waitFor(() => expect(print).toHaveBeenCalledOnce());
  expect(sheets()).toBe(1);
});

test('pressed again as a screen reader does, without a key or a pointer, the sheet before it goes first', async () => {
  for (let time = 1; time <= 2; time++) {
    await waitFor(() => {
      press();
      expect(asked).toHaveLength(time);
    });
    asked[time - 1](SHEET);
    await waitFor(() => expect(print).toHaveBeenCalledTimes(time));
  }
  expect(sheets()).toBe(1);
  expect(document.title).toBe('Ms. A A');
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(sheets()).toBe(0);
  expect(document.title).toBe('Stubble');
});

test('a consultation that is left meanwhile opens no dialog, and the next can be printed', async () => {
  press();
  open();
  asked[0](SHEET);
  await waitFor(() => {
    press();
    expect(asked).toHaveLength(2);
  });
  expect(print).not.toHaveBeenCalled();
  expect(sheets()).toBe(0);
  asked[1](SHEET);
  await waitFor(() => expect(print).toHaveBeenCalledOnce());
});

test('rates hold while the page is open where the device keeps nothing', async () => {
  const rate = (name: RegExp) => getByLabelText(host, name, { selector: 'input' }) as HTMLInputElement;
  fireEvent.change(rate(/Per hour/), { target: { value: '120' } });
  await waitFor(() => expect(rate(/Per hour/).value).toBe('120'));
  fireEvent.change(rate(/Per session/), { target: { value: '50' } });
  await waitFor(() => expect(rate(/Per session/).value).toBe('50'));
  expect(rate(/Per hour/).value).toBe('120');
});

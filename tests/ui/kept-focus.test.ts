import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeConsultation, notify, setScreen } from '../../src/app/actions.ts';
import type { Way } from '../../src/app/store.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getByRole, waitFor } from '../support/dom.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
beforeAll(() => Promise.all((['plan', 'compare', 'client'] as const).map(loadWay)));
beforeEach(() => {
  ui = mountedUi();
});
afterEach(() => ui.leave());
const named = (role: string, name: string) => getByRole(ui.root, role, { name });
const focus = () => document.activeElement;
const pressed = (role: string, name: string) => {
  named(role, name).focus();
  fireEvent.click(named(role, name));
};

it('goes from the start screen to the picture, and from Home to the heading', async () => {
  pressed('button', 'Try the demo');
  await ui.open(FRONT, { way: 'preview' });
  expect(focus()).toBe(named('group', 'Picture'));
  pressed('button', 'Home');
  closeConsultation(ui.store);
  await frame();
  expect(focus()).toBe(named('heading', 'Stubble'));
});

it('stays on the way that was chosen, whose header is drawn anew', async () => {
  await ui.open(FRONT, { way: 'preview' });
  for (const name of ['Compare', 'Preview', 'Plan', 'Compare', 'Plan']) {
    pressed('button', name);
    await frame();
    expect(focus()).toBe(named('button', name));
    expect(focus()?.getAttribute('aria-pressed')).toBe('true');
  }
});

it('is on the picture in a view without a header', async () => {
  await ui.open(FRONT, { way: 'preview' });
  pressed('button', 'Client view');
  await frame();
  expect(focus()).toBe(named('group', 'Picture'));
  setScreen(ui.store, { way: 'preview' as Way });
  await frame();
  expect(focus()).toBe(named('group', 'Picture'));
});

it('is in the panel where a zone was that is deleted, and on the picture where a message was', async () => {
  await ui.open();
  await ui.toStep('density');
  pressed('button', 'Delete zone');
  await frame();
  expect(focus()).toBe(named('tabpanel', 'Density'));
  notify(ui.store, 'problem', 'Something went wrong.');
  await frame();
  pressed('button', 'Dismiss');
  await waitFor(() => expect(focus()).toBe(named('group', 'Picture')));
});

it('is left alone where the user has it', async () => {
  await ui.open();
  const title = named('textbox', 'Title');
  title.focus();
  await ui.toStep('shade');
  expect(focus()).toBe(title);
  title.blur();
  await ui.toStep('density');
  expect(focus(), 'nothing that had it is gone').toBe(document.body);
});

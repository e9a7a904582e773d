import { fireEvent, getByRole, getByText, queryByText } from '@testing-library/dom';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setScreen } from '../../src/app/actions.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
beforeEach(async () => {
  ui = mountedUi();
  await ui.open({ ...FRONT, scale: null, head: null, design: {} }, { way: 'preview' });
});
afterEach(() => ui.leave());

it('says of a photo that was not measured that it was not, and offers to', async () => {
  expect(queryByText(ui.root, /No head was found/)).toBeNull();
  getByText(ui.root, 'This photo has not been measured, so nothing was proposed.');
  fireEvent.click(getByRole(ui.root, 'button', { name: 'Find head' }));
  expect(ui.commands.proposeHead).toHaveBeenCalledOnce();
});

it('says nothing while it is measured, and that no head was found once that is known', async () => {
  setScreen(ui.store, { busy: { kind: 'measure', text: 'Measuring the photo', share: Number.NaN, cancel: null } });
  await frame();
  expect(getByRole(ui.root, 'region', { name: 'No plan yet' }).textContent?.trim()).toBe('');
  setScreen(ui.store, { busy: null, headless: [ui.store.getState().screen.photoId] });
  await frame();
  getByText(ui.root, /No head was found in this photo/);
  getByRole(ui.root, 'button', { name: 'Place the head by hand' });
});

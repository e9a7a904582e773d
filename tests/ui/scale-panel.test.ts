import { fireEvent, getByRole, getByText, queryByRole } from '@testing-library/dom';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
beforeAll(() => loadWay('plan'));
beforeEach(async () => {
  ui = mountedUi();
  await ui.open();
  await ui.toStep('scale');
});
afterEach(() => ui.leave());

const named = (name: string) => getByRole(ui.root, 'button', { name });
const pxPerMm = () => ui.store.getState().project?.scale?.pxPerMm;
/** Two taps, so far apart in the photo. */
const tapTwice = async (lengthPx: number) => {
  const stage = ui.root.querySelector('.stage') as Element;
  const { scale, originX, originY } = ui.store.getState().screen.view;
  for (const x of [700, 700 + lengthPx]) {
    const at = { clientX: x * scale + originX, clientY: 700 * scale + originY, button: 0, buttons: 1, pointerId: 1 };
    fireEvent.pointerDown(stage, at);
    fireEvent.pointerUp(stage, at);
    await frame();
  }
};

it('sets no scale by marks that nobody has moved', async () => {
  getByText(ui.root, 'not placed yet');
  expect(named('Set scale').getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(named('Set scale'));
  await frame();
  expect(pxPerMm()).toBe(6.3);
  expect(ui.store.temporal.getState().pastStates).toHaveLength(0);
});

it.each(['Head breadth', 'Tape'])('nor by those that the way “%s” begins with', async (way) => {
  fireEvent.click(getByRole(ui.root, 'radio', { name: way }));
  await frame();
  fireEvent.click(named('Set scale'));
  await frame();
  expect(pxPerMm()).toBe(6.3);
});

it('wakes when a mark is moved, and falls asleep when another way is chosen', async () => {
  fireEvent.keyDown(getByRole(ui.root, 'button', { name: 'First mark' }), { key: 'ArrowLeft' });
  await frame();
  const set = getByRole(ui.root, 'button', { name: /^Set scale/ });
  expect(set.getAttribute('aria-disabled')).toBe('false');
  fireEvent.click(getByRole(ui.root, 'radio', { name: 'Tape' }));
  await frame();
  expect(named('Set scale').getAttribute('aria-disabled')).toBe('true');
});

it('sets a scale near the one in use by two taps, without a word', async () => {
  // a quarter of 24.26 mm, nearer to the camera than the head's centre
  await tapTwice(165);
  expect(pxPerMm()).not.toBe(6.3);
  expect(Math.abs((pxPerMm() ?? 0) / 6.3 - 1)).toBeLessThan(0.25);
  expect(queryByRole(ui.root, 'button', { name: 'Set scale all the same' })).toBeNull();
});

it('asks before two taps change the scale by more than a quarter', async () => {
  await tapTwice(480);
  expect(pxPerMm(), 'not yet').toBe(6.3);
  getByText(ui.root, /^\s*By these marks everything is 6\d % smaller than was measured: check/);
  fireEvent.click(named('Set scale all the same'));
  await frame();
  expect(pxPerMm()).toBeGreaterThan(16);
  expect(queryByRole(ui.root, 'button', { name: 'Set scale all the same' })).toBeNull();
  await tapTwice(160);
  getByText(ui.root, /everything is (2\.\d|3\.\d) times as large as was measured/);
});

import { fireEvent, getAllByRole, getByRole } from '@testing-library/dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setScreen, setTreatment } from '../../src/app/actions.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { FRONT, frame, mountedUi } from '../support/mounted-ui.ts';

let ui: ReturnType<typeof mountedUi>;
beforeAll(async () => {
  await Promise.all([loadWay('plan'), import('../../src/ui/preview/choices.ts')]);
});
beforeEach(() => {
  ui = mountedUi();
});
afterEach(() => ui.leave());
const wipe = () => ui.store.getState().screen.wipe;
const click = async (name: string | RegExp, role = 'button') => {
  fireEvent.click(getByRole(ui.root, role, { name }));
  await frame();
};
const press = (target: Element) => fireEvent.pointerDown(target, { button: 0, buttons: 1, pointerId: 1, pointerType: 'mouse' });

describe('in Plan', () => {
  beforeEach(() => ui.open());

  it('a point that is taken hold of opens the wipe, which stays open until the step is left', async () => {
    await ui.toStep('hairline');
    expect(wipe()).toBe(0.5);
    const [point] = getAllByRole(ui.root, 'button', { name: /^Hairline point/ });
    press(point);
    expect(wipe()).toBe(0);
    fireEvent.pointerUp(point, { pointerId: 1 });
    await frame();
    expect(wipe()).toBe(0);
    await ui.toStep('shade');
    expect(wipe()).toBe(0.5);
  });

  it.each(['scale', 'head'] as const)('so does a mark or handle of the step %s by a key', async (step) => {
    await ui.toStep(step);
    const handle = ui.root.querySelector('.handle') as Element;
    fireEvent.keyDown(handle, { key: 'ArrowRight' });
    expect(wipe()).toBe(0);
  });

  it('so do a corner of an outline, the edge of the line and the shape of a zone; how many dots and how dark does not', async () => {
    await ui.toStep('density');
    setTreatment(ui.store, { dotMm: 0.3 });
    fireEvent.input(getByRole(ui.root, 'slider', { name: 'Density' }), { target: { value: '160' } });
    await frame();
    expect(wipe(), 'judged beside bare skin').toBe(0.5);
    fireEvent.input(getByRole(ui.root, 'slider', { name: 'Blend' }), { target: { value: '20' } });
    expect(wipe()).toBe(0);
    setScreen(ui.store, { wipe: 0.5 });
    await click('Protect');
    const stage = ui.root.querySelector('.stage') as Element;
    press(stage);
    fireEvent.pointerUp(stage, { pointerId: 1, pointerType: 'mouse' });
    expect(wipe()).toBe(0);
  });

  it('where somebody moves it meanwhile it stays', async () => {
    await ui.toStep('hairline');
    press(getAllByRole(ui.root, 'button', { name: /^Hairline point/ })[0]);
    fireEvent.input(getByRole(ui.root, 'slider', { name: 'Before and after' }), { target: { value: '30' } });
    await ui.toStep('share');
    expect(wipe()).toBe(0.3);
  });

  it('another consultation begins in the middle', async () => {
    await ui.toStep('hairline');
    press(getAllByRole(ui.root, 'button', { name: /^Hairline point/ })[0]);
    await ui.open();
    expect(wipe()).toBe(0.5);
    await ui.toStep('share');
    expect(wipe()).toBe(0.5);
  });
});

it('in Preview a lower hairline opens it, and closing the sheet puts it back', async () => {
  await ui.open(FRONT, { way: 'preview' });
  await click('Hairline');
  await frame();
  await click('Lower by 5 mm');
  expect(wipe()).toBe(0);
  await click('Hairline');
  expect(wipe()).toBe(0.5);
});

/* The photos of one head at the picture's edge, and the plans above the panel. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openConsultation, setScreen, undo } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { removePhoto } from '../../src/app/consultation-actions.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import { type Consultation, parseConsultation } from '../../src/core/consultation/consultation.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getAllByRole, getByLabelText, getByRole, getByText, queryByRole, waitFor } from '../support/dom.ts';

const decoded = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;
const photo = (id: string, more: object = {}) => ({ id, name: `${id}.jpg`, widthPx: 1600, heightPx: 2000, ...more });
const measured = { scale: { pxPerMm: 6 }, pose: { centrePx: [800, 700] } };
const consultation = (ids: object[], plans = ['A']) => {
  const parsed = parseConsultation({
    format: 'smp-project',
    version: 2,
    head: { halfAxesMm: [77, 80, 92] },
    photos: ids,
    plans: plans.map((name) => ({ name, design: {}, treatment: {} })),
  });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.consultation;
};
const THREE = [photo('a', { ...measured, side: 'front' }), photo('b', { label: 'Crown' }), photo('c', measured)];

let store: AppStore;
let root: HTMLElement;
let leave: () => void;
let commands: Commands;
const frame = () => new Promise((done) => setTimeout(done, 60));
const ids = () => (store.getState().consultation as Consultation).photos.map(({ id }) => id);
const list = () => getByRole(root, 'list', { name: 'Photos' });
const films = () => getAllByRole(list(), 'button').map((film) => film.getAttribute('aria-label'));
async function open(made: Consultation) {
  openConsultation(store, decoded, made, { way: 'plan' });
  if (made.photos.length > 1) await waitFor(list, { timeout: 10_000 });
  await frame();
}

beforeAll(() => loadWay('plan'));
beforeEach(() => {
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  const names = ['openPhoto', 'openPhotos', 'addPhotos', 'openProject', 'proposeHead', 'measureFromSide'];
  commands = {
    canvas: document.createElement('canvas'),
    demos: [],
    recent: async () => [],
    finishes: async () => [],
    ...Object.fromEntries(names.map((name) => [name, vi.fn(async () => {})])),
    removePhoto: vi.fn((photoId: string) => removePhoto(store, photoId)),
    showPhoto: vi.fn(async (photoId: string) => store.setState(({ screen }) => ({ photo: decoded, screen: { ...screen, photoId } }))),
  } as unknown as Commands;
  leave = mountUi(root, store, commands);
});
afterEach(() => {
  leave();
  root.remove();
});

describe('the filmstrip', () => {
  it('is not there for one photo, and more can be added all the same', async () => {
    await open(consultation(THREE.slice(0, 1)));
    expect(queryByRole(root, 'list', { name: 'Photos' })).toBeNull();
    const file = new File(['x'], 'left.jpg', { type: 'image/jpeg' });
    fireEvent.change(getByLabelText(root, 'Add photo', { selector: 'input' }), { target: { files: [file] } });
    expect(commands.addPhotos).toHaveBeenCalledWith([file]);
  });

  it('says of each photo what it is and what is known of it, and marks the shown one', async () => {
    await open(consultation(THREE));
    expect(films()).toEqual(['Front, measured', 'Crown, not measured', 'Front, measured']);
    setScreen(store, { disagreeing: { c: { about: 'head', share: 0.11 } } });
    await frame();
    expect(films()[2]).toBe('Front, check its head');
    getByText(
      root,
      '“Front” shows a head of another shape than the other photos do, by 11 %: check its outline under Head, and whether it is the same person.',
    );
    expect(getAllByRole(list(), 'button', { current: true }).map((film) => film.dataset.photo)).toEqual(['a']);
    expect(getAllByRole(root, 'button', { name: 'Add photo' })).toHaveLength(1);
  });

  it('shows another photo by tap and by arrow keys, with one tab stop', async () => {
    await open(consultation(THREE));
    const shown = (id: string) => waitFor(() => expect(list().querySelector<HTMLElement>('[tabindex="0"]')?.dataset.photo).toBe(id));
    fireEvent.click(getByRole(root, 'button', { name: 'Crown, not measured' }));
    expect(commands.showPhoto).toHaveBeenLastCalledWith('b');
    await shown('b');
    fireEvent.keyDown(getByRole(root, 'button', { name: 'Crown, not measured' }), { key: 'ArrowDown' });
    expect(commands.showPhoto).toHaveBeenLastCalledWith('c');
    await shown('c');
    expect(list().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.photo).toBe('c'));
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowRight' });
    expect(commands.showPhoto, 'there is none behind the last').toHaveBeenCalledTimes(2);
  });

  it('takes the next key for the photo that the arrow went to, however soon it comes', async () => {
    await open(consultation(THREE));
    const [first] = getAllByRole(list(), 'button');
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    fireEvent.keyDown(document.activeElement as Element, { key: 'Delete' });
    expect(ids()).toEqual(['a', 'c']);
  });

  it('changes the order by Alt and an arrow, by buttons, and by dragging; undo takes it back', async () => {
    await open(consultation(THREE));
    fireEvent.keyDown(getByRole(root, 'button', { name: 'Crown, not measured' }), { key: 'ArrowUp', altKey: true });
    expect(ids()).toEqual(['b', 'a', 'c']);
    undo(store);
    expect(ids()).toEqual(['a', 'b', 'c']);
    setScreen(store, { step: 'photo' });
    await frame();
    fireEvent.click(getByRole(root, 'button', { name: 'Move later' }));
    expect(ids()).toEqual(['b', 'a', 'c']);
    await frame();
    const boxes = [...list().children].map((_, i) => ({ left: 0, top: 80 * i, width: 72, height: 80 }) as DOMRect);
    for (const [i, one] of [...list().children].entries()) vi.spyOn(one, 'getBoundingClientRect').mockReturnValue(boxes[i]);
    const film = getByRole(root, 'button', { name: 'Crown, not measured' });
    fireEvent.pointerDown(film, { clientX: 30, clientY: 40, button: 0 });
    fireEvent.pointerMove(film, { clientX: 30, clientY: 300 });
    fireEvent.pointerUp(film, { clientX: 30, clientY: 300 });
    expect(ids()).toEqual(['a', 'c', 'b']);
  });

  it('removes a photo and says how it comes back; the last is not removed', async () => {
    await open(consultation(THREE.slice(0, 2)));
    setScreen(store, { step: 'photo' });
    await frame();
    fireEvent.click(getByRole(root, 'button', { name: 'Remove photo' }));
    expect(ids()).toEqual(['b']);
    await frame();
    getByText(root, '“Front” is removed. Undo brings it back.');
    expect(queryByRole(root, 'button', { name: 'Remove photo' })).toBeNull();
    fireEvent.click(getByRole(root, 'button', { name: 'Undo' }));
    expect(ids()).toEqual(['a', 'b']);
  });

  it('takes a label', async () => {
    await open(consultation(THREE));
    setScreen(store, { step: 'photo' });
    await frame();
    fireEvent.change(getByLabelText(root, 'Label'), { target: { value: ' Hairline, close ' } });
    await frame();
    expect(films()[0]).toBe('Hairline, close, measured');
  });
});

describe('plans', () => {
  const group = () => getByRole(root, 'radiogroup', { name: 'Plan' });
  const chosen = () => getByRole(group(), 'radio', { checked: true }).parentElement?.textContent?.trim();
  it('are a choice once there are several, on the steps that are a plan’s', async () => {
    await open(consultation(THREE.slice(0, 1), ['A', 'B']));
    setScreen(store, { step: 'hairline' });
    await waitFor(group, { timeout: 10_000 });
    expect(chosen()).toBe('A');
    fireEvent.click(getByRole(group(), 'radio', { name: 'B' }));
    await frame();
    expect(store.getState().screen.planName).toBe('B');
    setScreen(store, { step: 'scale' });
    await frame();
    expect(queryByRole(root, 'radiogroup', { name: 'Plan' })).toBeNull();
  });

  it('are duplicated, renamed and deleted; the last stays, and undo covers all of it', async () => {
    await open(consultation(THREE.slice(0, 1)));
    fireEvent.click(getByRole(root, 'button', { name: 'Plans' }));
    await waitFor(group, { timeout: 10_000 });
    expect(queryByRole(root, 'button', { name: 'Delete plan' })).toBeNull();
    fireEvent.click(getByRole(root, 'button', { name: 'Duplicate plan' }));
    await frame();
    expect(chosen()).toBe('B');
    fireEvent.change(getByLabelText(root, 'Name'), { target: { value: 'A' } });
    await frame();
    getByText(root, 'Another plan is called “A”.');
    fireEvent.change(getByLabelText(root, 'Name'), { target: { value: 'Lighter' } });
    await frame();
    expect(chosen()).toBe('Lighter');
    fireEvent.click(getByRole(root, 'button', { name: 'Delete plan' }));
    await frame();
    expect(chosen()).toBe('A');
    for (let step = 0; step < 3; step++) undo(store);
    expect(store.getState().consultation?.plans.map(({ name }) => name)).toEqual(['A']);
  });
});

/* What is shown once a photo was measured: the one question, what is sure, what was guessed, and where to mend it. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openConsultation, setHead, setScreen, undo } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import type { Measured } from '../../src/app/measured.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { type PhotoPx, type Project, parseProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { picturesInOrder } from '../../src/ui/after-measuring/side-question.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getAllByRole, getByRole, getByText, queryByRole, queryByText, waitFor } from '../support/dom.ts';

const plain = {
  format: 'smp-project',
  version: 1,
  photo: { name: 'crown.jpg', widthPx: 1600, heightPx: 2000 },
  scale: { pxPerMm: 6.3 },
  head: { centrePx: [793, 740], halfAxesMm: [77, 80, 92] },
};
const zone = {
  outlinePx: [
    [400, 660],
    [800, 230],
    [1190, 660],
  ],
};
const planned = { ...plain, design: { zones: [zone] } };
const photo = { name: 'crown.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;

let store: AppStore;
let root: HTMLElement;
let leave: () => void;
let measureFromSide: ReturnType<typeof vi.fn>;
let proposeHairline: ReturnType<typeof vi.fn>;

/** Opens a project whose head was just measured. */
async function measured(json: object, told: Partial<Measured>) {
  const parsed = parseProject(json);
  if (!parsed.ok) throw new Error(parsed.reason);
  openConsultation(store, photo, consultationOf(parsed.project), { way: 'plan', step: 'head' });
  const head = store.getState().project?.head as NonNullable<Project['head']>;
  setScreen(store, {
    measured: { crown: { head, proposed: null, sawFace: false, isTrusted: true, sure: [], guessed: [], askedSides: null, ...told } },
  });
  await waitFor(() => expect(root.querySelector('.doubts')).not.toBeNull(), { timeout: 20_000 });
  await frame();
}
const frame = () => new Promise((done) => setTimeout(done, 40));
const named = (role: string, name: string) => getByRole(root, role, { name });
const moveHead = async () => {
  const head = store.getState().project?.head as NonNullable<Project['head']>;
  setHead(store, { ...head, centrePx: [800, 740] });
  await frame();
};

beforeAll(() => loadWay('plan'));
beforeEach(() => {
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  measureFromSide = vi.fn(async () => {});
  proposeHairline = vi.fn(async () => {});
  leave = mountUi(root, store, {
    canvas: document.createElement('canvas'),
    demos: [],
    recent: async () => [],
    finishes: async () => [],
    measureFromSide,
    proposeHairline,
  } as unknown as Commands);
});
afterEach(() => {
  leave();
  root.remove();
});

describe('the question for the side', () => {
  const question = () => queryByRole(root, 'dialog', { name: 'From where is this head seen?' });
  it('has every side once, the likeliest first, three quarters in one picture at an end', () => {
    const order = picturesInOrder(['back', 'top']);
    expect(order).toHaveLength(7);
    expect(order[0]).toEqual(['back']);
    expect(new Set(order.flat()).size).toBe(8);
    expect(order[6]).toEqual(['threequarter-left', 'threequarter-right']);
    expect(picturesInOrder(['threequarter-right'])[0]).toEqual(['threequarter-left', 'threequarter-right']);
  });
  it('is answered by one tap, and is gone', async () => {
    await measured(planned, { askedSides: ['back', 'top'] });
    const dialog = question() as HTMLElement;
    await waitFor(() => expect(document.activeElement).toBe(dialog));
    expect(getAllByRole(dialog, 'listitem')).toHaveLength(7);
    expect(getAllByRole(dialog, 'button').map((button) => button.textContent?.trim().replace(/\s+/g, ' '))[1]).toBe('Back most likely');
    fireEvent.click(getByRole(dialog, 'button', { name: 'Top' }));
    expect(measureFromSide).toHaveBeenCalledExactlyOnceWith('top');
    await frame();
    expect(question()).toBeNull();
    expect(document.activeElement).toBe(named('tab', 'Head'));
  });
  it('may be left, by its button or Escape, and stands in nobody’s way on another step', async () => {
    await measured(planned, { askedSides: ['back'] });
    setScreen(store, { step: 'density' });
    await frame();
    expect(question()).toBeNull();
    setScreen(store, { way: 'plan', step: 'head' });
    await frame();
    fireEvent.keyDown(question() as HTMLElement, { key: 'Escape' });
    await frame();
    expect(question()).toBeNull();
    await measured(planned, { askedSides: ['back'] });
    fireEvent.click(named('button', 'Leave it as it is'));
    await frame();
    expect(question()).toBeNull();
    expect(measureFromSide).not.toHaveBeenCalled();
  });
  it('is over once somebody moves the head', async () => {
    await measured(planned, { askedSides: ['back'] });
    await moveHead();
    expect(question()).toBeNull();
  });
  it('takes no focus from somebody who is writing', async () => {
    openConsultation(store, photo, consultationOf((parseProject(planned) as { project: Project }).project), { way: 'plan', step: 'head' });
    await frame();
    const title = root.querySelector<HTMLInputElement>('.title');
    title?.focus();
    await measured(planned, { askedSides: ['back'] });
    await frame();
    expect(question()).not.toBeNull();
    expect(document.activeElement).toBe(title);
  });
});

describe('“Seen from”', () => {
  it('tells the side of a head that lies as it was measured', async () => {
    await measured(planned, { askedSides: ['front'] });
    fireEvent.click(named('radio', 'Back'));
    expect(measureFromSide).toHaveBeenCalledExactlyOnceWith('back');
    expect(store.temporal.getState().pastStates).toHaveLength(0);
  });
  it('turns a head that somebody has moved, or whose face was seen', async () => {
    for (const seen of [false, true]) {
      await measured(planned, { sawFace: seen });
      if (!seen) await moveHead();
      fireEvent.click(named('radio', 'Back'));
      await frame();
      expect(Math.abs(store.getState().project?.head?.rotationRad[1] ?? 0)).toBeGreaterThan(3);
    }
    expect(measureFromSide).not.toHaveBeenCalled();
  });
});

describe('doubt', () => {
  const at = (x: number, y: number) => [x, y] as unknown as PhotoPx;
  const told: Partial<Measured> = {
    sure: ['which way the head faces', 'the outline, to 2 mm'],
    guessed: [
      { about: 'scale', text: 'The scale is that of a usual head, within 8 %.', mend: 'A mark of known length settles it.', atPx: null },
      { text: 'Here the head leaves the outline that was found.', mend: 'Drag its end onto the scalp.', atPx: at(400, 500) },
      { text: 'The chin lies 12 mm from where this head has it.', mend: 'Turn the head.', atPx: at(800, 1200) },
      { text: 'The nose lies 9 mm from where this head has it.', mend: 'Turn the head.', atPx: at(800, 1000) },
    ],
  };
  const rings = () => [...root.querySelectorAll('.doubt-ring text')].map((text) => text.textContent);
  it('is listed, and ringed on the photo at two places by the numbers of the list', async () => {
    await measured(planned, told);
    getByText(root, /which way the head faces · the outline, to 2 mm/);
    expect(getAllByRole(named('region', 'What was measured'), 'listitem')).toHaveLength(4);
    expect(rings()).toEqual(['2', '3']);
  });
  it('loses its rings once the head is changed, and has them again after undo', async () => {
    await measured(planned, told);
    await moveHead();
    expect(rings()).toEqual([]);
    getByText(root, 'Was guessed');
    undo(store);
    await frame();
    expect(rings()).toEqual(['2', '3']);
  });
  it('is one line on the steps that rest on the head, and leads there', async () => {
    await measured(planned, told);
    setScreen(store, { step: 'hairline' });
    await frame();
    expect(rings()).toEqual([]);
    fireEvent.click(named('button', 'Head: 4 things were guessed'));
    await frame();
    expect(named('tab', 'Head').getAttribute('aria-selected')).toBe('true');
  });
});

describe('a head that is not good enough to plan on', () => {
  it('says so, and offers the design once it was dragged', async () => {
    await measured(plain, { isTrusted: false });
    getByText(root, /not well enough to plan on: drag it onto the head/);
    expect(queryByRole(root, 'button', { name: 'Propose hairline and zone' })).toBeNull();
    await moveHead();
    fireEvent.click(named('button', 'Propose hairline and zone'));
    expect(proposeHairline).toHaveBeenCalledExactlyOnceWith('whole');
  });
  it('says nothing of it where there is a plan', async () => {
    await measured(planned, { isTrusted: false });
    expect(queryByText(root, /not well enough/)).toBeNull();
    expect(queryByRole(root, 'button', { name: 'Propose hairline and zone' })).toBeNull();
  });
});

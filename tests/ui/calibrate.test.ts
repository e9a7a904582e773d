import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openConsultation, setFinish, setScale, setScreen, undo } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { type KeptFinish, newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { srgbOf } from '../../src/core/math/colour.ts';
import type { Raster } from '../../src/core/math/raster.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getByLabelText, getByRole, getByText, queryByRole, queryByText, waitFor, within } from '../support/dom.ts';

const SKIN = [0.55, 0.33, 0.23];
const SIZE = 400;
/** Skin, the upper half of it worked on so that it keeps `kept` of its light. */
function head(kept: readonly number[]): Raster {
  const rgba = new Uint8Array(SIZE * SIZE * 4).fill(255);
  for (let i = 0; i < SIZE * SIZE; i++)
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = Math.round(255 * srgbOf(SKIN[c] * (i < (SIZE * SIZE) / 2 ? kept[c] : 1)));
  return { widthPx: SIZE, heightPx: SIZE, rgba };
}
const PICTURES: Record<string, Raster> = {
  'before.jpg': head([1, 1, 1]),
  'after.jpg': head([0.4, 0.65, 0.85]),
  'shade.jpg': head([0.7, 0.7, 0.7]),
  'white.jpg': head([1 / SKIN[0], 1 / SKIN[1], 1 / SKIN[2]]),
};
const NORTH: KeptFinish = { name: 'North street', light: [1.3, 1.2, 1.1], readings: [{ kept: [0.5, 0.75, 0.94], skin: 'III' }] };

let store: AppStore;
let root: HTMLElement;
let leave: () => void;
let commands: Commands;
let kept: readonly KeptFinish[];
let failing: string;

const frame = () => new Promise((done) => setTimeout(done, 40));
const finish = () => store.getState().project?.treatment.finish ?? null;
const inPanel = (role: string, name: string | RegExp) => getByRole(root, role, { name });
const sheet = () => getByRole(document.body, 'dialog');
const inSheet = (role: string, name: string | RegExp) => getByRole(sheet(), role, { name });
const changed = async (list: readonly KeptFinish[]) => {
  if (failing) return { ok: false as const, reason: failing };
  kept = list;
  return { ok: true as const, finishes: kept };
};

beforeAll(() => loadWay('plan'));
beforeEach(async () => {
  HTMLCanvasElement.prototype.getContext = (() => null) as never;
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  kept = [];
  failing = '';
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  commands = {
    canvas: document.createElement('canvas'),
    demos: [],
    recent: async () => [],
    finishes: async () => kept,
    leaving: async () => null,
    keepFinish: vi.fn((one: KeptFinish) => changed([...kept.filter(({ name }) => name !== one.name), one])),
    removeFinish: vi.fn((name: string) => changed(kept.filter((one) => one.name !== name))),
    readPicture: async (file: File) =>
      PICTURES[file.name] ? { ok: true, raster: PICTURES[file.name] } : { ok: false, reason: `“${file.name}” is not a photo.` },
  } as unknown as Commands;
});
afterEach(() => {
  for (const open of document.querySelectorAll('dialog')) open.close();
  leave();
  root.remove();
});
async function shade(finishes: readonly KeptFinish[] = []) {
  kept = finishes;
  leave = mountUi(root, store, commands);
  openConsultation(
    store,
    { widthPx: 800, heightPx: 1000, message: '', small: head([0.4, 0.65, 0.85]) } as DecodedPhoto,
    consultationOf(newProject({ name: 'a', widthPx: 800, heightPx: 1000 })),
  );
  setScreen(store, { way: 'plan', step: 'shade' });
  await frame();
}
async function openSheet() {
  fireEvent.click(inPanel('button', 'Calibrate to my work'));
  await waitFor(sheet);
}
async function choose(label: string, name: string) {
  fireEvent.change(getByLabelText(sheet(), label, { selector: 'input' }), { target: { files: [new File(['x'], name)] } });
  await frame();
}
/** By keys: the treated mark goes up from the middle, the bare one down. */
function markByKeys(photo: string) {
  for (const [place, key] of [
    ['treated', 'ArrowUp'],
    ['bare', 'ArrowDown'],
  ]) {
    fireEvent.click(inSheet('button', `Set the ${place} mark in the ${photo}`), { detail: 0 });
    const mark = inSheet('button', `${place === 'treated' ? 'Treated' : 'Bare'} skin in the ${photo}`);
    // looking for it by its role before each key would take a third of this file's time
    for (let i = 0; i < 12; i++) fireEvent.keyDown(mark, { key, shiftKey: true });
    expect(mark.isConnected, 'it stays the one under the keys').toBe(true);
  }
}

describe('the finish in the Shade panel', () => {
  it('is the standard one at first, and nothing else says a word of it', async () => {
    await shade();
    getByText(root, /^Standard finish/);
    expect(queryByRole(root, 'radiogroup', { name: 'Finish' })).toBeNull();
    setScreen(store, { step: 'sessions' });
    await frame();
    expect(queryByText(root, /With the finish/)).toBeNull();
  });
  it('is chosen among those kept as one step, and said wherever it acts', async () => {
    await shade([NORTH]);
    fireEvent.click(within(inPanel('radiogroup', 'Finish')).getByRole('radio', { name: 'North street' }));
    expect(finish()).toEqual({ name: 'North street', light: NORTH.light });
    await frame();
    getByText(root, /^Finish: North street, darker and greyer than standard \(ΔE \d\.\d\)/);
    for (const step of ['sessions', 'share'] as const) {
      setScreen(store, { step });
      await frame();
      getByText(root, 'With the finish North street.');
    }
    undo(store);
    expect(finish()).toBeNull();
  });
  it('can be removed from the device, and then no longer acts here', async () => {
    await shade([NORTH]);
    setFinish(store, NORTH);
    await frame();
    fireEvent.click(inPanel('button', 'Remove'));
    await frame();
    expect(kept).toEqual([]);
    expect(finish()).toBeNull();
    getByText(root, /^Standard finish/);
  });
  it('of a project from elsewhere is shown, and can be kept', async () => {
    await shade();
    setFinish(store, NORTH);
    await frame();
    expect((inPanel('radio', 'North street (of this project)') as HTMLInputElement).checked).toBe(true);
    fireEvent.click(inPanel('button', 'Keep on this device'));
    await frame();
    expect(kept).toEqual([{ ...NORTH, readings: [] }]);
    inPanel('radio', 'North street');
  });
});

describe('calibrating', () => {
  it('by keys alone: two photos, four marks, the figures, a name; one step that can be undone', async () => {
    await shade();
    await openSheet();
    await choose('Choose the photo before', 'before.jpg');
    await choose('Choose the photo after', 'after.jpg');
    expect(queryByRole(sheet(), 'button', { name: 'Keep finish' })).toBeNull();
    markByKeys('photo before');
    markByKeys('photo after');
    getByText(sheet(), /^Your work is darker and greyer than the default \(ΔE \d+\.\d\)/);
    expect(inSheet('row', /^Green \d+ % 6[456] %$/)).toBeTruthy();
    inSheet('img', /Two tones side by side: Default, Your work/);
    getByText(sheet(), /^1 reading: the plan moves 31 % of the way/);
    fireEvent.input(inSheet('textbox', 'Name of the finish'), { target: { value: ' Harbour ' } });
    fireEvent.click(inSheet('button', 'Keep finish'));
    await frame();
    expect(queryByRole(document.body, 'dialog')).toBeNull();
    expect(finish()?.name).toBe('Harbour');
    for (const l of finish()?.light ?? []) expect(l).toBeGreaterThan(1);
    expect(kept).toEqual([{ ...finish(), readings: [{ kept: expect.anything(), skin: 'III' }] }]);
    expect(JSON.stringify(kept).length, 'no photo in it').toBeLessThan(300);
    inPanel('radio', 'Harbour');
    undo(store);
    expect(finish()).toBeNull();
  });
  it('reads one photo with both, and a second pair is believed more', async () => {
    await shade();
    await openSheet();
    fireEvent.click(inSheet('radio', 'One photo with both'));
    await choose('Choose the photo', 'after.jpg');
    markByKeys('photo');
    fireEvent.click(inSheet('button', 'Add another pair'));
    await choose('Choose the photo', 'after.jpg');
    markByKeys('photo');
    getByText(sheet(), /^2 readings: the plan moves 47 % of the way/);
    fireEvent.click(inSheet('button', 'Keep finish'));
    await frame();
    expect(kept[0].readings).toHaveLength(2);
    expect(kept[0].name).toBe('My work');
  });
  it('refuses in one sentence what it cannot read', async () => {
    await shade();
    await openSheet();
    fireEvent.click(inSheet('radio', 'One photo with both'));
    await choose('Choose the photo', 'notes.txt');
    expect(inSheet('alert', '').textContent).toContain('is not a photo');
    await choose('Choose the photo', 'before.jpg');
    markByKeys('photo');
    expect(inSheet('alert', '').textContent).toContain('not darker than the bare one');
    await choose('Change the photo', 'shade.jpg');
    markByKeys('photo');
    getByText(sheet(), /as a shadow does/);
    await choose('Change the photo', 'white.jpg');
    markByKeys('photo');
    expect(inSheet('alert', '').textContent).toContain('The treated place in the photo is overexposed');
    expect(queryByRole(sheet(), 'button', { name: 'Keep finish' })).toBeNull();
  });
  it('reads the texture of the open photo, whose scale is known, and of no other', async () => {
    await shade();
    setScale(store, { pxPerMm: 8, method: 'marks', sdShare: 0.01 });
    await openSheet();
    fireEvent.click(inSheet('radio', 'One photo with both'));
    fireEvent.click(inSheet('button', 'Use the open photo'));
    markByKeys('photo');
    getByText(sheet(), /^Texture 0\.00 where treated, 0\.00 on bare skin/);
    await choose('Change the photo', 'after.jpg');
    markByKeys('photo');
    getByText(sheet(), /^Your work is darker/);
    expect(queryByText(sheet(), /Texture/)).toBeNull();
  });
  it('adds a pair to a finish that is kept', async () => {
    await shade([NORTH]);
    setFinish(store, NORTH);
    await frame();
    fireEvent.click(inPanel('button', 'Add a pair of photos'));
    await waitFor(sheet);
    fireEvent.click(inSheet('radio', 'One photo with both'));
    await choose('Choose the photo', 'after.jpg');
    markByKeys('photo');
    getByText(sheet(), /^2 readings/);
    fireEvent.click(inSheet('button', 'Keep finish'));
    await frame();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ name: 'North street', readings: [NORTH.readings[0], { skin: 'III' }] });
    expect(finish()?.light).toEqual(kept[0].light);
  });
  it('leaves nothing when it is cancelled', async () => {
    await shade();
    const before = store.getState().project;
    await openSheet();
    fireEvent.click(inSheet('radio', 'One photo with both'));
    await choose('Choose the photo', 'after.jpg');
    markByKeys('photo');
    fireEvent.click(inSheet('button', 'Cancel'));
    expect(queryByRole(document.body, 'dialog')).toBeNull();
    expect(store.getState().project).toBe(before);
    expect(commands.keepFinish).not.toHaveBeenCalled();
  });
  it('loses nothing where the device keeps nothing', async () => {
    await shade();
    await openSheet();
    fireEvent.click(inSheet('radio', 'One photo with both'));
    await choose('Choose the photo', 'after.jpg');
    markByKeys('photo');
    failing = 'This browser keeps nothing on this device.';
    fireEvent.click(inSheet('button', 'Keep finish'));
    await frame();
    getByText(root, /My work acts in this project\. This browser keeps nothing/);
    expect(finish()?.name).toBe('My work');
    inPanel('radio', 'My work (of this project)');
  });
});

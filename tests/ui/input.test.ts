/* Keys, drops and pastes, as they come from keyboards and programs of many kinds. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openConsultation, setScreen, setTitle } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getByRole, getByText, waitFor } from '../support/dom.ts';

let store: AppStore;
let root: HTMLElement;
let leave: () => void;
let commands: Commands;
const title = () => store.getState().project?.title;
const frame = () => new Promise((done) => setTimeout(done, 40));

beforeAll(() => loadWay('plan'));
beforeEach(async () => {
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  const names = ['openPhoto', 'openPhotos', 'addPhotos', 'openProject', 'saveProject'];
  commands = {
    canvas: document.createElement('canvas'),
    demos: [],
    recent: async () => [],
    finishes: async () => [],
    ...Object.fromEntries(names.map((name) => [name, vi.fn(async () => {})])),
  } as unknown as Commands;
  leave = mountUi(root, store, commands);
  const photo = { name: 'front.jpg', widthPx: 400, heightPx: 500, message: '' } as DecodedPhoto;
  openConsultation(store, photo, consultationOf(newProject({ name: 'front.jpg', widthPx: 400, heightPx: 500 }, 'before')));
  setTitle(store, 'after');
  await frame();
});
afterEach(() => {
  leave();
  root.remove();
});

const press = (key: string, code: string, more: object = {}) => fireEvent.keyDown(document.body, { key, code, ctrlKey: true, ...more });

describe('undo and redo', () => {
  it.each([
    ['Latin', 'z', 'y'],
    ['Cyrillic', 'я', 'н'],
    ['Greek', 'ζ', 'υ'],
    ['Arabic', 'ئ', 'غ'],
    ['Hebrew', 'ז', 'ט'],
    ['Thai', 'ผ', 'ั'],
  ])('work on a %s keyboard', (_, z, y) => {
    press(z, 'KeyZ');
    expect(title()).toBe('before');
    press(y, 'KeyY');
    expect(title()).toBe('after');
    press(z, 'KeyZ');
    press(z, 'KeyZ', { shiftKey: true });
    expect(title()).toBe('after');
  });
  it('follow the letter, not the place, where the keyboard writes Latin', () => {
    press('w', 'KeyZ');
    press('ö', 'KeyZ');
    expect(title(), 'AZERTY').toBe('after');
    press('z', 'KeyW');
    expect(title(), 'AZERTY').toBe('before');
    press('f', 'KeyY');
    expect(title(), 'Dvorak').toBe('before');
    press('y', 'KeyT');
    expect(title(), 'Dvorak').toBe('after');
  });
});

describe('Ctrl+S', () => {
  it.each([
    ['s', 'KeyS'],
    ['ы', 'KeyS'],
  ])('saves the project in place of the page (%s)', (key, code) => {
    expect(press(key, code), 'left to the browser').toBe(false);
    press(key, code, { repeat: true });
    expect(commands.saveProject).toHaveBeenCalledOnce();
  });
  it('saves with the title that is being typed', () => {
    const field = getByRole(root, 'textbox', { name: 'Title' }) as HTMLInputElement;
    field.focus();
    field.value = 'typed';
    field.addEventListener('blur', () => fireEvent.change(field));
    vi.mocked(commands.saveProject).mockImplementation(async () => expect(title()).toBe('typed'));
    fireEvent.keyDown(field, { key: 's', code: 'KeyS', metaKey: true });
    expect(commands.saveProject).toHaveBeenCalledOnce();
  });
});

const file = (name: string, content: BlobPart, type = '') => new File([content], name, { type });
const drop = (...files: File[]) => fireEvent.drop(window, { dataTransfer: { files, types: ['Files'] } });
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);

describe('a file', () => {
  it.each(['client.smp', 'client.zip', 'client.txt', 'client'])('that is a project opens as one under the name %s', async (name) => {
    const project = file(name, 'PK\x03\x04');
    drop(project);
    await waitFor(() => expect(commands.openProject).toHaveBeenCalledWith(project));
    expect(commands.openPhoto).not.toHaveBeenCalled();
  });
  it('that is a photo opens as one, whatever its name', async () => {
    const photo = file('client.txt', JPEG);
    drop(photo);
    await waitFor(() => expect(commands.openPhoto).toHaveBeenCalledWith(photo));
  });
  it('chosen as a photo opens as the project that it is', async () => {
    setScreen(store, { way: 'plan', step: 'photo' });
    await frame();
    const project = file('client.zip', '\ufeff {"format": "smp-project"}');
    fireEvent.change(root.querySelector('input[aria-label="Open photo"]') as HTMLInputElement, { target: { files: [project] } });
    await waitFor(() => expect(commands.openProject).toHaveBeenCalledWith(project));
  });
  it('among several fills one consultation with them; a project among them opens alone', async () => {
    const photos = [file('a.jpg', JPEG), file('b.jpg', JPEG)];
    drop(...photos);
    await waitFor(() => expect(commands.openPhotos).toHaveBeenCalledWith(photos));
    const project = file('client.smp', 'PK\x03\x04');
    drop(photos[0], project);
    await waitFor(() => expect(commands.openProject).toHaveBeenCalledWith(project));
    expect(commands.openPhoto).not.toHaveBeenCalled();
  });
  it('dropped on the filmstrip joins the open consultation', async () => {
    const photo = file('a.jpg', JPEG);
    fireEvent.drop(root.querySelector('.add-photo') as Element, { dataTransfer: { files: [photo], types: ['Files'] } });
    await waitFor(() => expect(commands.addPhotos).toHaveBeenCalledWith([photo]));
    expect(commands.openPhoto).not.toHaveBeenCalled();
  });
});

describe('a folder', () => {
  const fileEntry = (name: string) => ({
    name,
    isFile: true,
    isDirectory: false,
    file: (done: (f: File) => void) => done(file(name, JPEG)),
  });
  const folder = (name: string, entries: object[]) => ({
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const batches = [entries, []];
      return { readEntries: (done: (some: object[]) => void) => done(batches.shift() as object[]) };
    },
  });
  const dropFolder = (entry: object) =>
    fireEvent.drop(window, { dataTransfer: { types: ['Files'], files: [file('Client', '')], items: [{ webkitGetAsEntry: () => entry }] } });
  it('that is dropped fills one consultation with its photos, by name, those in folders within it too', async () => {
    const inner = folder('more', [fileEntry('back.png'), fileEntry('notes.txt')]);
    dropFolder(folder('Client', [fileEntry('photo10.jpg'), fileEntry('photo9.jpg'), fileEntry('.hidden.jpg'), inner]));
    await waitFor(() => expect(commands.openPhotos).toHaveBeenCalled());
    const [[files]] = vi.mocked(commands.openPhotos).mock.calls;
    expect(files.map(({ name }) => name)).toEqual(['back.png', 'photo9.jpg', 'photo10.jpg']);
  });
  it('without a photo says so', async () => {
    dropFolder(folder('Client', [fileEntry('notes.txt')]));
    await waitFor(() => getByText(root, 'No photo was found in “Client”.'));
    expect(commands.openPhotos).not.toHaveBeenCalled();
  });
});

describe('pasting', () => {
  const paste = (target: Element | Window, files: File[], html = '') =>
    fireEvent.paste(target, { clipboardData: { files, getData: (type: string) => (type === 'text/html' ? html : '') } });
  const picture = file('image.png', JPEG, 'image/png');
  it('opens a picture', async () => {
    paste(document.body, [picture]);
    await waitFor(() => expect(commands.openPhoto).toHaveBeenCalledWith(picture));
  });
  it('into a field, or of a cell of a spreadsheet, opens nothing', async () => {
    expect(paste(getByRole(root, 'textbox', { name: 'Title' }), [picture]), 'left to the field').toBe(true);
    paste(document.body, [picture], '<table><tr><td>12</td></tr></table>');
    await frame();
    expect(commands.openPhoto).not.toHaveBeenCalled();
  });
});

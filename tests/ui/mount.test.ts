import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeProject, notify, openConsultation, setScreen } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { type AppStore, createAppStore, STEPS } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { type Project, withSkinClass } from '../../src/core/consultation/schema.ts';
import { usualSessions } from '../../src/core/consultation/usual-sessions.ts';
import { placeInPhoto } from '../../src/core/scalp/photo-map.ts';
import { rotationMatrix } from '../../src/core/scalp/rotation.ts';
import { projectSurface, type Surface } from '../../src/core/scalp/surface.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getByLabelText, getByRole, getByText, queryByRole, queryByText, waitFor } from '../support/dom.ts';
import { settled } from '../support/fake-desk.ts';
import { FRONT, placedConsultation } from '../support/mounted-ui.ts';

const photo = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;

let store: AppStore;
let root: HTMLElement;
let leave: () => void;
let commands: Commands;

const open = (json: object) => openConsultation(store, photo, placedConsultation(json), { way: 'plan' });
const frame = () => new Promise((done) => setTimeout(done, 40));
const onStep = async (step: (typeof STEPS)[number]) => {
  setScreen(store, { step });
  await frame();
};
/** Waits for what is loaded with the Share step. */
const shareLoads = async () => {
  await Promise.all([import('../../src/ui/take-home/take-home.ts'), import('../../src/ui/plan-sheet/print-plan.ts')]);
  await settled();
};
const named = (role: string, name: string | RegExp) => getByRole(root, role, { name });

beforeAll(() => loadWay('plan'));
beforeEach(() => {
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  commands = {
    canvas: document.createElement('canvas'),
    demos: [{ id: 'front', title: 'Front', text: 'Norwood 6', thumbnail: 'front.jpg' }],
    recent: async () => [],
    finishes: async () => [],
    leaving: async () => null,
    ...(Object.fromEntries(
      [
        'openPhoto',
        'openProject',
        'turnPhoto',
        'openDemo',
        'resume',
        'saveProject',
        'exportImage',
        'deleteEverything',
        'closeToStart',
        'proposeHead',
        'measureFromSide',
        'proposeHairline',
        'matchStubble',
      ].map((name) => [name, vi.fn(async () => {})]),
    ) as unknown as Omit<Commands, 'canvas' | 'demos' | 'recent' | 'finishes' | 'leaving'>),
  };
  leave = mountUi(root, store, commands);
});
afterEach(() => {
  leave();
  root.remove();
});

describe('start screen', () => {
  it('offers a photo, the demo and a project, and says that nothing leaves', () => {
    named('button', 'Open photo');
    named('button', 'Open project');
    fireEvent.click(named('button', 'Try the demo'));
    expect(commands.openDemo).toHaveBeenCalledWith('front');
    getByText(root, 'Your photo never leaves this device.');
  });
  it('hands a chosen file on', async () => {
    const file = new File(['x'], 'front.heic', { type: 'image/heic' });
    fireEvent.change(getByLabelText(root, 'Open photo', { selector: 'input' }), { target: { files: [file] } });
    await waitFor(() => expect(commands.openPhoto).toHaveBeenCalledWith(file));
  });
});

describe('the list of consultations', () => {
  it('loses one that another window has deleted', async () => {
    leave();
    root.replaceWith((root = document.createElement('div')));
    let recent = [{ id: 'a', title: 'Crown', savedAt: 0 }];
    commands = { ...commands, recent: async () => recent, resume: vi.fn(async () => void (recent = [])) };
    leave = mountUi(root, store, commands);
    await frame();
    fireEvent.click(named('button', /Crown/));
    await waitFor(() => expect(queryByText(root, 'Crown')).toBeNull());
  });
});

describe('work that is not kept', () => {
  it('is left only when the user says so, and can be saved to a file first', async () => {
    open(FRONT);
    const leaving = vi.fn();
    setScreen(store, { saved: 'failed', leaving });
    await frame();
    getByText(root, 'This consultation is not kept on this device. Leave it all the same?');
    fireEvent.click(named('button', 'Save it to a file'));
    expect(commands.saveProject).toHaveBeenCalledOnce();
    fireEvent.click(named('button', 'Stay'));
    expect(leaving).toHaveBeenLastCalledWith(false);
    fireEvent.click(named('button', 'Leave it'));
    expect(leaving).toHaveBeenLastCalledWith(true);
  });
});

describe('promised names', () => {
  beforeEach(async () => {
    open(FRONT);
    await frame();
  });
  it('are there on every step', async () => {
    for (const name of ['Photo', 'Scale', 'Head', 'Hairline', 'Density', 'Shade', 'Sessions', 'Share']) named('tab', name);
    for (const name of ['Undo', 'Redo', 'Save project', 'Session 1', 'Session 2', 'Session 3', 'Healed', '1 year', '3 years'])
      named('button', name);
    for (const name of ['Time', 'Before and after']) named('slider', name);
    named('img', 'Preview: before, day 54, 0 dots');
    const promised: [(typeof STEPS)[number], string, string[]][] = [
      ['photo', 'button', ['Open photo', 'Open project']],
      ['hairline', 'radiogroup', ['Hairline style']],
      ['hairline', 'slider', ['Edge softness', 'Irregularity']],
      ['density', 'button', ['Fill zone', 'Scar', 'Protect', 'Brush']],
      ['density', 'slider', ['Density']],
      ['shade', 'radiogroup', ['Skin']],
      ['shade', 'slider', ['Dot size', 'Depth']],
      ['sessions', 'slider', ['Session 1 dilution', 'Session 2 dilution', 'Session 3 dilution']],
      ['share', 'button', ['Export image', 'Delete everything on this device']],
    ];
    for (const [step, role, names] of promised) {
      await onStep(step);
      if (step === 'share') await shareLoads();
      for (const name of names) named(role, name);
    }
    expect(queryByRole(root, 'button', { name: 'Print plan' })).toBeNull();
  });
  it('tell that the washes are for fair hair, and offer those for dark hair', async () => {
    await onStep('sessions');
    expect(queryByText(root, /washes for fair hair/)).toBeNull();
    changeProject(store, (p) => ({ ...p, treatment: withSkinClass(p.treatment, 'I', true) }));
    await frame();
    getByText(root, /washes for fair hair/);
    fireEvent.click(named('button', 'Take those for dark hair'));
    await frame();
    expect(queryByText(root, /washes for fair hair/)).toBeNull();
    expect(store.getState().project?.treatment.sessions).toEqual(usualSessions('I'));
  });
  it('name the picture by session, day and dots', async () => {
    store.setState((s) => ({ results: { ...s.results, dotCount: 8240, sessionOnDay: 2 } }));
    fireEvent.input(named('slider', 'Time'), { target: { value: '12' } });
    await frame();
    named('img', 'Preview: session 2, day 12, 8,240 dots');
  });
  it('have no style attribute, which the policy would refuse', async () => {
    for (const step of STEPS) {
      await onStep(step);
      for (const el of root.querySelectorAll('template, [style]')) expect(el.outerHTML).not.toMatch(/style="(?!--)/);
    }
  });
});

describe('the pattern of baldness', () => {
  const face = { glabella: [793, 900], subnasale: [793, 1330], menton: [793, 1650], rightCanthus: [540, 990], leftCanthus: [1050, 990] };
  it('is chosen among pictures, and the suggestion says what it cannot tell', async () => {
    open(FRONT);
    store.setState((s) => ({ results: { ...s.results, norwood: () => ({ pattern: 'VI', overlap: 0.9, alike: ['VII', 'whole'] }) } }));
    await onStep('hairline');
    const group = named('radiogroup', 'Norwood pattern');
    expect(group.querySelector('input:checked')).toBeNull();
    getByText(root, 'Suggested: VI');
    getByText(root, /VII, whole scalp would look the same from here/);
    fireEvent.click(getByRole(group, 'radio', { name: 'III vertex' }));
    expect(commands.proposeHairline).toHaveBeenCalledWith('III vertex');
  });
  it('shows the one chosen, and is offered without a hairline too', async () => {
    open({ ...FRONT, design: { ...FRONT.design, hairline: null, norwood: 'IV' } });
    await onStep('hairline');
    expect((getByRole(root, 'radio', { name: 'IV' }) as HTMLInputElement).checked).toBe(true);
    expect(queryByText(root, /Suggested/)).toBeNull();
  });
  it('has guides where a face was found, and says why not elsewhere', async () => {
    open(FRONT);
    await onStep('hairline');
    expect(queryByRole(root, 'checkbox', { name: 'Guides' })).toBeNull();
    getByText(root, /Find head/);
    open({ ...FRONT, photo: { ...FRONT.photo, landmarks: null } });
    await frame();
    getByText(root, /No face is seen in this view/);
    open({ ...FRONT, photo: { ...FRONT.photo, landmarks: face } });
    await frame();
    expect(root.querySelector('.guide')).toBeNull();
    fireEvent.click(named('checkbox', 'Guides'));
    await waitFor(() => getByText(root, /Thirds of the face/), { timeout: 20_000 });
    expect(root.querySelector('.guide')?.getAttribute('d')?.split('M').length).toBe(8);
    getByText(root, 'Glabella');
    getByText(root, /Thirds of the face: \d+ mm to the glabella/);
  });
});

describe('keys that come faster than the screen is drawn', () => {
  it('each take their step', async () => {
    open(FRONT);
    await onStep('density');
    const time = named('slider', 'Time');
    fireEvent.input(time, { target: { value: '-1' } });
    for (let press = 0; press < 2; press++) fireEvent.keyDown(time, { key: 'ArrowRight' });
    expect(store.getState().screen.day).toBe(1);
    const perCm2 = () => store.getState().project?.design.zones[0].perCm2;
    const before = perCm2() ?? 0;
    for (let press = 0; press < 2; press++) fireEvent.keyDown(named('slider', 'Density'), { key: 'ArrowRight' });
    const twice = perCm2() ?? 0;
    await frame();
    fireEvent.keyDown(named('slider', 'Density'), { key: 'ArrowRight' });
    expect(twice - before).toBe(2 * ((perCm2() ?? 0) - twice));
  });
  it('and so do those of a handle on the picture', async () => {
    open(FRONT);
    await onStep('head');
    const centreX = () => store.getState().project?.head?.centrePx[0] ?? 0;
    const before = centreX();
    for (let press = 0; press < 3; press++) fireEvent.keyDown(named('button', 'Head centre'), { key: 'ArrowRight', shiftKey: true });
    expect(centreX() - before).toBeCloseTo(30, 6);
    await frame();
    fireEvent.keyDown(named('button', 'Head centre'), { key: 'ArrowLeft', shiftKey: true });
    expect(centreX() - before).toBeCloseTo(20, 6);
  });
});

describe('undo', () => {
  it('takes a whole slider drag back at once', async () => {
    open(FRONT);
    await onStep('density');
    const slider = named('slider', 'Density') as HTMLInputElement;
    const perCm2 = () => store.getState().project?.design.zones[0].perCm2;
    fireEvent.pointerDown(slider, { button: 0 });
    for (const value of ['150', '170', '190']) {
      fireEvent.input(slider, { target: { value } });
      await frame();
    }
    fireEvent.pointerUp(window, { clientX: 40 });
    expect(perCm2()).toBe(190);
    fireEvent.click(named('button', 'Undo'));
    expect(perCm2()).toBe(140);
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true, shiftKey: true });
    expect(perCm2()).toBe(190);
  });
  it('takes one key at a time back', async () => {
    open(FRONT);
    await onStep('density');
    for (let i = 0; i < 2; i++) {
      fireEvent.keyDown(named('slider', 'Density'), { key: 'ArrowRight' });
      await frame();
    }
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    expect(store.getState().project?.design.zones[0].perCm2).toBe(145);
  });
  it('leaves everything as it was when the pointer is cancelled', async () => {
    open(FRONT);
    await onStep('density');
    const slider = named('slider', 'Density');
    fireEvent.pointerDown(slider, { button: 0 });
    fireEvent.input(slider, { target: { value: '200' } });
    fireEvent.pointerCancel(window);
    expect(store.getState().project?.design.zones[0].perCm2).toBe(140);
    expect(store.temporal.getState().pastStates).toHaveLength(0);
  });
});

describe('without a scale', () => {
  it('shows no millimetre control, and says what is needed', async () => {
    open({ ...FRONT, scale: null, head: null, design: {} });
    for (const step of ['hairline', 'density', 'head'] as const) {
      await onStep(step);
      expect(queryByRole(root, 'slider')).toBeNull();
      named('button', 'Set the scale first');
    }
    await onStep('shade');
    expect(queryByRole(root, 'slider', { name: 'Dot size' })).toBeNull();
    expect(queryByRole(root, 'slider', { name: 'Time' })).toBeNull();
  });
});

describe('tabs', () => {
  it('follow the arrow keys with one tab stop', async () => {
    open(FRONT);
    await onStep('scale');
    fireEvent.keyDown(named('tab', 'Scale'), { key: 'ArrowDown' });
    await waitFor(() => expect(named('tab', 'Head').getAttribute('aria-selected')).toBe('true'));
    expect([...root.querySelectorAll('[role=tab][tabindex="0"]')]).toHaveLength(1);
  });
});

describe('the sliders of the head', () => {
  const rotation = () => rotationMatrix(store.getState().project?.head?.rotationRad as [number, number, number]);
  const slide = async (name: string, value: string) => {
    open(FRONT);
    await onStep('head');
    fireEvent.input(named('slider', name), { target: { value } });
    await frame();
    expect((named('slider', name) as HTMLInputElement).value).toBe(value);
    return rotation();
  };
  it('tilt it clockwise in the picture: the crown goes to the right', async () => {
    const R = await slide('Tilt', '20');
    expect(-R[1]).toBeCloseTo(Math.sin(Math.PI / 9), 3);
    expect(-R[4]).toBeCloseTo(-Math.cos(Math.PI / 9), 3);
  });
  it('nod it to the camera: the crown comes nearer', async () => {
    const R = await slide('Nod', '20');
    expect(-R[7]).toBeCloseTo(-Math.sin(Math.PI / 9), 3);
  });
  it('turn it to the picture’s left', async () => {
    const R = await slide('Turn', '20');
    expect(-R[2]).toBeCloseTo(-Math.sin(Math.PI / 9), 3);
  });
});

describe('handles', () => {
  /** The photo at 1:1. */
  const WHOLE = { width: 1600, height: 2000, dpr: 1 };
  it('move by arrow keys, ten times as far with Shift', async () => {
    open(FRONT);
    setScreen(store, { viewportPx: WHOLE });
    await onStep('hairline');
    const handle = () => root.querySelector('[aria-label^="Hairline point"]') as Element;
    const index = Number(/\d+/.exec(handle().getAttribute('aria-label') ?? '')?.[0]) - 1;
    const at = () => {
      const project = store.getState().project as Project;
      return placeInPhoto(projectSurface(project) as Surface, (project.design.hairline?.points ?? [])[index]) ?? [Number.NaN, Number.NaN];
    };
    const [x, y] = at();
    fireEvent.keyDown(handle(), { key: 'ArrowRight' });
    await frame();
    fireEvent.keyDown(handle(), { key: 'ArrowUp', shiftKey: true });
    expect(at()[0]).toBeCloseTo(x + 1, 0);
    expect(at()[1]).toBeCloseTo(y - 10, 0);
  });
  it('are those of the points that the photo shows', async () => {
    open({
      ...FRONT,
      version: 2,
      design: {
        hairline: {
          points: [
            [-100, -20],
            [-46, 30],
            [0, 42],
            [46, 30],
            [100, -20],
          ],
        },
      },
    });
    setScreen(store, { viewportPx: WHOLE });
    await onStep('hairline');
    const labels = [...root.querySelectorAll('[aria-label^="Hairline point"]')].map((handle) => handle.getAttribute('aria-label'));
    expect(labels).toEqual([2, 3, 4].map((i) => `Hairline point ${i} of 5`));
    const [line] = [...root.querySelectorAll('path.line')].map((path) => path.getAttribute('d') ?? '');
    expect(line.length, 'the line goes on to the horizon').toBeGreaterThan(1000);
  });
});

describe('what leaves the screen', () => {
  it('that cannot be loaded is told once, and tried again with the next visit to Share', async () => {
    const asked = vi.spyOn(commands, 'leaving').mockImplementation(async () => {
      if (asked.mock.calls.length < 20) notify(store, 'problem', 'not loaded');
      return null;
    });
    open(FRONT);
    setScreen(store, { step: 'share' });
    await shareLoads();
    setScreen(store, { theme: 'light' });
    await shareLoads();
    expect(asked).toHaveBeenCalledOnce();
    expect(store.getState().screen.notices).toHaveLength(1);
    setScreen(store, { step: 'photo' });
    setScreen(store, { step: 'share' });
    await shareLoads();
    expect(asked).toHaveBeenCalledTimes(2);
    expect(named('button', 'Delete everything on this device')).toBeTruthy();
  });
  it('that is slow is asked for once, and what lies below it comes with it', async () => {
    const asked = vi.spyOn(commands, 'leaving').mockImplementation(() => new Promise(() => {}));
    open(FRONT);
    for (const step of ['share', 'photo', 'share'] as const) setScreen(store, { step });
    setScreen(store, { theme: 'light' });
    await shareLoads();
    expect(asked).toHaveBeenCalledOnce();
    await frame();
    expect(named('button', 'Export image')).toBeTruthy();
    expect(queryByText(root, 'Delete everything on this device')).toBeNull();
  });
});

describe('deleting everything', () => {
  it('asks once more', async () => {
    open(FRONT);
    await onStep('share');
    fireEvent.click(named('button', 'Delete everything on this device'));
    expect(commands.deleteEverything).not.toHaveBeenCalled();
    await frame();
    fireEvent.click(named('button', 'Yes, delete it all'));
    expect(commands.deleteEverything).toHaveBeenCalledOnce();
    await frame();
    expect(queryByText(root, 'Yes, delete it all')).toBeNull();
  });
});

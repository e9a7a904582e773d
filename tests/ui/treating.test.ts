/* "What are we treating?": asked once of a new plan, sets what follows from the answer, and one undo takes it back. */
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConsultation, setDesign, setHead, setScreen, undo } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import type { Measured } from '../../src/app/measured.ts';
import { type AppStore, createAppStore, type Screen } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { type Head, type Project, parseProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getByRole, getByText, queryByRole, waitFor } from '../support/dom.ts';

let store: AppStore;
let root: HTMLElement;
let leave: () => void;

const fresh = {
  format: 'smp-project',
  version: 1,
  photo: { name: 'front.jpg', widthPx: 1600, heightPx: 2000 },
  scale: { pxPerMm: 6.3 },
  head: { centrePx: [793, 740], halfAxesMm: [77, 80, 92] },
};
const drawn = {
  zones: [
    {
      outlinePx: [
        [400, 660],
        [800, 230],
        [1190, 660],
      ],
    },
  ],
};
const open = async (json: object, screen: Partial<Screen> = {}) => {
  const parsed = parseProject(json);
  if (!parsed.ok) throw new Error(parsed.reason);
  const photo = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;
  openConsultation(store, photo, consultationOf(parsed.project), { way: 'plan', step: 'hairline', ...screen });
  await waitFor(() => getByRole(root, 'textbox', { name: 'Title' }));
};
const question = () => queryByRole(root, 'region', { name: 'What are we treating?' });
/** Answers, and waits until it is shown. */
const answer = async (name: string) => {
  const before = store.getState();
  fireEvent.click(await waitFor(() => getByRole(root, 'radio', { name })));
  expect(store.getState(), 'an answer does something').not.toBe(before);
  await waitFor(() => expect(question()).toBeNull());
};
const shown = () => store.getState().project as Project;
const design = () => shown().design;
const step = () => getByRole(root, 'tab', { selected: true }).getAttribute('aria-label');

// parts are loaded on the way, on a machine that does other work besides
beforeAll(() => loadWay('plan'));
beforeEach(() => {
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  const commands = { canvas: document.createElement('canvas'), demos: [], recent: async () => [], finishes: async () => [] };
  leave = mountUi(root, store, commands as unknown as Commands);
});
afterEach(() => {
  leave();
  root.remove();
});

it('leaves the hairline alone behind the crown, and has no step for it; undo brings all back', async () => {
  await open(fresh);
  expect(question()).not.toBeNull();
  await answer('Crown');
  expect(design()).toMatchObject({ treating: 'crown', hairline: null, zones: [{ kind: 'fill', proposed: true }] });
  expect(question()).toBeNull();
  expect(step()).toBe('Density');
  expect(queryByRole(root, 'tab', { name: 'Hairline' })).toBeNull();
  undo(store);
  expect(design().treating).toBeUndefined();
  expect(design().zones).toEqual([]);
  await waitFor(() => getByRole(root, 'tab', { name: 'Hairline' }));
});

it('puts dots between long hair without a hairline', async () => {
  await open(fresh);
  await answer('Thinning between long hair');
  expect(design()).toMatchObject({ hairline: null, zones: [{ kind: 'hair', avoidHair: true }] });
});

it('draws line and zone for a receding hairline', async () => {
  await open(fresh);
  await answer('Receding hairline');
  expect(design()).toMatchObject({ norwood: 'III', hairline: { shape: { name: 'mature' } } });
  expect(design().zones.length).toBeGreaterThan(0);
  expect(step()).toBe('Hairline');
});

it('hands over the tool where a scar is to be outlined', async () => {
  await open(fresh);
  await answer('Scar');
  expect(store.getState().screen).toMatchObject({ step: 'density', tool: 'scar' });
});

it('leaves a line that somebody drew, and fills behind it', async () => {
  const pointsPx = [
    [420, 640],
    [800, 520],
    [1180, 640],
  ];
  await open({ ...fresh, design: { hairline: { pointsPx } } });
  const { hairline } = design();
  expect(hairline).not.toBeNull();
  await answer('Crown');
  expect(design().hairline).toEqual(hairline);
  // asked for again under Density
  await answer('Receding hairline');
  expect(design().hairline).toEqual(hairline);
  expect(design().zones.length).toBeGreaterThan(0);
});

/** As measuring proposes on a photo: a zone that knows the hair it ends at. */
async function openProposed(screen: Partial<Screen> = {}) {
  await open(fresh, screen);
  const outline: [number, number][] = [
    [-50, 40],
    [50, 40],
    [33, -71],
  ];
  const careful = { kind: 'fill', outline, perCm2: 115, blendMm: 6, temples: 1, avoidHair: true, proposed: true } as const;
  const line = {
    points: [
      [-60, 30],
      [0, 45],
      [60, 30],
    ],
    style: 'natural',
    featherMm: 5,
    irregularity: 0.5,
    mirrored: false,
  } as const;
  const hairline = {
    ...line,
    points: line.points.map(([x, y]): [number, number] => [x, y]),
    shape: { name: 'straight', midMm: 70, cornerMm: 0 },
  } as const;
  setDesign(store, { hairline, zones: [{ ...careful, outline }] });
  const { head } = shown();
  const measured = {
    head,
    proposed: design(),
    sawFace: true,
    isTrusted: true,
    sure: [],
    guessed: [],
    askedSides: null,
  } as unknown as Measured;
  setScreen(store, { measured: { [store.getState().screen.photoId]: measured } });
  return design();
}

it('notes "Shaved look" on what was proposed for it, and finds its way back there from another answer, in the density chosen', async () => {
  const first = await openProposed();
  await waitFor(() => expect(question()).not.toBeNull());
  await answer('Shaved look');
  expect(design()).toEqual({ ...first, treating: 'shaved' });
  setScreen(store, { step: 'density' });
  await answer('Crown');
  expect(design().zones.map(({ outline }) => outline)).not.toEqual(first.zones.map(({ outline }) => outline));
  setDesign(store, { zones: design().zones.map((zone) => ({ ...zone, perCm2: 90 })) });
  await answer('Shaved look');
  expect(design()).toMatchObject({
    hairline: first.hairline,
    zones: [{ outline: first.zones[0].outline, perCm2: 90 }],
    treating: 'shaved',
  });
});

it('keeps the density where another pattern is filled', async () => {
  await openProposed();
  await waitFor(() => expect(question()).not.toBeNull());
  await answer('Receding hairline');
  expect(design()).toMatchObject({ norwood: 'III' });
  for (const { perCm2 } of design().zones) expect(perCm2).toBe(115);
});

it('says so where nothing of it shows, and changes nothing', async () => {
  await open({ ...fresh, head: { ...fresh.head, rotationRad: [0, Math.PI, 0] } });
  const before = shown();
  fireEvent.click(getByRole(root, 'radio', { name: 'Receding hairline' }));
  await waitFor(() => getByText(root, /shows in this view/));
  expect(shown()).toBe(before);
  expect(question()).not.toBeNull();
});

it('is not asked on a head that was found but is not trusted; another answer says what to do first', async () => {
  await open(fresh, { step: 'head' });
  const { head } = shown();
  const { photoId } = store.getState().screen;
  const doubted = { head, proposed: null, isTrusted: false, sawFace: false, sure: [], guessed: [], askedSides: null };
  setScreen(store, { measured: { [photoId]: doubted as unknown as Measured } });
  await waitFor(() => getByText(root, /not well enough to plan on/));
  expect(question()).toBeNull();
  setDesign(store, { treating: 'repair' });
  setScreen(store, { step: 'density' });
  const before = shown();
  fireEvent.click(await waitFor(() => getByRole(root, 'radio', { name: 'Thinning between long hair' })));
  await waitFor(() => getByText(root, /not well enough to plan on: drag it onto the head first/));
  expect(shown()).toBe(before);
  setHead(store, { ...(head as Head), centrePx: [790, 742] });
  await answer('Thinning between long hair');
  expect(design()).toMatchObject({ zones: [{ kind: 'hair' }] });
});

it('leads from Preview to the tool in Plan where something is to be outlined', async () => {
  await openProposed({ way: 'preview', step: 'photo' });
  fireEvent.click(await waitFor(() => getByRole(root, 'button', { name: 'Fullness' })));
  fireEvent.click(await waitFor(() => getByRole(root, 'button', { name: 'What are we treating?' })));
  await answer('Scar');
  expect(store.getState().screen).toMatchObject({ way: 'plan', step: 'density', tool: 'scar' });
  await waitFor(() => getByText(root, 'Outline the scar on the picture.'));
});

it('stays where it is while the dots are prepared, and waits for what measures', async () => {
  await open(fresh);
  await waitFor(() => expect(question()).not.toBeNull());
  const busy = (kind: 'dots' | 'measure') => setScreen(store, { busy: { kind, text: `busy with ${kind}`, share: 0.5, cancel: null } });
  busy('dots');
  await waitFor(() => getByText(root, 'busy with dots'));
  expect(question()).not.toBeNull();
  busy('measure');
  await waitFor(() => getByText(root, 'busy with measure'));
  expect(question()).toBeNull();
});

it('is left by "Not now", and never asked of a plan that somebody has drawn', async () => {
  await open(fresh);
  fireEvent.click(getByRole(root, 'button', { name: 'Not now' }));
  await waitFor(() => expect(question()).toBeNull());
  await open({ ...fresh, design: drawn });
  expect(question()).toBeNull();
});

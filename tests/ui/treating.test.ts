// @vitest-environment jsdom
/* "What are we treating?": asked once of a new plan, sets what follows from the answer, and one undo takes it back. */
import { fireEvent, getByRole, queryByRole, waitFor } from '@testing-library/dom';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConsultation, undo } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { parseProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';

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
const frame = () => new Promise((done) => setTimeout(done, 40));
const open = async (json: object) => {
  const parsed = parseProject(json);
  if (!parsed.ok) throw new Error(parsed.reason);
  const photo = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;
  openConsultation(store, photo, consultationOf(parsed.project), { way: 'plan', step: 'hairline' });
  await frame();
};
const question = () => queryByRole(root, 'region', { name: 'What are we treating?' });
const answer = async (name: string) => {
  fireEvent.click(getByRole(root, 'radio', { name }));
  await frame();
};
const design = () => store.getState().project?.design;
const step = () => getByRole(root, 'tab', { selected: true }).getAttribute('aria-label');

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
  await frame();
  expect(design()?.treating).toBeUndefined();
  expect(design()?.zones).toEqual([]);
  getByRole(root, 'tab', { name: 'Hairline' });
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
  expect(design()?.zones.length).toBeGreaterThan(0);
  expect(step()).toBe('Hairline');
});

it('hands over the tool where a scar is to be outlined', async () => {
  await open(fresh);
  await answer('Scar');
  expect(store.getState().screen).toMatchObject({ step: 'density', tool: 'scar' });
});

it('is left by "Not now", and never asked of a plan that somebody has drawn', async () => {
  await open(fresh);
  fireEvent.click(getByRole(root, 'button', { name: 'Not now' }));
  await waitFor(() => expect(question()).toBeNull());
  await open({ ...fresh, design: drawn });
  expect(question()).toBeNull();
});

/* A file that was made to be taken home is offered for as long as the plan is the one it shows. */
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConsultation, setScreen, setTreatment } from '../../src/app/actions.ts';
import type { Commands, LeavingCommands } from '../../src/app/commands.ts';
import { copyPlan, showPlan } from '../../src/app/consultation-actions.ts';
import { type AppStore, createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { loadWay } from '../../src/ui/ways/ways.ts';
import { fireEvent, getByRole, queryByRole, waitFor } from '../support/dom.ts';

let store: AppStore;
let root: HTMLElement;
let leave: () => void;
const share = () => queryByRole(root, 'button', { name: 'Share file' });
const make = async () => {
  fireEvent.click(getByRole(root, 'button', { name: 'Comparison strip' }));
  await waitFor(() => expect(share()).not.toBeNull());
};

// parts are loaded on the way, on a machine that does other work besides
beforeAll(() => loadWay('plan'));
beforeEach(async () => {
  store = createAppStore();
  root = document.createElement('div');
  document.body.append(root);
  const leaving = {
    takeHome: async () => ({ blob: new Blob(['png']), name: 'front-comparison.png' }),
    canShare: () => true,
    rates: () => null,
  } as unknown as LeavingCommands;
  const commands = {
    canvas: document.createElement('canvas'),
    demos: [],
    recent: async () => [],
    finishes: async () => [],
    leaving: async () => leaving,
  } as unknown as Commands;
  leave = mountUi(root, store, commands);
  const photo = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;
  openConsultation(store, photo, consultationOf(newProject({ name: 'front.jpg', widthPx: 1600, heightPx: 2000 })), {
    way: 'plan',
    step: 'share',
  });
  await waitFor(() => getByRole(root, 'button', { name: 'Comparison strip' }));
});
afterEach(() => {
  leave();
  root.remove();
});

it('stays while only the look at it changes', async () => {
  await make();
  setScreen(store, { theme: 'light' });
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('light'));
  expect(share()).not.toBeNull();
});
it('goes with a change of the plan', async () => {
  await make();
  setTreatment(store, { depthMm: 0.3 });
  await waitFor(() => expect(share()).toBeNull());
});
it('goes with another plan', async () => {
  copyPlan(store);
  await make();
  showPlan(store, 'A');
  await waitFor(() => expect(share()).toBeNull());
});

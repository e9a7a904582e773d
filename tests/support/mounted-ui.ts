/* The whole screen in jsdom, with a painted front view opened on it; commands are spies. */
import { vi } from 'vitest';
import { openConsultation, setScreen } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { withPlacedDesigns } from '../../src/app/opened-project.ts';
import { createAppStore, type Screen, type Step } from '../../src/app/store.ts';
import type { Consultation } from '../../src/core/consultation/consultation.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { parseProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { mountUi } from '../../src/ui/mount.ts';

export const FRONT = {
  format: 'smp-project',
  version: 1,
  photo: { name: 'front.jpg', widthPx: 1600, heightPx: 2000 },
  scale: { pxPerMm: 6.3 },
  head: { centrePx: [793, 740], halfAxesMm: [77, 80, 92] },
  design: {
    hairline: {
      pointsPx: [
        [420, 640],
        [800, 520],
        [1180, 640],
      ],
    },
    zones: [
      {
        outlinePx: [
          [400, 660],
          [800, 230],
          [1190, 660],
        ],
      },
    ],
  },
};
const SPIES = ['openPhoto', 'openDemo', 'saveProject', 'closeToStart', 'proposeHead', 'proposeHairline', 'matchStubble', 'showPhoto'];

export const frame = () => new Promise((done) => setTimeout(done, 40));

const placed = new Map<string, Consultation>();
/** A project of version 1 as it is once its drawing lies on the head: placing takes longer than most tests, and is done once for the same one. */
export function placedConsultation(json: object): Consultation {
  const asked = JSON.stringify(json);
  let consultation = placed.get(asked);
  if (!consultation) {
    const parsed = parseProject(json);
    if (!parsed.ok) throw new Error(parsed.reason);
    consultation = withPlacedDesigns(consultationOf(parsed.project));
    placed.set(asked, consultation);
  }
  return structuredClone(consultation);
}

export function mountedUi() {
  const store = createAppStore();
  const root = document.createElement('div');
  document.body.append(root);
  const commands = {
    canvas: document.createElement('canvas'),
    demos: [{ id: 'front', title: 'Front', text: 'Norwood 6', thumbnail: 'front.jpg' }],
    recent: async () => [],
    finishes: async () => [],
    leaving: async () => null,
    ...Object.fromEntries(SPIES.map((name) => [name, vi.fn(async () => {})])),
  } as unknown as Commands;
  const leave = mountUi(root, store, commands);
  return {
    store,
    root,
    commands,
    async open(json: object = FRONT, screen: Partial<Screen> = { way: 'plan' }) {
      const photo = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;
      openConsultation(store, photo, placedConsultation(json), screen);
      // the photo at 1:1
      setScreen(store, { viewportPx: { width: 1600, height: 2000, dpr: 1 } });
      await frame();
    },
    async toStep(step: Step) {
      setScreen(store, { step });
      await frame();
    },
    leave() {
      leave();
      root.remove();
    },
  };
}

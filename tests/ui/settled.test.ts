/* The day a plan has healed, wherever it is shown: 28 days after the last session. */
import { fireEvent, getByRole } from '@testing-library/dom';
import { afterEach, expect, test, vi } from 'vitest';
import { openConsultation, setScreen } from '../../src/app/actions.ts';
import type { Commands } from '../../src/app/commands.ts';
import { createAppStore } from '../../src/app/store.ts';
import type { DecodedPhoto } from '../../src/core/consultation/photo.ts';
import { parseProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { projectSurface } from '../../src/core/scalp/surface.ts';
import { advise } from '../../src/core/treatment/advice.ts';
import { settledDay } from '../../src/core/treatment/healing.ts';
import { emptyLocal } from '../../src/ui/context.ts';
import { daySentence } from '../../src/ui/day-sentence.ts';
import { mountUi } from '../../src/ui/mount.ts';
import { createPlayer } from '../../src/ui/player.ts';
import { timeScale } from '../../src/ui/time-scale.ts';

const LAST = 26;
const HEALED = 54;
const outlinePx = [
  [400, 660],
  [800, 230],
  [1190, 660],
];
const parsed = parseProject({
  format: 'smp-project',
  version: 1,
  photo: { name: 'front.jpg', widthPx: 1600, heightPx: 2000 },
  scale: { pxPerMm: 6.3 },
  head: { centrePx: [793, 740], halfAxesMm: [77, 80, 92] },
  design: { zones: [{ outlinePx }] },
});
if (!parsed.ok) throw new Error(parsed.reason);
const { project } = parsed;
const photo = { name: 'front.jpg', widthPx: 1600, heightPx: 2000, message: '' } as DecodedPhoto;
const opened = () => {
  const store = createAppStore();
  openConsultation(store, photo, consultationOf(project));
  return store;
};
afterEach(() => vi.unstubAllGlobals());

test('in the plan', () => {
  expect(project.treatment.sessions.at(-1)?.day).toBe(LAST);
  expect(settledDay(project.treatment)).toBe(HEALED);
  expect(settledDay(project.treatment, 2)).toBe(12 + 28);
  expect(settledDay(project.treatment, 0)).toBe(-1);
});

test('in advice', () => {
  const deep = { ...project, treatment: { ...project.treatment, depthMm: 0.3 } };
  const surface = projectSurface(deep);
  const item = surface && advise(deep, surface, null).find(({ id }) => id === 'too-deep');
  expect([HEALED, HEALED + 5 * 365.25]).toContain(item?.day);
});

test('along the time bar, where its stretch of weeks ends', () => {
  const scale = timeScale([0, 12, LAST]);
  expect(scale.toDay(0.6)).toBeCloseTo(HEALED, 9);
  expect(scale.toShare(HEALED)).toBeCloseTo(0.6, 9);
});

test('in the sentence about the day', () => {
  expect(daySentence(project.treatment, HEALED - 1)).toContain('settling');
  expect(daySentence(project.treatment, HEALED)).toContain('Healed');
});

test('under the button "Healed"', async () => {
  const store = opened();
  setScreen(store, { day: 0 });
  const root = document.body.appendChild(document.createElement('div'));
  const commands = { canvas: document.createElement('canvas'), demos: [], recent: async () => [], finishes: async () => [] };
  const leave = mountUi(root, store, commands as unknown as Commands);
  fireEvent.click(getByRole(root, 'button', { name: 'Healed' }));
  expect(store.getState().screen.day).toBe(HEALED);
  leave();
});

test('where playing stops when motion is unwelcome', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  const store = opened();
  setScreen(store, { day: LAST, playing: true });
  const play = createPlayer({ store, commands: {} as Commands, local: emptyLocal(), change: () => {} });
  play(0);
  play(2000);
  expect(store.getState().screen.day).toBe(HEALED);
});

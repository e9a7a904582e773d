/* A model that does not work is not taken for a photo without a person. */
import { expect, test, vi } from 'vitest';
import { openPhoto } from '../../src/app/desk/open.ts';
import { measureOpened, type Seekers } from '../../src/app/measure-opened.ts';
import { fakeDesk, jpeg, measured, photoNamed } from '../support/fake-desk.ts';

vi.mock('../../src/app/measure-away.ts', () => ({ measureAway: async () => null, sendRaster() {} }));

const FACE = { ok: false, reason: 'The face finder could not be loaded.' } as const;
const OUTLINE = { ok: false, reason: 'The outline finder stopped.' } as const;
const seekers = (change: Partial<Seekers>): Seekers => ({
  face: async () => ({ ok: true, face: null, more: async () => false }),
  person: async () => ({ ok: true, person: null }),
  body: async () => null,
  ...change,
});
const troubleOf = async (change: Partial<Seekers>) =>
  (await measureOpened(seekers(change), photoNamed('front.jpg'), { focalPx: null, side: null })).trouble;

test('the sentence is that of the model: the face finder before the outline finder, none if both worked', async () => {
  expect(await troubleOf({})).toBeNull();
  expect(await troubleOf({ person: async () => OUTLINE })).toBe(OUTLINE.reason);
  expect(await troubleOf({ face: async () => FACE, person: async () => OUTLINE })).toBe(FACE.reason);
});

test('it is shown after the photo was measured, and instead of what the photo lacks', async () => {
  const shown = async (outcome: ReturnType<typeof measured>) => {
    const { desk, notices } = fakeDesk({ measureOpened: async () => outcome });
    await openPhoto(desk, jpeg('front.jpg'));
    return notices().join(' ');
  };
  expect(await shown({ ...measured(), trouble: OUTLINE.reason })).toContain(OUTLINE.reason);
  const none = { ...measured(), measures: null, whyNone: 'shows nobody.' };
  expect(await shown(none)).toContain('The photo shows nobody.');
  const failed = await shown({ ...none, trouble: OUTLINE.reason });
  expect(failed).toContain(OUTLINE.reason);
  expect(failed).not.toContain('shows nobody');
});

/* The library as two windows see it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openGpuPage } from '../support/gpu-page.ts';

type Kept = { ok: boolean; why?: string; reason?: string };

async function openWindow(beside?: { page: Page }) {
  const { page, call } = await openGpuPage(beside?.page.context(), /^Database has a global failure/);
  const ask = <T = Kept>(name: string, argument?: unknown) => call<T>('tests/browser/library.page.ts', name, argument);
  return { page, ask };
}
const OK = { ok: true };

test('a consultation comes back with its photo, and one without a photo is not in the list', async () => {
  const { ask } = await openWindow();
  expect(await ask('keep', { id: 'a', title: 'Crown', step: 'head' })).toEqual(OK);
  expect(await ask('open', 'a')).toEqual({ title: 'Crown', view: { step: 'head' }, photos: [['front', 'photo of a', null]] });
  await ask('putWithoutPhoto', 'dead');
  expect(await ask('list')).toEqual(['a']);
});

test('no window writes over what another has changed; turning to another step is no change', async () => {
  const first = await openWindow();
  const second = await openWindow(first);
  await first.ask('keep', { id: 'a', title: 'Crown' });
  await second.ask('open', 'a');
  expect(await first.ask('keep', { id: 'a', title: 'Crown', step: 'density' })).toEqual(OK);
  expect(await second.ask('keep', { id: 'a', title: 'Crown of the second' })).toEqual(OK);
  expect(await first.ask('keep', { id: 'a', title: 'Crown', step: 'share' }), 'only looked on').toEqual(OK);
  expect(await first.ask('keep', { id: 'a', title: 'Crown of the first' })).toMatchObject({ ok: false, why: 'changed' });
  expect(await second.ask('open', 'a')).toMatchObject({ title: 'Crown of the second' });
});

test('what another window has deleted is not kept again in secret', async () => {
  const first = await openWindow();
  const second = await openWindow(first);
  await first.ask('keep', { id: 'a', title: 'Crown' });
  await second.ask('keep', { id: 'b', title: 'Temple' });
  expect(await second.ask('deleteEverything')).toEqual(OK);
  expect(await first.ask('has', 'a')).toBe(false);
  expect(await first.ask('keep', { id: 'a', title: 'Crown, changed' })).toMatchObject({ ok: false, why: 'deleted' });
  expect(await first.ask('list')).toEqual([]);
  expect(await second.ask('keep', { id: 'c', title: 'Front' })).toEqual(OK);
  expect(await first.ask('list')).toEqual(['c']);
});

test('deleting everything leaves nothing, at once, though another window holds the database', async () => {
  const first = await openWindow();
  const second = await openWindow(first);
  await first.ask('keep', { id: 'a', title: 'Crown' });
  await second.ask('holdDatabases');
  expect(await first.ask('deleteEverything')).toEqual(OK);
  expect(await first.ask('content')).not.toMatch(/Crown|photo/);
  expect(await first.ask('keep', { id: 'b', title: 'Temple' })).toEqual(OK);
});

test('where the photo cannot be written the consultation is not kept and not listed, and is kept once there is room', async () => {
  const { ask } = await openWindow();
  await ask('keep', { id: 'a', title: 'Crown' });
  await ask('refusePhotos', true);
  for (let i = 0; i < 2; i++) expect(await ask('keep', { id: 'b', title: 'Temple' })).toMatchObject({ ok: false });
  expect(await ask('list')).toEqual(['a']);
  await ask('refusePhotos', false);
  expect(await ask('keep', { id: 'b', title: 'Temple' })).toEqual(OK);
  expect(await ask('open', 'b')).toMatchObject({ title: 'Temple', photos: [['front', 'photo of b', null]] });
});

test('several photos come back with their small pictures, and a removed one is gone when it is opened next', async () => {
  const { ask } = await openWindow();
  expect(await ask('keepSeveral', { id: 'a', ids: ['front', 'left'] })).toEqual(OK);
  const photo = (id: string) => [id, `photo ${id}`, `small ${id}`];
  expect(await ask('open', 'a')).toMatchObject({ photos: [photo('front'), photo('left')] });
  await ask('keepSeveral', { id: 'a', ids: ['front'] });
  expect(await ask('content'), 'undo may bring it back').toContain('/left');
  expect(await ask('open', 'a')).toMatchObject({ photos: [photo('front')] });
  expect(await ask('content')).not.toMatch(/"photo\/a\/left[^}]*"deleted":false/);
  expect(await ask('keepSeveral', { id: 'a', ids: ['front', 'left'] }), 'undone after all').toEqual(OK);
  expect(await ask('open', 'a')).toMatchObject({ photos: [photo('front'), photo('left')] });
});

test('what version 1 kept opens, and its photo moves to its new place once it is written', async () => {
  const { ask } = await openWindow();
  await ask('putVersion1', 'old');
  expect(await ask('list')).toEqual(['old']);
  expect(await ask('open', 'old')).toMatchObject({ title: 'old', photos: [['', 'old photo', null]] });
  expect(await ask('keepSeveral', { id: 'old', ids: ['front'] })).toEqual(OK);
  expect(await ask('open', 'old')).toMatchObject({ photos: [['front', 'photo front', 'small front']] });
  expect(await ask('list')).toEqual(['old']);
});

test('where IndexedDB stores no Blobs photos are kept all the same, beside those that were kept as Blobs', async () => {
  const before = await openWindow();
  await before.ask('keep', { id: 'a', title: 'Crown' });
  const { ask } = await openWindow(before);
  await ask('refuseBlobs');
  expect(await ask('keep', { id: 'b', title: 'Temple' })).toEqual(OK);
  expect(await ask('open', 'b')).toMatchObject({ title: 'Temple', photos: [['front', 'photo of b', null]] });
  expect(await ask('open', 'a')).toMatchObject({ title: 'Crown', photos: [['front', 'photo of a', null]] });
});

test('a write without an answer ends as not kept, and is no other window once it has come through', async () => {
  const { ask } = await openWindow();
  const answers: Kept[] = [];
  const keptInTheEnd = (title: string) =>
    expect.poll(async () => answers[answers.push(await ask('keepInTime', { id: 'a', title })) - 1].ok).toBe(true);
  await keptInTheEnd('Crown');
  await ask('getStuck', true);
  expect(await ask('keepInTime', { id: 'a', title: 'Crown, changed' })).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/does not answer.*are not kept here/),
  });
  await ask('getStuck', false);
  await keptInTheEnd('Crown, changed again');
  expect(answers.filter(({ why }) => why)).toEqual([]);
});

test('the newest is the one that was kept last, in whichever window, though the clock has gone back a day; the oldest goes on', async () => {
  const first = await openWindow();
  const day = 86_400_000;
  await first.ask('keep', { id: 'a', title: 'Crown', savedAt: 5 * day });
  await first.ask('keep', { id: 'b', title: 'Temple', savedAt: 4 * day });
  expect(await first.ask('list')).toEqual(['b', 'a']);
  const second = await openWindow(first);
  await second.ask('open', 'a');
  expect(await second.ask('keep', { id: 'a', title: 'Crown, later', savedAt: 3 * day })).toEqual(OK);
  expect(await first.ask('list')).toEqual(['a', 'b']);
  await first.ask('keep', { id: 'c', title: 'Front', savedAt: 2 * day });
  expect(await second.ask('list')).toEqual(['c', 'a', 'b']);
  expect(await second.ask('open', 'a')).toMatchObject({ title: 'Crown, later' });
});

/* When the open consultation is saved by itself: what was just opened after its first dots, or after a while; later changes at once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openConsultation, setTitle } from '../../../src/app/actions.ts';
import type { Desk } from '../../../src/app/desk/desk.ts';
import { followStore } from '../../../src/app/desk/follow-store.ts';
import type { Opened } from '../../../src/app/desk/services.ts';
import type { Results } from '../../../src/app/store.ts';
import { newProject } from '../../../src/core/consultation/schema.ts';
import { consultationOf } from '../../../src/core/consultation/version-1.ts';
import { fakeDesk, photoNamed } from '../../support/fake-desk.ts';

let desk: Desk;
let save: ReturnType<typeof vi.fn>;
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const drawDots = () => desk.store.setState(({ results }) => ({ results: { ...results, figures: {} as Results['figures'] } }));

beforeEach(() => {
  vi.useFakeTimers();
  ({ desk } = fakeDesk());
  save = vi.spyOn(desk.keeper, 'save').mockResolvedValue(true) as never;
  followStore(desk);
  desk.opened = { files: new Map(), shown: {} } as unknown as Opened;
  openConsultation(desk.store, photoNamed('a.jpg'), consultationOf(newProject({ name: 'a.jpg', widthPx: 400, heightPx: 496 })));
});
afterEach(() => vi.useRealTimers());

test('its first save does not come before its first dots', async () => {
  await later(1000);
  expect(save).not.toHaveBeenCalled();
  drawDots();
  await later(500);
  expect(save).toHaveBeenCalledTimes(1);
  await later(10_000);
  expect(save).toHaveBeenCalledTimes(1);
});

test('without dots it is saved after a while', async () => {
  await later(10_000);
  expect(save).toHaveBeenCalledTimes(1);
});

test('a change after that is saved at once', async () => {
  await later(10_000);
  setTitle(desk.store, 'Crown');
  await later(0);
  expect(save).toHaveBeenCalledTimes(2);
});

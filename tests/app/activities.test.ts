import { expect, test } from 'vitest';
import { openConsultation } from '../../src/app/actions.ts';
import { createActivities } from '../../src/app/activities.ts';
import { createAppStore } from '../../src/app/store.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { held, photoNamed } from '../support/fake-desk.ts';

function withStore() {
  const store = createAppStore();
  const activities = createActivities(store);
  return { store, activities, bar: () => store.getState().screen.busy };
}
const open = (store: ReturnType<typeof createAppStore>) =>
  openConsultation(store, photoNamed('a'), consultationOf(newProject({ name: 'a', widthPx: 1, heightPx: 1 })));

test('Cancel stays while the dots are prepared during a measuring, and stops the measuring', async () => {
  const { store, activities, bar } = withStore();
  open(store);
  const work = held<void>();
  const measuring = activities.run('measure', 'Measuring the photo', ({ signal }) => work.ask(signal));
  activities.preparing(0.4);
  expect(bar()).toMatchObject({ text: 'Measuring the photo', cancel: expect.any(Function) });
  activities.preparing(null);
  expect(bar()?.text).toBe('Measuring the photo');
  bar()?.cancel?.();
  expect(work.asked[0].signal?.aborted).toBe(true);
  expect(bar()).toBeNull();
  work.asked[0].resolve();
  expect(await measuring).toBeNull();
});

test('one that ends does not take the bar of another', async () => {
  const { activities, bar } = withStore();
  const work = held<string>();
  const exporting = activities.run('export', 'Writing the picture', ({ signal }) => work.ask(signal));
  const opening = activities.run('open', 'Opening the photo', ({ signal }) => work.ask(signal));
  expect(bar()?.text).toBe('Opening the photo');
  work.asked[1].resolve('opened');
  expect(await opening).toBe('opened');
  expect(bar()?.text).toBe('Writing the picture');
  work.asked[0].reject(new Error('no space'));
  await expect(exporting).rejects.toThrow('no space');
  expect(bar()).toBeNull();
});

test('the second of a kind ends the first, which no longer tells of its progress', async () => {
  const { activities, bar } = withStore();
  const work = held<void>();
  let tell = (_: string, __: number) => {};
  const first = activities.run('open', 'First', (activity) => {
    tell = activity.progress;
    return work.ask(activity.signal);
  });
  const second = activities.run('open', 'Second', ({ signal }) => work.ask(signal));
  expect(work.asked[0].signal?.aborted).toBe(true);
  tell('First again', 0.5);
  expect(bar()?.text).toBe('Second');
  work.asked[0].reject(new Error('whatever'));
  expect(await first).toBeNull();
  expect(bar()?.text).toBe('Second');
  work.asked[1].resolve();
  await second;
  expect(bar()).toBeNull();
});

test('the dots of a consultation are shown being prepared only while one is open', () => {
  const { store, activities, bar } = withStore();
  activities.preparing(0.1);
  expect(bar()).toBeNull();
  open(store);
  expect(bar()).toEqual({ kind: 'dots', text: 'Preparing the dots', share: 0.1, cancel: null });
  activities.preparing(null);
  expect(bar()).toBeNull();
});

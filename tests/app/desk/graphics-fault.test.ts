/* Graphics that do not return what was drawn are told of once, also if they were lost while they were checked. */
import { expect, test } from 'vitest';
import type { Easel } from '../../../src/app/desk/services.ts';
import { fakeDesk, settled } from '../../support/fake-desk.ts';

const FAULT = 'The graphics of this device do not draw the dots.';

test.each([
  ['at once', [FAULT, FAULT]],
  ['once they are back, if they were lost meanwhile', [null, FAULT, FAULT]],
])('it is said %s, and only once', async (_, answers) => {
  const stage = { isLost: () => false, onLost: () => {} } as unknown as Easel;
  const { desk, notices } = fakeDesk({
    startStage: async () => ({ ok: true, stage }),
    graphicsFault: async () => answers.shift() ?? null,
  });
  await desk.startEasel();
  while (answers.length) {
    await settled();
    stage.onLost(true);
    stage.onLost(false);
  }
  await settled();
  expect(notices()).toEqual([FAULT]);
});

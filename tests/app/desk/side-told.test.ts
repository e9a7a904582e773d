/* From where a head is seen: asked after measuring, answered once, and taken back with the answer. */
import { beforeEach, expect, test } from 'vitest';
import { dismissSideQuestion, redo, setHead, setSeenFrom, undo } from '../../../src/app/actions.ts';
import type { Desk } from '../../../src/app/desk/desk.ts';
import { measure } from '../../../src/app/desk/measure.ts';
import { closeToStart, openPhoto, resume } from '../../../src/app/desk/open.ts';
import { isAsMeasured } from '../../../src/app/measured.ts';
import { shownMeasured } from '../../../src/app/store.ts';
import type { Head, Project, Side } from '../../../src/core/consultation/schema.ts';
import { viewAngles } from '../../../src/core/scalp/head-view.ts';
import { type FakeDesk, fakeDesk, jpeg, measured, settled } from '../../support/fake-desk.ts';
import { kept } from '../../support/rendered-heads.ts';

let fake: FakeDesk;
let desk: Desk;
/** the side that each measuring was told */
let told: (Side | null)[];
beforeEach(() => {
  told = [];
  const [{ kept: one }] = kept('A5');
  fake = fakeDesk({
    measureOpened: async (_, __, { side }) => {
      told.push(side);
      const { head, scale } = one.alone;
      const { measures, ...rest } = measured({ head: { ...head, rotationRad: viewAngles(side ?? 'top') }, scale, kept: one });
      if (!measures) throw new Error('nothing was measured');
      const guessed = side ? [] : [{ about: 'side' as const, text: 'Seen from above is a guess.', mend: 'Say so.', atPx: null }];
      const sides = side ? [] : [{ side: 'top' as const, share: 0.6 }];
      return { ...rest, measures: { ...measures, isSideKnown: side !== null, sides, guessed, sawFace: false } };
    },
  });
  ({ desk } = fake);
});
const project = () => desk.store.getState().project as Project;
const doubts = () => {
  const state = shownMeasured(desk.store.getState());
  return { holds: isAsMeasured(project(), state), asked: state?.askedSides ?? null, guessed: state?.guessed.length };
};
const ASKED = { holds: true, asked: ['top'], guessed: 1 };
const ANSWERED = { holds: true, asked: null, guessed: 0 };

test('an answer that is undone brings back the head with its doubts, and the question; redone it takes them away', async () => {
  await openPhoto(desk, jpeg('crown.jpg'));
  const { head } = project();
  expect(doubts()).toEqual(ASKED);
  dismissSideQuestion(desk.store);
  await measure(desk, { side: 'back' });
  expect(told).toEqual([null, 'back']);
  const answered = project().head;
  expect(answered).not.toEqual(head);
  expect(doubts()).toEqual(ANSWERED);
  undo(desk.store);
  expect(project().head).toBe(head);
  expect(project().photo.side).toBeUndefined();
  expect(doubts()).toEqual(ASKED);
  redo(desk.store);
  expect(project().head).toBe(answered);
  expect(doubts()).toEqual(ANSWERED);
});

test('a question that was left unanswered is not asked again by the undo of something else', async () => {
  await openPhoto(desk, jpeg('crown.jpg'));
  dismissSideQuestion(desk.store);
  setHead(desk.store, { ...(project().head as Head), centrePx: [800, 900] });
  undo(desk.store);
  expect(doubts()).toEqual({ ...ASKED, asked: null });
});

test('after a reload a side turns the head to it and is what the next measuring is told', async () => {
  await openPhoto(desk, jpeg('crown.jpg'));
  await measure(desk, { side: 'back' });
  await desk.keeper.save();
  const id = desk.keeper.openId();
  await settled();
  await closeToStart(desk);
  await resume(desk, id);
  expect(project().photo.side).toBe('back');
  expect(shownMeasured(desk.store.getState()), 'what was measured is not kept').toBeNull();
  const head = project().head as Head;
  setSeenFrom(desk.store, 'left', { ...head, rotationRad: viewAngles('left') });
  expect(project().head?.rotationRad).toEqual(viewAngles('left'));
  await measure(desk);
  expect(told).toEqual([null, 'back', 'left']);
  undo(desk.store);
  undo(desk.store);
  expect(project()).toMatchObject({ head, photo: { side: 'back' } });
});

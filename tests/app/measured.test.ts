/* What a measuring is remembered for: its doubts in one notice, and the design that it may replace. */
import { describe, expect, it } from 'vitest';
import { askedOnce } from '../../src/app/asked-once.ts';
import type { Seekers } from '../../src/app/measure-opened.ts';
import { isAsMeasured, type Measured, measuredNotice, toMeasure } from '../../src/app/measured.ts';
import { newProject } from '../../src/core/consultation/schema.ts';

const told = (change: Partial<Measured>): Measured => ({
  head: { centrePx: [1, 1], halfAxesMm: [77, 80, 92], rotationRad: [0, 0, 0] } as unknown as Measured['head'],
  proposed: null,
  sawFace: false,
  isTrusted: true,
  sure: [],
  guessed: [],
  askedSides: null,
  ...change,
});
const side = { about: 'side', text: 'Seen from above is a guess.', mend: 'Choose the side under Head.', atPx: null } as const;
const scale = { about: 'scale', text: 'The scale is that of a usual head, within 8 %.', mend: 'A mark settles it.', atPx: null } as const;
const stray = { text: 'Here the head leaves the outline.', mend: 'Drag its end.', atPx: null };
const dim = { id: 'dark', text: 'The photo is dark.', remedy: 'Take another.' };

describe('the notice after measuring', () => {
  it('is the worst guess with its mend, and how many more there are', () => {
    expect(measuredNotice(told({ guessed: [side, stray, scale] }), [dim], null)).toBe(
      'Seen from above is a guess. Choose the side under Head. 1 more under Head, 1 more under Photo.',
    );
    expect(measuredNotice(told({}), [dim, dim], null)).toBe('The photo is dark. Take another. 1 more under Photo.');
    expect(measuredNotice(told({ guessed: [stray] }), [], 'No model.')).toBe('No model. 1 more under Head.');
  });
  it('is none where only the usual is guessed, or what is asked anyway', () => {
    expect(measuredNotice(told({ guessed: [side, scale], askedSides: ['top'] }), [], null)).toBeNull();
  });
});

describe('measuring again', () => {
  const project = newProject({ name: 'a.jpg', widthPx: 100, heightPx: 100 });
  const zones = [{} as (typeof project.design.zones)[number]];
  const design = { ...project.design, zones };
  it('replaces a design that the last measuring proposed, and keeps one that was changed', () => {
    const open = { ...project, design };
    const again = toMeasure(open, told({ proposed: design }), 'back');
    expect(again.design.zones).toEqual([]);
    expect(again.photo.side).toBe('back');
    expect(toMeasure({ ...open, design: { ...design } }, told({ proposed: design }), null).design.zones).toBe(zones);
    expect(toMeasure(open, null, null)).toBe(open);
  });
  it('knows a head that nobody has moved, and that none was measured', () => {
    const last = told({});
    expect(isAsMeasured({ ...project, head: last.head }, last)).toBe(true);
    expect(isAsMeasured({ ...project, head: { ...last.head } }, last)).toBe(false);
    expect(isAsMeasured(project, null)).toBe(false);
  });
  it('asks no model twice for what it has found', async () => {
    const asked: string[] = [];
    let person: object = { ok: false };
    const answering = (name: string, answer: () => unknown) => async () => {
      asked.push(name);
      return answer();
    };
    const seekers = askedOnce({
      face: answering('face', () => ({ ok: true, face: null, more: async () => false })),
      person: answering('person', () => person),
      body: answering('body', () => ({})),
    } as unknown as Seekers);
    for (const found of [{ ok: false }, { ok: true }, { ok: true }]) {
      person = found;
      await seekers.face(0);
      await seekers.face(1);
      await seekers.person(0);
      await seekers.body(0);
    }
    expect(asked).toEqual(['face', 'face', 'person', 'body', 'person']);
  });
});

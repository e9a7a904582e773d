/* What is changed in a shown project goes to the right place, and nothing else becomes another object. */
import { describe, expect, test } from 'vitest';
import { type Consultation, parseConsultation } from '../../../src/core/consultation/consultation.ts';
import type { Head, Project } from '../../../src/core/consultation/schema.ts';
import { shownProject, withShown } from '../../../src/core/consultation/shown-project.ts';

const parsed = parseConsultation({
  format: 'smp-project',
  version: 2,
  later: 1,
  scale: 'a key of a later version beside the head',
  head: { halfAxesMm: [77, 79, 92], note: 'of the person' },
  photos: ['front', 'left'].map((id) => ({
    id,
    widthPx: 100,
    heightPx: 100,
    label: id,
    scale: { pxPerMm: 5 },
    pose: { centrePx: [50, 50], note: `of ${id}` },
    later: 2,
  })),
  plans: ['A', 'B'].map((name) => ({ name, design: {}, treatment: {}, later: 3 })),
});
if (!parsed.ok) throw new Error(parsed.reason);
const consultation: Consultation = parsed.consultation;
const shown = (c: Consultation, photo = 'front', plan = 'A') => shownProject(c, photo, plan);
const edit = (change: (p: Project) => Project, photo = 'front', plan = 'A') =>
  withShown(consultation, photo, plan, change(shown(consultation, photo, plan)));

test('is the same object each time, and unchanged it leaves the consultation the same', () => {
  expect(shown(consultation)).toBe(shown(consultation));
  expect(edit((p) => p)).toBe(consultation);
  expect(edit((p) => ({ ...p }))).toEqual(consultation);
});

describe('a change goes', () => {
  test('of the title to the consultation, with unknown keys beside it untouched', () => {
    expect(edit((p) => ({ ...p, title: 'New' }))).toEqual({ ...consultation, title: 'New' });
  });
  test('of the scale to the photo shown', () => {
    const scale = { pxPerMm: 6, method: 'marks', sdShare: 0.01 } as const;
    const after = edit((p) => ({ ...p, scale }), 'left');
    expect(after.photos[1]).toEqual({ ...consultation.photos[1], scale });
    expect(after.photos[0]).toBe(consultation.photos[0]);
    expect(after.plans).toBe(consultation.plans);
    expect(after.head).toBe(consultation.head);
    expect(shown(after, 'left').photo, 'stages that read the photo do not run').toBe(shown(consultation, 'left').photo);
    expect(shown(after, 'left').head).toBe(shown(consultation, 'left').head);
  });
  test('of the head in two: its size to all photos, its pose to this one; what nobody knows stays where it was', () => {
    const before = shown(consultation).head as Head;
    const head = { ...before, halfAxesMm: [80, 79, 92], centrePx: [60, 50] } as Head;
    const after = edit((p) => ({ ...p, head }));
    expect(after.head).toEqual({ halfAxesMm: [80, 79, 92], note: 'of the person' });
    expect(after.photos[0].pose).toEqual({ ...consultation.photos[0].pose, centrePx: [60, 50] });
    expect(after.photos[1]).toBe(consultation.photos[1]);
    expect(shown(after).head, 'what was set is what is shown').toBe(head);
    expect(shown(after, 'left').head?.halfAxesMm).toEqual([80, 79, 92]);
  });
  test('of a squeezed picture to its photo alone', () => {
    const squeezed: Head = { centrePx: [50, 50], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0], squeeze: 0.75 };
    const after = edit((p) => ({ ...p, head: squeezed }));
    expect(after.photos[0].pose?.squeeze).toBe(0.75);
    expect([after.photos[1].pose?.squeeze, after.head && 'squeeze' in after.head]).toEqual([undefined, false]);
    expect(shown(after, 'left').head?.squeeze).toBeUndefined();
  });
  test('of the pose alone leaves the shared head the same object', () => {
    const after = edit((p) => ({ ...p, head: { ...(p.head as Head), centrePx: [1, 2] } }));
    expect(after.head).toBe(consultation.head);
  });
  test('of the design to the plan shown', () => {
    const after = edit((p) => ({ ...p, design: { ...p.design, norwood: 'IV' } }), 'left', 'B');
    expect(after.plans[0]).toBe(consultation.plans[0]);
    expect(after.plans[1]).toEqual({ ...consultation.plans[1], design: { ...consultation.plans[1].design, norwood: 'IV' } });
    expect(after.photos).toBe(consultation.photos);
    expect(shown(after, 'left', 'B').treatment).toBe(shown(consultation, 'left', 'B').treatment);
  });
});

test('a head taken away stays the person’s while another photo has it', () => {
  const once = edit((p) => ({ ...p, head: null }));
  expect(once.head).toBe(consultation.head);
  expect(once.photos[0].pose).toBeNull();
  expect(withShown(once, 'left', 'A', { ...shownProject(once, 'left', 'A'), head: null }).head).toBeNull();
});

/* What is kept of a photo's measuring in the file: what can be read stays as it is, what cannot is left out, and no file is refused for it. */
import { expect, test } from 'vitest';
import { type Consultation, parseConsultation } from '../../../src/core/consultation/consultation.ts';
import { turnedPhoto } from '../../../src/core/consultation/photos-and-plans.ts';
import { shownProject, withShown } from '../../../src/core/consultation/shown-project.ts';
import { kept } from '../../support/rendered-heads.ts';

const [{ kept: found }] = kept('A1');
const EVIDENCE = { kept: found, placed: { head: found.alone.head, scale: found.alone.scale } };
const DIFFERS = { about: 'outline', share: 0.7 };
const file = (more: object) => ({
  format: 'smp-project',
  version: 2,
  photos: [{ id: 'A1', name: 'A1.jpg', ...found.photo, ...more }],
  plans: [{ name: 'A', design: {}, treatment: {} }],
});
function read(json: unknown): Consultation {
  const parsed = parseConsultation(JSON.parse(JSON.stringify(json)));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.consultation;
}

test('what measuring keeps comes back as it was', () => {
  for (const { kept: one } of kept('A1 A2 A3 A4 A5 B1 B2 B5 C1 C3')) {
    const evidence = { kept: one, placed: { head: one.alone.head, scale: one.alone.scale } };
    expect(read(file({ ...one.photo, evidence, differs: DIFFERS })).photos[0]).toMatchObject({ evidence, differs: DIFFERS });
  }
});

test.each([
  ['a text', 'measured'],
  ['nothing', null],
  ['a scale out of range', { ...EVIDENCE, placed: { ...EVIDENCE.placed, scale: { pxPerMm: -3 } } }],
  ['a number that is none', { ...EVIDENCE, kept: { ...found, outlinePx: [1, 2, null, 4] } }],
  ['a broken row', { ...EVIDENCE, kept: { ...found, edgesPx: [1, 2, 3] } }],
  ['too much', { ...EVIDENCE, kept: { ...found, edgesPx: new Array(8004).fill(1) } }],
  ['an error of zero', { ...EVIDENCE, kept: { ...found, seenSdRad: [0, 0.1, 0.1] } }],
  ['a part missing', { kept: { ...found, seenRad: undefined }, placed: EVIDENCE.placed }],
  ['another photo’s size', { ...EVIDENCE, kept: { ...found, photo: { widthPx: 10, heightPx: 10 } } }],
])('%s in its place is left out, and the photo stays', (_, evidence) => {
  const consultation = read(file({ label: 'Front', evidence, differs: { about: 'hair', share: 1 } }));
  expect(consultation.photos[0]).toMatchObject({ id: 'A1', label: 'Front' });
  expect(consultation.photos[0]).not.toHaveProperty('evidence');
  expect(consultation.photos[0]).not.toHaveProperty('differs');
});

test('it is with the photo whatever is changed in it, and no stage reads it', () => {
  const consultation = read(file({ evidence: EVIDENCE }));
  const project = shownProject(consultation, 'A1', 'A');
  expect(project.photo).not.toHaveProperty('evidence');
  const { evidence } = consultation.photos[0];
  const scaled = withShown(consultation, 'A1', 'A', { ...project, scale: { pxPerMm: 4, method: 'marks', sdShare: 0.02 } });
  expect(scaled.photos[0].evidence).toBe(evidence);
  expect(shownProject(scaled, 'A1', 'A').photo).toBe(project.photo);
  const renamed = withShown(scaled, 'A1', 'A', { ...shownProject(scaled, 'A1', 'A'), photo: { ...project.photo, side: 'front' } });
  expect(renamed.photos[0]).toMatchObject({ side: 'front', evidence });
  expect(renamed.photos[0].evidence).toBe(evidence);
});

test('a photo that is turned has none until it is measured again', () => {
  const consultation = read(file({ evidence: EVIDENCE, differs: DIFFERS }));
  const { photos } = turnedPhoto(consultation, 'A1', { id: 'A1-2', widthPx: found.photo.heightPx, heightPx: found.photo.widthPx });
  expect([photos[0].evidence, photos[0].differs]).toEqual([undefined, undefined]);
});

test('version 1 has none, whatever is called so there', () => {
  const old = { format: 'smp-project', version: 1, photo: { name: 'a.jpg', widthPx: 9, heightPx: 9, evidence: 'x', differs: 3 } };
  expect(read(old).photos[0]).not.toHaveProperty('evidence');
  expect(read(old).photos[0]).not.toHaveProperty('differs');
});

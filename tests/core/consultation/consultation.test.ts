/* Version 2 of the file: what is wrong is refused by its path and value, what is unknown is kept, version 1 is read forever. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Consultation, MAX_PHOTOS, parseConsultation } from '../../../src/core/consultation/consultation.ts';
import { parseProject } from '../../../src/core/consultation/schema.ts';
import { shownProject } from '../../../src/core/consultation/shown-project.ts';

const photo = (id: string, more: object = {}) => ({ id, name: `${id}.jpg`, widthPx: 1800, heightPx: 2250, ...more });
const plan = (name: string, more: object = {}) => ({ name, design: {}, treatment: {}, ...more });
const EXAMPLE = {
  format: 'smp-project',
  version: 2,
  title: 'Crown',
  seed: 3,
  head: { halfAxesMm: [77, 79, 92], shape: 'standard' },
  photos: [
    photo('front', {
      label: 'Front',
      takenAt: '2026-11-25',
      side: 'front',
      scale: { pxPerMm: 6.9, method: 'marks', sdShare: 0.01 },
      camera: { focalPx: 7187 },
      pose: { centrePx: [900, 700], rotationRad: [0, 0.1, 0] },
      landmarks: null,
    }),
    photo('left'),
  ],
  plans: [plan('A'), plan('B lighter')],
};
const read = (json: unknown): Consultation => {
  const parsed = parseConsultation(json);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.consultation;
};
const reasonOf = (json: unknown) => {
  const parsed = parseConsultation(json);
  return parsed.ok ? 'it was accepted' : parsed.reason;
};
const copy = (json: unknown) => JSON.parse(JSON.stringify(json));
function changed(path: readonly (string | number)[], value: unknown) {
  const json = copy(EXAMPLE);
  const last = path[path.length - 1];
  const holder = path.slice(0, -1).reduce((at, key) => at[key], json);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return json;
}

describe('version 2', () => {
  test('fills what is left out and reads to the same again', () => {
    const consultation = read(EXAMPLE);
    expect(consultation.photos[1]).toMatchObject({ label: '', scale: null, camera: null, pose: null, white: null });
    expect(consultation.plans[1].treatment.sessions).toHaveLength(3);
    expect(read(copy(consultation))).toEqual(consultation);
  });

  test.each([
    [['version'], 3, 'version is 3: it must be 1 or 2'],
    [['version'], '2', 'version is "2"'],
    [['format'], 'other', 'format is "other"'],
    [['photos'], undefined, 'photos is missing'],
    [['photos'], [], 'photos is []: it must have 1 to 60 photos'],
    [['photos', 1, 'id'], 'Front', 'photos is ['],
    [['photos', 1, 'id'], '../left', 'photos[1].id is "../left"'],
    [['photos', 1, 'id'], '.left', 'photos[1].id is ".left"'],
    [['photos', 1, 'widthPx'], 0, 'photos[1].widthPx is 0'],
    [['photos', 0, 'scale', 'pxPerMm'], 0.1, 'photos[0].scale.pxPerMm is 0.1: it must be 0.5 or more'],
    [['photos', 0, 'pose', 'centrePx'], [1], 'photos[0].pose.centrePx'],
    [['photos', 0, 'takenAt'], 'today', 'photos[0].takenAt is "today": it must be a day'],
    [['photos', 0, 'side'], 'below', 'photos[0].side is "below"'],
    [['head', 'halfAxesMm'], [77, 79, 1000], 'head.halfAxesMm[2] is 1000: it must be 200 or less'],
    [['plans'], [], 'plans is []: it must have 1 to 26 plans'],
    [['plans', 1, 'name'], 'A', 'plans is ['],
    [['plans', 1, 'name'], '', 'plans[1].name is "": it must be a text of 1 to 40 characters'],
    [['plans', 1, 'name'], 'x'.repeat(41), 'plans[1].name is "xxx'],
    [['plans', 0, 'design', 'norwood'], 'X', 'plans[0].design.norwood is "X"'],
    [['plans', 0, 'treatment', 'dotMm'], 9, 'plans[0].treatment.dotMm is 9'],
  ])('refuses %j as %j', (path, value, reason) => {
    expect(reasonOf(changed(path, value))).toContain(reason);
  });

  test('holds no more photos than it may', () => {
    const many = Array.from({ length: MAX_PHOTOS + 1 }, (_, i) => photo(`p${i}`));
    expect(reasonOf({ ...EXAMPLE, photos: many })).toContain('photos is [');
    expect(read({ ...EXAMPLE, photos: many.slice(1) }).photos).toHaveLength(MAX_PHOTOS);
  });

  test('keeps what it does not know, at every level', () => {
    const level: (string | number)[][] = [
      [],
      ['head'],
      ['photos', 0],
      ['photos', 0, 'scale'],
      ['photos', 0, 'pose'],
      ['plans', 0],
      ['plans', 0, 'design'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...level), fc.jsonValue(), (path, value) => {
        const json = changed([...path, 'fromLater'], value);
        const holder = path.reduce((at, key) => at[key], copy(read(json)));
        expect(holder).toHaveProperty('fromLater', copy(value));
      }),
    );
  });

  test('gives every zone an id of its own', () => {
    const outline = [
      [1, 1],
      [9, 1],
      [9, 9],
    ];
    const zones = [{ outline }, { outline, id: 'z1' }, { outline, id: 'z1' }];
    const ids = read(changed(['plans', 0, 'design'], { zones })).plans[0].design.zones.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe('z1');
  });
});

describe('version 1', () => {
  const files = readdirSync('tests/fixtures/version-1').filter((name) => name !== 'dots-before.json');
  test.each(files)('%s becomes one head, one photo and one plan, and is shown as it was', (name) => {
    const json = JSON.parse(readFileSync(`tests/fixtures/version-1/${name}`, 'utf8'));
    const parsed = parseProject(json);
    if (!parsed.ok) throw new Error(parsed.reason);
    const consultation = read(json);
    expect(consultation).toMatchObject({ version: 2, plans: [{ name: 'A' }] });
    expect(read(copy(consultation))).toEqual(consultation);
    const shown = shownProject(consultation, consultation.photos[0].id, 'A');
    expect(shown).toMatchObject(parsed.project as object);
  });

  test('keeps what it does not know', () => {
    const json = {
      format: 'smp-project',
      version: 1,
      ofRoot: 1,
      photo: { name: 'a.jpg', widthPx: 9, heightPx: 9, ofPhoto: 2 },
      scale: { pxPerMm: 3, ofScale: 3 },
      head: { centrePx: [1, 1], halfAxesMm: [77, 79, 92], ofHead: 4 },
      design: { ofDesign: 5 },
      treatment: { ofTreatment: 6 },
    };
    expect(read(json)).toMatchObject({
      ofRoot: 1,
      head: { ofHead: 4 },
      photos: [{ id: 'a', ofPhoto: 2, scale: { ofScale: 3 } }],
      plans: [{ design: { ofDesign: 5 }, treatment: { ofTreatment: 6 } }],
    });
  });

  test.each([
    ['/../..', 'photo'],
    ['', 'photo'],
    ['IMG_0001.HEIC', 'IMG_0001'],
    ['Müller, links.jpg', 'Müller, links'],
    ['...', 'photo'],
  ])('a photo named %j gets an id that a file may have', (name, id) => {
    const consultation = read({ format: 'smp-project', version: 1, photo: { name, widthPx: 9, heightPx: 9 } });
    expect(consultation.photos[0].id).toBe(id);
    expect(read(copy(consultation))).toEqual(consultation);
  });
});

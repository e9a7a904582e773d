/* The promise of `project.json`: defaults are filled, what is unknown is kept, what is wrong is refused by its path and value. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newProject, type Project, parseFinishes, parseProject } from '../../../src/core/consultation/schema.ts';

fc.configureGlobal({ seed: 1 });

/** The example of the file format, whole. */
const EXAMPLE = {
  format: 'smp-project',
  version: 2,
  title: '',
  seed: 1,
  photo: { name: 'front.jpg', widthPx: 1800, heightPx: 2250 },
  scale: { pxPerMm: 6.9, method: 'marks', sdShare: 0.01 },
  camera: { focalPx: 7187 },
  head: { centrePx: [900, 700], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0] },
  design: {
    hairline: {
      points: [
        [-52, 31],
        [0, 47],
        [52, 31],
      ],
      style: 'natural',
      featherMm: 7,
      irregularity: 0.5,
      mirrored: true,
    },
    zones: [
      {
        kind: 'fill',
        outline: [
          [-60, 40],
          [-40, -30],
          [0, -50],
          [40, -30],
          [60, 40],
        ],
        perCm2: 140,
        blendMm: 12,
        temples: 1,
        avoidHair: true,
      },
    ],
    strokes: [
      {
        tool: 'add',
        radiusMm: 8,
        strength: 0.5,
        path: [
          [12, 10],
          [14, 10.5],
        ],
      },
    ],
  },
  treatment: {
    skin: 'III',
    depthMm: 0.15,
    dotMm: 0.32,
    wash: 'neutral',
    sessions: [
      { day: 0, cumulativeShare: 0.3, dilution: 30 },
      { day: 12, cumulativeShare: 0.65, dilution: 20 },
      { day: 26, cumulativeShare: 1, dilution: 14 },
    ],
    hand: 0.5,
    healing: 'typical',
    care: { sun: 'average', skinType: 'normal' },
    touchUpYears: [],
  },
};

type Json = Record<string, unknown>;
/** The example with the value at a dotted path replaced (undefined: left out). */
function having(path: string, value: unknown): unknown {
  const json = structuredClone(EXAMPLE) as unknown as Json;
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((at, key) => at[key] as Json, json);
  if (value === undefined) delete parent[keys[keys.length - 1]];
  else parent[keys[keys.length - 1]] = value;
  return json;
}
function read(json: unknown): Project {
  const parsed = parseProject(json);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.project;
}
function refusal(json: unknown): string {
  const parsed = parseProject(json);
  if (parsed.ok) throw new Error('was accepted');
  return parsed.reason;
}

describe('reading', () => {
  test('the example reads as it stands', () => expect(read(EXAMPLE)).toEqual(EXAMPLE));

  test('every field that is not required gets the default of the table', () => {
    const least = {
      format: 'smp-project',
      version: 2,
      photo: { widthPx: 1800, heightPx: 2250 },
      scale: { pxPerMm: 6.9 },
      head: { centrePx: [900, 700], halfAxesMm: [77, 79, 92] },
      design: {
        hairline: { points: EXAMPLE.design.hairline.points },
        zones: [{ outline: EXAMPLE.design.zones[0].outline }],
        strokes: [{ tool: 'remove', path: [[1, 2]] }],
      },
    };
    const project = read(least);
    expect(project.title).toBe('');
    expect(project.seed).toBe(1);
    expect(project.head?.rotationRad).toEqual([0, 0, 0]);
    expect(project.design.hairline).toEqual({ ...EXAMPLE.design.hairline, mirrored: project.design.hairline?.mirrored });
    expect(project.design.zones).toEqual(EXAMPLE.design.zones);
    expect(project.design.strokes[0]).toEqual({ tool: 'remove', radiusMm: 8, strength: 0.5, path: [[1, 2]] });
    expect(project.treatment).toEqual(EXAMPLE.treatment);
  });

  test('no design means nothing drawn; no treatment the default three sessions', () => {
    const project = read({ format: 'smp-project', version: 2, photo: { widthPx: 10, heightPx: 10 } });
    expect(project.design).toEqual({ hairline: null, zones: [], strokes: [] });
    expect(project.treatment).toEqual(EXAMPLE.treatment);
    expect(project.scale ?? null).toBeNull();
    expect(project.head ?? null).toBeNull();
    expect(project.camera ?? null).toBeNull();
  });

  test('null stands for no hairline, scale, camera and head', () => {
    for (const path of ['design.hairline', 'scale', 'camera', 'head']) expect(() => read(having(path, null))).not.toThrow();
  });

  test('defaults of one project are not shared with the next', () => {
    const first = newProject({ name: 'a', widthPx: 10, heightPx: 10 });
    const before = structuredClone(first);
    const second = newProject({ name: 'a', widthPx: 10, heightPx: 10 });
    first.treatment.sessions[0].dilution = 1;
    first.treatment.touchUpYears.push(5);
    first.design.zones.push({} as never);
    expect(second).toEqual(before);
    expect(newProject({ name: 'a', widthPx: 10, heightPx: 10 })).toEqual(before);
  });

  test('unknown keys are kept at every level and written back', () => {
    const json = structuredClone(EXAMPLE) as unknown as Json;
    const marked: Json[] = [
      json,
      json.photo as Json,
      json.scale as Json,
      json.camera as Json,
      json.head as Json,
      json.design as Json,
      (json.design as Json).hairline as Json,
      ((json.design as Json).zones as Json[])[0],
      ((json.design as Json).strokes as Json[])[0],
      json.treatment as Json,
      ((json.treatment as Json).sessions as Json[])[1],
      (json.treatment as Json).care as Json,
    ];
    marked.forEach((object, i) => {
      object.fromTheFuture = { kept: [i, 'x', null] };
    });
    expect(JSON.parse(JSON.stringify(read(json)))).toEqual(json);
  });
});

describe('refusing', () => {
  const cases: readonly (readonly [path: string, value: unknown, says: string])[] = [
    ['format', 'photoshop', 'format is "photoshop"'],
    ['format', undefined, 'format'],
    ['version', 3, 'version is 3'],
    ['version', '2', 'version is "2"'],
    ['version', undefined, 'version'],
    ['title', 5, 'title is 5'],
    ['seed', -1, 'seed is -1'],
    ['seed', 1.5, 'seed is 1.5'],
    ['photo', undefined, 'photo'],
    ['photo.widthPx', 0, 'photo.widthPx is 0'],
    ['photo.widthPx', 10.5, 'photo.widthPx is 10.5'],
    ['photo.heightPx', undefined, 'photo.heightPx'],
    ['scale.pxPerMm', 0.49, 'scale.pxPerMm is 0.49'],
    ['scale.pxPerMm', 201, 'scale.pxPerMm is 201'],
    ['scale.pxPerMm', Number.NaN, 'scale.pxPerMm is NaN'],
    ['scale.pxPerMm', Number.POSITIVE_INFINITY, 'scale.pxPerMm is Infinity'],
    ['scale.pxPerMm', '6.9', 'scale.pxPerMm is "6.9"'],
    ['scale.pxPerMm', null, 'scale.pxPerMm is null'],
    ['scale.method', 'guess', 'scale.method is "guess"'],
    ['scale.sdShare', -0.1, 'scale.sdShare is -0.1'],
    ['scale', 6.9, 'scale is 6.9'],
    ['camera.focalPx', 99, 'camera.focalPx is 99'],
    ['camera.focalPx', 200_001, 'camera.focalPx is 200001'],
    ['head.centrePx', [900], 'head.centrePx'],
    ['head.centrePx', [900, 'b'], 'head.centrePx[1] is "b"'],
    ['head.halfAxesMm', [77, 79, 29], 'head.halfAxesMm[2] is 29'],
    ['head.halfAxesMm', [201, 79, 92], 'head.halfAxesMm[0] is 201'],
    ['head.rotationRad', [0, Number.NEGATIVE_INFINITY, 0], 'head.rotationRad[1] is -Infinity'],
    ['design.hairline.points', [[60, 42]], 'design.hairline.points is [[60,42]]'],
    ['design.hairline.points.1.0', 181, 'design.hairline.points[1][0] is 181'],
    ['design.hairline.style', 'wild', 'design.hairline.style is "wild"'],
    ['design.hairline.featherMm', 20.1, 'design.hairline.featherMm is 20.1'],
    ['design.hairline.irregularity', 1.01, 'design.hairline.irregularity is 1.01'],
    ['design.hairline.mirrored', 'yes', 'design.hairline.mirrored is "yes"'],
    ['design.zones', {}, 'design.zones is {}'],
    ['design.zones.0.kind', 'lawn', 'design.zones[0].kind is "lawn"'],
    ['design.zones.0.perCm2', 221, 'design.zones[0].perCm2 is 221'],
    ['design.zones.0.perCm2', -1, 'design.zones[0].perCm2 is -1'],
    ['design.zones.0.blendMm', 41, 'design.zones[0].blendMm is 41'],
    ['design.zones.0.temples', 0.29, 'design.zones[0].temples is 0.29'],
    ['design.zones.0.avoidHair', 1, 'design.zones[0].avoidHair is 1'],
    [
      'design.zones.0.outline',
      [
        [1, 2],
        [3, 4],
      ],
      'design.zones[0].outline is [[1,2],[3,4]]',
    ],
    ['design.strokes.0.tool', 'spray', 'design.strokes[0].tool is "spray"'],
    ['design.strokes.0.radiusMm', 0.4, 'design.strokes[0].radiusMm is 0.4'],
    ['design.strokes.0.strength', 2, 'design.strokes[0].strength is 2'],
    ['design.strokes.0.path', [], 'design.strokes[0].path is []'],
    ['treatment.skin', 'VII', 'treatment.skin is "VII"'],
    ['treatment.depthMm', 0.61, 'treatment.depthMm is 0.61'],
    ['treatment.dotMm', 0.09, 'treatment.dotMm is 0.09'],
    ['treatment.wash', 'black', 'treatment.wash is "black"'],
    ['treatment.sessions', [], 'treatment.sessions is []'],
    ['treatment.sessions.0.dilution', 0, 'treatment.sessions[0].dilution is 0'],
    ['treatment.sessions.0.dilution', 81, 'treatment.sessions[0].dilution is 81'],
    ['treatment.sessions.0.day', 3, 'treatment.sessions is'],
    ['treatment.sessions.2.day', 12, 'treatment.sessions is'],
    ['treatment.sessions.2.day', 5, 'treatment.sessions is'],
    ['treatment.sessions.1.cumulativeShare', 0.3, 'treatment.sessions is'],
    ['treatment.sessions.2.cumulativeShare', 0.9, 'treatment.sessions is'],
    ['treatment.sessions.2.cumulativeShare', 1.1, 'treatment.sessions[2].cumulativeShare is 1.1'],
    [
      'treatment.sessions',
      Array.from({ length: 6 }, (_, i) => ({ day: i, cumulativeShare: (i + 1) / 6, dilution: 20 })),
      'treatment.sessions is',
    ],
    ['treatment.healing', 'fast', 'treatment.healing is "fast"'],
    ['treatment.care.sun', 'x', 'treatment.care.sun is "x"'],
    ['treatment.care.skinType', 'wet', 'treatment.care.skinType is "wet"'],
    ['treatment.finish', 'mine', 'treatment.finish is "mine"'],
    ['treatment.finish', { light: [1, 1, 1] }, 'treatment.finish.name is missing'],
    ['treatment.finish', { name: '', light: [1, 1, 1] }, 'treatment.finish.name is ""'],
    ['treatment.finish', { name: 'x'.repeat(81), light: [1, 1, 1] }, 'treatment.finish.name is "xxx'],
    ['treatment.finish', { name: 'Mine', light: [1, 1] }, 'treatment.finish.light'],
    ['treatment.finish', { name: 'Mine', light: [1, 5.1, 1] }, 'treatment.finish.light[1] is 5.1'],
    ['treatment.finish', { name: 'Mine', light: [1, 1, 0.1] }, 'treatment.finish.light[2] is 0.1'],
    ['treatment.touchUpYears', [4, 2], 'treatment.touchUpYears is [4,2]'],
  ];
  test.each(cases)('%s = %j', (path, value, says) => {
    const reason = refusal(having(path, value));
    expect(reason).toContain(says);
    expect(reason).toMatch(/it (must|is) /);
    expect(reason).not.toMatch(/undefined|\n/);
  });
  test.each([null, 'text', 5, [], undefined])('not a project at all: %j', (json) => {
    expect(refusal(json)).toContain('it ');
  });
  test('a session list out of order says what is out of order', () => {
    expect(refusal(having('treatment.sessions.2.day', 5))).toContain('ascending days');
    expect(refusal(having('treatment.sessions.2.cumulativeShare', 0.9))).toContain('cumulative share of 1');
  });
});

describe('there and back', () => {
  const within = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((x) => x + 0);
  const point = fc.tuple(within(-1e4, 1e4), within(-1e4, 1e4));
  const place = fc.tuple(within(-180, 180), within(-180, 180));
  const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, requiredKeys: (keyof T)[] = []) =>
    fc
      .tuple(
        fc.record(model, { requiredKeys }),
        fc.dictionary(fc.stringMatching(/^x[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 }),
      )
      .map(([known, unknown]) => ({ ...unknown, ...known }));
  const sessions = fc
    .array(fc.record({ wait: within(0.5, 60), share: within(0.1, 1), dilution: within(1, 80) }), { minLength: 1, maxLength: 5 })
    .map((list) => {
      let day = 0;
      let sum = 0;
      const whole = list.reduce((s, x) => s + x.share, 0);
      return list.map(({ wait, share, dilution }, i) => ({
        day: i === 0 ? 0 : (day += wait),
        cumulativeShare: (sum += share) && i === list.length - 1 ? 1 : sum / whole,
        dilution,
      }));
    });
  const project = record(
    {
      format: fc.constant('smp-project'),
      version: fc.constant(2),
      title: fc.string(),
      seed: fc.nat(),
      photo: record({ name: fc.string(), widthPx: fc.integer({ min: 1, max: 9000 }), heightPx: fc.integer({ min: 1, max: 9000 }) }, [
        'widthPx',
        'heightPx',
      ]),
      scale: fc.option(record({ pxPerMm: within(0.5, 200), method: fc.constantFrom('iris', 'tape'), sdShare: within(0, 1) }, ['pxPerMm'])),
      camera: fc.option(record({ focalPx: within(100, 200_000) }, ['focalPx'])),
      head: fc.option(
        record(
          {
            centrePx: point,
            halfAxesMm: fc.tuple(within(30, 200), within(30, 200), within(30, 200)),
            rotationRad: fc.tuple(within(-7, 7), within(-7, 7), within(-7, 7)),
          },
          ['centrePx', 'halfAxesMm'],
        ),
      ),
      design: record({
        hairline: fc.option(
          record(
            {
              points: fc.array(place, { minLength: 2, maxLength: 6 }),
              style: fc.constantFrom('soft', 'sharp'),
              featherMm: within(0, 20),
              irregularity: within(0, 1),
              mirrored: fc.boolean(),
            },
            ['points'],
          ),
        ),
        zones: fc.array(
          record(
            {
              kind: fc.constantFrom('fill', 'scar', 'protect'),
              outline: fc.array(place, { minLength: 3, maxLength: 6 }),
              perCm2: within(0, 220),
              blendMm: within(0, 40),
              temples: within(0.3, 1),
              avoidHair: fc.boolean(),
            },
            ['outline'],
          ),
          { maxLength: 3 },
        ),
        strokes: fc.array(
          record(
            {
              tool: fc.constantFrom('add', 'remove'),
              radiusMm: within(0.5, 40),
              strength: within(0, 1),
              path: fc.array(place, { minLength: 1, maxLength: 6 }),
            },
            ['tool', 'path'],
          ),
          { maxLength: 3 },
        ),
      }),
      treatment: record({
        skin: fc.constantFrom('I', 'VI'),
        depthMm: within(0.05, 0.6),
        dotMm: within(0.1, 0.6),
        wash: fc.constantFrom('warm', 'cool'),
        sessions,
        healing: fc.constantFrom('light', 'strong'),
        care: record({ sun: fc.constantFrom('high', 'protected'), skinType: fc.constantFrom('oily', 'dry') }),
        touchUpYears: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 4 }).map((years) => years.sort((a, b) => a - b)),
      }),
    },
    ['format', 'version', 'photo'],
  );

  /** As a file holds it: no -0. */
  const asWritten = (given: fc.Arbitrary<unknown>) => given.map((json) => JSON.parse(JSON.stringify(json)));

  test('project -> file -> project is identical, and what was given is in it', () => {
    fc.assert(
      fc.property(asWritten(project), (json) => {
        const once = read(json);
        expect(read(JSON.parse(JSON.stringify(once)))).toEqual(once);
        expect(once).toMatchObject(json);
      }),
      { numRuns: 200 },
    );
  });
  test('reading does not change what it was given', () => {
    const json = structuredClone(EXAMPLE);
    read(json);
    expect(json).toEqual(EXAMPLE);
  });
});

test('white is kept with its gains, may be left out, and is refused out of range', () => {
  const white = { gains: [0.85, 1.02, 1.61], atPx: [120, 90], by: 'card' };
  expect(parseProject({ ...EXAMPLE, white })).toMatchObject({ ok: true, project: { white } });
  expect(parseProject({ ...EXAMPLE, white: null })).toMatchObject({ ok: true, project: { white: null } });
  expect(parseProject(EXAMPLE)).not.toHaveProperty('project.white');
  expect(parseProject({ ...EXAMPLE, white: { gains: [0.85, 1.02, 7] } })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('white.gains[2] is 7'),
  });
  expect(parseProject({ ...EXAMPLE, white: { gains: [1, 1] } })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('white.gains'),
  });
});

test('a finish is kept with its unknown keys, may be left out, and stays through another skin class', () => {
  const finish = { name: 'Mine', light: [1.2, 1, 0.9], by: 'studio' };
  const treatment = { ...EXAMPLE.treatment, finish };
  expect(parseProject({ ...EXAMPLE, treatment })).toMatchObject({ ok: true, project: { treatment: { finish } } });
  expect(parseProject({ ...EXAMPLE, treatment: { ...treatment, finish: null } })).toMatchObject({ ok: true });
  expect(parseProject(EXAMPLE)).not.toHaveProperty('project.treatment.finish');
});

test('of a stored list of finishes only what can be read is taken', () => {
  const good = { name: 'Mine', light: [1.2, 1, 0.9], readings: [{ kept: [0.5, 0.7, 0.9], skin: 'III' }] };
  expect(parseFinishes([good, { ...good, name: '' }, { name: 'No readings', light: [1, 1, 1] }, null, 'x'])).toEqual([good]);
  for (const json of [undefined, null, {}, 'x']) expect(parseFinishes(json)).toEqual([]);
});

describe('version 1', () => {
  const px = {
    pointsPx: [
      [600, 420],
      [900, 360],
      [1200, 420],
    ],
    outlinePx: [
      [600, 430],
      [900, 60],
      [1200, 430],
    ],
    pathPx: [[800, 300]],
  };
  const { points: _, ...line } = EXAMPLE.design.hairline;
  const { outline: __, ...zone } = EXAMPLE.design.zones[0];
  const { path: ___, ...stroke } = EXAMPLE.design.strokes[0];
  const drawn = {
    hairline: { ...line, pointsPx: px.pointsPx },
    zones: [{ ...zone, outlinePx: px.outlinePx }],
    strokes: [{ ...stroke, pathPx: px.pathPx }],
  };
  const OLD = { ...EXAMPLE, version: 1, design: { ...drawn, norwood: 'VI', fromTheFuture: 5 } };

  test('is read with its design in pixels, which waits for its head', () => {
    expect(read(OLD)).toEqual({
      ...EXAMPLE,
      design: { hairline: null, zones: [], strokes: [], norwood: 'VI', fromTheFuture: 5, unplaced: drawn },
    });
  });
  test('without a design nothing waits', () => {
    const { design: _, ...bare } = OLD;
    expect(read(bare).design).toEqual({ hairline: null, zones: [], strokes: [] });
  });
  test('what waits is written back and read again', () => {
    const once = read(OLD);
    expect(read(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });
  test.each([
    [{ ...drawn, hairline: { pointsPx: [[600, 420]] } }, 'design.hairline.pointsPx is [[600,420]]'],
    [
      {
        ...drawn,
        zones: [
          {
            outlinePx: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
      },
      'design.zones[0].outlinePx is [[1,2],[3,4]]',
    ],
    [{ ...drawn, strokes: [{ tool: 'add', pathPx: [] }] }, 'design.strokes[0].pathPx is []'],
    [{ ...drawn, zones: [{ outlinePx: px.outlinePx, perCm2: 221 }] }, 'design.zones[0].perCm2 is 221'],
  ])('is refused by path and value: %#', (design, says) => {
    expect(refusal({ ...OLD, design })).toContain(says);
  });
});

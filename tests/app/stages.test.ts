/* The tables of stages: what is worked out again when something changes, and nothing else. */
import { describe, expect, test } from 'vitest';
import { createHairAway } from '../../src/app/hair-away.ts';
import { createPhotoReader } from '../../src/app/photo-reader.ts';
import { remember } from '../../src/app/remember.ts';
import { createStages, type Row } from '../../src/app/stage-table.ts';
import { type GivenPlan, type GivenView, PLAN_STAGES, photoStages } from '../../src/app/stages.ts';

interface AnyRow {
  name: string;
  reads: readonly string[];
}
const ALL_KINDS = [{ kind: 'fill', avoidHair: true }, { kind: 'oldwork' }];
const TABLES = {
  plan: {
    rows: PLAN_STAGES as unknown as readonly Row<object, object>[],
    asked: ['plan'],
    given: ['candidates', 'halfAxesMm', 'headShape', 'seed', 'hand', 'sessions', 'design', 'readings', 'sights'],
  },
  photo: {
    rows: photoStages(createPhotoReader(), createHairAway()) as unknown as readonly Row<object, object>[],
    // what the photo reads for the plan, and what it shows of it
    asked: ['reading', 'result'],
    given: ['photo', 'scale', 'camera', 'head', 'white', 'raster', 'cameraLook', 'places', 'plan', 'sessions', 'seed'],
  },
};
const rowsOf = (rows: readonly Row<object, object>[]) => rows as unknown as readonly AnyRow[];

/** A real table, its work replaced by a note that it was done. */
function counted({ rows, given }: (typeof TABLES)['plan']) {
  const ran: string[] = [];
  const note = (row: Row<object, object>): Row<object, object> => ({
    ...row,
    run: () => {
      ran.push((row as unknown as AnyRow).name);
      return {};
    },
  });
  const stages = createStages(rows.map(note));
  const value = (name: string, all: object) => stages.value(name as never, all as never);
  const all = (zones: object[]) => ({ ...Object.fromEntries(given.map((name) => [name, {}])), zones });
  return { stages, value, all, ran };
}
/** Every stage that reads `name`, at first or second hand. */
function readersOf(rows: readonly AnyRow[], name: string): string[] {
  const direct = rows.filter(({ reads }) => reads.includes(name)).map((row) => row.name);
  return [...new Set(direct.flatMap((reader) => [reader, ...readersOf(rows, reader)]))].sort();
}

describe.each(Object.keys(TABLES) as (keyof typeof TABLES)[])('the stages of the %s', (kind) => {
  const table = TABLES[kind];
  test('all lead to what is asked for, each once', () => {
    const { value, all, ran } = counted(table);
    const given = all(ALL_KINDS);
    for (const name of table.asked) value(name, given);
    expect([...ran].sort()).toEqual(
      rowsOf(table.rows)
        .map(({ name }) => name)
        .sort(),
    );
  });
  test.each([...table.given, 'zones'])('that read %s run again when it is another one, and no others', (name) => {
    const { value, all, ran } = counted(table);
    const before = all(ALL_KINDS);
    const made = table.asked.map((one) => value(one, before));
    ran.length = 0;
    table.asked.forEach((one, i) => {
      expect(value(one, { ...before })).toBe(made[i]);
    });
    expect(ran).toEqual([]);
    const after = { ...before, [name]: [...ALL_KINDS] };
    for (const one of table.asked) value(one, after);
    expect([...ran].sort()).toEqual(readersOf(rowsOf(table.rows), name));
    if (name !== 'zones') expect(ran.length).toBeGreaterThan(0);
  });
  test('can be left after each, and are found done afterwards', () => {
    const { stages, value, all, ran } = counted(table);
    const asked = all(ALL_KINDS);
    const last = table.asked[table.asked.length - 1];
    const steps = stages.steps(last as never, asked as never);
    for (let done = 0; !steps.next().done; done++) expect(ran).toHaveLength(done + 1);
    const count = ran.length;
    value(last, asked);
    expect(ran).toHaveLength(count);
  });
});

describe('what nobody asks for', () => {
  test('is not read: no hair where none is avoided, no old work where there is none', () => {
    const plan = counted(TABLES.plan);
    plan.value('plan', plan.all([{ kind: 'fill' }]));
    expect(plan.ran).toContain('field');
    for (const name of ['hair', 'oldPlaces', 'oldField', 'oldDots']) expect(plan.ran).not.toContain(name);
    const photo = counted(TABLES.photo);
    photo.value('result', photo.all([{ kind: 'fill' }]));
    expect(photo.ran).toContain('shown');
    for (const name of ['coverage', 'oldSeen']) expect(photo.ran).not.toContain(name);
  });
  test('is not needed: a photo tells its hair, and what it shows of the head, before there is any plan', () => {
    const { value, all, ran } = counted(TABLES.photo);
    const { plan, ...without } = all([]) as Record<string, unknown>;
    expect(plan).toBeDefined();
    value('hair', without);
    expect([...ran].sort()).toEqual(['coverage', 'hair', 'hairOptions', 'strands', 'surface']);
    value('seen', without);
    expect(() => value('result', without)).toThrow('the stages were not given plan');
  });
});

test('the plan knows of photos only what they have read and show', () => {
  const made = new Set(rowsOf(PLAN_STAGES as unknown as readonly Row<object, object>[]).map(({ name }) => name));
  const reads = rowsOf(PLAN_STAGES as unknown as readonly Row<object, object>[]).flatMap((row) => row.reads);
  const given: (keyof GivenPlan)[] = ['candidates', 'halfAxesMm', 'headShape', 'seed', 'hand', 'sessions', 'design', 'readings', 'sights'];
  expect([...new Set(reads.filter((name) => !made.has(name)))].sort()).toEqual([...given].sort());
  const ofPhoto: (keyof GivenView)[] = ['photo', 'scale', 'camera', 'head', 'white', 'raster', 'cameraLook'];
  for (const name of ofPhoto) expect(reads).not.toContain(name);
});

test.each([0, 1, 2])('what is remembered is made anew when argument %i is another one', (which) => {
  const args: [object, object, object] = [{}, {}, {}];
  const other = args.map((arg, i) => (i === which ? {} : arg)) as typeof args;
  const make = remember((..._: typeof args) => ({}));
  const first = make(...args);
  expect(make(...args)).toBe(first);
  expect(make(...other)).not.toBe(first);
});

/* The table of stages: what is read again when something changes, and nothing else. */
import { describe, expect, test } from 'vitest';
import { createPhotoReader } from '../../src/app/photo-reader.ts';
import { remember } from '../../src/app/remember.ts';
import { createStages, type Given, type Stage, stagesOf } from '../../src/app/stages.ts';

const table = stagesOf(createPhotoReader());
const GIVEN = ['photo', 'scale', 'camera', 'head', 'seed', 'hand', 'sessions', 'design', 'white', 'raster', 'edgePieces', 'candidates'];
const given = (zones: object[]) => ({ ...Object.fromEntries(GIVEN.map((name) => [name, {}])), zones }) as unknown as Given;
const ALL_KINDS = [{ kind: 'fill', avoidHair: true }, { kind: 'oldwork' }];

/** The real table, its work replaced by a note that it was done. */
function counted() {
  const ran: string[] = [];
  const note = (row: Stage): Stage => ({
    ...row,
    run: () => {
      ran.push(row.name);
      return {};
    },
  });
  return { stages: createStages(table.map(note)), ran };
}
/** Every stage that reads `name`, at first or second hand. */
function readersOf(name: string): string[] {
  const direct = table.filter(({ reads }) => (reads as readonly string[]).includes(name)).map((row) => row.name as string);
  return [...new Set(direct.flatMap((reader) => [reader, ...readersOf(reader)]))].sort();
}

describe('the stages', () => {
  test('all lead to the result, each once', () => {
    const { stages, ran } = counted();
    stages.value('result', given(ALL_KINDS));
    expect([...ran].sort()).toEqual(table.map(({ name }) => name).sort());
  });
  test.each([...GIVEN, 'zones'])('that read %s run again when it is another one, and no others', (name) => {
    const { stages, ran } = counted();
    const before = given(ALL_KINDS);
    const result = stages.value('result', before);
    ran.length = 0;
    expect(stages.value('result', { ...before })).toBe(result);
    expect(ran).toEqual([]);
    stages.value('result', { ...before, [name]: [...ALL_KINDS] });
    expect([...ran].sort()).toEqual(readersOf(name));
    expect(ran.length).toBeGreaterThan(0);
  });
  test('that nobody asks for do not run: no hair is read where none is avoided, no old work placed where there is none', () => {
    const { stages, ran } = counted();
    stages.value('result', given([{ kind: 'fill' }]));
    expect(ran).not.toContain('coverage');
    expect(ran).not.toContain('placedOld');
    expect(ran).toContain('density');
    ran.length = 0;
    stages.value('hair', given([]));
    expect([...ran].sort()).toEqual(['coverage', 'hair', 'hairOptions', 'strands', 'surface']);
  });
  test('can be left after each, and are found done afterwards', () => {
    const { stages, ran } = counted();
    const asked = given(ALL_KINDS);
    const steps = stages.steps('result', asked);
    for (let done = 0; !steps.next().done; done++) expect(ran).toHaveLength(done + 1);
    const count = ran.length;
    stages.value('result', asked);
    expect(ran).toHaveLength(count);
  });
});

test.each([0, 1, 2])('what is remembered is made anew when argument %i is another one', (which) => {
  const args: [object, object, object] = [{}, {}, {}];
  const other = args.map((arg, i) => (i === which ? {} : arg)) as typeof args;
  const make = remember((..._: typeof args) => ({}));
  const first = make(...args);
  expect(make(...args)).toBe(first);
  expect(make(...other)).not.toBe(first);
});

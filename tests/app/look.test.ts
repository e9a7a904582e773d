/* The picture of a day: on the screen every frame uses the memory of the one before, and shows the same as with memory of its own. */
import { beforeAll, expect, test } from 'vitest';
import { createEveryDay, createLook, type Frame } from '../../src/app/look.ts';
import { createPipeline } from '../../src/app/pipeline.ts';
import { createPlanner } from '../../src/app/planner.ts';
import type { DesignResult } from '../../src/app/stages.ts';
import { newProject, type Project } from '../../src/core/consultation/schema.ts';
import { reusedColumns } from '../../src/core/math/columns.ts';
import { type VeilLayers, veilLayers } from '../../src/core/treatment/veil.ts';
import { veilDots } from '../../src/core/treatment/veil-dots.ts';
import { HEIGHT_PX, photoNamed, WIDTH_PX } from '../support/fake-desk.ts';
import { shippedCandidates } from '../support/shipped-candidates.ts';

const DAYS = [0, 1, 12, 26, 54, 400];
let project: Project;
let result: DesignResult;
beforeAll(() => {
  const plain = newProject({ name: 'front.jpg', widthPx: WIDTH_PX, heightPx: HEIGHT_PX });
  const outline = [
    [-30, -20],
    [30, -20],
    [30, 40],
    [-30, 40],
  ] as [number, number][];
  const zone = { kind: 'fill' as const, perCm2: 140, blendMm: 8, temples: 1, avoidHair: false, outline };
  project = {
    ...plain,
    scale: { pxPerMm: 1.5, method: 'marks', sdShare: 0.01 },
    head: { centrePx: [200, 220], halfAxesMm: [77, 79, 92], rotationRad: [0, 0, 0], shape: 'standard' },
    design: { ...plain.design, zones: [zone] },
  };
  const made = createPipeline(createPlanner(), 'front').design(project, photoNamed('front.jpg'), shippedCandidates());
  if (!made) throw new Error('no design');
  result = made;
});

const frameOn = (look: ReturnType<typeof createLook>, day: number): Frame =>
  look.frame(project, result, look.appearance(result, project, { day }), 1);
const columnsOf = ({ splats, veil }: Frame) => [splats?.fixed, splats?.moving, veil?.rgba];

test('a timeline that plays writes into the same columns', () => {
  const look = createLook(createEveryDay(), reusedColumns());
  const [first, ...others] = DAYS.map((day) => columnsOf(frameOn(look, day)));
  expect(first.every((column) => column instanceof Float32Array)).toBe(true);
  for (const columns of others) for (const [i, column] of columns.entries()) expect(column).toBe(first[i]);
});

test('and shows what columns of their own show', () => {
  const reusing = createLook(createEveryDay(), reusedColumns());
  for (const day of DAYS) {
    const [expected, seen] = [createLook(), reusing].map((look) => columnsOf(frameOn(look, day)));
    for (const [i, column] of seen.entries()) expect(Buffer.compare(Buffer.from(column!.buffer), Buffer.from(expected[i]!.buffer))).toBe(0);
  }
});

test('two looks at once do not share: an export is not changed by the screen', () => {
  const mine = frameOn(createLook(), 54);
  const before = columnsOf(mine).map((column) => column?.slice());
  frameOn(createLook(createEveryDay(), reusedColumns()), 400);
  expect(columnsOf(mine)).toEqual(before);
});

test('a veil summed elsewhere and sent is the one that is drawn, and the same to the bit', async () => {
  const everyDay = createEveryDay();
  let sent: VeilLayers | null = null;
  await everyDay.layersAway(
    async (dots, fresh, zones) => {
      sent = structuredClone(veilLayers(structuredClone(veilDots(dots)), structuredClone(fresh), structuredClone(zones)));
      return sent;
    },
    result.dots,
    project,
  );
  const away = everyDay.layers(result.dots, project).next().value;
  expect(away).toBe(sent);
  const [expected, seen] = [createLook(), createLook(everyDay)].map((look) => frameOn(look, 54).veil?.rgba);
  expect(seen?.some((value) => value > 0)).toBe(true);
  expect(seen).toEqual(expected);
});

test('a veil that cannot be summed elsewhere is summed here; that of other dots is not taken for it', async () => {
  const everyDay = createEveryDay();
  await everyDay.layersAway(() => Promise.reject(new Error('it has ended')), result.dots, project);
  expect(frameOn(createLook(everyDay), 54).veil?.rgba).toEqual(frameOn(createLook(), 54).veil?.rgba);
  const other = createEveryDay();
  await other.layersAway(async () => null, { ...result.dots }, project);
  expect(frameOn(createLook(other), 54).veil?.rgba).toEqual(frameOn(createLook(), 54).veil?.rgba);
});

/* The dots of one plan in several photos of one fitted head: a place of the head that two photos show has the same dot in both, by its number. */
import { expect, test } from 'vitest';
import { withEvidence, withHeadFitted } from '../../src/app/join-heads.ts';
import { createPipeline } from '../../src/app/pipeline.ts';
import { createPlanner } from '../../src/app/planner.ts';
import type { DesignResult } from '../../src/app/stages.ts';
import { withPhoto } from '../../src/core/consultation/photos-and-plans.ts';
import { type Head, newProject, type Zone } from '../../src/core/consultation/schema.ts';
import { shownProject, withShown } from '../../src/core/consultation/shown-project.ts';
import { consultationOf } from '../../src/core/consultation/version-1.ts';
import { fitHeads } from '../../src/core/scalp/fit-heads.ts';
import { CANONICAL_HALF_AXES_MM, type Candidates } from '../../src/core/stipple/candidates.ts';
import { photoNamed } from '../support/fake-desk.ts';
import { kept } from '../support/rendered-heads.ts';

const COUNT = 20_000;
/** Evenly over the head, in an order that jumps about. */
function candidates(): Candidates {
  const made: Candidates = {
    halfAxesMm: CANONICAL_HALF_AXES_MM,
    shaped: true,
    perCm2: 20,
    x: new Float32Array(COUNT),
    y: new Float32Array(COUNT),
    z: new Float32Array(COUNT),
  };
  for (let i = 0; i < COUNT; i++) {
    const at = (i * 7919) % COUNT;
    const y = 1 - (2 * (at + 0.5)) / COUNT;
    const angle = at * 2.399963;
    const [a, b, c] = CANONICAL_HALF_AXES_MM;
    made.x[i] = a * Math.sqrt(1 - y * y) * Math.sin(angle);
    made.y[i] = b * y;
    made.z[i] = c * Math.sqrt(1 - y * y) * Math.cos(angle);
  }
  return made;
}
/** All within 75 degrees of the vertex, whatever hair is there. */
const ZONE: Zone = {
  kind: 'fill',
  perCm2: 14,
  blendMm: 8,
  temples: 1,
  avoidHair: false,
  outline: Array.from({ length: 36 }, (_, i) => [75 * Math.cos((i * Math.PI) / 18), 75 * Math.sin((i * Math.PI) / 18)]),
};

async function drawn(ids: string[]): Promise<Record<string, DesignResult>> {
  const photos = kept(ids.join(' '));
  const of = (id: string, size: object) => ({ id, name: `${id}.jpg`, ...(size as { widthPx: number; heightPx: number }) });
  const [first, ...others] = photos.map((one) => of(one.id, one.kept.photo));
  const plain = newProject(first);
  let consultation = consultationOf({ ...plain, design: { ...plain.design, zones: [ZONE] } });
  for (const other of others) consultation = withPhoto(consultation, other);
  const heads = new Map<string, Head>();
  for (const { id, kept: one } of photos) {
    const { head, scale, focalPx } = one.alone;
    const project = { ...shownProject(consultation, id, 'A'), head, scale, camera: { focalPx, assumed: !one.isFocalKnown } };
    consultation = withEvidence(withShown(consultation, id, 'A', project), id, { kept: one });
    heads.set(id, head);
  }
  const { consultation: joined } = await withHeadFitted(async (all) => fitHeads(all), consultation, consultation, heads);
  const all = candidates();
  const planner = createPlanner();
  return Object.fromEntries(
    ids.map((id) => [id, createPipeline(planner, id).design(shownProject(joined, id, 'A'), photoNamed(''), all) as DesignResult]),
  );
}

const sessionsOf = ({ dots }: DesignResult) => new Map(Array.from({ length: dots.count }, (_, i) => [dots.number[i], dots.session[i]]));
/** Candidates that face the camera within 60 degrees. */
const facing = ({ seen }: DesignResult) =>
  new Set(Array.from({ length: seen.count }, (_, i) => i).flatMap((i) => (seen.cosTheta[i] > 0.5 ? [seen.candidate[i]] : [])));

const IDS = ['A1', 'A2', 'A4', 'A5'];
const results = await drawn(IDS);

test.each([
  ['A1', 'A2'],
  ['A1', 'A5'],
  ['A2', 'A4'],
])('a dot that %s and %s both show is one dot of one session', (one, other) => {
  const [a, b] = [sessionsOf(results[one]), sessionsOf(results[other])];
  const both = [...a.keys()].filter((number) => b.has(number));
  expect(both.length).toBeGreaterThan(500);
  for (const number of both) expect(b.get(number)).toBe(a.get(number));
});

test.each([
  ['A1', 'A2'],
  ['A1', 'A5'],
  ['A2', 'A4'],
])('where %s and %s both face the head they show the same dots, but for its edge in the picture', (one, other) => {
  const [a, b] = [sessionsOf(results[one]), sessionsOf(results[other])];
  const [seenA, seenB] = [facing(results[one]), facing(results[other])];
  const shared = [...seenA].filter((number) => seenB.has(number) && (a.has(number) || b.has(number)));
  expect(shared.length).toBeGreaterThan(300);
  expect(shared.filter((number) => a.has(number) && b.has(number)).length / shared.length).toBeGreaterThan(0.99);
});

test('figures of the whole plan are the same, whichever photo is shown', () => {
  const [first, ...others] = IDS.map((id) => results[id].plan.dots.count);
  expect(first).toBeGreaterThan(2000);
  expect(others).toEqual(others.map(() => first));
});

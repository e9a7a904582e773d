/* One plan for all photos: what each tells of the head counts, whichever is looked at, and what no photo shows is unseen. */
import { expect, test } from 'vitest';
import { createPlanner, type PlanGiven } from '../../src/app/planner.ts';
import { newProject } from '../../src/core/consultation/schema.ts';
import type { HairReading } from '../../src/core/design/hair-on-head.ts';
import { finish } from '../../src/core/math/steps.ts';
import { CANDIDATES_PER_CM2, type Candidates } from '../../src/core/stipple/candidates.ts';
import { headPoints } from '../../src/core/stipple/head-points.ts';

const { treatment } = newProject({ name: '', widthPx: 10, heightPx: 10 });
const zone = {
  kind: 'fill' as const,
  outline: [
    [-80, 30],
    [80, 30],
    [80, -80],
    [-80, -80],
  ] as [number, number][],
  perCm2: 140,
  blendMm: 0,
  temples: 1,
  avoidHair: true,
};
const design = { hairline: null, zones: [zone], strokes: [] };
const AXES: [number, number, number] = [77, 79, 92];
/** As many as there are, in no good order: enough to tell who is spared. */
const candidates: Candidates = {
  halfAxesMm: AXES,
  shaped: true,
  perCm2: CANDIDATES_PER_CM2,
  ...headPoints(AXES, true, 60_000, 3),
};
const given: PlanGiven = {
  candidates,
  halfAxesMm: AXES,
  headShape: 'standard',
  seed: 1,
  hand: 0.5,
  sessions: treatment.sessions,
  design,
  zones: design.zones,
};
const places = finish(createPlanner().places(given));
/** A photo of one half of the head, with hair all over what it shows or none. */
function photoOf(isShown: (across: number) => boolean, hair: number): HairReading {
  const candidate = Uint32Array.from([...places.across.keys()].filter((i) => isShown(places.across[i])));
  const all = (value: number) => new Float32Array(candidate.length).fill(value);
  return { candidate, cosTheta: all(0.9), coverage: all(hair), tone: all(hair), strands: all(0) };
}
const left = photoOf((across) => across > -5, 1);
const right = photoOf((across) => across < 5, 0);
const dotsOn = (planner: ReturnType<typeof createPlanner>) => [...finish(planner.plan(given)).dots.candidate];

test('the same dots, whichever photo was looked at first, and again when one of them is read anew', () => {
  const [one, other] = [createPlanner(), createPlanner()];
  one.report(given, 'left', left, left);
  one.report(given, 'right', right, right);
  other.report(given, 'right', right, right);
  other.report(given, 'left', left, left);
  expect(dotsOn(one)).toEqual(dotsOn(other));
  const plan = finish(one.plan(given));
  one.report(given, 'left', left, left);
  expect(finish(one.plan(given))).toBe(plan);
});
test('hair seen in one photo is spared in all, also once that photo is not shown any more', () => {
  const planner = createPlanner();
  planner.report(given, 'right', right, right);
  const onTheLeft = (dots: number[]) => dots.filter((i) => places.across[i] > 10).length;
  const bare = onTheLeft(dotsOn(planner));
  expect(bare).toBeGreaterThan(1000);
  planner.report(given, 'left', left, left);
  expect(onTheLeft(dotsOn(planner))).toBe(0);
  planner.setPhotos(['right']);
  expect(onTheLeft(dotsOn(planner))).toBe(bare);
});
test('what a photo told of other candidates does not count; a plan without avoided hair keeps what was read', () => {
  const planner = createPlanner();
  planner.report({ ...given, seed: 2 }, 'left', left, left);
  planner.report(given, 'right', right, right);
  const isSeen = () => finish(planner.plan(given)).isSeen;
  expect(isSeen()[left.candidate.find((i) => places.across[i] > 10) as number]).toBe(0);
  planner.report(given, 'left', left, left);
  planner.report(given, 'left', left, null);
  expect(dotsOn(planner).filter((i) => places.across[i] > 10)).toEqual([]);
});

test('what was worked out ahead is there at once', () => {
  const planner = createPlanner();
  expect(planner.places(given).next().done).toBe(false);
  finish(planner.ahead(given));
  expect(planner.places(given).next().done).toBe(true);
});

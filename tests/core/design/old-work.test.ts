/* Old work: dots that are there already, from a set of their own, whatever the plan does. */
import { expect, test } from 'vitest';
import { strayMm } from '../../../src/core/design/hand.ts';
import { OLD_WORK_SEED, oldWorkDots, oldWorkField } from '../../../src/core/design/old-work.ts';
import { insideTester } from '../../../src/core/math/polygon.ts';
import { placeOnHead } from '../../../src/core/stipple/head-places.ts';
import { seeCandidates, shownCandidates } from '../../../src/core/stipple/seen-candidates.ts';
import { appearanceOn, freshLightMm2 } from '../../../src/core/treatment/appearance.ts';
import { dotsInPhoto, joinDots } from '../../../src/core/treatment/dots-in-photo.ts';
import { draw, fillZone, frontProject, looseCandidates, OLD_WORK } from './front-head.ts';

const outlinePx = OLD_WORK;
const project = frontProject({ zones: [fillZone(), fillZone({ kind: 'oldwork', outlinePx, perCm2: 90 })] });
const plan = draw(project, looseCandidates());
const at = placeOnHead(looseCandidates(), plan.surface, project.seed + OLD_WORK_SEED, strayMm(project.treatment.hand));
const field = oldWorkField(project.design, at);
const old = oldWorkDots(at, plan.marks, field);

test('the plan sets no dots for it; its own lie within its outline, across any hairline', () => {
  expect(plan.dots.zone.includes(1)).toBe(false);
  expect(draw(frontProject({ zones: [fillZone({ kind: 'oldwork', outlinePx })] }), looseCandidates()).dots.count).toBe(0);
  expect(old.count).toBeGreaterThan(500);
  const isInside = insideTester(project.design.zones[1].outline);
  for (const i of old.candidate) expect(isInside(at.across[i], at.forward[i])).toBe(true);
});
test('joined with the plan every number is used once, and the plan stays as it was', () => {
  const seen = seeCandidates(at, plan.surface, project.photo);
  const asked = { targetPerCm2: field.targetPerCm2, before: plan.marks.before };
  const shown = shownCandidates(seen, at, asked, old, [1], project.seed);
  expect(shown.candidate).toEqual(old.candidate);
  const inPhoto = dotsInPhoto(old, shown.seenIndex, seen, at.count);
  expect(inPhoto.yPx.some((y) => y > 600)).toBe(true);
  const joined = joinDots(plan.dots, inPhoto, at.count);
  expect(joined.count).toBe(plan.dots.count + old.count);
  expect(joined.number.slice(plan.dots.count).every((id) => id >= at.count)).toBe(true);
  expect(new Set(joined.number).size).toBe(joined.count);
  expect(joined.xPx.slice(0, plan.dots.count)).toEqual(plan.dots.xPx);
  expect(joined.session.slice(plan.dots.count).every((s) => s === 0)).toBe(true);
});
test('it is there on every day from the first, does not heal, is not counted as the plan’s, and is bluish', () => {
  const on = (day: number, sessions?: number) => appearanceOn(old, project.treatment, project.design.zones, { day, sessions });
  expect(Math.max(...on(-1).lightMm2)).toBe(0);
  expect(Math.max(...on(54, 0).lightMm2)).toBe(0);
  expect(on(0).lightMm2).toEqual(on(3000).lightMm2);
  expect(on(54).shownCount).toBe(0);
  const taken = [0, 1, 2].map((band) => freshLightMm2(old, 0, project.treatment, band as 0));
  expect(taken[0]).toBeGreaterThan(taken[1]);
  expect(taken[1]).toBeGreaterThan(taken[2]);
});

/* Figures for the plan: areas of skin, not of the picture; parts add up to the whole. */
import { expect, test } from 'vitest';
import { joinDots, OLD_WORK_SEED, oldWorkDots } from '../../../src/core/design/old-work.ts';
import { placeCandidates } from '../../../src/core/stipple/candidates.ts';
import { MINUTES_PER_1000_DOTS, planFigures } from '../../../src/core/treatment/estimates.ts';
import { areasCm2, draw, fillZone, frontProject, looseCandidates, OLD_WORK, OUTLINE } from '../design/front-head.ts';

test('the area of a zone is that of the skin it covers; dots, sessions and minutes add up', () => {
  const other: [number, number][] = [
    [600, 850],
    [800, 850],
    [800, 950],
    [600, 950],
  ];
  const result = draw(frontProject({ hairline: null, zones: [fillZone(), fillZone({ outlinePx: other, perCm2: 60 })] }), looseCandidates());
  const figures = planFigures(result.project, result.placed, result.field, result.dots);
  [OUTLINE, other].forEach((outline, k) => {
    const truth = areasCm2(result.surface, outline, [(cos) => cos > 0.035])[0];
    expect(Math.abs(figures.zones[k].areaCm2 / truth - 1)).toBeLessThan(k === 0 ? 0.01 : 0.06);
  });
  expect(figures.areaCm2).toBeCloseTo(figures.zones[0].areaCm2 + figures.zones[1].areaCm2, 6);
  expect(figures.dots).toBe(result.dots.count);
  expect(figures.zones[0].dots + figures.zones[1].dots).toBe(figures.dots);
  for (const part of [figures, ...figures.zones]) {
    expect(part.dotsPerSession.reduce((s, n) => s + n, 0)).toBe(part.dots);
    part.minutes.forEach((m, i) => {
      expect(m).toBeCloseTo((MINUTES_PER_1000_DOTS[i] * part.dots) / 1000, 6);
    });
  }
  expect(figures.areaSdShare).toBe(2 * (result.project.scale?.sdShare ?? 0));
});

test('old work is there already: its dots are not counted as work to do', () => {
  const outlinePx = OLD_WORK;
  const project = frontProject({ zones: [fillZone(), fillZone({ kind: 'oldwork', outlinePx, perCm2: 90 })] });
  const plan = draw(project, looseCandidates());
  const at = placeCandidates(looseCandidates(), plan.surface, project.photo, project.seed + OLD_WORK_SEED);
  const all = joinDots(plan.dots, oldWorkDots(project, plan.surface, at));
  expect(all.count).toBeGreaterThan(plan.dots.count + 500);
  const figures = planFigures(project, plan.placed, plan.field, all);
  expect(figures).toEqual(planFigures(project, plan.placed, plan.field, plan.dots));
  expect(figures.zones[1]).toMatchObject({ dots: 0, areaCm2: 0 });
});

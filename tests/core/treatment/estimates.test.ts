/* Figures for the plan: areas of skin, not of the picture; parts add up to the whole; what the photo shows and what no photo shows. */
import { expect, test } from 'vitest';
import { OLD_WORK_SEED, oldWorkDots, oldWorkField } from '../../../src/core/design/old-work.ts';
import { placeOnHead } from '../../../src/core/stipple/head-places.ts';
import { seenOnHead } from '../../../src/core/stipple/seen-candidates.ts';
import { type Figures, MINUTES_PER_1000_DOTS, planFigures } from '../../../src/core/treatment/estimates.ts';
import { areasCm2, type Drawn, draw, fillZone, frontProject, looseCandidates, OLD_WORK, OUTLINE } from '../design/front-head.ts';

const figuresOf = (result: Drawn, change: Partial<Parameters<typeof planFigures>[1]> = {}) =>
  planFigures(result.project, { ...result, isSeen: seenOnHead(result.places.count, [result.seen]), ...change });
const partsOf = (figures: Figures) => [figures, ...figures.zones];

const other: [number, number][] = [
  [600, 850],
  [800, 850],
  [800, 950],
  [600, 950],
];
const result = draw(frontProject({ hairline: null, zones: [fillZone(), fillZone({ outlinePx: other, perCm2: 60 })] }), looseCandidates());
const figures = figuresOf(result);

test('what a photo shows of a zone is the skin that it covers there', () => {
  [OUTLINE, other].forEach((outline, k) => {
    const truth = areasCm2(result.surface, outline, [(cos) => cos > 0.035])[0];
    expect(Math.abs(figures.shown.zones[k].areaCm2 / truth - 1)).toBeLessThan(k === 0 ? 0.01 : 0.06);
  });
  expect(figures.shown.dots).toBe(result.dots.count);
  expect(figures.dots).toBe(result.plan.count);
});
test('zones add up to the whole, sessions to the dots, and dots to minutes', () => {
  for (const whole of [figures, figures.shown, figures.unseen]) {
    expect(whole.areaCm2).toBeCloseTo(whole.zones[0].areaCm2 + whole.zones[1].areaCm2, 6);
    expect(whole.zones[0].dots + whole.zones[1].dots).toBe(whole.dots);
    for (const part of partsOf(whole)) {
      expect(part.dotsPerSession.reduce((s, n) => s + n, 0)).toBe(part.dots);
      part.minutes.forEach((m, i) => {
        expect(m).toBeCloseTo((MINUTES_PER_1000_DOTS[i] * part.dots) / 1000, 6);
      });
    }
  }
  expect(figures.areaSdShare).toBe(2 * (result.project.scale?.sdShare ?? 0));
});
test('what a photo shows and what none shows are the whole plan', () => {
  // the zone goes on behind the head's top
  expect(figures.unseen.areaCm2).toBeGreaterThan(10);
  expect(figures.unseen.zones[1].areaCm2).toBe(0);
  partsOf(figures).forEach((part, k) => {
    expect(part.areaCm2).toBeCloseTo(partsOf(figures.shown)[k].areaCm2 + partsOf(figures.unseen)[k].areaCm2, 6);
  });
  const everywhere = figuresOf(result, { isSeen: new Uint8Array(result.places.count).fill(1) });
  expect(everywhere.unseen).toMatchObject({ areaCm2: 0, dots: 0 });
  expect(everywhere.areaCm2).toBe(figures.areaCm2);
});

test('old work is there already: its dots are not counted as work to do', () => {
  const outlinePx = OLD_WORK;
  const project = frontProject({ zones: [fillZone(), fillZone({ kind: 'oldwork', outlinePx, perCm2: 90 })] });
  const drawn = draw(project, looseCandidates());
  const at = placeOnHead(looseCandidates(), drawn.surface, project.seed + OLD_WORK_SEED);
  const old = oldWorkDots(at, drawn.marks, oldWorkField(project.design, at));
  expect(old.count).toBeGreaterThan(500);
  expect(figuresOf(drawn, { dots: old }).shown.dots).toBe(0);
  expect(figuresOf(drawn).zones[1]).toMatchObject({ dots: 0, areaCm2: 0 });
});

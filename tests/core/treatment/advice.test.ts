/* Second looks: the default plan needs none about dots, and each fault brings the one that names it. */
import { describe, expect, test } from 'vitest';
import type { DesignPx, Hairline, Treatment } from '../../../src/core/consultation/schema.ts';
import { frontAt } from '../../../src/core/scalp/head-map.ts';
import { advise, healedLightKept } from '../../../src/core/treatment/advice.ts';
import { fillZone, frontProject, hairlineOf, surfaceOf } from '../design/front-head.ts';
import { planWith } from './flat-patch.ts';

const NATURAL: [number, number][] = [
  [330, 660],
  [480, 552],
  [700, 520],
  [920, 568],
  [1070, 668],
];
function advice(treatment: Partial<Treatment> = {}, design: Partial<DesignPx> = {}) {
  const project = frontProject({ hairline: hairlineOf({ pointsPx: NATURAL, irregularity: 0.5 }), ...design });
  const plan = { ...project, treatment: { ...project.treatment, ...treatment } };
  return advise(plan, surfaceOf(project), { luminance: 0.3 });
}
const ids = (...given: Parameters<typeof advice>) => advice(...given).map((item) => item.id);
const sessions = (...dilutions: number[]) =>
  dilutions.map((dilution, i) => ({ day: 14 * i, cumulativeShare: (i + 1) / dilutions.length, dilution }));

describe('advise', () => {
  test('the default plan on a natural line raises nothing', () => expect(ids()).toEqual([]));
  test.each<[string, Partial<Treatment>, Partial<DesignPx>]>([
    ['too-dense', { sessions: sessions(4, 4, 3), dotMm: 0.4 }, {}],
    ['merging', { dotMm: 0.6 }, { zones: [fillZone({ perCm2: 220 })] }],
    ['too-large', { dotMm: 0.5 }, {}],
    ['too-deep', { depthMm: 0.3 }, {}],
    ['too-dark', { sessions: sessions(20, 5), skin: 'II' }, {}],
    ['blue-risk', { wash: 'cool', depthMm: 0.22 }, {}],
    ['light-to-dark', { sessions: sessions(14, 20, 30) }, {}],
    ['hidden', { skin: 'VI', sessions: sessions(40, 30, 25) }, {}],
    ['too-symmetrical', {}, { hairline: hairlineOf() }],
  ])('%s', (id, treatment, design) => {
    const item = advice(treatment, design).find((x) => x.id === id);
    expect(item?.figure).toMatch(/\d/);
    expect(item?.why.length).toBeGreaterThan(30);
    expect(item?.figure).not.toMatch(/NaN|undefined|Infinity/);
  });
  test('a line that a ruler would draw across the forehead, seen from the front, is too straight', () => {
    const project = frontProject();
    const surface = surfaceOf(project);
    const across = (upMm: (x: number) => number) => {
      const points = [-55, -40, -20, 0, 20, 40, 55].map((x) => frontAt(surface, x, upMm(x)));
      const hairline = { ...project.design.hairline, points, irregularity: 0.5 } as Hairline;
      return advise({ ...project, design: { ...project.design, hairline } }, surface, null).find(({ id }) => id === 'too-straight');
    };
    expect(across(() => 50)?.figure).toMatch(/within \d\.\d mm/);
    expect(across((x) => 50 - (x / 14) ** 2)).toBeUndefined();
  });
  test('strong washes are fine on dark skin, an empty design has no density to speak of', () => {
    expect(ids({ sessions: sessions(20, 5), skin: 'VI' })).not.toContain('too-dark');
    expect(ids({ sessions: sessions(4, 4, 3), dotMm: 0.4 }, { zones: [] })).not.toContain('too-dense');
  });
});

describe('healed light', () => {
  test('of the default plan is near what is drawn, and falls with density, size and pigment', () => {
    const kept = (change: Partial<Treatment> = {}, perCm2 = 140) => healedLightKept(planWith(change).treatment, perCm2);
    expect(kept()).toBeGreaterThan(0.74);
    expect(kept()).toBeLessThan(0.84);
    expect(kept({}, 0)).toBe(1);
    expect(kept({}, 180)).toBeLessThan(kept());
    expect(kept({ dotMm: 0.4 })).toBeLessThan(kept());
    expect(kept({ sessions: sessions(10) })).toBeLessThan(kept({ sessions: sessions(20) }));
    expect(kept({ depthMm: 0.3 })).toBeGreaterThan(kept());
    expect(kept({ healing: 'strong' })).toBeLessThan(kept({ healing: 'light' }));
  });
});

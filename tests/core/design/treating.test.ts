/* What a plan is for, and where the client's own hairline stays. */
import { describe, expect, it } from 'vitest';
import { parseConsultation } from '../../../src/core/consultation/consultation.ts';
import { newProject, TREATINGS } from '../../../src/core/consultation/schema.ts';
import { consultationOf } from '../../../src/core/consultation/version-1.ts';
import { leavesHairline } from '../../../src/core/design/leaves-hairline.ts';
import { loweredLine } from '../../../src/core/design/lowered-line.ts';
import { isScalp } from '../../../src/core/design/norwood.ts';
import { TREATS } from '../../../src/core/design/treating.ts';
import { crossesItself } from '../../../src/core/math/polygon.ts';

describe('what is treated', () => {
  it('sets something for each, and draws a hairline where none is to stay only', () => {
    for (const treating of TREATINGS) {
      const { behindLine, zone, draws, isKept } = TREATS[treating];
      expect([behindLine, zone, draws].filter(Boolean), treating).toHaveLength(1);
      expect(leavesHairline(treating), treating).toBe(!behindLine && !isKept);
    }
    expect(leavesHairline(undefined)).toBe(false);
  });
  it('fills scalp, by an outline that does not cross itself', () => {
    for (const treating of ['crown', 'thinning'] as const) {
      const outline = TREATS[treating].zone?.outline ?? [];
      expect(outline.length).toBeGreaterThan(8);
      expect(outline.filter((place) => !isScalp(place))).toEqual([]);
      expect(crossesItself(outline)).toBe(false);
    }
  });
  it('is kept in the plan, and refused by name where it is none', () => {
    const made = consultationOf(newProject({ name: 'a', widthPx: 10, heightPx: 10 }));
    const answered = (treating: string) =>
      parseConsultation({ ...made, plans: made.plans.map((plan) => ({ ...plan, design: { ...plan.design, treating } })) });
    const kept = answered('scar');
    expect(kept.ok && kept.consultation.plans[0].design.treating).toBe('scar');
    const refused = answered('beard');
    expect(refused.ok ? '' : refused.reason).toMatch(/plans\[0\]\.design\.treating is "beard"/);
  });
});

describe('a line that is lowered', () => {
  it('goes down in the middle, nearly as far at the corners, and stays at the sideburns', () => {
    const line = [
      [-84, 46],
      [-46, 36],
      [0, 48],
      [46, 36],
      [84, 46],
    ] as const;
    const lowered = loweredLine(line, 5);
    expect(lowered[0]).toEqual(line[0]);
    expect(lowered[2]).toEqual([0, 53]);
    expect(lowered[1][1] - 36).toBeGreaterThan(4.4);
    expect(lowered[1][1] - 36).toBeLessThan(5);
    const back = loweredLine(lowered, -5);
    for (const [i, [x, y]] of back.entries()) {
      expect(x).toBe(line[i][0]);
      expect(y).toBeCloseTo(line[i][1], 9);
    }
  });
});

/* Which candidates become dots: switched, never moved; sessions nested; counts honest; spacing kept on the skin. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { DesignPx, Project, Session } from '../../../src/core/consultation/schema.ts';
import { placeHairline } from '../../../src/core/design/hairline.ts';
import { isInside } from '../../../src/core/math/polygon.ts';
import type { Candidates } from '../../../src/core/stipple/candidates.ts';
import type { HalfAxesMm } from '../../../src/core/stipple/head-points.ts';
import { closestPairMm, hexSpacing } from '../../support/score-surface.ts';
import { shippedCandidates } from '../../support/shipped-candidates.ts';
import { areasCm2, type Drawn, draw, fillZone, frontProject, hairlineOf, idsOf, isSubset, LINE, OUTLINE, outlineOn } from './front-head.ts';

type Hairline = NonNullable<Project['design']['hairline']>;
let candidates: Candidates;
let plain: Drawn;
beforeAll(() => {
  candidates = shippedCandidates();
  plain = drawn();
}, 120_000);
const drawn = (design: Partial<DesignPx> = {}, change: Parameters<typeof frontProject>[1] = {}) =>
  draw(frontProject(design, change), candidates);

/** Where every dot is, by its number. */
function places({ dots }: Drawn): Map<number, string> {
  return new Map(Array.from(dots.number, (id, i) => [id, [dots.xPx[i], dots.yPx[i], dots.pxPerMm[i]].join()]));
}
function expectNoneMoved(one: Drawn, two: Drawn) {
  const at = places(one);
  for (const [id, place] of places(two)) if (at.has(id) && at.get(id) !== place) throw new Error(`dot ${id} moved`);
}

describe('switched, never moved', () => {
  test('10 % more density only adds', () => {
    for (const perCm2 of [60, 140, 200]) {
      const [less, more] = [perCm2, Math.min(220, perCm2 * 1.1)].map((d) => drawn({ zones: [fillZone({ perCm2: d })] }));
      expect(more.dots.count).toBeGreaterThan(less.dots.count * 1.08);
      expect(isSubset(idsOf(less.dots), idsOf(more.dots))).toBe(true);
      expectNoneMoved(less, more);
    }
  });
  test('the hairline dragged back 1 mm only removes', () => {
    const after = drawn({ hairline: hairlineOf({ pointsPx: LINE.map(([x, y]): [number, number] => [x, y - 6]) }) });
    expect(after.dots.count).toBeLessThan(plain.dots.count);
    expect(isSubset(idsOf(after.dots), idsOf(plain.dots))).toBe(true);
    expectNoneMoved(plain, after);
  });
  test('a dot keeps its size and darkness on the plateau, whatever changes', () => {
    const more = drawn({ zones: [fillZone({ perCm2: 200 })] });
    const at = new Map(Array.from(more.dots.number, (id, i) => [id, i]));
    for (let i = 0; i < plain.dots.count; i += 3) {
      if (plain.dots.targetPerCm2[i] < 139.9) continue;
      const j = at.get(plain.dots.number[i]) as number;
      expect(more.dots.sizeFactor[j]).toBe(plain.dots.sizeFactor[i]);
      expect(more.dots.darkFactor[j]).toBe(plain.dots.darkFactor[i]);
    }
  });
  test('sizes vary by about 10 % and darkness by about 15 % around the planned area and darkness, finer and lighter towards the edge', () => {
    const { dots } = drawn({ hairline: null });
    const spread = (column: Float32Array) => {
      const logs = Array.from(column, Math.log);
      const mean = logs.reduce((s, v) => s + v, 0) / logs.length;
      return [mean, Math.sqrt(logs.reduce((s, v) => s + (v - mean) ** 2, 0) / logs.length)];
    };
    const [size, sizeSd] = spread(dots.sizeFactor);
    const [dark, darkSd] = spread(dots.darkFactor);
    // log-normal: the mean square is 1 where the mean of the logarithm is minus the variance, the mean where it is minus half of it
    expect(Math.abs(size + sizeSd ** 2)).toBeLessThan(0.01);
    expect(Math.abs(dark + darkSd ** 2 / 2)).toBeLessThan(0.01);
    expect(Math.abs(sizeSd - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(darkSd - 0.15)).toBeLessThan(0.01);
    const edge = plain.dots.sizeFactor.filter((_, i) => plain.dots.targetPerCm2[i] < 40);
    expect(spread(edge)[0]).toBeLessThan(size - 0.05);
  });
  test('ranks and numbers ascend, every dot is of a session of the plan', () => {
    expect(plain.dots.number.every((id, i) => i === 0 || id > plain.dots.number[i - 1])).toBe(true);
    expect(new Set(plain.dots.session)).toEqual(new Set([1, 2, 3]));
    expect(Math.min(...plain.dots.rank)).toBeGreaterThan(0);
    expect(Math.max(...plain.dots.rank)).toBeLessThan(1);
  });
});

describe('sessions', () => {
  const withSessions = (sessions: Session[]) => {
    const project = frontProject();
    return draw({ ...project, treatment: { ...project.treatment, sessions } }, candidates);
  };
  const plan = (...shares: number[]) => shares.map((cumulativeShare, i) => ({ day: 10 * i, cumulativeShare, dilution: 20 }));
  test('are nested and hold their cumulative shares of the dots', () => {
    const upTo = [1, 2, 3].map((k) => idsOf(plain.dots, k));
    expect(isSubset(upTo[0], upTo[1]) && isSubset(upTo[1], upTo[2])).toBe(true);
    [0.3, 0.65, 1].forEach((share, k) => {
      expect(Math.abs(upTo[k].size / plain.dots.count / share - 1)).toBeLessThan(0.01);
    });
  });
  test('what the shares are does not change which dots there are; a larger first session only adds to it', () => {
    const [one, few, many, five] = [plan(1), plan(0.3, 1), plan(0.4, 1), plan(0.2, 0.4, 0.6, 0.8, 1)].map(withSessions);
    for (const other of [few, many, five]) expect(other.dots.number).toEqual(one.dots.number);
    expect(isSubset(idsOf(few.dots, 1), idsOf(many.dots, 1))).toBe(true);
    expect(idsOf(many.dots, 1).size).toBeGreaterThan(idsOf(few.dots, 1).size);
    expect(new Set(five.dots.session).size).toBe(5);
  });
});

describe('inside', () => {
  test('dots stay inside the outline and behind the line; sentinels within 3 mm ahead of it', () => {
    const result = drawn({ hairline: hairlineOf({ irregularity: 1 }) });
    const { isBehind, line } = placeHairline(result.project.design.hairline as Hairline, result.surface);
    const outline = outlineOn(result.surface, OUTLINE);
    let ahead = 0;
    for (let i = 0; i < result.dots.count; i++) {
      const [x, y] = [result.dots.xPx[i], result.dots.yPx[i]];
      const k = result.dots.number[i];
      if (isBehind(result.places.across[k], result.places.forward[k])) {
        if (!isInside(outline, result.places.across[k], result.places.forward[k])) throw new Error(`a dot at ${x}, ${y} is outside`);
        continue;
      }
      ahead++;
      expect(line.distanceMm(result.places.xMm[k], result.places.yMm[k], result.places.zMm[k], 20)).toBeLessThan(3);
    }
    // they stand ahead of the ragged edge, most of which lies behind the line
    expect(ahead).toBeGreaterThan(0);
    const field = result.field;
    const sentinels = [...result.dots.number].filter((k) => field.edgeShare[k] === 0).length;
    const lengthCm = 160 / 10;
    expect(sentinels).toBeGreaterThan(3 * lengthCm);
    expect(sentinels).toBeLessThan(10 * lengthCm);
    let plainAhead = 0;
    for (let i = 0; i < plain.dots.count; i++)
      plainAhead += Number(!isBehind(plain.places.across[plain.dots.number[i]], plain.places.forward[plain.dots.number[i]]));
    expect(plainAhead).toBe(0);
  });
  test('an empty design has no dots', () => {
    expect(drawn({ zones: [] }).dots.count).toBe(0);
    expect(drawn({ zones: [fillZone({ perCm2: 0 })] }).dots.count).toBe(0);
  });
});

describe('counts', () => {
  const HEADS: readonly (readonly [string, HalfAxesMm])[] = [
    ['the canonical head', [77, 79, 92]],
    ['a stretched head', [82, 74, 100]],
  ];
  test.each(HEADS)('%s: dots per cm^2 of skin are what the zone asks for, in every band of tilt', (_, halfAxesMm) => {
    const result = drawn({ hairline: null }, { halfAxesMm });
    const bands = Array.from({ length: 7 }, (_, band) => {
      const [from, to] = [band * 10, band * 10 + 10].map((deg) => Math.cos((deg * Math.PI) / 180));
      return (cos: number) => cos <= from && cos > to;
    });
    const [area, ...areas] = areasCm2(result.surface, OUTLINE, [(cos) => cos > 0.1, ...bands]);
    for (const [band, within] of bands.entries()) {
      let count = 0;
      const { xPx, yPx, cosTheta } = result.dots;
      for (let i = 0; i < result.dots.count; i++) count += Number(within(cosTheta[i]) && isInside(OUTLINE, xPx[i], yPx[i]));
      if (areas[band] < 8) continue;
      expect(Math.abs(count / areas[band] / 140 - 1)).toBeLessThan(0.03);
    }
    const count = result.dots.cosTheta.reduce((n, cos) => n + Number(cos > 0.1), 0);
    console.info(`${area.toFixed(1)} cm2: ${(count / area).toFixed(2)} per cm2 for 140`);
    expect(Math.abs(count / area / 140 - 1)).toBeLessThan(0.01);
  });
  test.each([
    [20, [77, 79, 92]],
    [60, [77, 79, 92]],
    [140, [82, 74, 100]],
    [180, [77, 79, 92]],
    [220, [77, 79, 92]],
    [220, [86, 88, 103]],
  ] as const)('%d per cm^2 on a head of %j: the count is what the field adds up to', (perCm2, halfAxesMm) => {
    const { places: at, field, plan } = drawn({ zones: [fillZone({ perCm2 })] }, { halfAxesMm });
    const wanted = field.targetPerCm2.reduce((sum, target, i) => sum + (target * at.areaFactor[i]) / at.perCm2, 0);
    console.info(
      `${perCm2} per cm2 on ${halfAxesMm.join(' x ')}: ${plan.count} of ${wanted.toFixed(0)}, ${(plan.count / wanted).toFixed(4)}`,
    );
    expect(Math.abs(plan.count / wanted - 1)).toBeLessThan(0.01);
  });
});

describe('spacing', () => {
  test.each([
    [60, 3],
    [140, 1],
    [140, 2],
    [140, 3],
    [220, 3],
  ])('%d per cm^2 up to session %d by a computed hand keeps rho 0.60 on the skin', (perCm2, sessions) => {
    const project = frontProject({ hairline: null, zones: [fillZone({ perCm2 })] });
    const { places: at, dots } = draw({ ...project, treatment: { ...project.treatment, hand: 1 } }, candidates);
    const index = dots.number.filter((_, i) => dots.session[i] <= sessions && dots.targetPerCm2[i] > perCm2 - 0.01);
    const columns = [at.xMm, at.yMm, at.zMm].map((column) => Float32Array.from(index, (i) => column[i]));
    const perMm2 = (perCm2 * [0.3, 0.65, 1][sessions - 1]) / 100;
    const rho = closestPairMm([columns[0], columns[1], columns[2]], index.length, index.length / perMm2) / hexSpacing(perMm2);
    console.info(`${perCm2} per cm2, session ${sessions}: rho ${rho.toFixed(3)}`);
    expect(rho).toBeGreaterThanOrEqual(0.6);
  });
});

/* How orderly the hand is: the one setting that moves dots. Sessions stay nested and counts honest at any. */
import { beforeAll, describe, expect, test } from 'vitest';
import { longestMark, strayMm } from '../../../src/core/design/hand.ts';
import type { Candidates } from '../../../src/core/stipple/candidates.ts';
import { closestPairMm, hexSpacing } from '../../support/score-surface.ts';
import { shippedCandidates } from '../../support/shipped-candidates.ts';
import { type Drawn, draw, fillZone, frontProject, idsOf, isSubset } from './front-head.ts';

let candidates: Candidates;
beforeAll(() => {
  candidates = shippedCandidates();
}, 120_000);
const by = (hand: number, perCm2 = 140): Drawn => {
  const project = frontProject({ hairline: null, zones: [fillZone({ perCm2 })] });
  return draw({ ...project, treatment: { ...project.treatment, hand } }, candidates);
};
const HANDS = [0, 0.25, 0.5, 1];

/** Spread of the number of dots in squares of 4 mm on the middle of the crown, against that of dots thrown at random (1). */
function clumping({ dots, surface }: Drawn): number {
  const side = 4 * surface.pxPerMm;
  const across = Math.floor((OUTLINE_BOX.right - OUTLINE_BOX.left) / side);
  const down = Math.floor((OUTLINE_BOX.bottom - OUTLINE_BOX.top) / side);
  const counts = new Array<number>(across * down).fill(0);
  for (let i = 0; i < dots.count; i++) {
    const x = Math.floor((dots.xPx[i] - OUTLINE_BOX.left) / side);
    const y = Math.floor((dots.yPx[i] - OUTLINE_BOX.top) / side);
    if (x >= 0 && y >= 0 && x < across && y < down) counts[y * across + x]++;
  }
  // neighbours in a row share the slope of the head: what they differ by is the hand's
  let squares = 0;
  let sum = 0;
  let pairs = 0;
  for (let y = 0; y < down; y++)
    for (let x = 0; x + 1 < across; x++) {
      const [a, b] = [counts[y * across + x], counts[y * across + x + 1]];
      squares += (a - b) ** 2 / 2;
      sum += (a + b) / 2;
      pairs++;
    }
  return squares / pairs / (sum / pairs);
}
const OUTLINE_BOX = { left: 560, right: 840, top: 240, bottom: 420 };

describe('the hand', () => {
  test.each(HANDS)('%f: sessions are nested, hold their shares, and more density only adds', (hand) => {
    const plan = by(hand);
    const upTo = [1, 2, 3].map((k) => idsOf(plan.dots, k));
    expect(isSubset(upTo[0], upTo[1]) && isSubset(upTo[1], upTo[2])).toBe(true);
    [0.3, 0.65, 1].forEach((share, k) => {
      expect(Math.abs(upTo[k].size / plan.dots.count / share - 1)).toBeLessThan(0.02);
    });
    const denser = by(hand, 180);
    expect(isSubset(upTo[2], idsOf(denser.dots))).toBe(true);
    expect(Math.abs(denser.dots.count / plan.dots.count / (180 / 140) - 1)).toBeLessThan(0.02);
  });
  test('the more careless, the more dots gather and leave gaps; by eye they still lie more evenly than thrown', () => {
    const spreads = HANDS.map((hand) => clumping(by(hand)));
    console.info(`spread of counts against random at hand ${HANDS.join(', ')}: ${spreads.map((x) => x.toFixed(2)).join(', ')}`);
    for (let i = 1; i < spreads.length; i++) expect(spreads[i]).toBeLessThan(spreads[i - 1]);
    expect(spreads[1]).toBeLessThan(0.8);
    expect(spreads[1]).toBeGreaterThan(0.2);
  });
  test('a computed hand sets every dot on its candidate, round and apart', () => {
    expect([strayMm(1), longestMark(1)]).toEqual([0, 0]);
    const { dots, places } = by(1);
    expect(Math.max(...dots.stretch)).toBe(1);
    const index = dots.number.filter((_, i) => dots.targetPerCm2[i] > 139.9);
    const columns = [places.xMm, places.yMm, places.zMm].map((column) => Float32Array.from(index, (i) => column[i]));
    const rho = closestPairMm([columns[0], columns[1], columns[2]], index.length, index.length / 1.4) / hexSpacing(1.4);
    expect(rho).toBeGreaterThan(0.69);
  });
});

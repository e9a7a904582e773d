/* Hair read in several photos, joined on the head: the photo that faces a place best decides, and what none shows is marked. */
import { expect, test } from 'vitest';
import { type HairReading, joinHair } from '../../../src/core/design/hair-on-head.ts';

const reading = (rows: [candidate: number, cosTheta: number, coverage: number, strands: number, tone?: number][]): HairReading => ({
  candidate: Uint32Array.from(rows, (row) => row[0]),
  cosTheta: Float32Array.from(rows, (row) => row[1]),
  coverage: Float32Array.from(rows, (row) => row[2]),
  tone: Float32Array.from(rows, (row) => row[4] ?? row[2]),
  strands: Float32Array.from(rows, (row) => row[3]),
});

test('one photo alone is taken as it reads', () => {
  const one = reading([
    [1, 0.04, 0.3, 0.7, 0.2],
    [4, 0.9, 1, 0],
  ]);
  const { coverage, tone, strands, cosTheta } = joinHair(6, [one]);
  expect([coverage[1], tone[1], strands[1], coverage[4], strands[4]]).toEqual([one.coverage[0], one.tone[0], one.strands[0], 1, 0]);
  expect(cosTheta[4]).toBe(one.cosTheta[1]);
});
test('what no photo shows is bare by default and says that nobody saw it', () => {
  const { coverage, cosTheta } = joinHair(3, [reading([[1, 0.5, 1, 1]])]);
  expect([...coverage]).toEqual([0, 1, 0]);
  expect([...cosTheta]).toEqual([0, 0.5, 0]);
});
test('the photo that faces a place best decides, whichever comes first', () => {
  const facing = reading([[0, 0.95, 1, 1]]);
  const grazing = reading([[0, 0.4, 0, 0]]);
  for (const readings of [
    [facing, grazing],
    [grazing, facing],
  ]) {
    const { coverage, cosTheta } = joinHair(1, readings);
    expect(coverage[0]).toBeGreaterThan(0.99);
    expect(cosTheta[0]).toBe(facing.cosTheta[0]);
  }
});
test('where two photos change over, their readings do too: no seam', () => {
  const at = (cos: number) => joinHair(1, [reading([[0, cos, 1, 1]]), reading([[0, 0.7, 0, 0]])]).coverage[0];
  expect(at(0.7)).toBeCloseTo(0.5, 6);
  for (let cos = 0.5; cos < 0.9; cos += 0.01) expect(at(cos + 0.01) - at(cos)).toBeLessThan(0.04);
});

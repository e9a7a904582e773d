/* The slopes that several photos' head is fitted by are those of its residuals. */
import { expect, test } from 'vitest';
import { headPriors, partsOf, photoPriors, photoRows } from '../../../src/core/scalp/joint-rows.ts';
import { asMeasured, jointPhoto, OWN, ownOf, type Row, SHARED, surfaceOf } from '../../../src/core/scalp/joint-unknowns.ts';
import { skinRows } from '../../../src/core/scalp/skin-matches.ts';
import { kept } from '../../support/rendered-heads.ts';

/** Each row's slope at each unknown against the change of its residual. */
function expectSlopes(rowsAt: (p: readonly number[]) => Row[], p: readonly number[], isHeld: (column: number) => boolean) {
  const rows = rowsAt(p);
  const step = 1e-5;
  for (let column = 0; column < p.length; column++) {
    // a known camera is held, whatever a row says of it
    if (isHeld(column)) continue;
    const moved = (by: number) => rowsAt(p.map((x, k) => (k === column ? x + by : x)));
    const [above, below] = [moved(step), moved(-step)];
    let [missed, size] = [0, 0];
    rows.forEach((row, i) => {
      const at = row.columns.indexOf(column);
      const slope = at < 0 ? 0 : row.slopes[at];
      const measured = (above[i].residual - below[i].residual) / (2 * step);
      missed += (slope - measured) ** 2;
      size += measured ** 2;
    });
    expect(Math.sqrt(missed), `unknown ${column}`).toBeLessThan(0.2 * Math.sqrt(size) + 1e-3);
  }
}

test.each(['A1', 'A3', 'A4', 'B2', 'C1'])('%s: each row changes with each unknown as its slope says', (id) => {
  const [{ kept: one }] = kept(id);
  const photo = jointPhoto(one, SHARED);
  const p = new Array<number>(SHARED + OWN).fill(0.01);
  asMeasured(photo, p);
  p[SHARED + 6] = one.isFocalKnown ? 0 : 0.02;
  const parts = partsOf(photo, p, { scalpMm: 4, earMm: 4 });
  const rowsAt = (q: readonly number[]): Row[] => [...headPriors(q), ...photoPriors(photo, q), ...photoRows(photo, q, parts)];
  expect(rowsAt(p).length).toBeGreaterThan(80);
  expectSlopes(rowsAt, p, (column) => column === SHARED + 6 && one.isFocalKnown);
});

test('skin that two photos share changes with each unknown as its slope says', () => {
  const photos = kept('A2 A5').map(({ kept: one }, i) => jointPhoto(one, SHARED + OWN * i));
  const p = new Array<number>(SHARED + 2 * OWN).fill(0.01);
  for (const photo of photos) asMeasured(photo, p);
  const liesAt = (q: readonly number[]) =>
    photos.map((photo) => {
      const surface = surfaceOf(photo, q);
      return { surface, own: ownOf(photo, q, surface) };
    });
  const px: number[] = [];
  const [a, b] = liesAt(p).map(({ surface }) => surface);
  for (let angle = 0; angle < 6; angle += 0.5) {
    const [inA, inB] = [a, b].map((surface) => surface.at(0.5 * Math.cos(angle), -Math.sqrt(0.75), 0.5 * Math.sin(angle)));
    if (Math.min(inA.cosTheta, inB.cosTheta) < 0.3) continue;
    px.push(...a.project(inA.xMm, inA.yMm, inA.zMm));
    const [x, y] = b.project(inB.xMm, inB.yMm, inB.zMm);
    px.push(x + 12, y - 9);
  }
  expect(px.length).toBeGreaterThanOrEqual(4 * 4);
  const rowsAt = (q: readonly number[]): Row[] => {
    const [inA, inB] = liesAt(q);
    return skinRows({ one: 0, other: 1, px, odds: 9 }, [inA, inB]);
  };
  expect(rowsAt(p)).toHaveLength(px.length / 2);
  expectSlopes(rowsAt, p, (column) => photos.some(({ kept: one, first }) => column === first + 6 && one.isFocalKnown));
});

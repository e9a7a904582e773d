/* The slopes that several photos' head is fitted by are those of its residuals. */
import { expect, test } from 'vitest';
import { headPriors, partsOf, photoPriors, photoRows } from '../../../src/core/scalp/joint-rows.ts';
import { asMeasured, jointPhoto, OWN, type Row, SHARED } from '../../../src/core/scalp/joint-unknowns.ts';
import { kept } from '../../support/rendered-heads.ts';

test.each(['A1', 'A3', 'A4', 'B2', 'C1'])('%s: each row changes with each unknown as its slope says', (id) => {
  const [{ kept: one }] = kept(id);
  const photo = jointPhoto(one, SHARED);
  const p = new Array<number>(SHARED + OWN).fill(0.01);
  asMeasured(photo, p);
  p[SHARED + 6] = one.isFocalKnown ? 0 : 0.02;
  const parts = partsOf(photo, p, { scalpMm: 4, earMm: 4 });
  const rowsAt = (q: readonly number[]): Row[] => [...headPriors(q), ...photoPriors(photo, q), ...photoRows(photo, q, parts)];
  const rows = rowsAt(p);
  expect(rows.length).toBeGreaterThan(80);
  const step = 1e-5;
  for (let column = 0; column < p.length; column++) {
    // a known camera is held, whatever a row says of it
    if (column === SHARED + 6 && one.isFocalKnown) continue;
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
});

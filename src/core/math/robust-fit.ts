/* Linear least squares in which outliers get less weight, and those further off than OUTLIER_SD none (Tukey's biweight). */
import { eliminate } from './least-squares.ts';

const OUTLIER_SD = 4;
const ROUNDS = 8;

/**
 * The first column's coefficient, its error, the weight of each row, and all coefficients. Null if the columns are linearly dependent.
 * @param rows one value per column
 * @param given weights to keep, or null to find them
 */
export function robustFit(rows: readonly number[][], y: readonly number[], given: Float64Array | null) {
  const n = rows.length;
  const p = rows[0].length;
  let weight = given ?? new Float64Array(n).fill(1);
  let coefficients: number[] = [];
  let inverse00 = 0;
  let variance = 0;
  for (let round = 0; round < (given ? 1 : ROUNDS); round++) {
    const a = Array.from({ length: p }, () => new Array<number>(p + 2).fill(0));
    for (let i = 0; i < n; i++)
      for (let r = 0; r < p; r++) {
        for (let c = 0; c < p; c++) a[r][c] += weight[i] * rows[i][r] * rows[i][c];
        a[r][p] += weight[i] * rows[i][r] * y[i];
      }
    for (let r = 0; r < p; r++) a[r][r] += 1e-6 * n;
    a[0][p + 1] = 1;
    if (!eliminate(a)) return null;
    coefficients = a.map((row, r) => row[p] / row[r]);
    inverse00 = a[0][p + 1] / a[0][0];
    const residual = rows.map((row, i) => y[i] - row.reduce((s, v, k) => s + v * coefficients[k], 0));
    const sd = 1.4826 * residual.map(Math.abs).sort((u, v) => u - v)[n >> 1] + 1e-6;
    variance = sd * sd;
    if (!given) weight = Float64Array.from(residual, (r) => (Math.abs(r) < OUTLIER_SD * sd ? (1 - (r / (OUTLIER_SD * sd)) ** 2) ** 2 : 0));
  }
  return { step: coefficients[0], stepSd: Math.sqrt(variance * inverse00), weight, coefficients };
}

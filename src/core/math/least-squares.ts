/* Linear systems of least squares. */

/** Smaller than this a pivot is none: the columns do not tell apart. */
const LEAST_PIVOT = 1e-12;

/**
 * Gauss-Jordan with pivoting, in place: rows of as many columns as there are rows, then right-hand sides. The solution of row r for a
 * right-hand side is its value over the row's own pivot.
 * @returns false where a column has no pivot; that column is left as it is
 */
export function eliminate(rows: (number[] | Float64Array)[]): boolean {
  const size = rows.length;
  let isWhole = true;
  for (let c = 0; c < size; c++) {
    let pivot = c;
    for (let r = c + 1; r < size; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    if (Math.abs(rows[c][c]) < LEAST_PIVOT) {
      isWhole = false;
      continue;
    }
    for (let r = 0; r < size; r++) {
      if (r === c) continue;
      const f = rows[r][c] / rows[c][c];
      for (let k = c; k < rows[c].length; k++) rows[r][k] -= f * rows[c][k];
    }
  }
  return isWhole;
}

/** Solves (J^T J) d = J^T r for J of n x size, with a trace of damping: one step of Gauss and Newton. */
export function solveNormal(J: Float64Array, r: Float64Array, n: number, size: number): number[] {
  const A = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (let i = 0; i < n; i++)
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) A[a][b] += J[i * size + a] * J[i * size + b];
      A[a][size] += J[i * size + a] * r[i];
    }
  for (let a = 0; a < size; a++) A[a][a] *= 1 + 1e-3;
  eliminate(A);
  return A.map((row, a) => (Math.abs(row[a]) < LEAST_PIVOT ? 0 : row[size] / row[a]));
}

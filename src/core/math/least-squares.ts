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

/** Normal equations that rows are added to one by one, each with a few columns that are not zero. */
export interface NormalRows {
  /** a row of a residual and its slopes at `columns`, weighted */
  add(columns: readonly number[], slopes: ArrayLike<number>, residual: number, weight: number): void;
  /** the step against the slopes: subtract it. @param damping share added to the diagonal */
  step(damping: number): number[];
  /** one standard deviation of a sum of unknowns, where each row is in its own spread */
  spread(columns: readonly number[], slopes: readonly number[]): number;
}

export function normalRows(size: number): NormalRows {
  const A = Array.from({ length: size }, () => new Float64Array(size + 1));
  return {
    add(columns, slopes, residual, weight) {
      for (let i = 0; i < columns.length; i++) {
        const row = A[columns[i]];
        const w = weight * slopes[i];
        if (!w) continue;
        for (let j = 0; j < columns.length; j++) row[columns[j]] += w * slopes[j];
        row[size] += w * residual;
      }
    },
    step(damping) {
      return solved(damping, (k) => A[k][size]);
    },
    spread(columns, slopes) {
      const g = new Float64Array(size);
      columns.forEach((column, i) => {
        g[column] += slopes[i];
      });
      return Math.sqrt(solved(0, (k) => g[k]).reduce((sum, x, k) => sum + x * g[k], 0));
    },
  };
  function solved(damping: number, right: (k: number) => number): number[] {
    const rows = A.map((row, k) => {
      const copy = row.slice();
      copy[k] *= 1 + damping;
      copy[size] = right(k);
      return copy;
    });
    eliminate(rows);
    return rows.map((row, k) => (Math.abs(row[k]) < LEAST_PIVOT ? 0 : row[size] / row[k]));
  }
}

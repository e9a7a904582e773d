/* Linear least squares. */

/** Pivots below this count as zero: the columns are linearly dependent. */
const MIN_PIVOT = 1e-12;

/**
 * Gauss-Jordan elimination with partial pivoting, in place. For n rows, the first n columns are the matrix and the rest are right-hand
 * sides. Unknown r is then rows[r][column] / rows[r][r].
 * @returns false if a column has no pivot; that column is skipped
 */
export function eliminate(rows: (number[] | Float64Array)[]): boolean {
  const size = rows.length;
  let isWhole = true;
  for (let c = 0; c < size; c++) {
    let pivot = c;
    for (let r = c + 1; r < size; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    if (Math.abs(rows[c][c]) < MIN_PIVOT) {
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

/** One Gauss-Newton step: solves (J^T J) d = J^T r for J of n x size, with the diagonal raised by 0.1 %. */
export function solveNormal(J: Float64Array, r: Float64Array, n: number, size: number): number[] {
  const A = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (let i = 0; i < n; i++)
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) A[a][b] += J[i * size + a] * J[i * size + b];
      A[a][size] += J[i * size + a] * r[i];
    }
  for (let a = 0; a < size; a++) A[a][a] *= 1 + 1e-3;
  eliminate(A);
  return A.map((row, a) => (Math.abs(row[a]) < MIN_PIVOT ? 0 : row[size] / row[a]));
}

/** Normal equations built up row by row from sparse rows. */
export interface NormalRows {
  /** adds a weighted residual with its derivatives by the unknowns `columns` */
  add(columns: readonly number[], slopes: ArrayLike<number>, residual: number, weight: number): void;
  /** the step to subtract from the unknowns. @param damping share by which the diagonal is raised */
  step(damping: number): number[];
  /** standard deviation of the sum of slopes x unknowns, if every residual was divided by its own standard deviation */
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
    return rows.map((row, k) => (Math.abs(row[k]) < MIN_PIVOT ? 0 : row[size] / row[k]));
  }
}

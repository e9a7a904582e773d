/* Least squares: one step of Gauss and Newton. */

/** Solves (J^T J) d = J^T r by Gaussian elimination, with a trace of damping. */
export function solveNormal(J: Float64Array, r: Float64Array, n: number, size: number): number[] {
  const A = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (let i = 0; i < n; i++)
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) A[a][b] += J[i * size + a] * J[i * size + b];
      A[a][size] += J[i * size + a] * r[i];
    }
  for (let a = 0; a < size; a++) A[a][a] *= 1 + 1e-3;
  for (let a = 0; a < size; a++) {
    let pivot = a;
    for (let b = a + 1; b < size; b++) if (Math.abs(A[b][a]) > Math.abs(A[pivot][a])) pivot = b;
    [A[a], A[pivot]] = [A[pivot], A[a]];
    if (Math.abs(A[a][a]) < 1e-12) continue;
    for (let b = 0; b < size; b++) {
      if (b === a) continue;
      const f = A[b][a] / A[a][a];
      for (let k = a; k <= size; k++) A[b][k] -= f * A[a][k];
    }
  }
  return A.map((row, a) => (Math.abs(row[a]) < 1e-12 ? 0 : row[size] / row[a]));
}
